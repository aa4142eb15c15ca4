/** What is said on a WebSocket, one JSON object a message. */
@NullMarked
package dev.beckon.contracts.socket;

import org.jspecify.annotations.NullMarked;
