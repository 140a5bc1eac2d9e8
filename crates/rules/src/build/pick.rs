//! One pick, taken or refused by the rule that forbids it.

use super::{
    Asked, Has, Known, Rule,
    gather::{Choosing, Gather, under},
};
use crate::{
    ContentId,
    book::{
        Ability, Class, DamageType, From, Grant, Item, Package, Size, Skill, Spell, SpellFilter, SpellRole,
        WeaponTest, Word,
    },
    limit::SCORE_CAP,
};

/// Points of a background on one score at most (SRD 5.2, "Character Origins", Ability Scores).
const BACKGROUND_EACH: u8 = 2;

impl<'a> Gather<'a> {
    /// Takes one pick; `before` are those of the same choice that come before it.
    pub(super) fn take(
        &mut self,
        choosing: &Choosing<'a>,
        place: usize,
        pick: &'a str,
        before: &[String],
    ) -> Result<(), Rule> {
        match choosing.asked {
            Asked::Spells(class, role) => self.class_spell(choosing, class, role, pick),
            Asked::Packages(packages) => package(packages, pick),
            Asked::Tool(category) => self.tool(choosing, std::slice::from_ref(category), pick),
            Asked::Sizes(sizes) => self.size(sizes, pick),
            Asked::Points(among) => self.point(choosing, among, BACKGROUND_EACH, SCORE_CAP, pick, before),
            Asked::Choice(from) => self.choice(choosing, from, place, pick, before),
        }
    }

    fn choice(
        &mut self,
        choosing: &Choosing<'a>,
        from: &'a From,
        place: usize,
        pick: &'a str,
        before: &[String],
    ) -> Result<(), Rule> {
        let twice = before.iter().any(|it| it == pick);
        let may_repeat = matches!(from, From::Points { .. } | From::Features(_));
        if twice && !may_repeat {
            return Err(Rule::Twice(pick.to_owned()));
        }
        match from {
            From::Skills(among) => self.one_skill(choosing, among, pick),
            From::Expertise(among) => self.expertise(choosing, among, pick),
            From::Tools(among) => self.tool(choosing, among, pick),
            From::SkillsOrTools {} if Skill::named(pick).is_some() => self.one_skill(choosing, &[], pick),
            From::SkillsOrTools {} => self.any_tool(choosing, pick),
            From::Languages {} => self.language(pick),
            From::Masteries(tests) => self.mastery(tests, pick),
            From::Features(groups) => self.one_feature(choosing, groups, place, pick),
            From::Points { each, cap, among, .. } => self.point(choosing, among, *each, *cap, pick, before),
            From::Abilities(among) => {
                let ability = ability(pick, among)?;
                self.adventurer.abilities.insert(choosing.key.clone().into_owned(), ability);
                Ok(())
            }
            From::Saves {} => self.save(choosing, pick),
            From::DamageTypes(among) => {
                let of = DamageType::named(pick).filter(|it| among.contains(it));
                let of = of.ok_or_else(|| not_offered(pick))?;
                self.adventurer.damage_types.insert(choosing.key.clone().into_owned(), of);
                Ok(())
            }
            From::Spells(filter) => self.filtered_spell(choosing, filter, pick),
            From::Sizes(sizes) => self.size(sizes, pick),
            From::Options(words) => self.word(choosing, words, pick),
            From::Goods(packages) => package(packages, pick),
            From::Subclass {} => self.one_subclass(choosing, pick),
        }
    }

    fn one_skill(&mut self, choosing: &Choosing<'a>, among: &[Skill], pick: &str) -> Result<(), Rule> {
        let fits = |it: &Skill| among.is_empty() || among.contains(it);
        let skill = Skill::named(pick).filter(fits).ok_or_else(|| not_offered(pick))?;
        if self.adventurer.skill(skill) != Has::Nothing {
            return Err(Rule::Had(skill.name().into()));
        }
        self.skill(skill, choosing.giver.whose);
        Ok(())
    }

    fn expertise(&mut self, choosing: &Choosing<'a>, among: &[Skill], pick: &str) -> Result<(), Rule> {
        let fits = |it: &Skill| among.is_empty() || among.contains(it);
        let skill = Skill::named(pick).filter(fits).ok_or_else(|| not_offered(pick))?;
        match self.adventurer.skills.get_mut(&skill) {
            None => Err(Rule::NotProficient(skill)),
            Some(it) if it.expertise => Err(Rule::Had(format!("Expertise in {skill}"))),
            Some(it) => {
                it.expertise = true;
                it.whose = choosing.giver.whose;
                Ok(())
            }
        }
    }

