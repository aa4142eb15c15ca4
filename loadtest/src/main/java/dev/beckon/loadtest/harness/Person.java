package dev.beckon.loadtest.harness;

/**
 * Somebody who is signed in.
 *
 * @param accessToken for requests
 * @param ticket for one socket, good for half a minute
 */
record Person(String name, boolean driver, String accessToken, String ticket) {}
