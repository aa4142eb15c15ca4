package dev.beckon.loadtest.bench;

/** What a benchmark works on. */
public enum Needs {
    /** Kafka, PostgreSQL and Redis, with nothing of Beckon. */
    SERVICES,

    /** An application as well, which is better trained before. */
    APPLICATION,

    /** An application with people at its sockets, the same for all who need one. */
    TOWN
}
