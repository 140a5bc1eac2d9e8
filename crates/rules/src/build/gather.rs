//! From choices to a character: everything that species, background and classes give, level by level, and
//! what was picked of what they offer.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Adventurer, Asked, Build, Held, Illegal, Known, Pending, Proficiency, Rule, Score, Whose, goods, scores,
};
use crate::{
    ContentId,
    book::{Ability, AbilityOrPicked, Book, Class, Feature, Free, From, Grant, Size},
    limit::LEVEL_MAX,
};

impl<'a> Adventurer<'a> {
    /// Puts a character together. What cannot be is left out and told in `illegal`.
    pub fn of(book: &'a Book, build: &'a Build) -> Self {
        let mut gather = Gather {
            adventurer: bare(book, build),
            late: Vec::new(),
            grants: Vec::new(),
            seen: Vec::with_capacity(build.picks.len()),
            gained: Vec::with_capacity(LEVEL_MAX),
        };
        gather.name();
        gather.now();
        gather.scores();
        gather.classes();
        gather.background();
        gather.species();
        gather.levels();
        gather.late();
        gather.casting();
        gather.check();
        gather.adventurer
    }
}

fn bare<'a>(book: &'a Book, build: &'a Build) -> Adventurer<'a> {
    let score = |at: usize| Score { base: build.scores.base[at], raised: Vec::new() };
    Adventurer {
        book,
        build,
        species: book.species.get(&build.species),
        background: book.backgrounds.get(&build.background),
        size: Size::Medium,
        classes: Vec::new(),
        subclasses: Vec::new(),
        features: Vec::with_capacity(64),
        scores: std::array::from_fn(score),
        saves: BTreeMap::new(),
        skills: BTreeMap::new(),
        tools: BTreeMap::new(),
        languages: BTreeSet::new(),
        armour: BTreeSet::new(),
        weapons: Vec::new(),
        masteries: BTreeSet::new(),
        spells: Vec::with_capacity(48),
        words: Vec::new(),
        words_grants: Vec::new(),
        damage_types: BTreeMap::new(),
        abilities: BTreeMap::new(),
        pending: Vec::new(),
        illegal: Vec::new(),
    }
}

pub(super) struct Gather<'a> {
    pub(super) adventurer: Adventurer<'a>,
    /// Choices that depend on everything else.
    late: Vec<Choosing<'a>>,
    /// Spells that are given: their ability may be picked elsewhere.
    grants: Vec<(&'a Grant, Giver<'a>, String)>,
    /// Keys that something was picked under and that something offers: those of the build itself.
    seen: Vec<&'a str>,
    /// The class of each level, where the book has it: asked by every feature for when it was gained.
    gained: Vec<Option<&'a Class>>,
}

/// Who gives, in whose name, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Giver<'a> {
    pub(super) whose: Whose<'a>,
    pub(super) class: Option<&'a Class>,
    /// Level of the character then.
    pub(super) at: u8,
}

/// A choice that is being made.
#[derive(Clone, Debug)]
pub(super) struct Choosing<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) count: usize,
    pub(super) asked: Asked<'a>,
    pub(super) giver: Giver<'a>,
}

impl<'a> Gather<'a> {
    pub(super) fn forbid(&mut self, key: &str, rule: Rule) {
        self.adventurer.illegal.push(Illegal { key: key.to_owned(), rule });
    }

    fn scores(&mut self) {
        if let Err(rule) = scores::check(&self.adventurer.build.scores) {
            self.forbid("scores", rule);
        }
    }

