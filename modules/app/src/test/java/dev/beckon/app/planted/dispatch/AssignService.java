package dev.beckon.app.planted.dispatch;

import com.google.ortools.Loader;

/** The solver outside …Solver. */
record AssignService(Loader loader) {}
