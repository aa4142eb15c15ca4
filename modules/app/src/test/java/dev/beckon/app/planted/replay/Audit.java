package dev.beckon.app.planted.replay;

import dev.beckon.app.planted.dispatch.Shell;

/** Imports more than the pure core. */
record Audit(Shell shell) {}
