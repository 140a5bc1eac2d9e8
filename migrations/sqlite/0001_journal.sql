-- The journal of characters. A row is never changed: what follows is folded from these.
-- Rows that only grow lie in the order they came, so a commit touches few pages; what is changed
-- in place or looked up alone lies under its key (WITHOUT ROWID).
CREATE TABLE character_events (
    stream_id TEXT NOT NULL,
    sequence BIGINT NOT NULL CHECK (sequence >= 1),
    position BIGINT NOT NULL UNIQUE CHECK (position >= 1),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    time BIGINT NOT NULL,
    key BLOB NOT NULL,
    command_id TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (stream_id, sequence)
);

-- The journal of accounts: each row holds a signed statement as it came.
CREATE TABLE account_events (
    stream_id TEXT NOT NULL,
    sequence BIGINT NOT NULL CHECK (sequence >= 1),
    position BIGINT NOT NULL UNIQUE CHECK (position >= 1),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    time BIGINT NOT NULL,
    key BLOB NOT NULL,
    command_id TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (stream_id, sequence)
);

-- Where the whole journal stands: one row. Whoever writes locks it first, so positions have no gaps.
CREATE TABLE journal_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    hash BLOB NOT NULL,
    incarnation TEXT NOT NULL
);

-- One receipt per command, kept for ever, with the command's bytes exactly as they were signed.
CREATE TABLE receipts (
    command_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    stream_id TEXT NOT NULL,
    key BLOB NOT NULL,
    bytes BLOB NOT NULL,
    signature BLOB NOT NULL,
    command_hash BLOB NOT NULL,
    receipt BLOB NOT NULL,
    time BIGINT NOT NULL
);

-- A projection: each character folded to its last event.
CREATE TABLE character_state (
    character_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    state TEXT NOT NULL,
    state_hash BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX character_state_by_account ON character_state (account_id);

-- A projection: which keys speak for an account.
CREATE TABLE account_keys (
    account_id TEXT NOT NULL,
    key BLOB NOT NULL,
    added_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;

-- The key that seals an account's texts, itself sealed by the server. Without it they are noise.
CREATE TABLE data_keys (
    account_id TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) WITHOUT ROWID;

-- What people wrote. Events hold only a salted hash of it, so a row here can go.
CREATE TABLE texts (
    text_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    stream_id TEXT NOT NULL,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX texts_by_stream ON texts (stream_id);

-- Who is logged in. Only the hash of a token is here.
CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT NOT NULL,
    key BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Login nonces that were used. A second use breaks the primary key.
CREATE TABLE login_nonces (
    nonce_hash BLOB PRIMARY KEY,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX login_nonces_by_expiry ON login_nonces (expires_at);
