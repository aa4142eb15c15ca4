/** Who wants to go where, and when: made up, or read from recorded trips. */
@NullMarked
package dev.beckon.city.demand;

import org.jspecify.annotations.NullMarked;
