/** Thousands of users at their sockets, cheap enough that it is the server that is measured. */
@NullMarked
package dev.beckon.loadtest.sockets;

import org.jspecify.annotations.NullMarked;
