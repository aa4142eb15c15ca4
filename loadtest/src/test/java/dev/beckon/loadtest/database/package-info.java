@NullMarked
package dev.beckon.loadtest.database;

import org.jspecify.annotations.NullMarked;
