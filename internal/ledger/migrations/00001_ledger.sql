-- +goose Up
-- Text, big integers and primary keys only: the same statements must run on SQLite and PostgreSQL.

-- +goose StatementBegin
CREATE TABLE entries (
    seq     BIGINT NOT NULL PRIMARY KEY,
    time    TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    run     TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    actor   TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    prev    TEXT   NOT NULL,
    hash    TEXT   NOT NULL
);
-- +goose StatementEnd

CREATE INDEX entries_hash ON entries (hash);
CREATE INDEX entries_run ON entries (run, seq);
CREATE INDEX entries_kind ON entries (kind, subject, seq);

-- The last entry, so that a tail that was cut off is noticed. One row.
-- +goose StatementBegin
CREATE TABLE head (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  BIGINT NOT NULL,
    hash TEXT   NOT NULL
);
-- +goose StatementEnd

INSERT INTO head (id, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Which outcome says what a target was last set to. The settings themselves are in the chain.
-- +goose StatementBegin
CREATE TABLE targets (
    address TEXT   NOT NULL PRIMARY KEY,
    seq     BIGINT NOT NULL
);
-- +goose StatementEnd

-- A row stays when its lease is released: the token must never be given twice. A free lease has no holder.
-- +goose StatementBegin
CREATE TABLE leases (
    name    TEXT   NOT NULL PRIMARY KEY,
    token   BIGINT NOT NULL,
    holder  TEXT   NOT NULL,
    since   TEXT   NOT NULL,
    expires TEXT   NOT NULL
);
-- +goose StatementEnd
