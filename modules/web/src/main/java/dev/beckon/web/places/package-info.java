/** Places of the loaded map by name, for whoever would rather type than point. */
@NullMarked
package dev.beckon.web.places;

import org.jspecify.annotations.NullMarked;
