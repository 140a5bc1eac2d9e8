//! Saves in a tale: who withstood what, and who kept Concentration.

use super::{Tale, name};
use crate::fight::{Event, Fight, Outcome};

impl Tale {
    /// A save, and the harm that came after it. `more`: another was told before in the same sentence.
    pub(super) fn braved(&mut self, fight: &Fight<'_>, rest: &[Event], more: bool) -> (String, usize) {
        let Event::Saved { who, ability, total, dc, outcome, concentration, .. } = &rest[0] else {
            return (String::new(), 1);
        };
        let subject = name(fight, *who);
        if *concentration {
            return Self::kept(rest, subject);
        }
        let mut clause = match (outcome, more) {
            (Outcome::Automatic, _) => format!("{subject} cannot save"),
            (it, true) if it.succeeds() => format!("{subject} withstands it ({total})"),
            (_, true) => format!("{subject} does not ({total})"),
            (it, false) if it.succeeds() => {
                format!("{subject} withstands it ({ability} {total} against {dc})")
            }
            (_, false) => format!("{subject} fails to withstand it ({ability} {total} against {dc})"),
        };
        match rest.get(1) {
            // Undead Fortitude and its like: the last blow was not the last.
            Some(Event::Healed { who: stays, by: None, hp })
                if stays == who && self.hp.get(*who) == Some(&0) =>
            {
                self.change(*who, *hp);
                (format!("{subject} refuses to fall ({ability} {total} against {dc}); {hp} left"), 2)
            }
            Some(wound @ Event::Hurt { who: hurt, .. }) if hurt == who => {
                clause.push_str(" and ");
                clause.push_str(&self.wound(fight, wound).replace("; ", ", "));
                (clause, 2)
            }
            _ => (clause, 1),
        }
    }

    /// A save to keep Concentration.
    fn kept(rest: &[Event], subject: &str) -> (String, usize) {
        let Event::Saved { ability, total, dc, outcome, .. } = &rest[0] else { return (String::new(), 1) };
        let (word, used) = match outcome {
            it if it.succeeds() => ("keeps", 1),
            _ if Self::breaks(rest) => ("loses", 2),
            _ => ("fails to keep", 1),
        };
        match outcome {
            Outcome::Automatic => (format!("{subject} {word} Concentration"), used),
            _ => (format!("{subject} {word} Concentration ({ability} {total} against {dc})"), used),
        }
    }

    /// Whether two saves are against the same.
    pub(super) fn alike(one: &Event, other: Option<&Event>) -> bool {
        let of = |it: &Event| match it {
            Event::Saved { ability, dc, .. } => Some((*ability, *dc)),
            _ => None,
        };
        of(one) == other.and_then(of)
    }

    /// Whether a save that failed was for Concentration.
    fn breaks(rest: &[Event]) -> bool {
        matches!(rest, [Event::Saved { who, .. }, Event::ConcentrationEnded { who: other }, ..] if who == other)
    }
}
