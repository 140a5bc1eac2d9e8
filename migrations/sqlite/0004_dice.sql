-- Streams of dice: which promise stands, and how many of its links were revealed. What the links are
-- comes from the server's own key and lies in no database.
CREATE TABLE dice_streams (
    stream_id TEXT NOT NULL PRIMARY KEY,
    generation INTEGER NOT NULL,
    links_used INTEGER NOT NULL,
    promised_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dice_streams_by_use ON dice_streams (used_at);
