package dev.beckon.app.planted.city;

import picocli.CommandLine;

/** A command outside the launcher. */
record Parade(CommandLine commands) {}
