/**
 * A client that times one user's POST to another user's socket: an open loop, from the time at
 * which each order was meant to be sent. It drives any server that speaks the contract.
 */
@NullMarked
package dev.beckon.loadtest.harness;

import org.jspecify.annotations.NullMarked;
