//! Species, backgrounds and languages.

use super::{
    Fact, Leaf, Part, fact,
    prose::{Say, listed, parted, say},
    voice::Voice,
};
use crate::book::{Background, Book, Kin, Language};

pub(super) fn species(book: &Book, kin: &Kin) -> Leaf {
    let traits = book.features_of(&kin.id).map(|(it, level)| {
        let name = if level > 1 { format!("Level {level}") } else { String::new() };
        Fact { name, says: say![Say::link(&it.id, &it.name), ". ", it.text.as_str()].sentence().prose() }
    });
    let traits = Part { heading: "Traits".to_owned(), rows: traits.collect() };
    Leaf {
        facts: vec![
            fact("Creature Type", kin.creature_type.name()),
            fact("Size", listed(kin.sizes.iter().map(|it| it.name()), "or")),
            fact("Speed", format!("{} feet", kin.speed)),
        ],
        text: vec![kin.text.clone()],
        parts: Some(traits).into_iter().filter(|it| !it.rows.is_empty()).collect(),
        source: kin.source.clone(),
        ..Leaf::default()
    }
}

pub(super) fn background(book: &Book, background: &Background) -> Leaf {
    let voice = Voice::you(book);
    let mut facts = vec![
        fact("Ability Scores", listed(background.abilities.iter().map(|it| it.name()), "and")),
        fact("Feat", voice.link(&background.feat)),
        fact("Skill Proficiencies", listed(background.skills.iter().map(|it| voice.skill(*it)), "and")),
    ];
    let one = book.items.get(&background.tool).is_some();
    let tool = voice.link(&background.tool);
    facts.push(fact("Tool Proficiency", if one { tool } else { say!["Choose one kind of ", tool] }));
    facts.push(fact("Equipment", voice.packages(&background.equipment)));
    Leaf { facts, text: vec![background.text.clone()], source: background.source.clone(), ..Leaf::default() }
}

pub(super) fn language(book: &Book, language: &Language) -> Leaf {
    let speaks =
        book.creatures.iter().filter(|it| it.languages.iter().any(|it| *it == *language.id.as_str()));
    let speaks = parted(speaks.map(|it| Say::link(&it.id, &it.name)), ", ");
    let mut facts = vec![fact("Kind", if language.standard { "Standard language" } else { "Rare language" })];
    if !speaks.is_empty() {
        facts.push(fact("Spoken By", speaks));
    }
    Leaf { facts, text: vec![language.text.clone()], source: language.source.clone(), ..Leaf::default() }
}
