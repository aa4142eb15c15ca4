/** Goals 1 and 2: how many orders, and how fast their offers are. */
@NullMarked
package dev.beckon.loadtest.orders;

import org.jspecify.annotations.NullMarked;