    fn classes(&mut self) {
        let (book, build) = (self.adventurer.book, self.adventurer.build);
        if build.levels.is_empty() || build.levels.len() > LEVEL_MAX {
            self.forbid("levels", Rule::Levels(build.levels.len()));
        }
        for (at, level) in build.levels.iter().take(LEVEL_MAX).enumerate() {
            let begun = self.adventurer.classes.iter().position(|(it, _)| it.id == level.class);
            let known = begun.map(|it| self.adventurer.classes[it].0);
            let known = known.or_else(|| book.classes.get(&level.class));
            self.gained.push(known);
            let Some(class) = known else {
                self.forbid("levels", Rule::unknown(&level.class));
                continue;
            };
            if let Some(shown) = level.hp.filter(|it| !(1..=class.hit_die).contains(it) || at == 0) {
                self.forbid("levels", Rule::HitDie { sides: class.hit_die, shown });
            }
            match begun {
                Some(at) => self.adventurer.classes[at].1 += 1,
                None => self.adventurer.classes.push((class, 1)),
            }
        }
    }

    fn background(&mut self) {
        let Some(background) = self.adventurer.background else {
            return self.forbid("background", Rule::unknown(&self.adventurer.build.background));
        };
        let giver = Giver { whose: &background.name, class: None, at: 1 };
        self.choose("background/points".into(), 3, Asked::Points(&background.abilities), giver);
        for skill in background.skills {
            self.skill(skill, giver.whose);
        }
        match self.adventurer.book.items.get(&background.tool) {
            Some(tool) => {
                self.adventurer.tools.insert(&tool.id, giver.whose);
            }
            None => self.choose("background/tool".into(), 1, Asked::Tool(&background.tool), giver),
        }
        self.choose("background/equipment".into(), 1, Asked::Packages(&background.equipment), giver);
        match self.adventurer.book.features.get(&background.feat) {
            Some(feat) => self.feature(feat, under("background", feat.id.slug()), giver),
            None => self.forbid("background", Rule::unknown(&background.feat)),
        }
    }

    fn species(&mut self) {
        let Some(species) = self.adventurer.species else {
            return self.forbid("species", Rule::unknown(&self.adventurer.build.species));
        };
        let giver = Giver { whose: &species.name, class: None, at: 1 };
        match species.sizes.as_slice() {
            [size] => self.adventurer.size = *size,
            sizes => self.choose("species/size".into(), 1, Asked::Sizes(sizes), giver),
        }
        let level = self.adventurer.level();
        for (feature, at) in self.adventurer.book.features_by(&species.id, level) {
            self.feature(feature, under("species", feature.id.slug()), Giver { at, ..giver });
        }
        if let Some(common) = self.adventurer.book.languages.named(COMMON) {
            self.adventurer.languages.insert(common.id.clone());
            let asked = Asked::Choice(const { &From::Languages {} });
            self.choose("species/languages".into(), 2, asked, giver);
        }
    }

    fn levels(&mut self) {
        let first = self.adventurer.classes.first().map(|(class, _)| &class.id);
        for (class, level) in self.adventurer.classes.clone() {
            let slug = class.id.slug();
            let giver = Giver { whose: &class.name, class: Some(class), at: self.reached(class, 1) };
            let is_first = first == Some(&class.id);
            let (grants, choices) = if is_first {
                (&class.grants, &class.choices)
            } else {
                (&class.multiclass_grants, &class.multiclass_choices)
            };
            if is_first {
                self.adventurer.saves.extend(class.saves.iter().map(|it| (*it, giver.whose)));
                let key = under(slug, "equipment");
                self.choose(key.into(), 1, Asked::Packages(&class.equipment), giver);
            }
            grants.iter().for_each(|it| self.grant(it, giver, slug));
            for choice in choices {
                let count = self.count(&choice.count);
                let key = under(slug, &choice.id);
                self.choose(key.into(), count, Asked::Choice(&choice.from), giver);
            }
            self.gained_by(&class.id, level, class, giver);
        }
    }

    /// The level of the character at which a level of a class was reached.
    pub(super) fn reached(&self, class: &Class, level: u8) -> u8 {
        // Every class of a book lies in one place.
        let of_class = |(_, it): &(usize, &Option<&Class>)| it.is_some_and(|it| std::ptr::eq(it, class));
        let mut levels = self.gained.iter().enumerate().filter(of_class);
        levels.nth(usize::from(level.max(1) - 1)).map_or(1, |(at, _)| at as u8 + 1)
    }