    fn item(&self, pick: &str) -> Result<&'a Item, Rule> {
        self.adventurer.book.items.named(pick).ok_or_else(|| Rule::Unknown(pick.to_owned()))
    }

    fn tool(&mut self, choosing: &Choosing<'a>, among: &[ContentId], pick: &str) -> Result<(), Rule> {
        let item = self.item(pick)?;
        if !among.iter().any(|it| *it == item.id || item.categories.contains(it)) {
            return Err(not_offered(pick));
        }
        self.any_tool(choosing, pick)
    }

    fn any_tool(&mut self, choosing: &Choosing<'a>, pick: &str) -> Result<(), Rule> {
        let item = self.item(pick)?;
        if item.tool.is_none() {
            return Err(not_offered(pick));
        }
        match self.adventurer.tools.insert(&item.id, choosing.giver.whose) {
            Some(_) => Err(Rule::Had(item.name.clone())),
            None => Ok(()),
        }
    }

    fn language(&mut self, pick: &str) -> Result<(), Rule> {
        let language = self.adventurer.book.languages.named(pick).ok_or_else(|| not_offered(pick))?;
        if self.adventurer.languages.insert(language.id.clone()) {
            Ok(())
        } else {
            Err(Rule::Had(language.name.clone()))
        }
    }

    fn mastery(&mut self, tests: &[WeaponTest], pick: &str) -> Result<(), Rule> {
        let item = self.item(pick)?;
        if !tests.iter().any(|it| it.fits(item)) || !self.adventurer.wields(item) {
            return Err(not_offered(pick));
        }
        if self.adventurer.masteries.insert(item.id.clone()) {
            Ok(())
        } else {
            Err(Rule::Had(item.name.clone()))
        }
    }

    fn one_feature(
        &mut self,
        choosing: &Choosing<'a>,
        groups: &[String],
        place: usize,
        pick: &str,
    ) -> Result<(), Rule> {
        let feature = self.adventurer.book.features.named(pick).ok_or_else(|| not_offered(pick))?;
        if !feature.group.as_ref().is_some_and(|it| groups.contains(it)) {
            return Err(not_offered(pick));
        }
        let had = self.adventurer.has(&feature.id);
        if had && !feature.repeatable {
            return Err(Rule::Had(feature.name.clone()));
        }
        let slug = feature.id.slug();
        let key = if had && place > 0 {
            format!("{}/{slug}-{}", choosing.key, place + 1)
        } else {
            under(&choosing.key, slug)
        };
        self.feature(feature, key, choosing.giver);
        Ok(())
    }

    fn point(
        &mut self,
        choosing: &Choosing<'a>,
        among: &[Ability],
        each: u8,
        cap: u8,
        pick: &str,
        before: &[String],
    ) -> Result<(), Rule> {
        let ability = ability(pick, among)?;
        if before.iter().filter(|it| *it == pick).count() >= usize::from(each) {
            return Err(Rule::Each { each });
        }
        let score = &mut self.adventurer.scores[ability as usize];
        if score.total() >= cap {
            return Err(Rule::Cap { ability, cap });
        }
        score.raised.push((1, choosing.giver.whose));
        Ok(())
    }

    fn save(&mut self, choosing: &Choosing<'a>, pick: &str) -> Result<(), Rule> {
        let ability = ability(pick, &[])?;
        match self.adventurer.saves.insert(ability, choosing.giver.whose) {
            Some(_) => Err(Rule::Had(format!("proficiency in {ability} saves"))),
            None => Ok(()),
        }
    }

    fn size(&mut self, sizes: &[Size], pick: &str) -> Result<(), Rule> {
        let size = Size::named(pick).filter(|it| sizes.contains(it)).ok_or_else(|| not_offered(pick))?;
        self.adventurer.size = size;
        Ok(())
    }

    fn word(&mut self, choosing: &Choosing<'a>, words: &'a [Word], pick: &str) -> Result<(), Rule> {
        let word = words.iter().find(|it| it.id == pick).ok_or_else(|| not_offered(pick))?;
        for grant in &word.grants {
            self.adventurer.words_grants.push(grant);
            self.grant(grant, choosing.giver, &choosing.key);
        }
        self.adventurer.words.extend(word.modifiers.iter().map(|it| (it, choosing.giver.whose)));
        Ok(())
    }

    fn one_subclass(&mut self, choosing: &Choosing<'a>, pick: &str) -> Result<(), Rule> {
        let of_class =
            |it: &&crate::book::Subclass| choosing.giver.class.is_some_and(|class| class.id == it.class);
        let subclass = self.adventurer.book.subclasses.named(pick).filter(of_class);
        let subclass = subclass.ok_or_else(|| not_offered(pick))?;
        self.adventurer.subclasses.push(subclass);
        self.subclass(&subclass.id, choosing.giver);
        Ok(())
    }

    fn known_spell(&self, pick: &str) -> Result<&'a Spell, Rule> {
        self.adventurer.book.spells.named(pick).ok_or_else(|| Rule::Unknown(pick.to_owned()))
    }

    fn class_spell(
        &mut self,
        choosing: &Choosing<'a>,
        class: &'a Class,
        role: SpellRole,
        pick: &str,
    ) -> Result<(), Rule> {
        let spell = self.known_spell(pick)?;
        self.adventurer.may_take(class, role, spell)?;
        let ability = self.casts_with(None, Some(class), &choosing.key);
        let known =
            Known { spell, role, class: Some(class), ability, free: None, whose: choosing.giver.whose };
        self.adventurer.spells.push(known);
        Ok(())
    }

    fn filtered_spell(
        &mut self,
        choosing: &Choosing<'a>,
        filter: &'a SpellFilter,
        pick: &str,
    ) -> Result<(), Rule> {
        let spell = self.known_spell(pick)?;
        self.adventurer.may_take_of(filter, choosing.giver.class, spell)?;
        let ability = self.casts_with(filter.ability.as_ref(), choosing.giver.class, &choosing.key);
        let free = filter.free.as_ref().map(|it| (it, under(&choosing.key, spell.id.slug())));
        let (role, class, whose) = (filter.role, choosing.giver.class, choosing.giver.whose);
        self.adventurer.spells.push(Known { spell, role, class, ability, free, whose });
        Ok(())
    }
}

