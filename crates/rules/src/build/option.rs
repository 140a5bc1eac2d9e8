//! What can be chosen where something is pending: every option that would be taken, with its name.

use super::{Adventurer, Asked, Has, Pending};
use crate::{
    book::{Ability, DamageType, Feature, From, Item, Skill, SpellRole},
    limit::SCORE_CAP,
};

/// Something that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered<'a> {
    /// What is written into the picks.
    pub pick: String,
    /// As people read it.
    pub name: &'a str,
}

impl<'a> Adventurer<'a> {
    /// What can be picked, each of which alone is legal beside what is picked already.
    pub fn options(&self, pending: &Pending<'a>) -> Vec<Offered<'a>> {
        match pending.asked {
            Asked::Packages(packages) => packages.iter().map(|it| offered(&it.id, &it.id)).collect(),
            Asked::Tool(category) => self.tools(|it| it.id == *category || it.categories.contains(category)),
            Asked::Sizes(sizes) => sizes.iter().map(|it| offered(&it.word(), it.name())).collect(),
            Asked::Points(among) => self.points(pending, among, 2, SCORE_CAP),
            Asked::Spells(class, role) => self.spells_for(class, role),
            Asked::Choice(from) => self.options_from(pending, from),
        }
    }

    fn options_from(&self, pending: &Pending<'a>, from: &'a From) -> Vec<Offered<'a>> {
        let picked = self.build.picks.get(&pending.key).map(Vec::as_slice).unwrap_or_default();
        let fresh = |it: &Offered<'_>| !picked.contains(&it.pick);
        match from {
            From::Skills(among) => self.skills(among, Has::Nothing),
            From::Expertise(among) => self.skills(among, Has::Proficiency),
            From::Tools(among) => {
                self.tools(|item| among.iter().any(|it| item.id == *it || item.categories.contains(it)))
            }
            From::SkillsOrTools {} => {
                let mut both = self.skills(&[], Has::Nothing);
                both.extend(self.tools(|_| true));
                both
            }
            From::Languages {} => {
                let known =
                    self.book.languages.iter().filter(|it| it.standard && !self.languages.contains(&it.id));
                known.map(|it| offered(it.id.as_str(), &it.name)).collect()
            }
            From::Masteries(tests) => {
                let items = self
                    .book
                    .items
                    .iter()
                    .filter(|it| it.weapon.is_some() && !self.masteries.contains(&it.id));
                let fits = items.filter(|item| self.wields(item) && tests.iter().any(|it| it.fits(item)));
                fits.map(|it| offered(it.id.as_str(), &it.name)).collect()
            }
            From::Features(groups) => self.features_for(pending, groups),
            From::Points { each, cap, among, .. } => self.points(pending, among, *each, *cap),
            From::Abilities(among) => {
                among.iter().map(|it| offered(it.letters(), it.name())).filter(fresh).collect()
            }
            From::Saves {} => {
                let free = Ability::ALL.iter().filter(|it| !self.saves.contains_key(it));
                free.map(|it| offered(it.letters(), it.name())).collect()
            }
            From::DamageTypes(among) => {
                among.iter().map(|it: &DamageType| offered(&it.word(), it.name())).filter(fresh).collect()
            }
            From::Spells(filter) => {
                let fits =
                    self.book.spells.iter().filter(|it| self.may_take_of(filter, pending.class, it).is_ok());
                fits.map(|it| offered(it.id.as_str(), &it.name)).collect()
            }
            From::Sizes(sizes) => sizes.iter().map(|it| offered(&it.word(), it.name())).collect(),
            From::Options(words) => words.iter().map(|it| offered(&it.id, &it.name)).filter(fresh).collect(),
            From::Goods(packages) => packages.iter().map(|it| offered(&it.id, &it.id)).collect(),
            From::Subclass {} => {
                let Some(class) = pending.class else { return Vec::new() };
                self.book.subclasses_of(&class.id).map(|it| offered(it.id.as_str(), &it.name)).collect()
            }
        }
    }

    fn skills(&self, among: &[Skill], having: Has) -> Vec<Offered<'a>> {
        let all = if among.is_empty() { Skill::ALL } else { among };
        let fits = all.iter().filter(|it| self.skill(**it) == having);
        fits.map(|it| offered(&it.word(), it.name())).collect()
    }

    fn tools(&self, fits: impl Fn(&Item) -> bool) -> Vec<Offered<'a>> {
        let items = self.book.items.iter();
        let free = items.filter(|it| it.tool.is_some() && fits(it) && !self.tools.contains_key(&it.id));
        free.map(|it| offered(it.id.as_str(), &it.name)).collect()
    }

    fn points(&self, pending: &Pending<'_>, among: &[Ability], each: u8, cap: u8) -> Vec<Offered<'a>> {
        let picked = self.build.picks.get(&pending.key).map(Vec::as_slice).unwrap_or_default();
        let all = if among.is_empty() { Ability::ALL } else { among };
        let fits = |it: &&Ability| {
            let here = picked.iter().filter(|pick| *pick == it.letters()).count();
            here < usize::from(each) && self.score(**it).total() < cap
        };
        all.iter().filter(fits).map(|it| offered(it.letters(), it.name())).collect()
    }

    fn spells_for(&self, class: &'a crate::book::Class, role: SpellRole) -> Vec<Offered<'a>> {
        let fits = self.book.spells.iter().filter(|it| self.may_take(class, role, it).is_ok());
        fits.map(|it| offered(it.id.as_str(), &it.name)).collect()
    }

    fn features_for(&self, pending: &Pending<'_>, groups: &[String]) -> Vec<Offered<'a>> {
        let of_group = |it: &&Feature| it.group.as_ref().is_some_and(|group| groups.contains(group));
        let at = self.at(pending);
        let fits = self.book.features.iter().filter(of_group).filter(|it| it.repeatable || !self.has(&it.id));
        let allowed = fits.filter(|it| it.requires.iter().all(|need| self.meets(need, at)));
        allowed.map(|it| offered(it.id.as_str(), &it.name)).collect()
    }

    /// The level of the character at which it was offered.
    fn at(&self, pending: &Pending<'_>) -> u8 {
        let held = self.features.iter().filter(|it| pending.key.starts_with(it.key.as_str()));
        held.map(|it| it.at).max().unwrap_or(1)
    }
}

fn offered<'a>(pick: &str, name: &'a str) -> Offered<'a> {
    Offered { pick: pick.to_owned(), name }
}