    pub(super) fn count(&self, formula: &crate::book::Formula) -> usize {
        formula.value(&|name| self.adventurer.value(name)).max(0) as usize
    }

    pub(super) fn feature(&mut self, feature: &'a Feature, key: String, giver: Giver<'a>) {
        // A feat belongs to the character, even where a class's level brought it: its spells are not of the class.
        let class = giver.class.filter(|_| feature.id.kind() != "feat");
        let whose = Giver { whose: &feature.name, class, ..giver };
        let place = self.adventurer.features.len();
        self.adventurer.features.push(Held { feature, key: String::new(), class, at: giver.at });
        for grant in &feature.grants {
            self.grant(grant, whose, &key);
        }
        for choice in &feature.choices {
            let count = self.count(&choice.count);
            self.choose(under(&key, &choice.id).into(), count, Asked::Choice(&choice.from), whose);
        }
        // It is held before what it gives, but what it gives has need of its key.
        self.adventurer.features[place].key = key;
    }

    /// What is had of a subclass is had from its level on.
    pub(super) fn subclass(&mut self, id: &'a ContentId, giver: Giver<'a>) {
        let Some(class) = giver.class else { return };
        self.gained_by(id, self.adventurer.level_in(class), class, giver);
    }

    /// What a class or a subclass gives up to a level of the class.
    fn gained_by(&mut self, by: &ContentId, level: u8, class: &'a Class, giver: Giver<'a>) {
        for (feature, at_level) in self.adventurer.book.features_by(by, level) {
            let key = [class.id.slug(), "-", &at_level.to_string(), "/", feature.id.slug()].concat();
            self.feature(feature, key, Giver { at: self.reached(class, at_level), ..giver });
        }
    }

    pub(super) fn skill(&mut self, skill: crate::book::Skill, whose: Whose<'a>) {
        let proficiency = Proficiency { expertise: false, whose };
        self.adventurer.skills.entry(skill).or_insert(proficiency);
    }

    pub(super) fn grant(&mut self, grant: &'a Grant, giver: Giver<'a>, key: &str) {
        let adventurer = &mut self.adventurer;
        match grant {
            Grant::Skill(skill) => self.skill(*skill, giver.whose),
            Grant::Expertise(skill) => {
                adventurer.skills.insert(*skill, Proficiency { expertise: true, whose: giver.whose });
            }
            Grant::Save(ability) => {
                adventurer.saves.entry(*ability).or_insert(giver.whose);
            }
            Grant::Tool(tool) => {
                adventurer.tools.entry(tool).or_insert(giver.whose);
            }
            Grant::Language(language) => {
                adventurer.languages.insert(language.clone());
            }
            Grant::Weapons(test) => adventurer.weapons.push(test),
            Grant::Armour(kind) => {
                adventurer.armour.insert(*kind);
            }
            Grant::Feature(id) => match adventurer.book.features.get(id) {
                Some(feature) => self.feature(feature, under(key, id.slug()), giver),
                None => self.forbid(key, Rule::unknown(id)),
            },
            Grant::Spell { .. } => self.grants.push((grant, giver, key.to_owned())),
            Grant::MoreSpells { .. } | Grant::MoreLists { .. } | Grant::InspirationDaily {} => {}
        }
    }

    /// Takes what was picked under a key, and notes what is missing.
    pub(super) fn choose(&mut self, key: Cow<'a, str>, count: usize, asked: Asked<'a>, giver: Giver<'a>) {
        let choosing = Choosing { key, count, asked, giver };
        let waits = |from: &From| {
            matches!(from, From::Expertise(_) | From::Masteries(_) | From::Saves {} | From::Spells(_))
        };
        match asked {
            Asked::Choice(from) if waits(from) => self.late.push(choosing),
            _ => self.take_all(&choosing),
        }
    }

