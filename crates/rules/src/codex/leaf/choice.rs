//! Choices: how many, from what, and when they may be made anew.

use super::{
    Fact,
    amount::kinds,
    grant::weapons,
    prose::{Say, capital, clause, joined, listed, number, parted, say},
    time::returns,
    voice::Voice,
};
use crate::book::{Ability, Again, Choice, From, Return, Skill, SpellFilter, SpellRole, Word};

/// Of more words than these only one is told in full.
const WORDS_MAX: usize = 12;
/// Of many words with a text no longer than this all stand in one paragraph.
const TEXT_SHORT: usize = 48;

impl Voice<'_> {
    pub(super) fn choices(&self, choices: &[Choice], of: &str) -> Vec<Fact> {
        choices.iter().flat_map(|it| self.choice(it, of)).collect()
    }

    fn choice(&self, choice: &Choice, of: &str) -> Vec<Fact> {
        let since = self.since(&choice.count).map(|it| format!("from {} on, ", it.1)).unwrap_or_default();
        let mut all = vec![say![since, self.picked_from(choice)].sentence()];
        let again = match choice.again {
            Again::Never => None,
            Again::Level => Some("whenever you gain a level"),
            Again::ShortRest => Some("when you finish a Short Rest"),
            Again::LongRest => Some("when you finish a Long Rest"),
        };
        all.extend(again.map(|it| Say::from(format!("you can change this choice {it}")).sentence()));
        if let From::Spells(filter) = &choice.from {
            all.extend(self.cast_how(filter).map(Say::sentence));
        }
        let name = capital(&choice.id.replace(['-', '_'], " "));
        let mut rows = vec![Fact { name, says: joined(all).prose() }];
        if let From::Options(words) = &choice.from {
            rows.extend(self.words(words, of));
        }
        rows
    }

    pub(super) fn picked_from(&self, choice: &Choice) -> Say {
        let since = self.since(&choice.count);
        let count = self.constant(&choice.count).or(since.as_ref().map(|it| it.0));
        let many = |one: &str, more: &str| match count {
            Some(1) => say!["choose one ", one],
            Some(count) => say![format!("choose {} ", number(count)), more],
            None => say!["choose ", self.count_of(&choice.count, more)],
        };
        let of = |one: &str, more: &str, list: Say| match list.is_empty() {
            true => many(one, more),
            false => say![many(one, more), ": ", list],
        };
        let skills = |all: &[Skill]| listed(all.iter().map(|it| self.skill(*it)), "or");
        match &choice.from {
            From::Skills(among) if among.len() == Skill::ALL.len() => {
                of("skill proficiency", "skill proficiencies", Say::default())
            }
            From::Skills(among) => of("skill proficiency", "skill proficiencies", skills(among)),
            From::Expertise(among) => {
                let what = (
                    "skill in which you are proficient, for Expertise",
                    "skills in which you are proficient, for Expertise",
                );
                of(what.0, what.1, skills(among))
            }
            From::Tools(ids) => {
                of("tool proficiency", "tool proficiencies", listed(ids.iter().map(|it| self.link(it)), "or"))
            }
            From::SkillsOrTools {} => many("skill or tool proficiency", "skill or tool proficiencies"),
            From::Languages {} => many("language", "languages"),
            From::Masteries(tests) => {
                let kinds = listed(tests.iter().map(weapons), "or").plain();
                say![
                    many(
                        "kind of weapon, whose mastery property you can use",
                        "kinds of weapons, whose mastery properties you can use"
                    ),
                    ": ",
                    kinds
                ]
            }
            From::Features(groups) => {
                let all =
                    groups.iter().flat_map(|it| self.book.group(it)).map(|it| Say::link(&it.id, &it.name));
                of("option", "options", listed(all, "or"))
            }
            From::Points { points, each, cap, among } => scores((*points, *each, *cap), among).into(),
            From::Abilities(among) => {
                of("ability", "abilities", listed(among.iter().map(|it| it.name()), "or"))
            }
            From::Saves {} => many(
                "ability in whose saving throws you lack proficiency, and gain it",
                "abilities in whose saving throws you lack proficiency, and gain it",
            ),
            From::DamageTypes(among) => of("damage type", "damage types", kinds(among, "or").into()),
            From::Spells(filter) => {
                let (one, more) = spells(filter);
                say![many(&one, &more), self.spell_list(filter)]
            }
            From::Sizes(sizes) => of("size", "sizes", listed(sizes.iter().map(|it| it.name()), "or")),
            From::Options(_) => many("of the following", "of the following"),
            From::Goods(packages) => say!["starting equipment: ", self.packages(packages)],
            From::Subclass {} => "choose a subclass".into(),
        }
    }

    /// Whose spells, of which levels and schools.
    fn spell_list(&self, filter: &SpellFilter) -> Say {
        let schools = match filter.schools.as_slice() {
            [] => String::new(),
            all => format!(" of the school of {}", listed(all.iter().map(|it| it.name()), "or").plain()),
        };
        let lists = match filter.lists.as_slice() {
            [] => Say::default(),
            [one] => say![" from the ", self.link(one), " spell list"],
            all => say![" from the ", listed(all.iter().map(|it| self.link(it)), "or"), " spell lists"],
        };
        let level = match self.constant(&filter.highest) {
            Some(0) => Say::default(),
            Some(highest) if i32::from(filter.lowest) == highest => format!(" of level {highest}").into(),
            Some(highest) => format!(" of level {} to {highest}", filter.lowest.max(1)).into(),
            None if filter.highest.text() == "highest_slot" => {
                " of a level for which you have spell slots".into()
            }
            None => say![" of a level no higher than ", self.amount(&filter.highest)],
        };
        say![level, schools, lists]
    }

    fn cast_how(&self, filter: &SpellFilter) -> impl Iterator<Item = Say> {
        let role = match filter.role {
            SpellRole::Cantrip => None,
            SpellRole::Prepared => Some("they count among your prepared spells"),
            SpellRole::Spellbook => Some("they are written in your spellbook"),
            SpellRole::Always => Some("you always have what you choose prepared"),
            SpellRole::Only => Some("you can cast what you choose without preparing it"),
        };
        let ability = match &filter.ability {
            Some(crate::book::AbilityOrPicked::Ability(it)) => {
                Some(format!("{} is your spellcasting ability for this", it.name()))
            }
            Some(crate::book::AbilityOrPicked::Picked(_)) => {
                Some("the ability that you chose is your spellcasting ability for this".to_owned())
            }
            None => None,
        };
        let free = filter.free.as_ref().map(|it| {
            let times = match self.constant(&it.count) {
                Some(1) => "once".into(),
                Some(99..) => "at will".into(),
                Some(count) => format!("{} times", number(count)).into(),
                None => say!["a number of times equal to ", self.amount(&it.count)],
            };
            let back = match it.returns {
                Return::Never => String::new(),
                at if self.constant(&it.count).is_none_or(|it| it < 99) => {
                    format!(", and regain this {}", returns(at))
                }
                _ => String::new(),
            };
            say!["you can cast it ", times, " without a spell slot", back]
        });
        role.map(Say::from).into_iter().chain(free).chain(ability.map(Say::from))
    }

    /// What one's own words say and bring.
    fn words(&self, words: &[Word], of: &str) -> Vec<Fact> {
        let short = |it: &Word| !it.text.is_empty() && it.text.len() <= TEXT_SHORT;
        let brings = |it: &Word| !it.grants.is_empty() || !it.modifiers.is_empty();
        if words.len() > WORDS_MAX && words.iter().all(|it| short(it) && !brings(it)) {
            let word = |it: &Word| say![self.named(it), format!(" ({})", clause(&it.text))];
            return vec![Fact {
                name: String::new(),
                says: listed(words.iter().map(word), "or").sentence().prose(),
            }];
        }
        if words.len() <= WORDS_MAX || words.iter().all(|it| !it.text.is_empty() && !brings(it)) {
            return match words.iter().all(|it| it.text.is_empty() && !brings(it)) {
                true => vec![Fact {
                    name: String::new(),
                    says: listed(words.iter().map(|it| self.named(it)), "or").sentence().prose(),
                }],
                false => words
                    .iter()
                    .map(|it| Fact { name: it.name.clone(), says: self.word(it, of).prose() })
                    .collect(),
            };
        }
        let all = listed(words.iter().map(|it| self.named(it)), "or").sentence();
        let mut rows = vec![Fact { name: String::new(), says: all.prose() }];
        if let Some(first) = words.iter().find(|it| brings(it)) {
            rows.push(Fact {
                name: format!("For example, {}", first.name),
                says: self.word(first, of).prose(),
            });
        }
        rows
    }

    /// Its name, which leads to what is called so.
    fn named(&self, word: &Word) -> Say {
        let named = ["creature", "weapon", "spell"].iter().find_map(|kind| {
            let id = format!("{kind}/{}", word.id).parse::<crate::ContentId>().ok()?;
            super::voice::name_of(self.book, &id).filter(|it| *it == word.name).map(|_| id)
        });
        named.map_or_else(|| word.name.as_str().into(), |id| Say::link(&id, &word.name))
    }

    fn word(&self, word: &Word, of: &str) -> Say {
        let mut all: Vec<Say> = vec![Say::from(word.text.as_str()).sentence()];
        all.extend(self.grants(&word.grants, of));
        all.extend(self.changes(&word.modifiers, &self.me).into_iter().map(Say::sentence));
        let said = parted(all, " ");
        if said.is_empty() { say![self.named(word), "."] } else { said }
    }
}

/// Points on ability scores: so many, at most so many on one, and none above a cap.
fn scores((points, each, cap): (u8, u8, u8), among: &[Ability]) -> String {
    let scores = match among {
        [] => "your ability scores".to_owned(),
        [one] => format!("your {} score", one.name()),
        all => format!("your {} scores", listed(all.iter().map(|it| it.name()), "and").plain()),
    };
    let points = if points == 1 { "1 point".to_owned() } else { format!("{points} points") };
    let most = if among.len() == 1 { String::new() } else { format!(", at most {each} to one of them") };
    format!("add {points} to {scores}{most}, none above {cap}")
}

/// One and several spells that can be chosen.
fn spells(filter: &SpellFilter) -> (String, String) {
    let ritual = if filter.ritual { "Ritual " } else { "" };
    match filter.highest.constant() {
        Some(0) => (format!("{ritual}cantrip"), format!("{ritual}cantrips")),
        _ => (format!("{ritual}spell"), format!("{ritual}spells")),
    }
}
