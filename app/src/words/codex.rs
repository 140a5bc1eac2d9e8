//! The codex: everything in the book of rules, looked up, sifted, read and compared.

use rules::{
    book::Automation,
    codex::{Kind, Sort},
};

pub(crate) const CODEX: &str = "Codex";
pub(crate) const CODEX_HEADING: &str = "The codex";
pub(crate) const CODEX_LEAD: &str =
    "Every rule of the game, found while you type. What is automated here, the engine plays by itself.";
pub(crate) const CODEX_FIND: &str = "Look up";
pub(crate) const CODEX_HINT: &str = "A name, or words of a text. A letter may be wrong.";
pub(crate) const CODEX_GO: &str = "Find";
pub(crate) const CODEX_ALL: &str = "Everything";
pub(crate) const CODEX_KINDS: &str = "Kinds";
pub(crate) const CODEX_SIEVE: &str = "Filters";
pub(crate) const CODEX_CLEAR: &str = "Clear filters";
pub(crate) const CODEX_NOTHING: &str = "Nothing in the book fits all of that";
pub(crate) const CODEX_NOTHING_LEAD: &str = "Try fewer words, or let a filter go.";
pub(crate) const CODEX_AWAY: &str = "The book is not in this browser yet, and the server cannot be reached. Once you have looked something up with a network, it stays here.";
pub(crate) const CODEX_MISASKED: &str = "That cannot be asked";
pub(crate) const CODEX_BEFORE: &str = "Before";
pub(crate) const CODEX_MORE: &str = "More";
pub(crate) const CODEX_PAGES: &str = "Pages of the list";
pub(crate) const CODEX_ANY: &str = "Any";
pub(crate) const CODEX_CANTRIP: &str = "Cantrip";
pub(crate) const CODEX_SORT: &str = "Sort by";
pub(crate) const CODEX_FALLING: &str = "Highest first";
pub(crate) const CODEX_RISING: &str = "Lowest first";
pub(crate) const CODEX_ORDER: &str = "Direction";
pub(crate) const CODEX_UNKNOWN: &str = "The book has no such entry";
pub(crate) const CODEX_UNKNOWN_LEAD: &str = "It may be spelled differently. Look it up in the codex.";
pub(crate) const CODEX_PROMPTS: &str = "For people to see to";
pub(crate) const CODEX_SOURCE: &str = "From the System Reference Document 5.2, told in our own words: ";
pub(crate) const CODEX_PRINT: &str = "Print";
pub(crate) const CODEX_COMPARE: &str = "Compare with";
pub(crate) const CODEX_COMPARE_HINT: &str = "Another entry of this kind, by its name.";
pub(crate) const CODEX_COMPARE_GO: &str = "Compare";
pub(crate) const CODEX_COMPARE_END: &str = "Stop comparing";
pub(crate) const CODEX_YES: &str = "Yes";
pub(crate) const CODEX_NO: &str = "No";
pub(crate) const CODEX_CONCENTRATION: &str = "Concentration";
pub(crate) const CODEX_RITUAL: &str = "Ritual";
pub(crate) const CODEX_ROLL: &str = "Roll";

pub(crate) const CODEX_MODEL: &str = "The creature, turning.";
pub(crate) const QUICK_HEADING: &str = "Look something up";
pub(crate) const QUICK_HINT: &str = "A spell, a creature, a rule …";
pub(crate) const QUICK_KEYS: &str = "Arrows choose, Enter opens, Escape closes.";

pub(crate) fn codex_found(count: usize) -> String {
    match count {
        0 => "Nothing found.".into(),
        1 => "1 entry.".into(),
        _ => format!("{count} entries."),
    }
}

pub(crate) fn codex_page(page: usize, pages: usize) -> String {
    format!("Page {page} of {pages}")
}

/// What one finds behind the door of a kind.
pub(crate) fn codex_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Actions => "What one can do on a turn, beside moving and talking.",
        Kind::Backgrounds => "What somebody was before the first adventure.",
        Kind::Classes => "Twelve callings, from level 1 to 20.",
        Kind::Conditions => "What can befall you, and what follows from it.",
        Kind::Creatures => "Whom one meets, with everything they can do.",
        Kind::Feats => "Talents beyond the calling.",
        Kind::Features => "What callings, species and feats give, level by level.",
        Kind::Items => "Weapons, armour, tools and gear, with prices and weights.",
        Kind::Languages => "What is spoken, signed and whispered.",
        Kind::Masteries => "What masters do with a weapon beside hurting.",
        Kind::Properties => "What sets one weapon apart from another.",
        Kind::Skills => "What can be tried, and with which ability.",
        Kind::Species => "Nine peoples and their gifts.",
        Kind::Spells => "From cantrips to the ninth level.",
        Kind::Subclasses => "Where each calling parts ways.",
    }
}

/// The label of a filter.
pub(crate) fn codex_field(field: &str, kind: Kind) -> &'static str {
    match (field, kind) {
        ("type", Kind::Items) => "Sort of item",
        ("type", _) => "Type",
        ("level", _) => "Level",
        ("school", _) => "School",
        ("class", _) => "Class",
        ("rarity", _) => "Rarity",
        ("challenge_from", _) => "Challenge from",
        ("challenge_to", _) => "Challenge to",
        ("cost_from", _) => "Costs at least (GP)",
        ("cost_to", _) => "Costs at most (GP)",
        ("concentration", _) => CODEX_CONCENTRATION,
        ("ritual", _) => CODEX_RITUAL,
        _ => "Automation",
    }
}

pub(crate) fn codex_sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Best => "Best fit",
        Sort::Name => "Name",
        Sort::Level => "Level",
        Sort::Challenge => "Challenge",
        Sort::Cost => "Cost",
    }
}

/// How much of an entry the engine does.
pub(crate) fn codex_automation(automation: Automation) -> (&'static str, &'static str) {
    match automation {
        Automation::Automated => ("success", "Automated"),
        Automation::Prompted => ("info", "Partly automated"),
        Automation::Narrative => ("muted", "Told, not played"),
    }
}

pub(crate) fn codex_no_such(with: &str) -> String {
    format!("Nothing of this kind is called “{with}”.")
}

pub(crate) fn codex_all(kind: Kind) -> String {
    format!("All {}", kind.name().to_lowercase())
}
