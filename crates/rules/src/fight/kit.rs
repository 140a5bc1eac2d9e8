//! What a fighter brings: its numbers and everything it can do, from a stat block or a sheet.

use std::collections::BTreeMap;

use super::{Magic, Swing, tactic::boons};
use crate::book::{
    Ability, Activity, Book, Condition, Cost, Creature, CreatureType, DamageType, Effect, Gait, Knack,
    Modifier, Range, Sense, Size, Skill, Special, Spell, Time,
};

/// Numbers and acts of a fighter. Does not change but when a state begins or ends.
#[derive(Clone, Debug)]
pub struct Kit {
    pub name: String,
    /// The name is its own, as people have one.
    pub proper: bool,
    pub size: Size,
    pub kind: CreatureType,
    pub armour_class: i32,
    pub hp: i32,
    pub initiative: i32,
    pub initiative_lean: i32,
    /// Feet by gait.
    pub speeds: BTreeMap<Gait, i32>,
    /// Stays in the air whatever befalls it.
    pub hovers: bool,
    pub modifiers: [i32; 6],
    pub saves: [i32; 6],
    /// What leans saves, rolls and what is done to it, if its tests hold.
    pub bearings: Vec<Modifier>,
    pub resistances: Vec<DamageType>,
    pub immunities: Vec<DamageType>,
    pub vulnerabilities: Vec<DamageType>,
    pub condition_immunities: Vec<Condition>,
    pub senses: BTreeMap<Sense, u32>,
    /// Skills that add something else than their ability's modifier.
    pub skills: BTreeMap<Skill, i32>,
    pub acts: Vec<Act>,
    /// Ways to spend the Attack action or Multiattack: acts, one of each row's, so many times.
    pub multiattack: Vec<Vec<(Vec<usize>, u8)>>,
    pub knacks: Vec<Knack>,
    pub specials: Vec<Special>,
    pub auras: Vec<(u32, bool, Vec<Effect>)>,
    /// What friends have who stand near.
    pub radiates: Vec<super::radiance::Radiance>,
    pub legendary_actions: u8,
    pub legendary_resistances: u8,
    pub shield: bool,
    pub armour: Option<crate::book::ArmourKind>,
    pub proficiency: i32,
    pub xp: u32,
    /// Its Challenge Rating in eighths; of a character its level is one.
    pub challenge: i32,
    /// What formulas name.
    pub values: BTreeMap<String, i32>,
    /// How much there is of what is spent: resources, slots, acts that can be done so often.
    pub stock: BTreeMap<String, u32>,
    /// Hands that hold something beside a Shield.
    pub in_hand: u8,
    /// Falls unconscious at 0 hit points, instead of dying.
    pub hero: bool,
    /// Added to a check to break a grapple: Athletics or Acrobatics, whichever is better.
    pub escape: i32,
    /// The act with which it makes Opportunity Attacks, and its reach.
    pub opportunity: Option<(usize, i32)>,
    /// Acts that come upon an occasion alone.
    pub occasions: Vec<usize>,
    /// What returns at the start of each turn, and how much of it there is then.
    pub turnly: Vec<(String, u32)>,
}

/// Something a fighter can do.
#[derive(Clone, Debug)]
pub struct Act {
    pub name: String,
    pub time: Time,
    pub activity: Activity,
    /// What is spent, by the keys of the stock.
    pub spends: Vec<(String, u32)>,
    /// A d6 of this face or higher brings it back.
    pub recharge: Option<u8>,
    /// Dice of extra damage that are forgone for it, and whose they are.
    pub forgoes: Option<(String, u32)>,
    pub dc: i32,
    pub bonus: i32,
    pub ability: Ability,
    pub spell: Option<Magic>,
    pub swing: Option<Swing>,
    /// What its formulas name beside the fighter's own.
    pub values: Vec<(&'static str, i32)>,
    /// Only while this act goes on, which was done at this level.
    pub after: Option<(String, u8)>,
    /// What is spent comes back at the start of each turn.
    pub each_turn: bool,
    /// Whether somebody can be harmed by it.
    pub harms: bool,
    /// Whether somebody takes another form by it.
    pub shapes: bool,
    /// Whether a person must say that it can be done.
    pub told: bool,
    /// Whether its tests ask for its target.
    pub asks_target: bool,
    /// So many friends are spared by it.
    pub spared: usize,
}

impl Kit {
    /// What a formula names, with what an act adds.
    pub fn value(&self, act: &Act, name: &str) -> Option<i32> {
        let own = act.values.iter().find(|(it, _)| *it == name).map(|(_, value)| *value);
        own.or_else(|| self.values.get(name).copied())
    }

    pub fn has(&self, fits: impl Fn(&Knack) -> bool) -> bool {
        self.knacks.iter().any(fits)
    }

    pub fn is_swarm(&self) -> bool {
        self.has(|it| matches!(it, Knack::Swarm))
    }

    pub fn speed(&self) -> i32 {
        self.speeds.values().copied().max().unwrap_or(0)
    }

