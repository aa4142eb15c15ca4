package dev.beckon.app.planted.dispatch;

/** What a replay must not import. */
public record Shell(int rounds) {}
