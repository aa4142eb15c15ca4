/** Recorded data as it is handed around: CSV files, row by row. */
@NullMarked
package dev.beckon.city.csv;

import org.jspecify.annotations.NullMarked;
