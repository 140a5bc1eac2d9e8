//! Features and feats: who gains them, what they need, and what they do.

use super::{
    Fact, Leaf, Part, fact,
    prose::{Say, listed, say},
    titled_group,
    voice::Voice,
};
use crate::book::{Activity, Book, Feature, From, Requirement, State};

pub(super) fn leaf(book: &Book, feature: &Feature) -> Leaf {
    let voice = Voice::you(book);
    let of = level_name(book, feature);
    let mut parts = Vec::new();
    let resources = feature.resources.iter().map(|it| voice.stock(it)).collect();
    parts.push(Part { heading: "Uses".to_owned(), rows: resources });
    parts.push(Part { heading: "Choices".to_owned(), rows: voice.choices(&feature.choices, &of) });
    let mut always = voice.grants(&feature.grants, &of);
    always.extend(voice.changes(&feature.modifiers, &voice.me).into_iter().map(Say::sentence));
    let radiates = feature.radiates.as_ref().filter(|_| !feature.modifiers.is_empty());
    always.extend(radiates.map(|feet| {
        let feet = say![
            "Allies within ",
            voice.amount(feet),
            " feet of you have this, too, while you do not have the Incapacitated condition"
        ];
        feet.sentence()
    }));
    always.extend(feature.specials.iter().map(|it| voice.special(*it)));
    let always = always.into_iter().map(|it| Fact { name: String::new(), says: it.prose() }).collect();
    parts.push(Part { heading: "What you have".to_owned(), rows: always });
    let activities = feature.activities.iter().map(|it| voice.row(it, &feature.name)).collect();
    parts.push(Part { heading: "What you can do".to_owned(), rows: activities });
    let states =
        feature.states.iter().filter(|it| !is_mark(it, &feature.activities)).map(|it| voice.ongoing(it));
    parts.push(Part { heading: "While it lasts".to_owned(), rows: states.collect() });
    parts.retain(|it| !it.rows.is_empty());
    Leaf {
        facts: facts(&voice, feature),
        text: vec![feature.text.clone()],
        parts,
        prompts: feature.prompts.clone(),
        source: feature.source.clone(),
        automation: Some(feature.automation),
    }
}

/// A state that changes nothing itself and has no end is only a mark for others.
fn is_mark(state: &State, activities: &[Activity]) -> bool {
    let empty = state.modifiers.is_empty() && state.each_turn.is_empty() && state.ends.is_empty();
    empty && state.rounds.is_none() && state.minutes.is_none() && !activities.is_empty()
}

/// By whose levels its spells come: `Cleric level`. What is chosen comes by the levels of what lets one choose.
fn level_name(book: &Book, feature: &Feature) -> String {
    let gives = if feature.gained.is_empty() { chosen_with(book, feature).next() } else { Some(feature) };
    let by = gives.and_then(|it| it.gained.first()).map(|it| &it.by);
    let class = by.and_then(|by| book.subclasses.get(by).map(|it| &it.class).or(Some(by)));
    match class.and_then(|it| book.classes.get(it)) {
        Some(class) => format!("{} level", class.name),
        None => "level".to_owned(),
    }
}

/// Features that let one choose this one.
fn chosen_with<'b>(book: &'b Book, feature: &Feature) -> impl Iterator<Item = &'b Feature> {
    let group = feature.group.clone();
    let offers = move |it: &&Feature| {
        let from = it.choices.iter().map(|it| &it.from);
        from.into_iter()
            .any(|it| matches!(it, From::Features(all) if all.iter().any(|it| group.as_ref() == Some(it))))
    };
    book.features.iter().filter(offers)
}

fn facts(voice: &Voice<'_>, feature: &Feature) -> Vec<Fact> {
    let mut all = Vec::new();
    let gained: Vec<Say> = voice.gained(feature);
    if !gained.is_empty() {
        all.push(fact("Gained", super::prose::parted(gained, "; ")));
    }
    if let Some(group) = &feature.group {
        all.push(fact("Kind", titled_group(group)));
        let with = listed(chosen_with(voice.book, feature).map(|it| Say::link(&it.id, &it.name)), "or");
        if !with.is_empty() {
            all.push(fact("Chosen With", with));
        }
    }
    if !feature.requires.is_empty() {
        all.push(fact("Requires", listed(feature.requires.iter().map(|it| voice.requires(it)), "and")));
    }
    if feature.repeatable {
        all.push(fact("Repeatable", "Can be chosen more than once"));
    }
    all
}

impl Voice<'_> {
    /// `Barbarian, level 1`; of one class the levels together.
    fn gained(&self, feature: &Feature) -> Vec<Say> {
        let mut all: Vec<(&crate::ContentId, Vec<u8>)> = Vec::new();
        for gain in &feature.gained {
            match all.iter_mut().find(|(by, _)| *by == &gain.by) {
                Some((_, levels)) => levels.push(gain.level),
                None => all.push((&gain.by, vec![gain.level])),
            }
        }
        let mut said: Vec<Say> =
            all.into_iter().map(|(by, levels)| say![self.link(by), at_levels(&levels)]).collect();
        let backgrounds = self.book.backgrounds.iter().filter(|it| it.feat == feature.id);
        said.extend(backgrounds.map(|it| Say::link(&it.id, &it.name)));
        said
    }

    fn requires(&self, it: &Requirement) -> Say {
        match it {
            Requirement::Level(level) => format!("level {level}").into(),
            Requirement::ClassLevel(class, level) => say![self.link(class), format!(" level {level}")],
            Requirement::Score(of, least) => {
                let of = listed(of.iter().map(|it| it.name()), "or").plain();
                format!("{of} of {least} or higher").into()
            }
            Requirement::Feature(id) => self.link(id),
            Requirement::Spellcasting => "the ability to cast spells".into(),
            Requirement::DamagingCantrip => "a cantrip that deals damage".into(),
        }
    }
}

fn at_levels(levels: &[u8]) -> String {
    match levels {
        [] | [0] => String::new(),
        [one] => format!(", level {one}"),
        several => format!(", levels {}", listed(several.iter().map(u8::to_string), "and").plain()),
    }
}

/// Beside a spell or an item: what else can be done, by its names.
pub(super) fn rows(voice: &Voice<'_>, activities: &[Activity], other: &str) -> Vec<Fact> {
    activities.iter().map(|it| voice.row(it, other)).collect()
}
