package dev.beckon.devservices;

import org.jspecify.annotations.Nullable;

/** The one set of services of a JVM that runs tests. */
final class TestServices {

    private static @Nullable DevServices services;
    private static @Nullable RuntimeException failure;

    private TestServices() {}

    static synchronized DevServices get() {
        // A start that failed would fail again for each test, after its patience each time.
        if (failure != null) {
            throw failure;
        }
        if (services == null) {
            try {
                services = DevServices.fresh();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return services;
    }
}
