/** What becomes of an order: facts in, events out, one fold. Pure: no clock, no chance, no I/O. */
@NullMarked
package dev.beckon.dispatch.order;

import org.jspecify.annotations.NullMarked;