    pub(super) fn take_all(&mut self, choosing: &Choosing<'a>) {
        let Choosing { key, count, asked, giver } = choosing;
        if *count == 0 {
            return;
        }
        let build = self.adventurer.build;
        let picked = build.picks.get_key_value(&**key);
        let picks = picked.map_or(&[][..], |it| it.1.as_slice());
        self.seen.extend(picked.map(|it| it.0.as_str()));
        if picks.len() > *count {
            self.forbid(key, Rule::TooMany { count: *count, chosen: picks.len() });
        }
        for (place, pick) in picks.iter().take(*count).enumerate() {
            if let Err(rule) = self.take(choosing, place, pick, &picks[..place]) {
                self.forbid(key, rule);
            }
        }
        if picks.len() < *count {
            self.adventurer.pending.push(Pending {
                key: key.clone().into_owned(),
                whose: giver.whose,
                asked: *asked,
                count: *count,
                chosen: picks.len(),
                class: giver.class,
            });
        }
    }

    fn late(&mut self) {
        for (grant, giver, key) in std::mem::take(&mut self.grants) {
            self.spell(grant, giver, &key);
        }
        for choosing in std::mem::take(&mut self.late) {
            self.take_all(&choosing);
        }
    }

    fn spell(&mut self, grant: &'a Grant, giver: Giver<'a>, key: &str) {
        let Grant::Spell { spell: id, level, role, ability, free } = grant else { return };
        let reached = match giver.class {
            Some(class) => self.adventurer.level_in(class),
            None => self.adventurer.level(),
        };
        if reached < *level {
            return;
        }
        let Some(spell) = self.adventurer.book.spells.get(id) else {
            return self.forbid(key, Rule::unknown(id));
        };
        let ability = self.casts_with(ability.as_ref(), giver.class, key);
        let free = free.as_ref().map(|it: &Free| (it, under(key, id.slug())));
        let known = Known { spell, role: *role, class: giver.class, ability, free, whose: giver.whose };
        self.adventurer.spells.push(known);
    }

    /// What a spell is cast with: as said, as picked near it, or as the class does.
    pub(super) fn casts_with(
        &self,
        said: Option<&AbilityOrPicked>,
        class: Option<&Class>,
        key: &str,
    ) -> Ability {
        match said {
            Some(AbilityOrPicked::Ability(ability)) => *ability,
            Some(AbilityOrPicked::Picked(id)) => {
                let root = key.split('/').next().unwrap_or_default();
                let near = |it: &&String| it.starts_with(key) && it.ends_with(id.as_str());
                let around = |it: &&String| it.starts_with(root) && it.ends_with(id.as_str());
                let picked = &self.adventurer.abilities;
                let found = picked.keys().find(near).or_else(|| picked.keys().find(around));
                found.and_then(|it| picked.get(it)).copied().unwrap_or(Ability::Int)
            }
            None => class.and_then(|it| it.casting.as_ref()).map_or(Ability::Int, |it| it.ability),
        }
    }

    fn check(&mut self) {
        self.multiclass();
        self.requirements();
        goods::check(self);
        self.unseen();
    }

    /// Keys that nothing offers. Those that were seen are the build's own, so that their places tell them apart.
    fn unseen(&mut self) {
        let picks = &self.adventurer.build.picks;
        let mut seen: Vec<*const u8> = self.seen.iter().map(|it| it.as_ptr()).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() == picks.len() {
            return;
        }
        for key in picks.keys().filter(|it| seen.binary_search(&it.as_ptr()).is_err()) {
            self.forbid(key, Rule::NoSuchChoice);
        }
    }
}

/// The key of what something gives or offers. Keys are made often: joined, they are written once.
pub(super) fn under(key: &str, of: &str) -> String {
    [key, "/", of].concat()
}

/// Everybody speaks it (SRD 5.2, "Character Origins", Languages).
pub(super) const COMMON: &str = "language/common";
