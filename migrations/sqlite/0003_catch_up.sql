-- A tab that comes back asks what happened to each of its characters behind a position. Without
-- this, every event that a character ever had was read for it.
CREATE INDEX character_events_by_position ON character_events (stream_id, position);
