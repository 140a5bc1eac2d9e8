//! Spells that are shaped as they are cast: the order names the option, and the spell is cast with another act than
//! the kit has (SRD 5.2, "Classes", Sorcerer: Metamagic).

use std::sync::Arc;

use super::{
    Act, Action, Aim, Ends, Event, Fight, Kit, Laid, Lasting, Refused, Why, context::Context, order::Engine,
};
use crate::book::{DamageType, Duration, Effect, Modifier, Number, Range, Shaping};

/// A spell by its place in the kit, at whom or where, and the option that shapes it. `way` is the one of the option's
/// ways where it has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metamagic {
    pub option: usize,
    pub way: Option<String>,
    pub act: usize,
    pub aim: Aim,
    /// Whom a heightened spell bears down on; none: the first enemy that it reaches.
    pub upon: Option<usize>,
}

/// Why it cannot be shaped so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongShaping {
    #[error("{0} shapes no spell.")]
    NoOption(String),
    #[error("{0} is no spell, and only spells are shaped (Classes, Sorcerer: Metamagic).")]
    NoSpell(String),
    #[error("{option} is done in one of these ways: {ways}.")]
    Way { option: String, ways: String },
    #[error("{option} does not fit {spell}, which {why} (Classes, Sorcerer: Metamagic).")]
    Unfit { option: String, spell: String, why: &'static str },
    #[error("{0} is done together with the spell that it shapes.")]
    Alone(String),
}

/// Types of damage that can be turned into one another.
const TURNED: [DamageType; 6] = [
    DamageType::Acid,
    DamageType::Cold,
    DamageType::Fire,
    DamageType::Lightning,
    DamageType::Poison,
    DamageType::Thunder,
];
/// A spell must last so long to be extended, and lasts no longer after it.
const EXTENDED_LEAST_ROUNDS: u32 = 10;
const EXTENDED_MOST_MINUTES: u32 = 24 * 60;
/// Feet that a spell reaches farther that had to touch.
const DISTANT_TOUCH_FEET: u32 = 30;
const TOUCH_FEET: u32 = 5;