impl<'a> super::Adventurer<'a> {
    /// Whether a spell can be chosen for a class in a role.
    pub(super) fn may_take(&self, class: &Class, role: SpellRole, spell: &Spell) -> Result<(), Rule> {
        let level = self.level_in(class);
        let highest = if role == SpellRole::Cantrip { 0 } else { Self::highest_slot(class, level) };
        let lowest = u8::from(role != SpellRole::Cantrip);
        if !(lowest..=highest).contains(&spell.level) {
            return Err(Rule::SpellLevel { spell: spell.name.clone(), level: spell.level, highest });
        }
        // Every spell of a book lies in one place, and so does every class.
        let own = |it: &&Known<'_>| {
            std::ptr::eq(it.spell, spell) && it.class.is_some_and(|of| std::ptr::eq(of, class))
        };
        // Looked through once for every spell that is picked.
        let (mut in_book, mut clashes) = (false, false);
        for it in self.spells.iter().filter(own) {
            in_book |= it.role == SpellRole::Spellbook;
            clashes |= it.role == role || (role != SpellRole::Spellbook && it.role == SpellRole::Always);
        }
        let written = class.casting.as_ref().is_some_and(|it| it.spellbook.is_some());
        if role == SpellRole::Prepared && written {
            // From the book, into which chosen features may have written as well.
            if !in_book {
                return Err(Rule::NotOfList { spell: spell.name.clone() });
            }
        } else if !self.lists(class, level, role).any(|it| spell.lists.contains(it)) {
            return Err(Rule::NotOfList { spell: spell.name.clone() });
        }
        if clashes { Err(Rule::Had(spell.name.clone())) } else { Ok(()) }
    }

    /// Lists that count as the class's own; others only for what is prepared, not for cantrips.
    fn lists<'b>(
        &'b self,
        class: &'b Class,
        level: u8,
        role: SpellRole,
    ) -> impl Iterator<Item = &'b ContentId> {
        let more = self.features.iter().flat_map(|it| &it.feature.grants).filter_map(move |it| match it {
            Grant::MoreLists { class: of, lists, level: from }
                if *of == class.id && level >= *from && role != SpellRole::Cantrip =>
            {
                Some(lists)
            }
            _ => None,
        });
        std::iter::once(&class.id).chain(more.flatten())
    }

    /// Whether a spell fits what a feature lets one choose.
    pub(super) fn may_take_of(
        &self,
        filter: &SpellFilter,
        class: Option<&Class>,
        spell: &Spell,
    ) -> Result<(), Rule> {
        let value = |name: &str| match (name, class) {
            ("highest_slot", Some(class)) => {
                let level = self.level_in(class);
                Some(i32::from(Self::highest_slot(class, level)))
            }
            _ => self.value(name),
        };
        let highest = u8::try_from(filter.highest.value(&value)).unwrap_or(0);
        if !(filter.lowest..=highest).contains(&spell.level) {
            return Err(Rule::SpellLevel { spell: spell.name.clone(), level: spell.level, highest });
        }
        let listed = filter.lists.is_empty() || filter.lists.iter().any(|it| spell.lists.contains(it));
        let schooled = filter.schools.is_empty() || filter.schools.contains(&spell.school);
        if !listed || !schooled || (filter.ritual && !spell.ritual) {
            return Err(Rule::NotOfList { spell: spell.name.clone() });
        }
        let same = |it: &Known<'_>| {
            std::ptr::eq(it.spell, spell)
                && it.role == filter.role
                && it.class.map(std::ptr::from_ref) == class.map(std::ptr::from_ref)
        };
        if self.spells.iter().any(same) { Err(Rule::Had(spell.name.clone())) } else { Ok(()) }
    }
}

fn ability(pick: &str, among: &[Ability]) -> Result<Ability, Rule> {
    let fits = |it: &Ability| among.is_empty() || among.contains(it);
    Ability::named(pick).filter(fits).ok_or_else(|| not_offered(pick))
}

fn package(packages: &[Package], pick: &str) -> Result<(), Rule> {
    let found = packages.iter().any(|it| it.id == pick);
    if found { Ok(()) } else { Err(not_offered(pick)) }
}

fn not_offered(pick: &str) -> Rule {
    Rule::NotOffered(pick.to_owned())
}
