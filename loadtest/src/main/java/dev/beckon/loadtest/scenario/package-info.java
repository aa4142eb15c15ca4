/** Scenarios for Gatling, to be run as they are with {@code ./beckon load}, or copied. */
@NullMarked
package dev.beckon.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
