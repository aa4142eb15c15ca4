/** Travel times and routes between two points: a leaf that other modules may use. */
@NullMarked
package dev.beckon.routing;

import org.jspecify.annotations.NullMarked;
