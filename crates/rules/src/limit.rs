//! Every limit of the rules, in one place.

/// Most characters of a name, counted as Unicode scalar values.
pub const NAME_CHARS_MAX: usize = 40;
/// Most characters that one account may hold, retired ones included.
pub const CHARACTERS_PER_ACCOUNT_MAX: u32 = 200;
/// Most bytes of a content id, `kind/slug`.
pub const CONTENT_ID_BYTES_MAX: usize = 64;
/// Most bytes of an expression of dice.
pub const EXPRESSION_BYTES_MAX: usize = 512;
/// Parentheses in an expression go at most so deep.
pub const EXPRESSION_DEPTH_MAX: usize = 24;
/// Most steps of an expression.
pub const EXPRESSION_STEPS_MAX: usize = 256;
/// Most dice of one roll, those that are thrown again included.
pub const DICE_PER_ROLL_MAX: u32 = 1_000;
/// Most sides of a die.
pub const DIE_SIDES_MAX: u32 = 100_000;
/// Numbers of dice go so far from nothing, as a fraction's upper and lower part.
pub const AMOUNT_TOP_MAX: i64 = 1_000_000_000_000_000;
pub const AMOUNT_BOTTOM_MAX: i64 = 1_000_000_000;
/// Most bytes of a formula in content.
pub const FORMULA_BYTES_MAX: usize = 256;
/// Parentheses in a formula go at most so deep.
pub const FORMULA_DEPTH_MAX: usize = 12;
/// A formula's numbers go so far from nothing.
pub const FORMULA_NUMBER_MAX: i32 = 1_000_000;
/// Levels of a character.
pub const LEVEL_MAX: usize = 20;
/// No score is raised above it, but by boons and a few features that say so.
pub const SCORE_CAP: u8 = 20;
/// Magic items that one can be attuned to (SRD 5.2, "Magic Items", Attunement).
pub const ATTUNEMENT_MAX: i32 = 3;
/// Creatures that one act brings at most.
pub const SUMMONED_MOST: i32 = 12;
/// Rounds after which a fight that goes nowhere is called off.
pub const ROUNDS_MOST: u32 = 60;
/// Feet that anything is above the level of a field, or beneath it, at most.
pub const HEIGHT_MOST: i32 = 10_000;
/// Words that are looked for together in the codex; more are not read.
pub const CODEX_WORDS_MAX: usize = 12;
/// Letters of such a word; more are not read.
pub const CODEX_LETTERS_MAX: usize = 24;
/// Most that is found at once.
pub const CODEX_HITS_MAX: usize = 100;
/// Entries on a page of the codex, where nothing is said, and at most.
pub const CODEX_PAGE_USUAL: usize = 50;
pub const CODEX_PAGE_MAX: usize = 200;
/// Most bytes of a question to the codex, names and values together.
pub const CODEX_QUERY_BYTES_MAX: usize = 1_024;
/// Packs that lie over the book at once.
pub const PACKS_MAX: usize = 32;
/// Most bytes of a pack, manifest and names included.
pub const PACK_BYTES_MAX: usize = 4 << 20;
/// Most files of a pack.
pub const PACK_FILES_MAX: usize = 256;
/// Most entries of a pack.
pub const PACK_ENTRIES_MAX: usize = 4_000;
/// Most characters of the name that a pack's ids begin with.
pub const PACK_NAME_CHARS_MAX: usize = 24;
/// Things with an identity that one holder has at most.
pub const THINGS_MAX: usize = 2_000;
/// Most of one kind that are given, bought or sold at once.
pub const COUNT_MAX: u32 = 10_000;
/// Most pieces of one stack that one holder has.
pub const STACK_MAX: u32 = 1_000_000;
/// Coins of one kind, and copper pieces altogether, that one holder has at most.
pub const COINS_MAX: u32 = 1_000_000_000;
/// Gear that does nothing by itself is a plain stack when a piece costs no more copper pieces.
pub const STACK_COPPER_MAX: u32 = 100;
/// Hit points that one blow or one cure counts at most.
pub const BLOW_MAX: u32 = 100_000;
