/** Ids as types, so that a driver's id cannot be passed for an order's. */
@NullMarked
package dev.beckon.contracts.id;

import org.jspecify.annotations.NullMarked;
