package dev.beckon.loadtest.bench;

/** What is to be reached: by the value itself, or by its ratio to the limit. */
public sealed interface Target {

    record AtLeast(double value) implements Target {}

    record AtMost(double value) implements Target {}

    record RatioAtLeast(double value) implements Target {}

    record RatioAtMost(double value) implements Target {}
}
