//! Events change the fight; nothing else does. Total: a fact cannot be refused.

use std::sync::Arc;

use super::{Action, Event, Fight, Fighter, Health, Kit, Why, fighter::Moment};
use crate::book::DamageType;

impl<'b> Fight<'b> {
    pub fn apply(&mut self, event: &Event) {
        self.change(event);
        if !self.grid.is_even() {
            self.apply_ground(event);
        }
        self.apply_water(event);
        self.apply_blow(event);
        if let Some(fighter) = self.turn.and_then(|it| self.fighters.get_mut(it)).filter(|it| it.dazed) {
            fighter.do_one_thing();
        }
        match event {
            Event::Laid { who, .. }
            | Event::Lifted { who, .. }
            | Event::Stood { who, .. }
            | Event::Healed { who, .. }
            | Event::Revived { who, .. }
            | Event::Tired { who, .. }
            | Event::StateBegan { who, .. }
            | Event::StateEnded { who, .. }
            | Event::Dropped { who }
            | Event::DeathSaved { who, .. }
            | Event::Stabilised { who }
            | Event::Departed { who }
            | Event::Died { who } => self.fighters[*who].refresh(),
            _ => {}
        }
        self.apply_shelter(event);
    }

    fn change(&mut self, event: &Event) {
        match event {
            Event::Joined { creature, name, side, spot, by, .. } => {
                if let Some(creature) = self.book.creatures.get(creature) {
                    let kit = Kit::creature(self.book, creature);
                    let mut fighter = Fighter::new(Arc::new(kit), None, name.clone(), *side, *spot);
                    fighter.summoner = *by;
                    fighter.forgets_to_call(&creature.id);
                    self.come(fighter);
                }
            }
            Event::RoundBegan { round } => self.round = *round,
            Event::Ended { how } => {
                self.ended = Some(*how);
                self.turn = None;
            }
            Event::Initiative { who, total, .. } => {
                self.fighters[*who].initiative = *total;
                self.arrange();
            }
            Event::Traded { who, with } => self.apply_trade(*who, *with),
            Event::Prompted { .. } => {}
            Event::TurnBegan { who } => {
                self.turn = Some(*who);
                self.zones.iter_mut().for_each(|it| it.touched.clear());
                // Once a turn means anybody's turn.
                self.fighters.iter_mut().for_each(|it| it.moment.once.clear());
                self.fighters[*who].begin_turn();
            }
            Event::Laid { who, lasting } => {
                self.next = self.next.max(lasting.id + 1);
                let fighter = &mut self.fighters[*who];
                fighter.lasting.push(lasting.clone());
                if self.turn == Some(*who)
                    && let Some(purpose) = lasting.laid.further_action()
                {
                    fighter.moment.further.push(purpose);
                }
            }
            Event::TurnEnded { who } => {
                self.fighters[*who].moment.attacks.clear();
                self.turn = None;
                self.last = Some(*who);
            }
            _ => self.apply_to_one(event),
        }
    }

    /// Ties go to who is more agile, then to who came first.
    pub(super) fn arrange(&mut self) {
        let fighters = &self.fighters;
        let rank = |it: &usize| (-fighters[*it].initiative, -fighters[*it].kit.modifiers[1], *it);
        self.order.sort_by_key(rank);
    }

    fn apply_to_one(&mut self, event: &Event) {
        match event {
            Event::Acted { who, act, why, action, .. } => {
                let turn = self.turn == Some(*who);
                self.fighters[*who].casts(*act, turn);
                self.fighters[*who].act(*act, *why, *action);
            }
            Event::AttackBegan { who, row } => {
                let fighter = &mut self.fighters[*who];
                fighter.take_action(Action::Attack, true);
                fighter.moment.stood_in.clear();
                fighter.moment.attacks = fighter.kit.multiattack.get(*row).cloned().unwrap_or_default();
            }
            Event::Hastened { who, bonus, purpose } => {
                let moment = &mut self.fighters[*who].moment;
                if *bonus {
                    moment.bonus_action = false;
                } else {
                    moment.further.push(*purpose);
                }
            }
            Event::Once { who, whose } => {
                self.fighters[*who].moment.once.insert(whose.clone());
            }
            Event::Urged { who, target, skill, heeded: false } => {
                self.fighters[*who].urged.insert((*target, *skill));
            }
            Event::Resisted { who } => {
                let left = &mut self.fighters[*who].legendary_resistances;
                *left = left.saturating_sub(1);
            }
            Event::Hurt { who, by, parts, lost, temporary_lost } => {
                self.draw_blood(*who, *by, lost + temporary_lost);
                self.fighters[*who].hurt(parts, *lost, *temporary_lost);
            }
            Event::Healed { who, hp, .. } => {
                let fighter = &mut self.fighters[*who];
                if fighter.health != Health::Dead && *hp > 0 {
                    fighter.hp = (fighter.hp + hp).min(fighter.hp_most());
                    fighter.health = Health::Up;
                }
            }
            Event::Strengthened { who, temporary_hp } => {
                let fighter = &mut self.fighters[*who];
                fighter.temporary_hp = fighter.temporary_hp.max(*temporary_hp);
            }
            Event::MaximumLowered { who, by } => {
                let fighter = &mut self.fighters[*who];
                fighter.lowered += by;
                fighter.hp = fighter.hp.min(fighter.hp_most());
            }
            Event::Passed { who, id } => {
                if let Some(it) = self.fighters[*who].lasting.iter_mut().find(|it| it.id == *id) {
                    it.ends.pass();
                }
            }
            Event::Lifted { who, id } => self.fighters[*who].lasting.retain(|it| it.id != *id),
            Event::Tired { who, levels } => {
                let fighter = &mut self.fighters[*who];
                fighter.exhaustion =
                    fighter.exhaustion.saturating_add(*levels).min(crate::condition::EXHAUSTION_MOST);
            }
            Event::Concentrated { who, act } => self.fighters[*who].concentration = Some(act.clone()),
            Event::ConcentrationEnded { who } => {
                let fighter = &mut self.fighters[*who];
                fighter.concentration = None;
            }
            Event::Readied { who, ready } => self.fighters[*who].ready = *ready,
            Event::Intended { who, intent } => self.fighters[*who].intend(intent),
            _ => self.apply_moves(event),
        }
    }

