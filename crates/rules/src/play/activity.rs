//! Doing what features and items let one do: what it asks for, what it costs, what follows.

use super::{
    At, Event, Refusal,
    effect::{Doing, upon_own},
    scene::Scene,
    stock::{PACT, slot_key},
};
use crate::{
    ContentId,
    book::{Activity, Cost, Duration, Test, Time},
    circumstance::Verdict,
    sheet::times_key,
};

/// How a person wants it done.
#[derive(Clone, Copy, Debug)]
pub(super) struct How<'h> {
    pub(super) at: At,
    pub(super) slot: Option<u8>,
    pub(super) slots: &'h [u8],
    pub(super) ways: &'h [u8],
}

/// An activity, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Had<'a> {
    activity: &'a Activity,
    key: &'a str,
    name: &'a str,
    source: &'a str,
    of: &'a ContentId,
}

impl<'a> Scene<'a, '_> {
    pub(super) fn use_activity(&mut self, key: &str, how: &How<'_>) -> Result<(), Refusal> {
        let had = self.had(key, how)?;
        if let Some(condition) = self.helpless()
            && had.activity.time != Time::Free
        {
            return Err(Refusal::Helpless(condition));
        }
        if self.bearer.holds(&had.activity.when) == Verdict::No {
            let why = self.why_not(&had.activity.when);
            let (activity, place) = (had.name.to_owned(), had.source.to_owned());
            return Err(Refusal::NotNow { activity, why, place });
        }
        self.emit(Event::Used { activity: key.to_owned() });
        let slot = self.costs(&had, how)?;
        if matches!(had.activity.duration, Duration::Concentration(_)) {
            self.concentrate(had.of);
        }
        let mut doing = Doing {
            own: upon_own(had.activity, how.at, had.name)?,
            slot: i32::from(slot),
            above: 0,
            spell: self.spell_modifier(),
            ways: how.ways,
            slots: how.slots,
            source: had.source,
        };
        self.run(&had.activity.effects, &mut doing)
    }

    /// By its key. Of several under one key the first counts whose tests hold.
    fn had(&self, key: &str, how: &How<'_>) -> Result<Had<'a>, Refusal> {
        let adventurer = self.adventurer;
        let of_features = adventurer.features.iter().flat_map(|held| {
            held.feature.activities.iter().map(move |activity| Had {
                activity,
                key: &held.key,
                name: activity.name.as_deref().unwrap_or(&held.feature.name),
                source: &held.feature.source,
                of: &held.feature.id,
            })
        });
        let items = adventurer.build.goods.iter().filter_map(|it| adventurer.book.items.get(&it.item));
        let of_items = items.filter(|it| self.at_hand(it)).flat_map(|item| {
            item.activities.iter().map(move |activity| Had {
                activity,
                key: item.id.as_str(),
                name: activity.name.as_deref().unwrap_or(&item.name),
                source: &item.source,
                of: &item.id,
            })
        });
        let fits: Vec<Had<'a>> =
            of_features.chain(of_items).filter(|it| times_key(it.key, it.activity) == key).collect();
        let pays = |it: &&Had<'a>| {
            how.slot.is_none()
                || it
                    .activity
                    .cost
                    .iter()
                    .any(|it| matches!(it, Cost::Slot(level) if Some(*level) <= how.slot))
        };
        let possible =
            fits.iter().filter(pays).find(|it| self.bearer.holds(&it.activity.when) != Verdict::No);
        let found = possible.or(fits.first()).copied();
        found.ok_or_else(|| Refusal::NoSuchActivity(key.rsplit(['/', '#']).next().unwrap_or(key).to_owned()))
    }

    /// Pays everything; the level of the slot that was spent, if one was.
    fn costs(&mut self, had: &Had<'a>, how: &How<'_>) -> Result<u8, Refusal> {
        let mut slot = 0;
        for cost in &had.activity.cost {
            match cost {
                Cost::Uses { of, count } => {
                    let count = u32::try_from(self.bearer.number(count)).unwrap_or(0);
                    self.pay(of.as_str(), count)?;
                }
                Cost::Times { .. } => self.pay(&times_key(had.key, had.activity), 1)?,
                Cost::Slot(least) => slot = self.pay_slot(*least, how.slot)?,
                Cost::PactSlot {} => {
                    self.pay(PACT, 1)?;
                    slot = self.adventurer.slots().1.1;
                }
                Cost::HitDice(count) => {
                    let count = u32::try_from(self.bearer.number(count)).unwrap_or(0);
                    (0..count).try_for_each(|_| self.pay_hit_die())?;
                }
                Cost::Hp(count) => {
                    let hp = u32::try_from(self.bearer.number(count)).unwrap_or(0);
                    if hp >= self.hp() {
                        return Err(Refusal::TooFewHp(hp));
                    }
                    self.emit(Event::HpPaid { hp });
                }
                Cost::Item(item) => {
                    let has = self.adventurer.build.goods.iter().any(|it| it.item == *item && it.count > 0);
                    if !has {
                        let name = self
                            .adventurer
                            .book
                            .items
                            .get(item)
                            .map_or_else(|| item.slug().to_owned(), |it| it.name.clone());
                        return Err(Refusal::NoItem(name));
                    }
                    self.emit(Event::UsedUp { item: item.clone(), count: 1 });
                }
                // Turns alone bring it back, and dice are forgone as they are thrown.
                Cost::Recharge(_) | Cost::Forgo { .. } => {}
            }
        }
        Ok(slot)
    }

    /// The slot that was asked for, or the lowest that does.
    fn pay_slot(&mut self, least: u8, wished: Option<u8>) -> Result<u8, Refusal> {
        let pact = self.adventurer.slots().1.1;
        let from = wished.unwrap_or(least).max(least);
        let upto = wished.unwrap_or(9).min(9);
        for level in from..=upto {
            if self.left(&slot_key(level)) > 0 {
                self.emit(Event::Spent { key: slot_key(level), count: 1 });
                return Ok(level);
            }
            if level == pact && self.left(PACT) > 0 {
                self.emit(Event::Spent { key: PACT.into(), count: 1 });
                return Ok(level);
            }
        }
        Err(Refusal::NoSlot(from))
    }

    /// One of the largest that are left.
    fn pay_hit_die(&mut self) -> Result<(), Refusal> {
        let left = |(class, level): &&(&crate::book::Class, u8)| {
            self.now.hit_dice.get(&class.id).copied().unwrap_or(0) < *level
        };
        let class = self.adventurer.classes.iter().filter(left).max_by_key(|(class, _)| class.hit_die);
        let Some((class, _)) = class else { return Err(Refusal::NoHitDie) };
        self.emit(Event::HitDieSpent { class: class.id.clone(), shown: 0, modifier: 0 });
        Ok(())
    }

    fn spell_modifier(&self) -> i32 {
        let casting = self.adventurer.classes.iter().find_map(|(class, _)| class.casting.as_ref());
        casting.map_or(0, |it| self.bearer.modifier(it.ability))
    }

    /// The first of the tests that does not hold, in words.
    fn why_not(&self, tests: &[Test]) -> String {
        let fails = |it: &&Test| self.bearer.holds(std::slice::from_ref(*it)) == Verdict::No;
        tests.iter().find(fails).map_or_else(|| "not as things are".into(), |it| self.wants(it))
    }

    fn wants(&self, test: &Test) -> String {
        match test {
            Test::Not(inner) => match inner.as_ref() {
                Test::Wears(kind) => format!("not in {kind} armour"),
                Test::Shield => "not with a Shield".into(),
                Test::State(state) => format!("not during {}", self.state_name(state)),
                Test::Has(condition) => format!("not while {condition}"),
                Test::AtLeast(..) => "a later feature does this instead".into(),
                _ => "not as things are".into(),
            },
            Test::State(state) => format!("only during {}", self.state_name(state)),
            Test::Any(tests) => tests.iter().map(|it| self.wants(it)).collect::<Vec<_>>().join(", or "),
            Test::Wears(kind) => format!("only in {kind} armour"),
            Test::Unarmoured => "only without armour".into(),
            Test::Shield => "only with a Shield".into(),
            Test::Has(condition) => format!("only while {condition}"),
            Test::Bloodied => "only while Bloodied".into(),
            Test::AtLeast(formula, least) => format!("it takes {} of at least {least}", formula.text()),
            _ => "not as things are".into(),
        }
    }
}