impl Act {
    /// What it does to the spell that it shapes; of several ways the one that is named.
    fn shaping(&self, way: Option<&str>) -> Option<&Shaping> {
        match self.activity.effects.first()? {
            Effect::Shaping(shaping) => Some(shaping),
            Effect::OneOf(ways) => {
                match ways.iter().find(|it| Some(it.name.as_str()) == way)?.effects.first()? {
                    Effect::Shaping(shaping) => Some(shaping),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether it does nothing but shape a spell.
    pub(super) fn is_shaping(&self) -> bool {
        let shapes = |it: &[Effect]| matches!(it.first(), Some(Effect::Shaping(_)));
        match self.activity.effects.first() {
            Some(Effect::OneOf(ways)) => ways.iter().any(|it| shapes(&it.effects)),
            _ => shapes(&self.activity.effects),
        }
    }

    /// The same spell, shaped; or why that cannot be.
    fn shaped(&self, shaping: &Shaping, spared: usize) -> Result<Self, &'static str> {
        let mut act = self.clone();
        let activity = &mut act.activity;
        match shaping {
            Shaping::Careful { .. } | Shaping::Heightened {} => {
                let mut saves = false;
                let mut look = |it: &Effect| saves |= matches!(it, Effect::Save { .. });
                activity.effects.iter().for_each(|it| it.walk(&mut look));
                if !saves {
                    return Err("forces nobody to save");
                }
                act.spared = spared;
            }
            Shaping::Distant {} => activity.range = farther(&activity.range).ok_or("has no range in feet")?,
            Shaping::Extended {} => {
                activity.duration = longer(&activity.duration).ok_or("lasts less than a minute")?;
            }
            Shaping::Subtle {} => {
                let magic = act.spell.as_mut().filter(|it| it.shows).ok_or("takes no components")?;
                let priced = magic.priced;
                magic.do_without();
                (magic.by_hand, magic.shows) = (priced, priced);
            }
            Shaping::Transmuted(to) => {
                if !turn(&mut activity.effects, *to) {
                    return Err("deals no Acid, Cold, Fire, Lightning, Poison or Thunder damage");
                }
                if let Some(spell) = &mut act.spell {
                    spell.deals = Some(*to);
                }
            }
            Shaping::Twinned {} => {
                let more = activity.targets.count.names().iter().any(|it| *it == "above" || *it == "slot");
                if !more {
                    return Err("gains no target by a higher slot");
                }
                let grown = act.values.iter_mut().filter(|it| matches!(it.0, "above" | "slot"));
                grown.for_each(|it| it.1 += 1);
            }
        }
        Ok(act)
    }
}

fn farther(range: &Range) -> Option<Range> {
    match range {
        // The melee spell attacks of the book touch.
        Range::Touch | Range::Reach(TOUCH_FEET) => Some(Range::Feet(DISTANT_TOUCH_FEET)),
        Range::Feet(feet) => Some(Range::Feet(feet.saturating_mul(2))),
        Range::Ranges(normal, long) => Some(Range::Ranges(normal.saturating_mul(2), long.saturating_mul(2))),
        Range::Reach(feet) => Some(Range::Reach(feet.saturating_mul(2))),
        Range::ReachOrRanges(..)
        | Range::Own
        | Range::Miles(_)
        | Range::Sight
        | Range::Unlimited
        | Range::Special => None,
    }
}

fn longer(duration: &Duration) -> Option<Duration> {
    let twice = |minutes: u32| minutes.saturating_mul(2).min(EXTENDED_MOST_MINUTES.max(minutes));
    match duration {
        Duration::Rounds(rounds) if *rounds >= EXTENDED_LEAST_ROUNDS => {
            Some(Duration::Rounds(rounds.saturating_mul(2)))
        }
        Duration::Minutes(minutes) => Some(Duration::Minutes(twice(*minutes))),
        Duration::Concentration(minutes) => Some(Duration::Concentration(twice(*minutes))),
        Duration::Hours(hours) => Some(Duration::Hours(twice(hours.saturating_mul(60)) / 60)),
        Duration::Instant
        | Duration::Rounds(_)
        | Duration::Days(_)
        | Duration::UntilDispelled
        | Duration::Permanent
        | Duration::Special => None,
    }
}

/// Turns whatever damage can be turned; whether there was any.
fn turn(effects: &mut [Effect], to: DamageType) -> bool {
    let mut turned = false;
    for effect in effects {
        turned |= match effect {
            Effect::Damage { of, .. } if of.iter().any(|it| TURNED.contains(it)) => {
                *of = vec![to];
                true
            }
            Effect::Attack { hit: one, miss: other, .. }
            | Effect::Save { fail: one, success: other, .. }
            | Effect::Check { success: one, fail: other, .. }
            | Effect::Zone { effects: one, always: other, .. } => turn(one, to) | turn(other, to),
            Effect::WeaponAttack { hit: one, .. }
            | Effect::Steer { into: one, .. }
            | Effect::Again { effects: one, .. } => turn(one, to),
            Effect::OneOf(ways) => {
                ways.iter_mut().fold(false, |turned, it| turn(&mut it.effects, to) | turned)
            }
            _ => false,
        };
    }
    turned
}

impl Fight<'_> {
    /// The kit of somebody with a spell in it that is shaped.
    fn shaped_kit(&self, who: usize, shaped: &Metamagic) -> Result<Kit, Refused> {
        let kit = &self.fighters[who].kit;
        let option = kit.acts.get(shaped.option).ok_or(Refused::NoAct)?;
        let spell = kit.acts.get(shaped.act).ok_or(Refused::NoAct)?;
        if !option.is_shaping() {
            return Err(WrongShaping::NoOption(option.name.clone()).into());
        }
        if spell.spell.is_none() || spell.after.is_some() {
            return Err(WrongShaping::NoSpell(spell.name.clone()).into());
        }
        let Some(shaping) = option.shaping(shaped.way.as_deref()) else {
            let ways: Vec<&str> = option.ways().into_iter().map(|it| it.name.as_str()).collect();
            return Err(WrongShaping::Way { option: option.name.clone(), ways: ways.join(", ") }.into());
        };
        let spared = match shaping {
            Shaping::Careful { count } => count.value(&|name| kit.value(option, name)).max(0),
            _ => 0,
        };
        let act = spell.shaped(shaping, usize::try_from(spared).unwrap_or(0)).map_err(|why| {
            WrongShaping::Unfit { option: option.name.clone(), spell: spell.name.clone(), why }
        })?;
        let mut kit = Kit::clone(kit);
        kit.acts[shaped.act] = act;
        Ok(kit)
    }

    /// Whether somebody has Disadvantage on its saves against this act of another's.
    pub(super) fn is_heightened(&self, who: usize, by: usize, act: &str) -> bool {
        let lies = |it: &Lasting| it.laid == Laid::Heightened && it.by == by && it.act == act;
        self.fighters[who].lasting.iter().any(lies)
    }

    /// Whether a spell can be cast so. Points are asked for together with what the spell itself takes.
    pub(super) fn allows_shaped(&self, who: usize, shaped: &Metamagic) -> Result<(), Refused> {
        let kit = self.shaped_kit(who, shaped)?;
        if shaped.upon.is_some_and(|it| it >= self.fighters.len()) {
            return Err(Refused::NoTarget);
        }
        let option = &kit.acts[shaped.option];
        let also = &kit.acts[shaped.act].spends;
        for (key, count) in &option.spends {
            let both = count + also.iter().filter(|it| it.0 == *key).map(|it| it.1).sum::<u32>();
            if self.fighters[who].left(key) < both {
                return Err(Refused::Spent(option.name.clone()));
            }
        }
        let mut there = self.clone();
        there.fighters[who].kit = Arc::new(kit);
        there.allows_act(who, shaped.act, &shaped.aim)
    }
}

impl Engine<'_, '_, '_> {
    /// Pays for the option and casts the spell. The kit is another one for just so long; nothing that is told of it
    /// depends on which, so that the events alone make the same fight again.
    pub(super) fn cast_shaped(&mut self, who: usize, shaped: &Metamagic) {
        let Ok(kit) = self.fight.shaped_kit(who, shaped) else { return };
        let own = self.fight.fighters[who].kit.clone();
        let option = &own.acts[shaped.option];
        let shaping = option.shaping(shaped.way.as_deref());
        for (key, count) in &option.spends {
            self.emit(Event::Spent { who, key: key.clone(), count: *count });
        }
        let (act, name, targets) = (Some(shaped.option), option.name.clone(), Vec::new());
        self.emit(Event::Acted { who, act, name, targets, why: Why::Turn, action: Action::Other });
        let shaped_kit = Arc::new(kit);
        self.fight.fighters[who].kit = shaped_kit.clone();
        self.pay(who, shaped.act, None, Why::Turn);
        if let Some((context, targets)) = self.begin(who, shaped.act, &shaped.aim, Why::Turn) {
            let heightens = matches!(shaping, Some(Shaping::Heightened {}));
            let upon = if heightens { self.bear_down(&context, &targets, shaped.upon) } else { None };
            self.effects(&context, &shaped_kit.acts[shaped.act].activity.effects, &targets);
            if let Some(upon) = upon.filter(|_| context.is_instant()) {
                self.let_up(&context, upon);
            }
        }
        // What the spell brought about may have made the kit anew.
        if Arc::ptr_eq(&self.fight.fighters[who].kit, &shaped_kit) {
            self.fight.fighters[who].kit = own.clone();
        }
        if matches!(shaping, Some(Shaping::Extended {})) {
            self.keep_up(who, &own.acts[shaped.act].name);
        }
    }

    /// One target has Disadvantage on all its saves against the spell, as long as that lasts; who it is.
    fn bear_down(&mut self, context: &Context, targets: &[usize], upon: Option<usize>) -> Option<usize> {
        let enemy = |it: &&usize| self.fight.are_enemies(context.who, **it);
        let upon = upon.or_else(|| targets.iter().find(enemy).copied())?;
        let ends = context.rounds.map_or(Ends::Never, |it| Ends::TurnStart(context.who, it.max(1)));
        self.lay(context, upon, Laid::Heightened, ends, None);
        Some(upon)
    }

    /// What was over at once bears down on nobody any more.
    fn let_up(&mut self, context: &Context, upon: usize) {
        let name = &context.kit.acts[context.act].name;
        let lies = |it: &&Lasting| it.laid == Laid::Heightened && it.by == context.who && it.act == *name;
        let id = self.fight.fighters[upon].lasting.iter().find(lies).map(|it| it.id);
        id.into_iter().for_each(|it| self.lift(upon, it));
    }

    /// What was extended is kept up with Advantage, as long as it is concentrated on.
    fn keep_up(&mut self, who: usize, act: &str) {
        let concentrates = self.fight.fighters[who].concentration.as_ref().is_some_and(|it| it == act);
        if !concentrates {
            return;
        }
        let advantage = Modifier::Advantage { on: Number::Concentration, when: Vec::new() };
        let lasting = Lasting {
            id: self.fight.next,
            laid: Laid::Modifiers(vec![advantage]),
            by: who,
            act: act.to_owned(),
            level: None,
            ends: Ends::Never,
            save: None,
            concentration: true,
        };
        self.emit(Event::Laid { who, lasting });
    }

    /// Friends whom a careful caster leaves out: they succeed without a roll. Whether this one is.
    pub(super) fn is_spared(&mut self, who: usize, target: usize, left: &mut usize) -> bool {
        if *left == 0 || self.fight.are_enemies(who, target) {
            return false;
        }
        *left -= 1;
        self.emit(Event::Spared { who: target, by: who });
        true
    }
}
