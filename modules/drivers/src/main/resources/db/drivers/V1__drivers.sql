CREATE TABLE driver (
    id                uuid PRIMARY KEY,
    state             text        NOT NULL CHECK (state IN ('ONLINE', 'OFFLINE')),
    name              text        NOT NULL,
    vehicle           text,
    plate             text,
    kinds             text[]      NOT NULL,
    version           bigint      NOT NULL,
    at                timestamptz NOT NULL,
    -- What Kafka has acknowledged; the row is ahead of it between a commit and its publication.
    published_version bigint      NOT NULL
);

CREATE INDEX driver_unpublished ON driver (id) WHERE published_version < version;

-- Facts that were folded, and the version that tells so; kept for longer than their topic keeps them.
CREATE TABLE folded_fact (
    id        uuid PRIMARY KEY,
    driver_id uuid        NOT NULL REFERENCES driver ON DELETE CASCADE,
    version   bigint      NOT NULL,
    folded_at timestamptz NOT NULL
);

CREATE INDEX folded_fact_driver ON folded_fact (driver_id, version);
CREATE INDEX folded_fact_age ON folded_fact (folded_at);
