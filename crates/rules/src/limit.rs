//! Every limit of the rules, in one place.

/// Most characters of a name, counted as Unicode scalar values.
pub const NAME_CHARS_MAX: usize = 40;
/// Most characters that one account may hold, retired ones included.
pub const CHARACTERS_PER_ACCOUNT_MAX: u32 = 200;
/// Most bytes of a content id, `kind/slug`.
pub const CONTENT_ID_BYTES_MAX: usize = 64;
