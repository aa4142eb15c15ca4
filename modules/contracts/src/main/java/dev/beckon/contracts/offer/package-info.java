/** What a driver is asked. */
@NullMarked
package dev.beckon.contracts.offer;

import org.jspecify.annotations.NullMarked;
