/** The one clock. */
@NullMarked
package dev.beckon.platform.time;

import org.jspecify.annotations.NullMarked;
