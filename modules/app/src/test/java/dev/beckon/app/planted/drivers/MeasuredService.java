package dev.beckon.app.planted.drivers;

import io.micrometer.core.instrument.MeterRegistry;

/** Micrometer outside …Metrics. */
record MeasuredService(MeterRegistry registry) {}
