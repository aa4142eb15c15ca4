/** The driver index: where the drivers are and whether they are free, for the rounds to search. */
@NullMarked
package dev.beckon.dispatch.drivers;

import org.jspecify.annotations.NullMarked;
