/** Which driver is asked for which order, over a whole round at once. */
@NullMarked
package dev.beckon.dispatch.matching;

import org.jspecify.annotations.NullMarked;
