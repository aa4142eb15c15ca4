package dev.beckon.app.planted.app;

import dev.beckon.app.planted.city.Street;

/** The application with a tool inside. */
record Tooling(Street street) {}
