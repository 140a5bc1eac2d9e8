//! Dice: what is rolled, how likely that was, and why one may believe it.

use rules::dice::{Deed, Which};

pub(crate) const DICE: &str = "Dice";
pub(crate) const DICE_HEADING: &str = "Dice anyone can check";
pub(crate) const DICE_LEAD: &str = "Write dice as you know them from Avrae, Foundry or Roll20. The odds stand here before you roll, and every roll comes with a receipt that proves it.";
pub(crate) const EXPRESSION: &str = "What to roll";
pub(crate) const EXPRESSION_HINT: &str =
    "Dice, numbers, + - * /, comparisons, and @names of your own values.";
pub(crate) const SPELLING: &str = "Spelling";
pub(crate) const ROLL: &str = "Roll";
pub(crate) const SHOW_ODDS: &str = "Show the odds";
pub(crate) const KEEP_FAVOURITE: &str = "Keep as favourite";
pub(crate) const DROP_FAVOURITE: &str = "Drop from favourites";
pub(crate) const LINK_IN_ADDRESS: &str = "The link stands in the address line now.";
pub(crate) const OFFERS: &str = "What could follow";
pub(crate) const YOUR_VALUES: &str = "Your values";
pub(crate) const YOUR_VALUES_HINT: &str =
    "Whole numbers, kept in this browser. The receipt of a roll shows those it used.";
pub(crate) const RESULT: &str = "Result";
pub(crate) const NOT_ROLLED: &str = "It could not be rolled";
pub(crate) const NOT_BELIEVED: &str = "This roll is not to be believed";
pub(crate) const GAP: &str = "A roll between this one and the last one that was seen here is missing: its answer was lost on the way, or kept back.";
pub(crate) const STREAM_LOST: &str = "The server no longer knew the rolls that this browser watched, so it watches new ones from here on. That happens after months without a roll; if it happens often, the server may be choosing.";
pub(crate) const ROLLED_HERE: &str = "Rolled in this browser alone, because the server cannot be reached. It is as fair, but there is no receipt.";
pub(crate) const RECEIPT: &str = "Receipt";
/// What stands behind a share without a kind.
pub(crate) const NO_KIND: &str = "without a kind";
pub(crate) const ODDS: &str = "Odds";
pub(crate) const ODDS_NONE: &str = "As soon as dice stand above, it is shown here how likely each result is.";
pub(crate) const REACH: &str = "Reach at least";
pub(crate) const AS_TABLE: &str = "As a table";
pub(crate) const COLUMN_RESULT: &str = "Result";
pub(crate) const COLUMN_SHARE: &str = "Exactly";
pub(crate) const COLUMN_REACH: &str = "At least";
pub(crate) const PAST_ROLLS: &str = "Your rolls";
pub(crate) const PAST_NONE: &str = "What you roll stands here, in this browser alone, with its receipts.";
pub(crate) const PAST_CLEAR: &str = "Clear";
pub(crate) const PAST_CLEARED: &str = "The list is empty. Favourites stay.";
pub(crate) const FAVOURITES: &str = "Favourites";
pub(crate) const TRY_THESE: &str = "Try one of these";
pub(crate) const EXAMPLES: [(&str, &str); 4] = [
    ("1d20+5", "a check"),
    ("4d6kh3", "an ability score"),
    ("2d20kh1 + 7 >= 15", "with advantage, does it hit?"),
    ("8d6[fire]", "a fireball"),
];
pub(crate) const NO_SCRIPTS_DICE: &str = "Without scripts the server rolls and this page tells of it. Favourites, your list and values behind @ need scripts.";

pub(crate) const RECEIPT_HEADING: &str = "Receipt of a roll";
pub(crate) const RECEIPT_LEAD: &str = "Your browser checks a receipt by itself, with nothing but the receipt: once this page is open, also without a network.";
pub(crate) const RECEIPT_GOOD: &str = "The roll is genuine";
pub(crate) const RECEIPT_NO_SCRIPTS: &str = "Without scripts it was the server that checked what stands here. farlantern verify does it on your own machine.";
pub(crate) const RECEIPT_ELSEWHERE: &str = "Somebody else's roll, whole in itself";
pub(crate) const RECEIPT_STRANGER: &str = "It was signed by a key that is not this server's. Anybody can make such a key and try seeds until one suits: believe it only if you know the key below.";
pub(crate) const RECEIPT_BAD: &str = "This receipt proves nothing";
pub(crate) const RECEIPT_NONE: &str = "Paste a receipt, or a link to one";
pub(crate) const RECEIPT_WORD: &str = "Receipt or link";
pub(crate) const RECEIPT_HINT: &str = "The long word behind “proof=” in the address of a receipt.";
pub(crate) const RECEIPT_CHECK: &str = "Check it";
pub(crate) const RECEIPT_SAVE: &str = "Save as a file";
pub(crate) const RECEIPT_SEED: &str = "The seed is the one that was promised";
pub(crate) const RECEIPT_FELL: &str = "The dice fell as it says";
pub(crate) const RECEIPT_SIGNED: &str = "One server signed all of it";
pub(crate) const RECEIPT_OURS: &str = "That server is this one";
pub(crate) const RECEIPT_THEIRS: &str = "That server is another one";
pub(crate) const RECEIPT_FIELDS: &str = "What it is made of";
pub(crate) const RECEIPT_HOW: &str = "How it works";
pub(crate) const RECEIPT_STORY: [&str; 3] = [
    "Before anything is rolled the server promises a seed for each of the next rolls: it hashes a secret over and over, and signs the last hash. Each roll reveals the hash before the one that was revealed last, so the server cannot exchange a seed any more.",
    "The one who rolls adds a share of chance that the server did not know when it promised. Seed and share together decide how the dice fall: neither side can choose a result.",
    "Whoever has the receipt can repeat all of that: check both signatures, hash the seed up to the promise, and roll the same dice.",
];
pub(crate) const RECEIPT_FIRST: &str = "This is the first roll under its promise. If the one who rolled did not hold the promise before, the server could have chosen it to suit: ask for a later roll of the same stream.";
pub(crate) const RECEIPT_ALONE: &str = "This roll stands alone: its promise is for one roll, and was made with it, so the server could have chosen it to suit. A page that rolls with scripts asks for its promise first, and each of its later rolls is beyond that doubt.";