    /// Remembers who hurts somebody in its turn that was Bloodied before.
    fn draw_blood(&mut self, who: usize, by: Option<usize>, dealt: i32) {
        let bloodied = self.fighters[who].is_bloodied() && dealt > 0;
        if let Some(by) = by.filter(|it| bloodied && self.turn == Some(*it) && *it != who) {
            self.fighters[by].moment.drew_blood = true;
        }
    }

    fn apply_moves(&mut self, event: &Event) {
        match event {
            Event::Moved { who, path, feet, why } => self.fighters[*who].go(path, *feet, *why),
            Event::Jumped { who, to, feet, cost } => self.fighters[*who].leap(*to, *feet, *cost),
            Event::Hurried { who, feet, safe } => {
                let moment = &mut self.fighters[*who].moment;
                moment.dashed += feet;
                moment.safe += safe;
            }
            Event::Teleported { who, to, .. } => {
                let fighter = &mut self.fighters[*who];
                (fighter.spot, fighter.height) = (*to, fighter.ground);
                (fighter.moment.straight, fighter.moment.heading) = (0, None);
            }
            Event::Dashed { who } => {
                let pace = self.fighters[*who].pace();
                self.fighters[*who].moment.dashed += pace;
            }
            Event::Disengaged { who } => self.fighters[*who].moment.disengaged = true,
            Event::Rose { .. } | Event::Fell { .. } => self.apply_height(event),
            Event::Stood { who, feet } => {
                let fighter = &mut self.fighters[*who];
                fighter.moment.moved += feet;
                fighter.lasting.retain(|it| it.laid != super::Laid::Condition(crate::book::Condition::Prone));
            }
            Event::Revived { who, hp, spot } => {
                let fighter = &mut self.fighters[*who];
                fighter.spot = spot.unwrap_or(fighter.spot);
                fighter.hp = (*hp).min(fighter.hp_most());
                fighter.health = Health::Up;
            }
            _ => self.apply_states(event),
        }
    }

    fn apply_states(&mut self, event: &Event) {
        match event {
            Event::StateBegan { who, state } => {
                let fighter = &mut self.fighters[*who];
                fighter.states.push(state.clone());
                fighter.kept.insert(state.clone(), true);
                fighter.remake();
            }
            Event::StateKept { who, state } => {
                self.fighters[*who].kept.insert(state.clone(), true);
            }
            Event::Kept { who, state, .. } => {
                let fighter = &mut self.fighters[*who];
                fighter.moment.bonus_action = true;
                fighter.kept.insert(state.clone(), true);
            }
            Event::StateEnded { who, state } => {
                let fighter = &mut self.fighters[*who];
                fighter.states.retain(|it| it != state);
                fighter.kept.remove(state);
                fighter.remake();
            }
            Event::Spent { who, key, count } => {
                self.fighters[*who].moment.slot_spent |= key.starts_with("slot/");
                let left = self.fighters[*who].stock.entry(key.clone()).or_default();
                *left = left.saturating_sub(*count);
            }
            Event::Returned { who, key, count } => {
                // What comes back before it is told of was not spent.
                self.fighters[*who].moment.slot_spent &= !key.starts_with("slot/");
                *self.fighters[*who].stock.entry(key.clone()).or_default() += count;
            }
            Event::Dropped { who } => {
                let fighter = &mut self.fighters[*who];
                fighter.hp = 0;
                fighter.health = Health::Dying { successes: 0, failures: 0 };
            }
            Event::DeathSaved { who, successes, failures, .. } => {
                self.fighters[*who].health = Health::Dying { successes: *successes, failures: *failures };
            }
            Event::Stabilised { who } => self.fighters[*who].health = Health::Stable,
            Event::Died { who } | Event::Departed { who } => {
                let fighter = &mut self.fighters[*who];
                fighter.hp = 0;
                fighter.health = Health::Dead;
                fighter.height = fighter.ground;
                fighter.lasting.clear();
            }
            Event::Shaped { who, shape, spot } => {
                let book = self.book;
                self.fighters[*who].take(book, shape, *spot);
            }
            Event::Unshaped { who, spot } => self.fighters[*who].resume(*spot),
            Event::Lit { .. } | Event::GlowPassed { .. } | Event::GlowGone { .. } => self.apply_glow(event),
            // What shines in the middle of an area goes along with it, so it is asked before that moves.
            Event::ZoneMoved { .. } => {
                self.apply_glow(event);
                self.apply_zone(event);
            }
            _ => self.apply_zone(event),
        }
    }
}

