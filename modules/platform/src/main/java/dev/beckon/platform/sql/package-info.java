/** A database of its own for each module that has tables. */
@NullMarked
package dev.beckon.platform.sql;

import org.jspecify.annotations.NullMarked;
