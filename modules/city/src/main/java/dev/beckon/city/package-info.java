/** A simulated city that plays customers and drivers through the public API only. */
@NullMarked
package dev.beckon.city;

import org.jspecify.annotations.NullMarked;
