/** Sockets as a cache of the log. */
@NullMarked
package dev.beckon.gateway;

import org.jspecify.annotations.NullMarked;
