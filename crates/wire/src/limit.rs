//! Every limit of what travels, in one place.

/// Most bytes under one signature.
pub const SIGNED_BYTES_MAX: usize = 8 * 1024;
/// Most signed parts under one signature.
pub const SIGNED_GROUP_MAX: u16 = 1_024;
/// Most bytes of a request body on the writing doors.
pub const BODY_BYTES_MAX: usize = 32 * 1024;
/// Most texts that come along with one command.
pub const TEXTS_PER_COMMAND_MAX: usize = 8;
/// Most bytes of one such text.
pub const TEXT_BYTES_MAX: usize = 4 * 1024;
/// Most times that one receipt rolls its expression.
pub const ROLLS_PER_RECEIPT_MAX: u16 = 100;
/// Most values that come along with an expression of dice.
pub const DICE_VALUES_MAX: usize = 64;
/// Most bytes of a wish to roll, as JSON: with the longest amounts it still fits under one signature.
pub const WISH_BYTES_MAX: usize = 3 * 1024;
/// Most characters of a proof of a roll: two signed parts, and what signs them.
pub const PROOF_CHARS_MAX: usize = 24 * 1024;
/// Links of one promise; after so many rolls of a stream there is another.
pub const PROMISE_LINKS_MAX: u32 = 1_024;
/// Most bytes of an origin as a browser writes it.
pub const ORIGIN_BYTES_MAX: usize = 256;
/// Most bytes of a path that came from elsewhere.
pub const PATH_BYTES_MAX: usize = 2 * 1024;
/// How long a login nonce can be signed.
pub const NONCE_MILLIS: i64 = 60_000;
/// Most events that one page of a history carries.
pub const HISTORY_EVENTS_MAX: u32 = 5_000;
/// Most devices that speak for one account at the same time.
pub const DEVICES_MAX: usize = 32;
/// Most recovery keys of an account.
pub const RECOVERY_KEYS_MAX: usize = 4;
/// Most programs that may act for one account at the same time.
pub const PROGRAMS_MAX: usize = 16;
/// How long a program is let in at most: a year, and it may be a leap year.
pub const PROGRAM_MILLIS_MAX: i64 = 366 * 24 * 60 * 60 * 1_000;
/// Most re-entry keys that one device keeps, one after another. It needs one; another only where
/// the browser lost the half that it lies in.
pub const REENTRIES_PER_DEVICE_MAX: usize = 8;
/// Most re-entry keys of an account, one after another: a browser that loses its storage every day
/// must not use up the room for statements.
pub const REENTRIES_MAX: usize = 200;
/// Most statements of an account.
pub const STATEMENTS_MAX: usize = 1_000;
/// Most further ones, by recovery keys that were not set just now: a thief who uses up the others
/// cannot be thrown out with less.
pub const RECOVERY_STATEMENTS_MAX: usize = 1_000;
/// How long a change of keys can be undone by a higher recovery key: 72 hours.
pub const UNDO_MILLIS: i64 = 72 * 60 * 60 * 1_000;
/// How long a device can ask to be taken in.
pub const PAIRING_MILLIS: i64 = 10 * 60 * 1_000;
/// How long an account that was closed can be reopened; then it is gone: seven days.
pub const DELETION_MILLIS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// Most bytes of one message on the socket, either way.
pub const MESSAGE_BYTES_MAX: usize = 64 * 1024;
/// Most bytes of an export that is read back.
pub const EXPORT_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Most characters of the reason that an owner gives for a lock.
pub const LOCK_REASON_CHARS_MAX: usize = 200;
/// Most accounts of one page that an owner reads.
pub const PEOPLE_MAX: u32 = 50;
/// Most rows of one page of what owners did.
pub const AUDIT_ROWS_MAX: u32 = 50;
/// Most bytes of a manifest of assets.
pub const MANIFEST_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most assets that a manifest lists.
pub const ASSETS_MAX: usize = 4_096;
/// Most bytes of one asset.
pub const ASSET_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Most bytes of a scene.
pub const SCENE_BYTES_MAX: usize = 512 * 1024;
/// Most instances, obstacles, keepers and sounds of a scene together.
pub const SCENE_INSTANCES_MAX: usize = 4_096;
/// Most points of light of a scene.
pub const SCENE_LIGHTS_MAX: usize = 64;
/// Most bytes of the list of sounds.
pub const SOUNDS_BYTES_MAX: usize = 512 * 1024;
/// Most sounds that it lists.
pub const SOUNDS_MAX: usize = 2_048;
/// The loudest that the slider of a channel goes.
pub const LEVEL_MAX: u8 = 100;
/// How long one of them plays at most.
pub const SOUND_SECONDS_MAX: f64 = 120.0;
/// Most characters of the sentence for who does not hear it.
pub const CAPTION_CHARS_MAX: usize = 120;
