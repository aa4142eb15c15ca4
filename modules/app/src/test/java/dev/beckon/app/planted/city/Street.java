package dev.beckon.app.planted.city;

/** A tool that the application must not know. */
public record Street(String name) {}
