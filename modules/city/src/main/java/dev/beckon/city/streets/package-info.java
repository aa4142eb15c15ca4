/** The ground that the city is played on: its streets and where its people are. */
@NullMarked
package dev.beckon.city.streets;

import org.jspecify.annotations.NullMarked;
