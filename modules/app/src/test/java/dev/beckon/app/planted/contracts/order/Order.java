package dev.beckon.app.planted.contracts.order;

/** A domain noun. */
public record Order(int version) {}