/// What an operation does, for who is about to write it.
pub(crate) fn operation(deed: Deed, which: Option<Which>) -> &'static str {
    match (deed, which) {
        (Deed::Keep, Some(Which::Highest)) => "keep the highest so many",
        (Deed::Keep, Some(Which::Lowest)) => "keep the lowest so many",
        (Deed::Keep, _) => "keep those that show it",
        (Deed::Drop, Some(Which::Highest)) => "drop the highest so many",
        (Deed::Drop, Some(Which::Lowest)) => "drop the lowest so many",
        (Deed::Drop, _) => "drop those that show it",
        (Deed::Reroll, _) => "roll again until it fits",
        (Deed::RerollOnce, _) => "roll again once",
        (Deed::RerollAdd, _) => "roll one more and add it, once",
        (Deed::Explode, _) => "roll one more for each",
        (Deed::ExplodeOnce, _) => "roll one more for each, once",
        (Deed::Compound, _) => "roll more into the same die",
        (Deed::Penetrate, _) => "roll one more for each, less one",
        (Deed::AtLeast, _) => "count lower ones as this",
        (Deed::AtMost, _) => "count higher ones as this",
        (Deed::Count, _) => "count how many fit",
        (Deed::Deduct, _) => "take one off for each that fits",
        (Deed::Subtract, _) => "take off what those show that fit",
        (Deed::Margin, _) => "how far it is above this",
    }
}

pub(crate) fn at_character(at: usize) -> String {
    format!("At character {}: ", at + 1)
}

pub(crate) fn on_average(mean: f64, deviation: f64) -> String {
    format!("{mean:.2} on average, give or take {deviation:.2}")
}

pub(crate) fn counted(cases: &str) -> String {
    ["Counted, out of ", cases, " cases that are equally likely."].concat()
}

pub(crate) const COMPUTED: &str = "Approximate: computed with about fifteen digits.";

pub(crate) fn tried(rolls: &str) -> String {
    ["Approximate: tried with ", rolls, " rolls."].concat()
}

pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        it if it >= 9.95 => format!("{it:.1} %"),
        it if it >= 0.01 || it == 0.0 => format!("{it:.2} %"),
        it => format!("{it:.1e} %"),
    }
}

pub(crate) fn rolled(expression: &str, totals: &str) -> String {
    [expression, ": ", totals].concat()
}

pub(crate) fn nobody_told(name: &str) -> String {
    ["Say what @", name, " is."].concat()
}

pub(crate) fn always(amount: &str) -> String {
    ["It is always ", amount, "."].concat()
}

pub(crate) fn plot_says(from: &str, to: &str, most: &str) -> String {
    ["How likely each result is, from ", from, " to ", to, "; the highest column is ", most].concat()
}

pub(crate) fn more_rows(more: usize) -> String {
    format!("{more} more results are not listed.")
}

pub(crate) const FIELD_STREAM: &str = "Stream of rolls";
pub(crate) const FIELD_PLACE: &str = "Place in it";
pub(crate) const FIELD_PROMISED: &str = "Promised";
pub(crate) const FIELD_END: &str = "What was promised";
pub(crate) const FIELD_LINK: &str = "Seed of the server";
pub(crate) const FIELD_SHARE: &str = "Share of the player";
pub(crate) const FIELD_SERVER: &str = "Key of the server";

/// `index` and `generation` count from 0.
pub(crate) fn place_of(index: u32, links: u32, generation: u32) -> String {
    format!("Roll {} of {links} under promise {}", index + 1, generation + 1)
}

pub(crate) fn more_rolls(more: usize) -> String {
    format!("And {more} more rolls, whose results stand below.")
}
