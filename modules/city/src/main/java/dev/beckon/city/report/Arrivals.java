package dev.beckon.city.report;

/**
 * How many delivered orders had a driver who was seen to come.
 *
 * @param arriving of which the driver was about to come
 * @param arrived of which the driver was there
 */
public record Arrivals(long delivered, long arriving, long arrived) {}