    /// A stat block (SRD 5.2, "Monsters"), with its spells out of the book.
    pub fn creature(book: &Book, creature: &Creature) -> Self {
        let modifiers: [i32; 6] =
            std::array::from_fn(|at| (i32::from(creature.scores[at]) - 10).div_euclid(2));
        let saves =
            Ability::ALL.iter().map(|it| creature.saves.get(it).copied().unwrap_or(modifiers[*it as usize]));
        let mut kit = Self {
            name: creature.name.clone(),
            proper: creature.proper,
            size: creature.size,
            kind: creature.kind,
            armour_class: i32::from(creature.armour_class),
            hp: (creature.hp.plain().twice_average() / 2).max(1),
            initiative: creature.initiative,
            initiative_lean: 0,
            speeds: creature.paces.iter().map(|it| (it.gait, it.feet as i32)).collect(),
            hovers: creature.paces.iter().any(|it| it.hover),
            modifiers,
            saves: saves.collect::<Vec<_>>().try_into().unwrap_or(modifiers),
            bearings: creature.traits.iter().flat_map(|it| it.modifiers.clone()).collect(),
            resistances: creature.resistances.clone(),
            immunities: creature.immunities.clone(),
            vulnerabilities: creature.vulnerabilities.clone(),
            condition_immunities: creature.condition_immunities.clone(),
            senses: creature.senses.clone(),
            skills: creature.skills.iter().map(|(skill, bonus)| (*skill, *bonus)).collect(),
            acts: Vec::new(),
            multiattack: Vec::new(),
            knacks: creature.traits.iter().flat_map(|it| it.knacks.clone()).collect(),
            specials: creature.specials.clone(),
            auras: Vec::new(),
            radiates: Vec::new(),
            legendary_actions: creature.legendary_actions,
            legendary_resistances: creature.legendary_resistances,
            shield: false,
            armour: None,
            proficiency: i32::from(creature.proficiency),
            xp: creature.challenge.xp().unwrap_or(0),
            challenge: i32::from(creature.challenge.0),
            values: BTreeMap::new(),
            stock: BTreeMap::new(),
            in_hand: 0,
            hero: false,
            escape: 0,
            opportunity: None,
            occasions: Vec::new(),
            turnly: Vec::new(),
        };
        let skill = |skill: Skill| {
            creature.skills.get(&skill).copied().unwrap_or(modifiers[skill.ability() as usize])
        };
        kit.escape = skill(Skill::Athletics).max(skill(Skill::Acrobatics));
        let auras = creature.traits.iter().filter_map(|it| it.aura.as_ref());
        kit.auras = auras.map(|it| (it.feet, it.enemies_only, it.effects.clone())).collect();
        kit.name_values(creature);
        for activity in &creature.actions {
            if !kit.learn_spells(book, activity, creature) {
                kit.learn(activity, creature);
            }
        }
        for casting in &creature.spellcasting {
            for cast in &casting.spells {
                if let Some(spell) = book.spells.get(&cast.spell) {
                    kit.cast(spell, casting, cast);
                }
            }
        }
        kit.multiattack = creature.multiattack.iter().map(|it| kit.row(it)).collect();
        kit.settle();
        kit
    }

    /// What formulas of a stat block name.
    fn name_values(&mut self, creature: &Creature) {
        for ability in Ability::ALL {
            let (letters, score) = (ability.letters(), creature.scores[*ability as usize]);
            self.values.insert(letters.into(), self.modifiers[*ability as usize]);
            self.values.insert(format!("score.{letters}"), i32::from(score));
        }
        self.values.insert("prof".into(), i32::from(creature.proficiency));
        self.values.insert("speed".into(), self.speeds.get(&Gait::Walk).copied().unwrap_or(0));
    }

    fn row(&self, strikes: &[crate::book::Strike]) -> Vec<(Vec<usize>, u8)> {
        let place = |name: &String| self.acts.iter().position(|it| it.name == *name);
        strikes.iter().map(|it| (it.actions.iter().filter_map(place).collect(), it.count)).collect()
    }

    fn learn(&mut self, activity: &Activity, creature: &Creature) {
        let name = activity.name.clone().unwrap_or_else(|| creature.name.clone());
        let mut act = Act::plain(name, activity.clone());
        act.pay(&mut self.stock);
        let swung = activity.effects.iter().find_map(|it| match it {
            Effect::Attack { style, bonus, .. } => Some((*style, bonus.unwrap_or(0))),
            _ => None,
        });
        if let Some((style, bonus)) = swung {
            act.bonus = bonus;
            let ability = if self.modifiers[1] > self.modifiers[0] { Ability::Dex } else { Ability::Str };
            act.ability = ability;
            act.swing = Some(Swing::plain(!matches!(style, crate::book::Style::Ranged)));
        }
        self.acts.push(act);
    }

