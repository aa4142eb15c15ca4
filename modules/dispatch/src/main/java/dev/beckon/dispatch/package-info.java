/** The heart: orders, offers and matching, and the shells around that pure core. */
@NullMarked
package dev.beckon.dispatch;

import org.jspecify.annotations.NullMarked;