impl<'b> Fighter<'b> {
    pub(super) fn new(
        kit: Arc<Kit>,
        hero: Option<Box<super::Hero<'b>>>,
        name: String,
        side: super::Side,
        spot: super::Spot,
    ) -> Self {
        let mut fighter = Self {
            hp: kit.hp,
            temporary_hp: 0,
            lowered: 0,
            health: Health::Up,
            lasting: Vec::new(),
            initiative: 0,
            exhaustion: 0,
            concentration: None,
            stock: kit.stock.clone(),
            states: Vec::new(),
            kept: std::collections::BTreeMap::new(),
            ready: None,
            sheltered: 0,
            urged: std::collections::BTreeSet::new(),
            intents: std::collections::BTreeMap::new(),
            legendary_actions: kit.legendary_actions,
            legendary_resistances: kit.legendary_resistances,
            moment: Moment::default(),
            hurt_before: std::collections::BTreeSet::new(),
            summoner: None,
            shape: None,
            kit,
            hero,
            name,
            side,
            spot,
            height: 0,
            ground: 0,
            held: Vec::new(),
            bits: 0,
            asks: false,
            dazed: false,
            wet: false,
        };
        fighter.refresh();
        fighter
    }

    fn begin_turn(&mut self) {
        let turns = self.moment.turns + 1;
        self.hurt_before = std::mem::take(&mut self.moment.hurt_by);
        self.moment = Moment { turns, further: self.further_actions(), ..Moment::default() };
        self.legendary_actions = self.kit.legendary_actions;
        self.kept.values_mut().for_each(|it| *it = false);
    }

    fn go(&mut self, path: &[super::Spot], feet: i32, why: Why) {
        if let Some(last) = path.last() {
            if why == Why::Turn {
                self.moment.moved += feet;
                self.moment.safe = (self.moment.safe - feet).max(0);
                self.moment.straight = straight(self.spot, path, &self.moment);
                let before = path.iter().rev().nth(1).copied().unwrap_or(self.spot);
                self.moment.heading = Some((last.x - before.x, last.y - before.y));
                self.moment.run += path.len() as i32 * super::SQUARE_FEET;
            }
            self.spot = *last;
        }
    }

    fn leap(&mut self, to: super::Spot, feet: i32, cost: i32) {
        self.spot = to;
        let moment = &mut self.moment;
        moment.moved += cost;
        moment.safe = (moment.safe - feet).max(0);
        moment.leapt |= (1..feet).contains(&cost);
        (moment.run, moment.straight, moment.heading) = (0, 0, None);
    }

    /// A slot was spent on a spell in a turn of its own, or on something else (SRD 5.2, "Spells", Casting Time).
    fn casts(&mut self, act: Option<usize>, turn: bool) {
        if std::mem::take(&mut self.moment.slot_spent) {
            let spell = act.and_then(|it| self.kit.acts.get(it)).is_some_and(|it| it.spell.is_some());
            self.moment.slot_cast |= spell && turn;
        }
    }

    fn hurt(&mut self, parts: &[(DamageType, i32, i32)], lost: i32, temporary_lost: i32) {
        self.temporary_hp -= temporary_lost;
        self.hp = (self.hp - lost).max(0);
        self.moment.hurt_by.extend(parts.iter().filter(|(.., dealt)| *dealt > 0).map(|(of, ..)| *of));
    }
}

/// Feet straight on at the end of a way, with those before it that led the same way.
fn straight(from: super::Spot, path: &[super::Spot], moment: &Moment) -> i32 {
    let step = |a: &super::Spot, b: &super::Spot| (b.x - a.x, b.y - a.y);
    let all: Vec<super::Spot> = std::iter::once(from).chain(path.iter().copied()).collect();
    let steps: Vec<(i16, i16)> = all.windows(2).map(|it| step(&it[0], &it[1])).collect();
    let run = steps.iter().rev().take_while(|it| Some(*it) == steps.last()).count();
    let before =
        if run == steps.len() && moment.heading == steps.last().copied() { moment.straight } else { 0 };
    before + run as i32 * super::SQUARE_FEET
}
