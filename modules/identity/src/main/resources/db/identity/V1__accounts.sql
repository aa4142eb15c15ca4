CREATE TABLE account (
    id            uuid PRIMARY KEY,
    email         text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    name          text        NOT NULL,
    role          text        NOT NULL CHECK (role IN ('CUSTOMER', 'DRIVER', 'ADMIN')),
    approved      boolean     NOT NULL,
    created_at    timestamptz NOT NULL
);

-- A family of refresh tokens: one login, and all that it was refreshed to.
CREATE TABLE session (
    id         uuid PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    revoked    boolean     NOT NULL DEFAULT false
);

CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE refresh_token (
    hash       bytea PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used       boolean     NOT NULL DEFAULT false
);

CREATE INDEX refresh_token_session ON refresh_token (session_id);
CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);

-- The newest signs; all are published that have not been retired.
CREATE TABLE signing_key (
    kid        text PRIMARY KEY,
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL,
    retired    boolean     NOT NULL DEFAULT false
);
