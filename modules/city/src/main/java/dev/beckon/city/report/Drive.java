package dev.beckon.city.report;

/**
 * A way to a pickup, as promised and as driven.
 *
 * @param promisedS seconds that the customer was told, in the application's time
 * @param drivenS seconds that it took, in the city's time
 */
public record Drive(int promisedS, double drivenS) {}
