/** Messages to many sockets and what an idle one costs, beside Node and its usual library. */
@NullMarked
package dev.beckon.loadtest.push;

import org.jspecify.annotations.NullMarked;
