//! Whether what a modifier asks for is so: yes, no, or perhaps, where it depends on what is not known yet.
//! A sheet knows little of the attack to come; a fight knows all of it.

use crate::{
    ContentId,
    book::{
        Ability, ArmourKind, Condition, CreatureType, DamageType, Item, School, Size, Test, WeaponCategory,
        WeaponProperty,
    },
    build::Carried,
};

/// The answer to a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    No,
    Perhaps,
    Yes,
}

/// What is known of somebody and of what they do. `None` is what is not known.
#[derive(Clone, Debug, Default)]
pub struct Circumstance<'a> {
    pub armour: Option<ArmourKind>,
    pub shield: bool,
    pub states: &'a [ContentId],
    /// With those that they bring.
    pub conditions: &'a [Condition],
    pub bloodied: Option<bool>,
    pub first_round: Option<bool>,
    pub unmoved: Option<bool>,
    pub own_turn: Option<bool>,
    pub drew_blood: Option<bool>,
    pub dim: Option<bool>,
    pub sunlight: Option<bool>,
    pub in_water: Option<bool>,
    /// Feet moved straight before.
    pub straight: Option<u32>,
    pub strike: Option<Strike<'a>>,
    pub against: Option<Against<'a>>,
    pub cast: Option<Cast>,
    /// Whether the roll uses the proficiency bonus.
    pub proficient: Option<bool>,
    pub goods: Option<&'a [Carried]>,
}

/// An attack: with what, and upon whom.
#[derive(Clone, Debug)]
pub struct Strike<'a> {
    pub ability: Ability,
    /// Made in melee, not thrown or shot.
    pub melee: bool,
    /// None: an Unarmed Strike, or a spell.
    pub weapon: Option<&'a Item>,
    pub spell: bool,
    /// The spell that it is, or that grants it.
    pub cast: Option<&'a ContentId>,
    /// The act that grants it.
    pub part_of: Option<&'a str>,
    pub hands: u8,
    /// In the main hand, or in both.
    pub main_hand: bool,
    /// The one weapon that is held.
    pub alone: bool,
    /// The extra attack of the Light property.
    pub light: bool,
    pub advantage: Option<bool>,
    pub disadvantage: Option<bool>,
    pub ally_beside: Option<bool>,
    pub target_conditions: Option<&'a [Condition]>,
    pub target_bloodied: Option<bool>,
    pub target_kind: Option<CreatureType>,
    pub target_hurt: Option<bool>,
    pub target_marked: Option<bool>,
    pub target_size: Option<Size>,
    /// Conditions of the target that the attacker laid, a bit for each.
    pub laid: Option<u16>,
    /// The act that it is made with.
    pub with: Option<&'a str>,
    /// What the d20 shows.
    pub rolled: Option<u8>,
}

/// What a save is against.
#[derive(Clone, Debug, Default)]
pub struct Against<'a> {
    pub conditions: &'a [Condition],
    pub damage: &'a [DamageType],
    pub spell: bool,
}

/// The spell that is cast.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    pub deals: Option<DamageType>,
    pub cantrip: bool,
    pub school: School,
}

/// What formulas name.
pub type Value<'v> = &'v dyn Fn(&str) -> Option<i32>;

impl From<bool> for Verdict {
    fn from(so: bool) -> Self {
        if so { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Verdict {
    fn from(so: Option<bool>) -> Self {
        so.map_or(Self::Perhaps, Self::from)
    }
}

impl std::ops::Not for Verdict {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Perhaps => Self::Perhaps,
            Self::Yes => Self::No,
        }
    }
}

impl Circumstance<'_> {
    /// Whether all of them hold.
    pub fn all(&self, tests: &[Test], value: Value<'_>) -> Verdict {
        tests.iter().map(|it| self.holds(it, value)).min().unwrap_or(Verdict::Yes)
    }

