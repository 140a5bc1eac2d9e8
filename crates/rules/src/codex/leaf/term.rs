//! Words of the rules: conditions, skills, masteries, properties, actions.

use super::{
    Fact, Leaf, Part, fact,
    prose::{Say, listed, parted},
    voice::Voice,
};
use crate::book::{Book, Mastery, Skill, Term, Weapon, WeaponProperty};

pub(super) fn leaf(book: &Book, term: &Term) -> Leaf {
    let voice = Voice::you(book);
    let (kind, word) = term.id.as_str().split_once('/').unwrap_or_default();
    let mut facts = Vec::new();
    if let Some(skill) = Skill::named(word).filter(|_| kind == "skill") {
        facts.push(fact("Ability", skill.ability().name()));
    }
    if !term.brings.is_empty() {
        facts.push(fact("Brings", listed(term.brings.iter().map(|it| voice.condition(*it)), "and")));
    }
    let weapons = match kind {
        "mastery" => Mastery::named(word).map(|it| weapons(book, |weapon| weapon.mastery == it)),
        "property" => WeaponProperty::named(word).map(|it| weapons(book, |weapon| weapon.has(it))),
        _ => None,
    };
    if let Some(weapons) = weapons.filter(|it| !it.is_empty()) {
        facts.push(fact("Weapons", weapons));
    }
    let points = term
        .points
        .iter()
        .map(|it| Fact { name: String::new(), says: Say::from(it.as_str()).sentence().prose() });
    let points = Part { heading: "What it means".to_owned(), rows: points.collect() };
    Leaf {
        facts,
        text: vec![term.text.clone()],
        parts: Some(points).into_iter().filter(|it| !it.rows.is_empty()).collect(),
        source: term.source.clone(),
        ..Leaf::default()
    }
}

fn weapons(book: &Book, so: impl Fn(&Weapon) -> bool) -> Say {
    let all = book.items.iter().filter(|it| it.weapon.as_ref().is_some_and(&so));
    parted(all.map(|it| Say::link(&it.id, &it.name)), ", ")
}
