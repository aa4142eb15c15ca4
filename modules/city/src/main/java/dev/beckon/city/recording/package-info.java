/** Where real drivers were, to be played again. */
@NullMarked
package dev.beckon.city.recording;

import org.jspecify.annotations.NullMarked;
