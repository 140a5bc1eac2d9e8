-- Several keys speak for one account. The projection says all that the chain says of a device:
-- in which order they came, and which text names it.
ALTER TABLE account_keys ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account_keys ADD COLUMN name TEXT;

-- A projection: every key that ever was a recovery key of an account, since when, and which place
-- it has now: the highest 0, none for one that is no longer. Found by the key, because who has lost
-- everything knows nothing else; former ones too, because they may undo what took them away.
CREATE TABLE recovery_keys (
    account_id TEXT NOT NULL,
    key BLOB NOT NULL,
    place BIGINT,
    since BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;
CREATE INDEX recovery_keys_by_key ON recovery_keys (key);

-- What is known of a device beside the chain: when it last had a session, and whether it was
-- logged out everywhere and has not come back by hand.
CREATE TABLE devices (
    account_id TEXT NOT NULL,
    key BLOB NOT NULL,
    seen_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;
INSERT INTO devices (account_id, key, seen_at)
    SELECT account_id, key, MAX(seen_at) FROM sessions GROUP BY account_id, key;

-- Sessions last minutes from here on and are renewed by a signature, so that a stolen cookie dies.
-- Those of before lasted a month: they end now, and browsers come back by themselves.
-- A lineage is what sessions that were renewed out of each other have in common.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN lineage BLOB NOT NULL;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_lineage ON sessions (lineage);

-- Where two devices meet for some minutes. What the second one says of itself is sealed like
-- everything that people write.
CREATE TABLE pairings (
    id BLOB PRIMARY KEY,
    account_id TEXT NOT NULL,
    mark BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    asked BLOB
) WITHOUT ROWID;
CREATE INDEX pairings_by_account ON pairings (account_id);
CREATE INDEX pairings_by_expiry ON pairings (expires_at);

-- When somebody logged in; sessions that are renewed out of each other have it in common.
ALTER TABLE sessions ADD COLUMN began_at BIGINT NOT NULL;

-- Who looks after this server: a role of an account.
CREATE TABLE owners (
    account_id TEXT PRIMARY KEY,
    since BIGINT NOT NULL
) WITHOUT ROWID;

-- One-time addresses that make whoever opens them the owner; only the hash of each is here. One
-- without an end is good until the server starts again.
CREATE TABLE owner_claims (
    token_hash BLOB PRIMARY KEY,
    expires_at BIGINT
) WITHOUT ROWID;

-- Accounts that an owner has shut out.
CREATE TABLE locks (
    account_id TEXT PRIMARY KEY,
    since BIGINT NOT NULL,
    locked_by TEXT NOT NULL,
    why TEXT NOT NULL
) WITHOUT ROWID;

-- What owners did. Written together with the deed, and never changed.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY CHECK (number >= 1),
    time BIGINT NOT NULL,
    owner TEXT,
    deed TEXT NOT NULL,
    account_id TEXT,
    detail TEXT NOT NULL
);

-- A projection: accounts that are closed, and since when. Who does not reopen one within some days
-- finds it gone.
CREATE TABLE closed_accounts (
    account_id TEXT PRIMARY KEY,
    closed_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX closed_accounts_by_time ON closed_accounts (closed_at);

-- Accounts that are gone: which lines of the list outside the database were carried out in here.
CREATE TABLE erased_accounts (
    account_id TEXT PRIMARY KEY,
    erased_at BIGINT NOT NULL
) WITHOUT ROWID;

-- What one account is given to take along.
CREATE INDEX receipts_by_account ON receipts (account_id);

-- The keys of texts move into a file beside the server's own keys; data_keys is empty from here on.

-- A projection: the programs that act for accounts, or once did, with what their scopes are, as one
-- text with a space between them.
CREATE TABLE programs (
    account_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    key BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;

-- The keys of programs that the server keeps, sealed with the account's key, and the hash of the
-- token that each program has. A key that no statement lets in is swept away.
CREATE TABLE program_keys (
    account_id TEXT NOT NULL,
    key BLOB NOT NULL,
    secret BLOB NOT NULL,
    token_hash BLOB,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;
CREATE UNIQUE INDEX program_keys_by_token ON program_keys (token_hash);
