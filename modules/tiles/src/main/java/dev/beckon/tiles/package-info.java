/**
 * Vector tiles of an OSM extract, for the maps of clients. A program of its own, because its
 * libraries and those of the other modules exclude each other.
 */
@NullMarked
package dev.beckon.tiles;

import org.jspecify.annotations.NullMarked;
