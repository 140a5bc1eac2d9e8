-- Streams of dice: which promise stands, and how many of its links were revealed. What the links are
-- comes from the server's own key and lies in no database.
CREATE TABLE dice_streams (
    stream_id TEXT NOT NULL PRIMARY KEY,
    generation BIGINT NOT NULL,
    links_used BIGINT NOT NULL,
    promised_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX dice_streams_by_use ON dice_streams (used_at);
