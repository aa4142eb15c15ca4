/** The commands behind the launcher script. */
@NullMarked
package dev.beckon.launcher;

import org.jspecify.annotations.NullMarked;
