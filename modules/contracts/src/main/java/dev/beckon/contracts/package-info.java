/** What crosses a boundary: ids, facts, events, status, replies, socket messages and topics. */
@NullMarked
package dev.beckon.contracts;

import org.jspecify.annotations.NullMarked;
