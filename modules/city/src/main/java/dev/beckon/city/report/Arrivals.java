package dev.beckon.city.report;

/**
 * How many customers of delivered orders saw their driver come.
 *
 * @param arriving were told that the driver is about to come
 * @param arrived were told that the driver is there
 */
public record Arrivals(int delivered, int arriving, int arrived) {}
