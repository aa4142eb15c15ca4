/** The map that clients draw: vector tiles of the city in one file, read in pieces. */
@NullMarked
package dev.beckon.web.tiles;

import org.jspecify.annotations.NullMarked;
