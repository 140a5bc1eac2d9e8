//! Classes and subclasses, with their features by level, their slots and their spells.

use super::{
    Fact, Leaf, Part, fact,
    grant::{armours, weapons_of},
    prose::{Say, listed, number, parted, say},
    voice::Voice,
};
use crate::{
    ContentId,
    book::{Again, Book, Casting, Class, Feature, Slots, Subclass},
};

const LEVELS: std::ops::RangeInclusive<u8> = 1..=20;

pub(super) fn leaf(book: &Book, class: &Class) -> Leaf {
    let voice = Voice::you(book);
    let mut parts = vec![Part { heading: "Features".to_owned(), rows: voice.features(&class.id) }];
    let subclasses = book.subclasses_of(&class.id);
    let rows = subclasses.map(|it| named("", say![Say::link(&it.id, &it.name), ". ", it.text.as_str()]));
    parts.push(Part { heading: "Subclasses".to_owned(), rows: rows.collect() });
    if let Some(casting) = &class.casting {
        parts.push(Part { heading: "Spellcasting".to_owned(), rows: voice.casting(casting) });
        parts.push(Part { heading: "Spell Slots".to_owned(), rows: slots(casting) });
        parts.push(Part { heading: "Spell List".to_owned(), rows: spells(book, &class.id) });
    }
    parts.push(Part { heading: "As a further class".to_owned(), rows: voice.further(class) });
    parts.retain(|it| !it.rows.is_empty());
    Leaf {
        facts: voice.first(class),
        text: vec![class.text.clone()],
        parts,
        source: class.source.clone(),
        ..Leaf::default()
    }
}

pub(super) fn subclass(book: &Book, subclass: &Subclass) -> Leaf {
    let voice = Voice::you(book);
    let rows = book.features_of(&subclass.id).map(|(it, level)| {
        named(&format!("Level {level}"), say![Say::link(&it.id, &it.name), ". ", it.text.as_str()])
    });
    let mut parts = vec![Part { heading: "Features".to_owned(), rows: rows.collect() }];
    parts.retain(|it| !it.rows.is_empty());
    Leaf {
        facts: vec![fact("Class", voice.link(&subclass.class))],
        text: vec![subclass.text.clone()],
        parts,
        source: subclass.source.clone(),
        ..Leaf::default()
    }
}

fn named(name: &str, says: Say) -> Fact {
    Fact { name: name.to_owned(), says: says.sentence().prose() }
}

