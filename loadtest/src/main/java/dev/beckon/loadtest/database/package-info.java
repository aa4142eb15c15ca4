/** What the database and the dispatcher on it are worth: the drain, the nearest, the growth. */
@NullMarked
package dev.beckon.loadtest.database;

import org.jspecify.annotations.NullMarked;
