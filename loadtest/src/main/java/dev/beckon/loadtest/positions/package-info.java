/** Positions from the sockets into the driver index, and what they do to that index. */
@NullMarked
package dev.beckon.loadtest.positions;

import org.jspecify.annotations.NullMarked;
