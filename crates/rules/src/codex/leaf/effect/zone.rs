//! Areas that stay, and light.

use super::{
    super::{
        prose::{Say, joined, say},
        time,
        voice::{Subject, Voice},
    },
    Lead,
};
use crate::book::{Duration, Effect, Obscured, ZoneTime};

impl Voice<'_> {
    pub(super) fn zone(&self, effect: &Effect) -> Vec<Say> {
        let Effect::Zone { moves, difficult, obscures, at, away, effects, always } = effect else {
            return Vec::new();
        };
        let mut all = Vec::new();
        let stays = match time::length(&self.lasts) {
            it if it.is_empty() => "the area remains".to_owned(),
            it => format!("the area remains for {it}"),
        };
        let moves = if *moves { " and can move" } else { "" };
        all.push(Say::from(format!("{stays}{moves}")));
        if *away > 0 {
            all.push(
                format!(
                    "it moves {away} feet away from {} at the start of each of {} turns",
                    self.me.noun,
                    self.me.its()
                )
                .into(),
            );
        }
        if *difficult {
            all.push("it is Difficult Terrain".into());
        }
        match obscures {
            Some(Obscured::Lightly) => all.push("it is Lightly Obscured".into()),
            Some(Obscured::Heavily) => all.push("it is Heavily Obscured".into()),
            None => {}
        }
        let mut all: Vec<Say> = all.into_iter().map(Say::sentence).collect();
        let there = self.upon(Subject::the("the creature"));
        let within = Self { lasts: Duration::Instant, ..there.clone() }.told(always, Lead::Plain);
        if !within.is_empty() {
            all.push(say!["While a creature is in the area: ", joined(within)]);
        }
        let befalls = match at {
            ZoneTime::Always => Self { lasts: Duration::Instant, ..there }.told(effects, Lead::Plain),
            _ => there.told(effects, Lead::Plain),
        };
        if !befalls.is_empty() {
            all.push(say![moment(*at), ": ", joined(befalls)]);
        }
        all
    }
}

fn moment(at: ZoneTime) -> &'static str {
    match at {
        ZoneTime::EnterOrTurnStart => "When a creature enters the area or starts its turn there",
        ZoneTime::EnterOrTurnEnd => "When a creature enters the area or ends its turn there",
        ZoneTime::Enter => "When a creature enters the area",
        ZoneTime::TurnStart => "When a creature starts its turn in the area",
        ZoneTime::TurnEnd => "When a creature ends its turn in the area",
        ZoneTime::Always => "As long as a creature is in the area",
    }
}

pub(super) fn light(bright: u32, dim: u32, sunlight: bool) -> String {
    let sun = if sunlight { "; the light is sunlight" } else { "" };
    match (bright, dim) {
        (0, dim) => format!("Dim Light shines in a {dim}-foot radius{sun}").replace(" a 8", " an 8"),
        (bright, 0) => format!("Bright Light shines in a {bright}-foot radius{sun}"),
        (bright, dim) => {
            format!(
                "Bright Light shines in a {bright}-foot radius and Dim Light for an additional {dim} feet{sun}"
            )
        }
    }
}