    fn holds(&self, test: &Test, value: Value<'_>) -> Verdict {
        match test {
            Test::Not(inner) => !self.holds(inner, value),
            Test::Any(tests) => tests.iter().map(|it| self.holds(it, value)).max().unwrap_or(Verdict::No),
            Test::State(id) => self.states.contains(id).into(),
            Test::Wears(ArmourKind::Shield) | Test::Shield => self.shield.into(),
            Test::Wears(kind) => (self.armour == Some(*kind)).into(),
            Test::Unarmoured => self.armour.is_none().into(),
            Test::Has(condition) => self.conditions.contains(condition).into(),
            Test::Bloodied => self.bloodied.into(),
            Test::AtLeast(formula, least) => (formula.value(value) >= *least).into(),
            Test::Dim => self.dim.into(),
            Test::Sunlight => self.sunlight.into(),
            Test::OwnTurn => self.own_turn.into(),
            Test::DrewBlood => self.drew_blood.into(),
            Test::InWater => self.in_water.into(),
            Test::Straight(feet) => self.straight.map(|it| it >= *feet).into(),
            Test::FirstRound => self.first_round.into(),
            Test::Unmoved => self.unmoved.into(),
            Test::Proficient => self.proficient.into(),
            Test::NotProficient => !Verdict::from(self.proficient),
            Test::AgainstCondition(_) | Test::AgainstDamage(_) | Test::AgainstSpells => self.saved(test),
            Test::SpellDeals(_) | Test::Cantrip | Test::SpellOf(_) => self.spelled(test),
            Test::Carries(id) => self.goods.map(|it| it.iter().any(|it| it.item == *id)).into(),
            Test::Told(_) => Verdict::Perhaps,
            _ => self.strike.as_ref().map_or(Verdict::Perhaps, |it| it.holds(test)),
        }
    }

    fn saved(&self, test: &Test) -> Verdict {
        let Some(against) = &self.against else { return Verdict::Perhaps };
        match test {
            Test::AgainstCondition(condition) => against.conditions.contains(condition).into(),
            Test::AgainstDamage(of) => against.damage.contains(of).into(),
            _ => against.spell.into(),
        }
    }

    fn spelled(&self, test: &Test) -> Verdict {
        match (test, self.cast, &self.strike) {
            (_, None, Some(strike)) if !strike.spell => Verdict::No,
            (_, None, _) => Verdict::Perhaps,
            (Test::SpellDeals(of), Some(cast), _) => (cast.deals == Some(*of)).into(),
            (Test::SpellOf(school), Some(cast), _) => (cast.school == *school).into(),
            (_, Some(cast), _) => cast.cantrip.into(),
        }
    }
}

impl Test {
    /// Whether it asks for whom something is aimed at.
    pub(crate) fn asks_target(&self) -> bool {
        match self {
            Self::Not(test) => test.asks_target(),
            Self::Any(tests) => tests.iter().any(Self::asks_target),
            Self::TargetHas(_)
            | Self::TargetBloodied
            | Self::TargetHurt
            | Self::TargetMarked
            | Self::TargetIs(_)
            | Self::TargetUpto(_)
            | Self::LaidUponTarget(_) => true,
            _ => false,
        }
    }
}

impl Strike<'_> {
    fn holds(&self, test: &Test) -> Verdict {
        let weapon = self.weapon.and_then(|it| it.weapon.as_ref());
        match test {
            Test::AttackUses(ability) => (self.ability == *ability).into(),
            Test::Melee => self.melee.into(),
            Test::Ranged => (!self.melee).into(),
            Test::Weapon => weapon.is_some().into(),
            Test::Unarmed => (weapon.is_none() && !self.spell).into(),
            Test::Spell => self.spell.into(),
            Test::WeaponIs(property) => weapon.is_some_and(|it| it.has(*property)).into(),
            Test::WeaponAmong(ids) => self.weapon.is_some_and(|it| ids.contains(&it.id)).into(),
            Test::SpellAmong(ids) => self.cast.is_some_and(|it| ids.contains(it)).into(),
            Test::PartOf(name) => (self.part_of == Some(name.as_str())).into(),
            Test::MonkWeapon => weapon
                .is_some_and(|it| {
                    let light = it.has(WeaponProperty::Light);
                    it.melee && (it.category == WeaponCategory::Simple || light)
                })
                .into(),
            Test::OneWeapon => (self.alone && self.hands == 1).into(),
            Test::TwoHands => (self.hands == 2).into(),
            Test::MainHand => self.main_hand.into(),
            Test::LightAttack => self.light.into(),
            Test::Advantage => self.advantage.into(),
            Test::Disadvantage => self.disadvantage.into(),
            Test::AllyBesideTarget => self.ally_beside.into(),
            Test::TargetHas(condition) => self.target_conditions.map(|it| it.contains(condition)).into(),
            Test::TargetBloodied => self.target_bloodied.into(),
            Test::TargetMarked => self.target_marked.into(),
            Test::TargetHurt => self.target_hurt.into(),
            Test::TargetUpto(size) => self.target_size.map(|it| it <= *size).into(),
            Test::LaidUponTarget(condition) => self.laid.map(|it| it & (1 << *condition as u16) != 0).into(),
            Test::Rolled(face) => self.rolled.map(|it| it == *face).into(),
            Test::With(name) => self.with.map(|it| it == name).into(),
            Test::TargetIs(kind) => self.target_kind.map(|it| it == *kind).into(),
            _ => Verdict::Perhaps,
        }
    }
}
