/** The public API as a client uses it: HTTP, and sockets that come back. */
@NullMarked
package dev.beckon.city.net;

import org.jspecify.annotations.NullMarked;
