/** The frame of the benchmarks: each goal measured beside its limit, in one run. */
@NullMarked
package dev.beckon.loadtest.bench;

import org.jspecify.annotations.NullMarked;
