//! The body of a form: its stat block, with what its wearer keeps (SRD 5.2, "Classes", Druid: Wild Shape; "Spells",
//! Polymorph).

use super::{
    super::{Hero, Kit, kit::NEVER},
    Shape,
};
use crate::book::{Ability, Book, Creature, Kept, Look, Skill};

impl Hero<'_> {
    /// Without its goods, which are part of the form, and without what its species gives.
    pub(super) fn bare(&self) -> Kit {
        let mut build = self.build.clone();
        build.goods.clear();
        if let Ok(none) = "species/none".parse() {
            build.species = none;
        }
        Hero::of(self.book, build).kit()
    }

    /// Whether something was picked in a choice: `wild-shape/forms`.
    pub(super) fn picked(&self, choice: &str, option: &str) -> bool {
        let mut picks = self.build.picks.iter().filter(|(key, _)| key.ends_with(choice));
        picks.any(|(_, picked)| picked.iter().any(|it| it == option))
    }
}

impl Kit {
    pub(super) fn hp_of(creature: &Creature) -> i32 {
        (creature.hp.plain().twice_average() / 2).max(1)
    }

    /// The same in another look of its own.
    pub(super) fn looking(&self, look: &Look) -> Self {
        let mut kit = self.clone();
        kit.size = look.size;
        if !look.paces.is_empty() {
            kit.speeds = look.paces.iter().map(|it| (it.gait, it.feet as i32)).collect();
        }
        for act in kit.acts.iter_mut().filter(|it| look.without.contains(&it.name)) {
            act.spends.push((NEVER.into(), 1));
        }
        let has = |it: &(usize, i32)| kit.acts.get(it.0).is_some_and(|it| !look.without.contains(&it.name));
        kit.opportunity = kit.opportunity.filter(has);
        kit
    }

    /// The numbers and acts of a form, with what its wearer keeps. `bare` is what a character's features alone
    /// come to.
    pub(super) fn worn(
        book: &Book,
        creature: &Creature,
        shape: &Shape,
        (own, bare): (&Self, Option<&Self>),
    ) -> Self {
        let mut kit = Self::creature(book, creature);
        kit.name.clone_from(&own.name);
        kit.proper = own.proper;
        (kit.kind, kit.hp, kit.hero) = (own.kind, own.hp, own.hero);
        (kit.xp, kit.challenge) = (own.xp, own.challenge);
        (kit.legendary_actions, kit.legendary_resistances) = (0, 0);
        let block = kit.saves;
        if shape.keeps.contains(&Kept::Mind) {
            for ability in &Ability::ALL[3..] {
                let at = *ability as usize;
                kit.saves[at] += own.modifiers[at] - kit.modifiers[at];
                kit.modifiers[at] = own.modifiers[at];
                kit.values.insert(ability.letters().into(), own.modifiers[at]);
            }
        }
        if shape.keeps.contains(&Kept::Proficiencies) {
            kit.keep_proficiencies(own, bare.unwrap_or(own), &block);
        }
        if let Some(bare) = bare {
            kit.keep_features(bare, creature);
        }
        // What a spell goes on with is known by the act that cast it.
        for act in own.acts.iter().filter(|it| it.spell.is_some()) {
            let mut act = act.clone();
            if !shape.casts && act.after.is_none() {
                act.spends.push((NEVER.into(), 1));
            }
            kit.acts.push(act);
        }
        kit
    }

    /// Its own bonuses upon the form's abilities, or the stat block's where they are better.
    fn keep_proficiencies(&mut self, own: &Self, bare: &Self, block: &[i32; 6]) {
        for (at, listed) in block.iter().enumerate() {
            let mine = self.modifiers[at] + bare.saves[at] - bare.modifiers[at];
            self.saves[at] = self.saves[at].max(mine).max(*listed);
        }
        for (skill, bonus) in &own.skills {
            let at = skill.ability() as usize;
            let mine = self.modifiers[at] + bonus - own.modifiers[at];
            let best = self.skills.get(skill).map_or(mine, |it| mine.max(*it));
            self.skills.insert(*skill, best);
        }
        let of = |skill: Skill| {
            self.skills.get(&skill).copied().unwrap_or(self.modifiers[skill.ability() as usize])
        };
        self.escape = of(Skill::Athletics).max(of(Skill::Acrobatics));
        self.proficiency = own.proficiency;
    }

    fn keep_features(&mut self, bare: &Self, creature: &Creature) {
        let block = std::mem::replace(&mut self.values, bare.values.clone());
        self.values.extend(block.into_iter().filter(|(name, _)| name != "prof"));
        for ability in &Ability::ALL[..3] {
            let score = i32::from(creature.scores[*ability as usize]);
            self.values.insert(format!("score.{}", ability.letters()), score);
        }
        let add = |to: &mut Vec<_>, from: &[crate::book::DamageType]| to.extend_from_slice(from);
        add(&mut self.resistances, &bare.resistances);
        add(&mut self.immunities, &bare.immunities);
        self.condition_immunities.extend_from_slice(&bare.condition_immunities);
        self.bearings.extend_from_slice(&bare.bearings);
        self.specials.extend_from_slice(&bare.specials);
        for (sense, feet) in &bare.senses {
            let most = self.senses.entry(*sense).or_default();
            *most = (*most).max(*feet);
        }
        let done = bare.acts.iter().filter(|it| it.swing.is_none() && it.spell.is_none());
        self.acts.extend(done.cloned());
    }
}