impl Voice<'_> {
    /// What a first class gives.
    fn first(&self, class: &Class) -> Vec<Fact> {
        let any = |of: &Vec<crate::book::Ability>| listed(of.iter().map(|it| it.name()), "or");
        let saves = listed(class.saves.iter().map(|it| it.name()), "and");
        let mut all = vec![
            fact("Primary Ability", listed(class.primary.iter().map(any), "and")),
            fact(
                "Hit Point Die",
                say![Say::dice(format!("1d{}", class.hit_die)), format!(" per {} level", class.name)],
            ),
            fact("Saving Throws", saves),
        ];
        for choice in &class.choices {
            let name = super::prose::capital(&choice.id.replace(['-', '_'], " "));
            all.push(fact(&name, self.picked_from(choice).capital()));
        }
        let skills: Vec<Say> = class
            .grants
            .iter()
            .filter_map(
                |it| if let crate::book::Grant::Skill(it) = it { Some(self.skill(*it)) } else { None },
            )
            .collect();
        for (name, says) in [
            ("Skill Proficiencies", listed(skills, "and")),
            ("Weapons", weapons_of(&class.grants).capital()),
            ("Armour", armours(&class.grants).into()),
            ("Tools", self.tools(&class.grants)),
            ("Equipment", self.packages(&class.equipment)),
        ] {
            if !says.is_empty() {
                all.push(fact(name, says));
            }
        }
        all
    }

    /// Features by level, a row for each level that has some.
    fn features(&self, by: &ContentId) -> Vec<Fact> {
        let row = |level: u8| {
            let here = self.book.features_of(by).filter(|(_, at)| *at == level);
            let names = here.map(|(it, _): (&Feature, u8)| Say::link(&it.id, &it.name));
            let says = parted(names, ", ");
            (!says.is_empty()).then(|| Fact { name: format!("Level {level}"), says: says.prose() })
        };
        LEVELS.filter_map(row).collect()
    }

    fn casting(&self, casting: &Casting) -> Vec<Fact> {
        let when = match casting.changes {
            Again::Never => "never",
            Again::Level => "when you gain a level",
            Again::ShortRest => "when you finish a Short Rest",
            Again::LongRest => "when you finish a Long Rest",
        };
        let back = match casting.slots {
            Slots::Full | Slots::Half => "when you finish a Long Rest",
            Slots::Pact => "when you finish a Short or Long Rest",
        };
        let mut all = vec![
            fact("Spellcasting Ability", casting.ability.name()),
            fact("Slots Return", super::prose::capital(back)),
            fact("Prepared Spells Change", super::prose::capital(when)),
        ];
        if let Some((first, more)) = casting.spellbook {
            let says = format!(
                "{} spells at level 1, {} more with each level",
                number(i32::from(first)),
                number(i32::from(more))
            );
            all.push(fact("Spellbook", super::prose::capital(&says)));
        }
        if !casting.focus.is_empty() {
            all.push(fact("Focus", listed(casting.focus.iter().map(|it| self.link(it)), "or")));
        }
        all
    }

    /// What it gives who has another class already.
    fn further(&self, class: &Class) -> Vec<Fact> {
        let mut rows: Vec<Fact> =
            self.grants(&class.multiclass_grants, "level").into_iter().map(|it| named("", it)).collect();
        rows.extend(self.choices(&class.multiclass_choices, "level"));
        rows
    }
}

/// What can be cast at each level: cantrips, prepared spells, slots.
fn slots(casting: &Casting) -> Vec<Fact> {
    let at = |of: &[u8], level: u8| of.get(usize::from(level) - 1).copied().unwrap_or_default();
    let row = |level: u8| {
        let mut all: Vec<String> = Vec::new();
        match at(&casting.cantrips, level) {
            0 => {}
            1 => all.push("1 cantrip".to_owned()),
            count => all.push(format!("{count} cantrips")),
        }
        match at(&casting.prepared, level) {
            0 => {}
            count => all.push(format!("{count} prepared spells")),
        }
        match casting.slots {
            Slots::Full | Slots::Half => {
                let shared = Slots::shared(casting.slots.counted(level));
                let slots = shared.iter().zip(1..).filter(|(count, _)| **count > 0);
                let slots: Vec<String> =
                    slots.map(|(count, of): (&u8, u8)| format!("{count} of level {of}")).collect();
                if !slots.is_empty() {
                    all.push(format!("slots: {}", slots.join(", ")));
                }
            }
            Slots::Pact => {
                let (count, of) = Slots::pact(level);
                all.push(if count == 1 {
                    format!("1 slot of level {of}")
                } else {
                    format!("{count} slots of level {of}")
                });
            }
        }
        Fact { name: format!("Level {level}"), says: Say::from(all.join("; ")).capital().prose() }
    };
    LEVELS.map(row).collect()
}

fn spells(book: &Book, class: &ContentId) -> Vec<Fact> {
    let row = |level: u8| {
        let mut here: Vec<_> =
            book.spells.iter().filter(|it| it.level == level && it.lists.contains(class)).collect();
        here.sort_by(|one, other| one.name.cmp(&other.name));
        let says = parted(here.into_iter().map(|it| Say::link(&it.id, &it.name)), ", ");
        let name = if level == 0 { "Cantrips".to_owned() } else { format!("Level {level}") };
        (!says.is_empty()).then(|| Fact { name, says: says.prose() })
    };
    (0..=9).filter_map(row).collect()
}
