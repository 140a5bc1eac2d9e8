//! The words of the settings that everyone has: the look, play, and the keys of the keyboard.

use crate::{
    look::Preference,
    shortcut::{Doing, Unfit},
};

pub(crate) const SETTINGS: &str = "Settings";
pub(crate) const TO_SETTINGS: &str = "To your devices";
pub(crate) const SETTINGS_INDEX: &str = "On this page";
pub(crate) const LOOK_HEADING: &str = "How it looks";
pub(crate) const LOOK_LEAD: &str =
    "Kept in this browser, in two small cookies that say nothing about you. Changes show at once.";
pub(crate) const PLAY_HEADING: &str = "How you play";
pub(crate) const PLAY_LEAD: &str = "What the tables and the dice will use, from the day they open.";
pub(crate) const KEYS_HEADING: &str = "Shortcuts";
pub(crate) const KEYS_LEAD: &str = "One key, or two one after the other. They rest while you write.";
pub(crate) const KEYS_ON: &str = "Use shortcuts";
pub(crate) const KEYS_SHOW: &str = "Show all shortcuts";
pub(crate) const KEYS_RESET: &str = "Back to how they came";
pub(crate) const KEYS_SAVED: &str = "The shortcut is changed.";
pub(crate) const KEYS_WERE_RESET: &str = "All shortcuts are as they came.";
pub(crate) const KEYS_OFF_NOW: &str = "Shortcuts are off. Turn them on again in the settings.";
pub(crate) const KEYS_THEN: &str = " then ";
pub(crate) const KEYS_OTHER: &str = "other keys";
pub(crate) const KEYS_SET: &str = "Change";
pub(crate) const KEYS_CHANGE: &str = "Change them in the settings";

/// The legend of a choice.
pub(crate) fn preference(it: Preference) -> &'static str {
    match it {
        Preference::Theme => "Theme",
        Preference::Text => "Text size",
        Preference::Contrast => "Contrast",
        Preference::Motion => "Motion",
        Preference::Units => "Distances",
        Preference::Dice => "Dice dialect",
        Preference::Picture => "Pictures with depth",
    }
}

/// What a choice means, where the words of its parts do not say it.
pub(crate) fn preference_hint(it: Preference) -> Option<&'static str> {
    match it {
        Preference::Units => Some("Five feet on the table are one and a half metres."),
        Preference::Dice => Some(
            "The same letters mean different throws elsewhere: r rerolls for ever in Roll20, once in Foundry. Say where your habits come from.",
        ),
        _ => None,
    }
}

/// One of the words of [`Preference::choices`], for people.
pub(crate) fn choice(word: &str) -> &'static str {
    match word {
        "avrae" => "Avrae",
        "dark" => "Dark",
        "feet" => "Feet",
        "high" => "Rich",
        "foundry" => "Foundry",
        "large" => "Large",
        "largest" => "Largest",
        "less" => "Less",
        "low" => "Plain",
        "measured" => "As this device bears",
        "metres" => "Metres",
        "middle" => "Middle",
        "more" => "More",
        "normal" => "Normal",
        "roll20" => "Roll20",
        "small" => "Small",
        "vellum" => "Vellum",
        _ => "As the system",
    }
}

/// What a shortcut does.
pub(crate) fn doing(it: Doing) -> &'static str {
    match it {
        Doing::Help => "Show all shortcuts",
        Doing::Home => "Go to the first page",
        Doing::Characters => "Go to the characters",
        Doing::Codex => "Go to the codex",
        Doing::NewCharacter => "Make a new character",
        Doing::Settings => "Go to the settings",
        Doing::About => "Read what Farlantern is",
        Doing::Theme => "Dark or vellum",
    }
}

pub(crate) fn unfit(it: Unfit) -> String {
    match it {
        Unfit::Shape => "Write one key or two, such as h or gh.".into(),
        Unfit::Taken(other) => ["These keys get in the way of “", doing(other), "”. Choose others."].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_its_own_word() {
        for it in Preference::ALL {
            let mut words: Vec<_> = it.choices().iter().map(|word| choice(word)).collect();
            words.dedup();
            assert_eq!(words.len(), it.choices().len(), "{}", it.name());
            let unknown = it.choices().iter().filter(|word| choice(word) == "As the system");
            assert!(unknown.eq(it.choices().iter().filter(|word| **word == "system")));
        }
    }
}
