//! Keys that do something on every page: which, and what has been typed so far. One key or two,
//! one after the other, so that there are enough for the table and the ship that come later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    Help,
    Home,
    Characters,
    Codex,
    NewCharacter,
    Settings,
    About,
    Theme,
}

/// The keys of every shortcut. Only what was changed is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shortcuts {
    #[serde(default)]
    off: bool,
    #[serde(default)]
    changed: BTreeMap<String, String>,
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// Nothing begins so.
    Nothing,
    /// This much is the beginning of something.
    Begun(String),
    Whole(Doing),
}

/// Why keys cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// Not one or two keys that write something.
    Shape,
    /// This one has the same, or begins with it, or is its beginning.
    Taken(Doing),
}

impl Doing {
    pub(crate) const ALL: [Self; 8] = [
        Self::Help,
        Self::Home,
        Self::Characters,
        Self::Codex,
        Self::NewCharacter,
        Self::Settings,
        Self::About,
        Self::Theme,
    ];

    /// The name under which changed keys are kept. Never renamed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Home => "home",
            Self::Characters => "characters",
            Self::Codex => "codex",
            Self::NewCharacter => "new-character",
            Self::Settings => "settings",
            Self::About => "about",
            Self::Theme => "theme",
        }
    }

    fn keys(self) -> &'static str {
        match self {
            Self::Help => "?",
            Self::Home => "gh",
            Self::Characters => "gc",
            Self::Codex => "gb",
            Self::NewCharacter => "gn",
            Self::Settings => "gs",
            Self::About => "ga",
            Self::Theme => "gt",
        }
    }
}

impl Shortcuts {
    pub(crate) fn is_on(&self) -> bool {
        !self.off
    }

    pub(crate) fn turn(&mut self, on: bool) {
        self.off = !on;
    }

    pub(crate) fn keys(&self, doing: Doing) -> &str {
        self.changed.get(doing.name()).map_or(doing.keys(), String::as_str)
    }

    /// Gives something other keys.
    pub(crate) fn change(&mut self, doing: Doing, keys: &str) -> Result<(), Unfit> {
        let keys = read(keys).ok_or(Unfit::Shape)?;
        let clash = |other: &Doing| {
            let its = self.keys(*other);
            its.starts_with(&keys) || keys.starts_with(its)
        };
        if let Some(other) = Doing::ALL.into_iter().filter(|it| *it != doing).find(clash) {
            return Err(Unfit::Taken(other));
        }
        if keys == doing.keys() {
            self.changed.remove(doing.name());
        } else {
            self.changed.insert(doing.name().into(), keys);
        }
        Ok(())
    }

    /// Every shortcut as it came.
    pub(crate) fn reset(&mut self) {
        self.changed.clear();
    }

    pub(crate) fn is_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// What a key does after those that were pressed just before it. A key that does not go on
    /// with what was begun may begin something itself.
    pub(crate) fn press(&self, before: &str, key: &str) -> Pressed {
        if self.off {
            return Pressed::Nothing;
        }
        let key = key.to_lowercase();
        match self.find([before, &key].concat()) {
            Pressed::Nothing if !before.is_empty() => self.find(key),
            pressed => pressed,
        }
    }

    fn find(&self, keys: String) -> Pressed {
        let whole = |it: &Doing| self.keys(*it) == keys;
        if let Some(doing) = Doing::ALL.into_iter().find(whole) {
            return Pressed::Whole(doing);
        }
        let begins = |it: Doing| self.keys(it).starts_with(&keys);
        if Doing::ALL.into_iter().any(begins) { Pressed::Begun(keys) } else { Pressed::Nothing }
    }
}

/// One or two keys as they were written down, spaces between them or not.
fn read(written: &str) -> Option<String> {
    let keys: String = written.to_lowercase().chars().filter(|it| !it.is_whitespace()).collect();
    let fits = (1..=2).contains(&keys.chars().count()) && !keys.chars().any(char::is_control);
    fits.then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_begin_alike() {
        let shortcuts = Shortcuts::default();
        for doing in Doing::ALL {
            let keys = doing.keys();
            let mut fresh = shortcuts.clone();
            assert_eq!(fresh.change(doing, keys), Ok(()), "{keys}");
            assert_eq!(fresh, shortcuts);
        }
    }

    #[test]
    fn keys_come_one_after_the_other() {
        let it = Shortcuts::default();
        assert_eq!(it.press("", "?"), Pressed::Whole(Doing::Help));
        assert_eq!(it.press("", "g"), Pressed::Begun("g".into()));
        assert_eq!(it.press("g", "C"), Pressed::Whole(Doing::Characters));
        assert_eq!(it.press("g", "?"), Pressed::Whole(Doing::Help));
        assert_eq!(it.press("g", "g"), Pressed::Begun("g".into()));
        assert_eq!(it.press("g", "x"), Pressed::Nothing);
        assert_eq!(it.press("", "h"), Pressed::Nothing);
    }

    #[test]
    fn changed_keys_count_and_the_old_ones_do_not() {
        let mut it = Shortcuts::default();
        assert_eq!(it.change(Doing::Home, " H "), Ok(()));
        assert_eq!(it.press("", "h"), Pressed::Whole(Doing::Home));
        assert_eq!(it.press("g", "h"), Pressed::Whole(Doing::Home));
        assert_eq!(it.change(Doing::Theme, "ht"), Err(Unfit::Taken(Doing::Home)));
        assert_eq!(it.change(Doing::Theme, "g"), Err(Unfit::Taken(Doing::Characters)));
        assert_eq!(it.change(Doing::Theme, "abc"), Err(Unfit::Shape));
        assert_eq!(it.change(Doing::Theme, "  "), Err(Unfit::Shape));
        let kept = serde_json::to_string(&it).unwrap();
        assert_eq!(serde_json::from_str::<Shortcuts>(&kept).unwrap(), it);
        it.reset();
        assert_eq!(it, Shortcuts::default());
    }

    #[test]
    fn turned_off_they_do_nothing() {
        let mut it = Shortcuts::default();
        it.turn(false);
        assert_eq!(it.press("", "?"), Pressed::Nothing);
        assert!(!it.is_on());
    }
}
