//! Stat blocks, in the order in which the rules print them.

mod multiattack;
mod nature;

use super::{
    Fact, Leaf, Part,
    amount::kinds,
    fact,
    form::paces,
    prose::{Say, grouped, listed, number, parted, say, signed},
    time::returns,
    voice::Voice,
};
use crate::{
    ContentId,
    book::{Ability, Book, Cast, Creature, DamageType, Return, Spellcasting, Time},
};

/// So many times until it returns; at will, where nothing is said.
type Often = Option<(u8, Return)>;

pub(super) fn leaf(book: &Book, creature: &Creature) -> Leaf {
    let voice = Voice::of(book, creature);
    let mut parts = vec![
        Part { heading: "Traits".to_owned(), rows: voice.traits(creature) },
        Part { heading: "Actions".to_owned(), rows: voice.actions(creature) },
    ];
    let under = |heading: &str, of: fn(&Time) -> bool| {
        let acts = creature.actions.iter().filter(|it| of(&it.time));
        let mut rows: Vec<Fact> = acts.map(|it| voice.row(it, &creature.name)).collect();
        let casts = creature.spellcasting.iter().filter(|it| of(&it.time));
        rows.extend(casts.flat_map(|it| voice.spellcasting(it)));
        Part { heading: heading.to_owned(), rows }
    };
    parts.push(under("Bonus Actions", |it| matches!(it, Time::BonusAction)));
    parts.push(under("Reactions", |it| matches!(it, Time::Reaction(_))));
    let mut legendary = under("Legendary Actions", |it| matches!(it, Time::Legendary(_)));
    if creature.legendary_actions > 0 {
        let says = voice.legendary(creature.legendary_actions).prose();
        legendary.rows.insert(0, Fact { name: String::new(), says });
    }
    parts.push(legendary);
    parts.retain(|it| !it.rows.is_empty());
    Leaf {
        facts: voice.head(creature),
        text: vec![creature.text.clone()],
        parts,
        prompts: creature.prompts.clone(),
        source: creature.source.clone(),
        automation: Some(creature.automation),
    }
}

