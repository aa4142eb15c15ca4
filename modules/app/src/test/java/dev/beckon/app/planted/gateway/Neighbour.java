package dev.beckon.app.planted.gateway;

/** What another feature must not import. */
public record Neighbour(int lengthM) {}
