package dev.beckon.loadtest.bench;

/** Beckon and its limit, taken in turns. */
public record Spreads(Spread beckon, Spread limit) {}