impl Voice<'_> {
    fn head(&self, it: &Creature) -> Vec<Fact> {
        let start = 10 + it.initiative;
        let mut all = vec![
            fact("Kind", kind(it)),
            fact("Armour Class", it.armour_class.to_string()),
            fact("Initiative", format!("{} ({start})", signed(it.initiative))),
            fact("Hit Points", self.amount(&it.hp)),
            fact("Speed", speed(it)),
        ];
        all.extend(Ability::ALL.iter().zip(it.scores).map(|(ability, score)| scored(it, *ability, score)));
        if !it.skills.is_empty() {
            let skills = it.skills.iter().map(|(skill, bonus)| say![self.skill(*skill), " ", signed(*bonus)]);
            all.push(fact("Skills", parted(skills, ", ")));
        }
        for (name, of) in [("Vulnerabilities", &it.vulnerabilities), ("Resistances", &it.resistances)] {
            if !of.is_empty() {
                all.push(fact(name, types(of)));
            }
        }
        let immune =
            [it.immunities.as_slice()].into_iter().filter(|it| !it.is_empty()).map(|it| Say::from(types(it)));
        let conditions = parted(it.condition_immunities.iter().map(|it| self.condition(*it)), ", ");
        let immune = parted(immune.chain([conditions]), "; ");
        if !immune.is_empty() {
            all.push(fact("Immunities", immune));
        }
        if !it.gear.is_empty() {
            all.push(fact("Gear", self.gear(&it.gear)));
        }
        let senses = it.senses.iter().map(|(sense, feet)| format!("{} {feet} ft.", sense.name()));
        let senses = senses.collect::<Vec<_>>().join(", ");
        let passive = format!("Passive Perception {}", it.passive_perception);
        all.push(fact("Senses", parted([Say::from(senses), Say::from(passive)], "; ")));
        let languages = parted(it.languages.iter().map(|it| self.language(it)), ", ");
        all.push(fact("Languages", if languages.is_empty() { "None".into() } else { languages.capital() }));
        all.push(fact("Challenge", challenge(it)));
        all
    }

    fn gear(&self, gear: &[ContentId]) -> Say {
        let mut lots: Vec<(&ContentId, u32)> = Vec::new();
        for id in gear {
            match lots.iter_mut().find(|(it, _)| *it == id) {
                Some((_, count)) => *count += 1,
                None => lots.push((id, 1)),
            }
        }
        let lot = |(id, count): (&ContentId, u32)| match count {
            1 => self.link(id),
            count => say![self.link(id), format!(" ({count})")],
        };
        parted(lots.into_iter().map(lot), ", ")
    }

    fn language(&self, it: &str) -> Say {
        it.parse::<ContentId>().map_or_else(|_| it.into(), |id| self.link(&id))
    }

    fn actions(&self, creature: &Creature) -> Vec<Fact> {
        let mut rows = Vec::new();
        if !creature.multiattack.is_empty() {
            rows.push(Fact { name: "Multiattack".to_owned(), says: self.multiattack(creature).prose() });
        }
        let acts = creature.actions.iter().filter(|it| is_action(&it.time));
        rows.extend(acts.map(|it| self.row(it, &creature.name)));
        let casts = creature.spellcasting.iter().filter(|it| is_action(&it.time));
        rows.extend(casts.flat_map(|it| self.spellcasting(it)));
        rows
    }

    fn spellcasting(&self, it: &Spellcasting) -> Vec<Fact> {
        let bonus =
            it.bonus.map(|it| format!(", {} to hit with spell attacks", signed(it))).unwrap_or_default();
        let bare = if it.components { "" } else { " and no components" };
        let with = format!(
            "using {} as the spellcasting ability (spell save DC {}{bonus}){bare}",
            it.ability.name(),
            it.dc
        );
        if it.spells.is_empty() {
            let says = Say::from(format!("{} its spells {with}", self.me.does("cast"))).sentence();
            return vec![Fact { name: "Spellcasting".to_owned(), says: says.prose() }];
        }
        let says = Say::from(format!("{} one of these spells, {with}:", self.me.does("cast"))).sentence();
        let mut rows = vec![Fact { name: "Spellcasting".to_owned(), says: says.prose() }];
        let mut often: Vec<(Often, Vec<&Cast>)> = Vec::new();
        for cast in &it.spells {
            match often.iter_mut().find(|(times, _)| *times == cast.times) {
                Some((_, casts)) => casts.push(cast),
                None => often.push((cast.times, vec![cast])),
            }
        }
        for (times, casts) in often {
            let each = if casts.len() > 1 { " Each" } else { "" };
            let name = match times {
                None => "At Will".to_owned(),
                Some((count, Return::LongRest | Return::Dawn)) => format!("{count}/Day{each}"),
                Some((count, at)) => format!("{count}{each} (returns {})", returns(at))
                    .replace("your", "its")
                    .replace("you ", "it "),
            };
            let spell = |it: &&Cast| match it.level {
                Some(level) => say![self.link(&it.spell), format!(" (level {level} version)")],
                None => self.link(&it.spell),
            };
            let says = listed(casts.iter().map(spell), "and").sentence();
            rows.push(Fact { name, says: says.prose() });
        }
        rows
    }

    fn legendary(&self, uses: u8) -> Say {
        let (me, uses) = (&self.me, number(i32::from(uses)));
        let takes =
            format!("When another creature's turn ends, {} use one of the actions below", me.does("can"));
        let back =
            format!("{} has {uses} uses and regains all of them at the start of each of its turns", me.noun);
        say![Say::from(takes).sentence(), " ", Say::from(back).sentence()]
    }
}

fn is_action(time: &Time) -> bool {
    matches!(time, Time::Action | Time::Attack | Time::Minutes(_) | Time::Hours(_))
}

/// `Huge Dragon (Chromatic), Chaotic Evil`; `Large Swarm of Tiny Beasts, Unaligned`.
fn kind(it: &Creature) -> String {
    let tags = if it.tags.is_empty() { String::new() } else { format!(" ({})", it.tags.join(", ")) };
    let kind = match it.swarm_of {
        Some(size) => format!("Swarm of {} {}", size.name(), super::test::creatures(&[it.kind], "and")),
        None => it.kind.name().to_owned(),
    };
    format!("{} {kind}{tags}, {}", it.size.name(), it.alignment)
}

fn speed(it: &Creature) -> String {
    paces(&it.paces).replace(" Speed", "").replacen("Speed ", "", 1)
}

fn scored(it: &Creature, ability: Ability, score: u8) -> Fact {
    let modifier = (i32::from(score) - 10).div_euclid(2);
    let save = it.saves.get(&ability).copied().unwrap_or(modifier);
    fact(ability.name(), format!("{score} ({}), save {}", signed(modifier), signed(save)))
}

fn types(of: &[DamageType]) -> String {
    if of.len() == DamageType::ALL.len() {
        "All damage".to_owned()
    } else {
        kinds(of, "and").replace(" and ", ", ")
    }
}

fn challenge(it: &Creature) -> String {
    let xp = it.challenge.xp().map(|it| format!("XP {}; ", grouped(u64::from(it)))).unwrap_or_default();
    format!("{} ({xp}PB +{})", it.challenge, it.proficiency)
}
