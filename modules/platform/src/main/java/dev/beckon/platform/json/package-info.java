/** JSON as Beckon writes and reads it. */
@NullMarked
package dev.beckon.platform.json;

import org.jspecify.annotations.NullMarked;