    fn cast(&mut self, spell: &Spell, casting: &crate::book::Spellcasting, cast: &crate::book::Cast) {
        let level = cast.level.unwrap_or(spell.level).max(spell.level);
        let mut act = Act::spell(spell, level);
        // A creature casts with the time of its Spellcasting unless the spell is a Reaction or a Bonus Action.
        if matches!(spell.cast.time, Time::Action) {
            act.time = casting.time.clone();
        }
        if let Some(magic) = act.spell.as_mut().filter(|_| !casting.components) {
            magic.do_without();
        }
        act.dc = i32::from(casting.dc);
        act.bonus = casting.bonus.unwrap_or_else(|| i32::from(casting.dc) - 8);
        act.ability = casting.ability;
        let modifier = self.modifiers[casting.ability as usize];
        act.values.push(("spell", modifier));
        act.values.push(("cantrip", cantrip_of(self.proficiency)));
        let first = self.acts.len();
        if let Some((count, _)) = cast.times {
            let key = format!("cast:{}", spell.id.slug());
            self.stock.insert(key.clone(), u32::from(count));
            act.spends.push((key, 1));
        }
        self.acts.push(act);
        self.go_on(spell, first);
    }
}

/// What a creature's cantrips have grown to, which its proficiency bonus tells about.
const fn cantrip_of(proficiency: i32) -> i32 {
    match proficiency {
        ..=2 => 1,
        3 => 2,
        4 => 3,
        _ => 4,
    }
}

impl Act {
    pub fn plain(name: String, activity: Activity) -> Self {
        Self {
            name,
            time: activity.time.clone(),
            activity,
            spends: Vec::new(),
            recharge: None,
            forgoes: None,
            dc: 10,
            bonus: 0,
            ability: Ability::Str,
            spell: None,
            swing: None,
            values: Vec::new(),
            after: None,
            each_turn: false,
            harms: false,
            shapes: false,
            told: false,
            asks_target: false,
            spared: 0,
        }
    }

    /// A spell at a level.
    pub fn spell(spell: &Spell, level: u8) -> Self {
        let mut act = Self::plain(spell.name.clone(), spell.cast.clone());
        let mut deals = None;
        for effect in &spell.cast.effects {
            effect.walk(&mut |it| match it {
                Effect::Damage { of, .. } if deals.is_none() => deals = of.first().copied(),
                _ => {}
            });
        }
        act.spell = Some(Magic {
            id: spell.id.clone(),
            level,
            school: spell.school,
            deals,
            concentration: spell.concentration(),
            verbal: spell.components.verbal,
            by_hand: spell.components.by_hand(),
            priced: spell.components.priced(),
            shows: spell.components.verbal || spell.components.by_hand(),
        });
        act.values = vec![("slot", i32::from(level)), ("above", i32::from(level) - i32::from(spell.level))];
        act
    }

    /// Reads what the activity itself says that it costs, and lays that in stock.
    pub(super) fn pay(&mut self, stock: &mut BTreeMap<String, u32>) {
        for cost in &self.activity.cost {
            match cost {
                Cost::Recharge(face) => {
                    self.recharge = Some(*face);
                    stock.insert(self.name.clone(), 1);
                    self.spends.push((self.name.clone(), 1));
                }
                Cost::Times { count, returns } => {
                    self.each_turn = *returns == crate::book::Return::Turn;
                    stock.insert(self.name.clone(), count.constant().unwrap_or(1).max(0) as u32);
                    self.spends.push((self.name.clone(), 1));
                }
                _ => {}
            }
        }
    }

    /// Reach in melee and range from afar, in feet; what has neither is done where one stands.
    pub fn far(&self) -> (i32, i32) {
        match self.activity.range {
            Range::Own | Range::Special => (0, 0),
            Range::Touch => (5, 0),
            Range::Reach(feet) => (feet as i32, 0),
            Range::Feet(feet) => (0, feet as i32),
            Range::Ranges(_, long) => (0, long as i32),
            Range::ReachOrRanges(reach, _, long) => (reach as i32, long as i32),
            Range::Miles(_) | Range::Sight | Range::Unlimited => (0, FAR_FEET),
        }
    }

    /// The range beyond which an attack has Disadvantage.
    pub fn normal(&self) -> i32 {
        match self.activity.range {
            Range::Ranges(normal, _) | Range::ReachOrRanges(_, normal, _) => normal as i32,
            _ => FAR_FEET,
        }
    }

    /// Whether one hides by what it does.
    pub(super) fn hides(&self) -> bool {
        self.activity.effects.contains(&Effect::Hide {})
    }

    /// Whether somebody is harmed by what it does: wounded, held, or worse off.
    pub(super) fn does_harm(&self) -> bool {
        let mut harms = false;
        for effect in &self.activity.effects {
            effect.walk(&mut |it| {
                harms |= match it {
                    Effect::Damage { .. }
                    | Effect::Attack { .. }
                    | Effect::WeaponAttack { .. }
                    | Effect::Grapple { .. }
                    | Effect::Slay { .. } => true,
                    Effect::Condition { condition, .. } => *condition != Condition::Invisible,
                    Effect::Modifiers { modifiers, .. } => boons(modifiers) < 0,
                    _ => false,
                };
            });
        }
        harms
    }
}

/// Of this there is none: what costs it cannot be done.
pub(super) const NEVER: &str = "never";
/// Farther than any field.
const FAR_FEET: i32 = 10_000;
