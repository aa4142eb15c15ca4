package dev.beckon.app.planted.launcher;

import org.springframework.core.env.Environment;

/** A tool with Spring. */
record Sprung(Environment environment) {}
