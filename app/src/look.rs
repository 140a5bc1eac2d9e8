//! How a visitor likes it: theme, text size, contrast, motion, units and dice dialect. It travels
//! in two small cookies, so that the server writes the page right from its first byte.

/// Something one can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    Theme,
    Text,
    Contrast,
    Motion,
    Units,
    Dice,
    Picture,
}

/// A choice for each preference. Nothing in it is about a person, so it needs no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// One of [`Preference::choices`] for each of [`Preference::ALL`], in that order.
    chosen: [&'static str; Preference::ALL.len()],
}

impl Default for Look {
    fn default() -> Self {
        Self { chosen: Preference::ALL.map(Preference::usual) }
    }
}

impl Preference {
    pub const ALL: [Self; 7] =
        [Self::Theme, Self::Text, Self::Contrast, Self::Motion, Self::Units, Self::Dice, Self::Picture];

    /// The name in the cookie, and of the root's attribute behind `data-`. Never renamed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Text => "text",
            Self::Contrast => "contrast",
            Self::Motion => "motion",
            Self::Units => "units",
            Self::Dice => "dice",
            Self::Picture => "picture",
        }
    }

    /// What it can be, in the order in which it is shown.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            Self::Theme => &["system", "dark", "vellum"],
            Self::Text => &["small", "normal", "large", "largest"],
            Self::Contrast => &["system", "more"],
            Self::Motion => &["system", "less"],
            Self::Units => &["feet", "metres"],
            Self::Dice => &["foundry", "avrae", "roll20"],
            Self::Picture => &["measured", "low", "middle", "high"],
        }
    }

    /// What one has who chose nothing.
    pub fn usual(self) -> &'static str {
        match self {
            Self::Text => "normal",
            Self::Theme | Self::Contrast | Self::Motion | Self::Units | Self::Dice | Self::Picture => {
                self.choices()[0]
            }
        }
    }
}

impl Look {
    /// Reads the cookies `theme` and `look`. Whatever is no known word counts as not chosen.
    pub fn read(theme: Option<&str>, look: Option<&str>) -> Self {
        let pairs = look.unwrap_or_default().split('.').filter_map(|it| it.split_once(':'));
        let all = theme.map(|it| (Preference::Theme.name(), it)).into_iter().chain(pairs);
        all.fold(Self::default(), |look, (name, choice)| {
            let preference = Preference::ALL.into_iter().find(|it| it.name() == name);
            preference.map_or(look, |it| look.with(it, choice))
        })
    }

    /// The same with another choice; a word that is none changes nothing.
    pub fn with(mut self, preference: Preference, choice: &str) -> Self {
        if let Some(choice) = preference.choices().iter().find(|it| **it == choice) {
            self.chosen[preference as usize] = choice;
        }
        self
    }

    /// The word that was chosen.
    pub fn get(self, preference: Preference) -> &'static str {
        self.chosen[preference as usize]
    }

    /// The word that was chosen, unless it is the usual one: styles know no name for that.
    pub fn attribute(self, preference: Preference) -> Option<&'static str> {
        Some(self.get(preference)).filter(|it| *it != preference.usual())
    }

    /// What the cookie `look` holds: everything but the theme, which has a cookie of its own.
    pub fn cookie(self) -> String {
        let others = Preference::ALL.into_iter().filter(|it| *it != Preference::Theme);
        let pairs = others.filter_map(|it| Some([it.name(), ":", self.attribute(it)?].concat()));
        pairs.collect::<Vec<_>>().join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_survives_its_cookies() {
        for (place, preference) in Preference::ALL.into_iter().enumerate() {
            assert_eq!(preference as usize, place);
            assert!(preference.choices().contains(&preference.usual()));
            for choice in preference.choices() {
                let look = Look::default().with(Preference::Units, "metres").with(preference, choice);
                let read = Look::read(look.attribute(Preference::Theme), Some(&look.cookie()));
                assert_eq!(read, look, "{} {choice}", preference.name());
                assert_eq!(read.get(preference), *choice);
            }
        }
    }

    #[test]
    fn a_cookie_needs_no_quotes() {
        for preference in Preference::ALL {
            for word in preference.choices().iter().chain([&preference.name()]) {
                assert!(word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit()), "{word}");
            }
        }
    }

    #[test]
    fn strange_words_are_passed_over() {
        let strange = "text:huge.units:metres.:.text.glow:much.contrast:more\"><script>";
        let look = Look::read(Some("\"><script>"), Some(strange));
        assert_eq!(look, Look::default().with(Preference::Units, "metres"));
        assert_eq!(Look::read(None, None).cookie(), "");
    }

    #[test]
    fn the_theme_cookie_stays_as_it_was() {
        assert_eq!(Look::read(Some("vellum"), None).attribute(Preference::Theme), Some("vellum"));
        assert_eq!(Look::read(Some("dark"), Some("text:large")).cookie(), "text:large");
    }
}
