package dev.beckon.loadtest.harness;

import java.time.Duration;

/**
 * What is sent.
 *
 * @param perS orders a second, evenly spaced
 * @param warmUp sent like the rest, and not measured
 */
public record Load(double perS, Duration warmUp, Duration measured, Ending ending) {}
