/** Where things are: WGS84 degrees, by name. */
@NullMarked
package dev.beckon.contracts.geo;

import org.jspecify.annotations.NullMarked;
