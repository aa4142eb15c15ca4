package dev.beckon.loadtest.scenario;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.forAll;

import io.gatling.javaapi.core.Assertion;

/** What a run has to meet. */
final class Thresholds {

    private static final double PERCENTILE = 99;
    private static final double MOST_FAILED_PERCENT = 1;

    private Thresholds() {}

    /** The 99th percentile of what the report calls this. */
    static Assertion within(String name, int ms) {
        return details(name).responseTime().percentile(PERCENTILE).lt(ms);
    }

    /** That it came to this, and nearly always: missing in the report it is missed, too. */
    static Assertion seen(String name) {
        return details(name).successfulRequests().percent().gt(PERCENTILE);
    }

    /** Whatever was asked. */
    static Assertion fewFailures() {
        return forAll().failedRequests().percent().lt(MOST_FAILED_PERCENT);
    }
}
