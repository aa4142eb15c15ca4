package dev.beckon.city.report;

/**
 * What the audit of the log found.
 *
 * @param checked how many orders it looked at
 * @param arrivals deliveries whose driver was arriving, and arrived, exactly once
 */
public record AuditFigures(long checked, long breaches, Arrivals arrivals) {}
