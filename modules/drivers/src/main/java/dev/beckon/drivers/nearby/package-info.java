/** Where drivers are, roughly, for the map that a customer sees before ordering. */
@NullMarked
package dev.beckon.drivers.nearby;

import org.jspecify.annotations.NullMarked;
