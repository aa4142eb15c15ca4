/** What positions say about orders: a driver is about to arrive, is there, or is lost. */
@NullMarked
package dev.beckon.tracking;

import org.jspecify.annotations.NullMarked;
