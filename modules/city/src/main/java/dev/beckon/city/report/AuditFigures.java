package dev.beckon.city.report;

/**
 * What the audit of the log found.
 *
 * @param checked how many orders it looked at
 */
public record AuditFigures(long checked, long breaches) {}
