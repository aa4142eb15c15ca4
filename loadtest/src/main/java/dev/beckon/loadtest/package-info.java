/** Measuring from outside: benchmarks beside their limits, and load. */
@NullMarked
package dev.beckon.loadtest;

import org.jspecify.annotations.NullMarked;
