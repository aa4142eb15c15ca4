/**
 * Sockets as a cache of the log: a node follows {@code order-status}, keeps the live orders in
 * memory, and tells whoever takes part what changed. What the contract leaves open, it does so:
 *
 * <ul>
 *   <li><b>The end of an offer.</b> {@code EXPIRED}: no answer in time. {@code TAKEN}: another
 *       driver has the order. {@code CANCELLED}: the order was called off. {@code WITHDRAWN}:
 *       everything else, and so also what the driver declined (their other tabs close it too) and
 *       what never reached them. An accepted offer is closed by {@code ORDER_ACCEPTED}.
 *   <li><b>An order that a driver had and lost</b> (own cancel, reassignment, silence) is for that
 *       driver over: {@code ORDER_CANCELLED} by {@code SYSTEM}, and so it stands in their snapshot,
 *       without address and note. The customer gets {@code SEARCHING}.
 *   <li><b>Answers come after what they are about</b>: {@code ORDER_ACCEPTED}, then {@code ACK}.
 *   <li><b>An offer that this node does not know</b> may have been told by a node that is ahead of
 *       it: the answer waits two seconds for the log, then it is {@code UNKNOWN_OFFER}. An order
 *       that it does not know may be older than its memory, or newer: the dispatcher decides.
 *   <li><b>A command that Kafka did not take</b> is not answered, because it may have been taken
 *       after all; the client repeats it, and a command done twice is done once.
 *   <li><b>A driver is gone</b> since they were last heard here, not since the socket closed:
 *       whoever has been heard elsewhere meanwhile is not gone, and a node that has another socket
 *       of theirs says when it heard them.
 * </ul>
 */
@NullMarked
package dev.beckon.gateway;

import org.jspecify.annotations.NullMarked;
