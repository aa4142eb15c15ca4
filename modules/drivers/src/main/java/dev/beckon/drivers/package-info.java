/** Shifts and profiles: the drivers' side of the log. */
@NullMarked
package dev.beckon.drivers;

import org.jspecify.annotations.NullMarked;
