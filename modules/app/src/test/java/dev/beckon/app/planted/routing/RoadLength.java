package dev.beckon.app.planted.routing;

/** What dispatch may import. */
public record RoadLength(int lengthM) {}
