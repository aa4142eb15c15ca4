/** What was seen, and what it amounts to. */
@NullMarked
package dev.beckon.city.report;

import org.jspecify.annotations.NullMarked;
