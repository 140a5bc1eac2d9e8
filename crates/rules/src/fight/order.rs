//! What can be ordered in a turn, and why not. People and tactics order alike.

use super::{Action, Event, Fight, Hold, Ready, Refused, Spot, Urging, Why};
use crate::{
    book::{Condition, Skill, Time},
    dice::Chance,
};

/// One thing to do in a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Go to a square, by the shortest way.
    Move(Spot),
    /// An act by its place in the kit. `row` is the way of a Multiattack that it begins.
    Act {
        act: usize,
        aim: Aim,
        row: Option<usize>,
    },
    /// An act by which its targets take this form.
    Shape {
        act: usize,
        aim: Aim,
        form: crate::ContentId,
    },
    Dash,
    Disengage,
    Dodge,
    /// Leap to a square.
    Jump(Spot),
    /// Fly straight up, so many feet (below nothing: down).
    Rise(i32),
    /// Stand up from Prone.
    Stand,
    /// Roll on the ground until one burns no more.
    Extinguish,
    /// Try to break a grapple.
    Escape,
    /// Let go of whoever one holds.
    Release,
    /// An Unarmed Strike that holds, pushes or trips.
    Hold {
        target: usize,
        hold: Hold,
    },
    /// Distract an enemy for a friend's next attack.
    Help {
        foe: usize,
    },
    Hide,
    Search,
    /// Look into one's memory, a book or a clue, with a skill of knowledge; people say against which DC.
    Study {
        skill: Skill,
        dc: i32,
    },
    /// Urge a creature that hesitates, by one way of talking to it.
    Influence(Urging),
    /// Use a thing that takes an action to use; what it does people see to.
    Utilize,
    /// A spell, shaped as it is cast.
    Metamagic(super::Metamagic),
    /// An act in a way that is named, of those that it leaves to who does it.
    Way(super::Chosen),
    /// Hold back what comes by itself, or take it up again.
    Intend(super::Intent),
    /// An act waits until an enemy comes where it reaches.
    Ready(Ready),
    EndTurn,
}

/// At whom, or at which square.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    pub targets: Vec<usize>,
    pub spot: Option<Spot>,
}

/// The fight while something happens in it: whatever is told is applied at once.
pub(super) struct Engine<'f, 'b, 'c> {
    pub(super) fight: &'f mut Fight<'b>,
    pub(super) chance: &'c mut dyn Chance,
    pub(super) events: Vec<Event>,
    /// The form, or the way, that the order names.
    pub(super) form: Option<crate::ContentId>,
    pub(super) way: Option<String>,
}

impl Order {
    /// The action that it takes, whoever gives it.
    fn action(&self) -> Option<Action> {
        match self {
            Self::Dash => Some(Action::Dash),
            Self::Disengage => Some(Action::Disengage),
            Self::Hide => Some(Action::Hide),
            Self::Utilize => Some(Action::Utilize),
            Self::Dodge
            | Self::Search
            | Self::Study { .. }
            | Self::Influence(_)
            | Self::Escape
            | Self::Help { .. }
            | Self::Ready(_) => Some(Action::Other),
            _ => None,
        }
    }
}

impl Engine<'_, '_, '_> {
    pub(super) fn emit(&mut self, event: Event) {
        self.fight.apply(&event);
        self.events.push(event);
    }
}

impl Fight<'_> {
    /// Does one thing in the turn of whoever's it is, and tells what happened. Whatever is refused changes
    /// nothing.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn order(&mut self, order: &Order, chance: &mut dyn Chance) -> Result<Vec<Event>, Refused> {
        let who = self.turn.ok_or(Refused::NoTurn)?;
        self.allows(who, order)?;
        let mut engine = Engine { fight: self, chance, events: Vec::new(), form: None, way: None };
        engine.carry_out(who, order);
        engine.bring_down();
        Ok(engine.events)
    }

    /// Whether an order can be carried out.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn allows(&self, who: usize, order: &Order) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        if !matches!(order, Order::EndTurn | Order::Intend(_)) && !fighter.is_able() {
            return Err(Refused::Incapacitated(fighter.name.clone()));
        }
        if order.action().is_some_and(|it| !fighter.can(it)) {
            return Err(Refused::NoAction);
        }
        match order {
            Order::EndTurn | Order::Release => Ok(()),
            Order::Intend(intent) => self.allows_intent(who, intent),
            Order::Metamagic(shaped) => self.allows_shaped(who, shaped),
            Order::Way(chosen) => self.allows_way(who, chosen),
            Order::Hold { target, hold } => self.allows_hold(who, *target, *hold),
            Order::Ready(ready) => self.allows_ready(who, ready.act),
            Order::Help { foe } => self.allows_help(who, *foe),
            Order::Hide => self.allows_hiding(who),
            Order::Escape if !fighter.has(Condition::Grappled) && self.bond(who).is_none() => {
                Err(Refused::NotHeld)
            }
            Order::Extinguish => self.allows_extinguishing(who),
            Order::Search => self.allows_search(who),
            Order::Study { skill, .. } => Self::allows_study(*skill),
            Order::Influence(urging) => self.allows_urging(who, *urging),
            Order::Dash | Order::Disengage | Order::Dodge | Order::Utilize | Order::Escape => Ok(()),
            Order::Stand => {
                if !fighter.has(Condition::Prone) {
                    return Err(Refused::NotProne);
                }
                let half = fighter.speed() / 2;
                if half == 0 || fighter.feet_left() < half { Err(Refused::TooFar) } else { Ok(()) }
            }
            Order::Move(spot) => {
                let ways = self.ways_to(who, fighter.feet_left(), Some(*spot));
                let free = self.is_free(self.stand_at(who, *spot), Some(who));
                if self.fears(who, *spot) {
                    return Err(Refused::Afraid);
                }
                if free && ways.feet(*spot).is_some_and(|it| it > 0) { Ok(()) } else { Err(Refused::TooFar) }
            }
            Order::Jump(spot) => self.allows_jump(who, *spot),
            Order::Rise(feet) => self.allows_rise(who, *feet),
            Order::Act { act, .. } if fighter.kit.acts.get(*act).is_some_and(|it| it.shapes) => {
                Err(super::WrongForm::Unnamed.into())
            }
            Order::Act { act, aim, .. } => self.allows_act(who, *act, aim),
            Order::Shape { act, aim, form } => self.allows_shape(who, *act, aim, form),
        }
    }

    pub(super) fn allows_act(&self, who: usize, at: usize, aim: &Aim) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let act = fighter.kit.acts.get(at).ok_or(Refused::NoAct)?;
        self.has_time(who, at)?;
        if !self.permits(who, act) {
            return Err(Refused::NotNow(act.name.clone()));
        }
        if act.hides() {
            self.allows_hiding(who)?;
        }
        if !self.goes_on(who, act) {
            return Err(Refused::Over);
        }
        let short = |(key, count): &(String, u32)| fighter.left(key) < *count;
        if act.spell.is_some() && act.spends.iter().any(|(key, _)| key == super::kit::NEVER) {
            return Err(Refused::NoSpells(fighter.name.clone()));
        }
        if act.spends.iter().any(short) {
            return Err(Refused::Spent(act.name.clone()));
        }
        let slot = act.spell.is_some() && act.spends.iter().any(|(key, _)| key.starts_with("slot/"));
        if slot && fighter.moment.slot_cast {
            return Err(Refused::OneSlot);
        }
        self.can_cast(who, at)?;
        self.allows_aim(who, at, aim)
    }

    /// Whether there is an action, Bonus Action or attack left for it.
    pub(super) fn has_time(&self, who: usize, at: usize) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        if act.is_shaping() {
            return Err(super::WrongShaping::Alone(act.name.clone()).into());
        }
        // What comes upon an occasion comes by itself.
        if act.activity.on.is_some() || !self.may_mark(who, act) {
            return Err(Refused::NotNow(act.name.clone()));
        }
        match &act.time {
            Time::Action | Time::Attack if fighter.attack_row(at).is_some() => Ok(()),
            // A stat block does it as part of its Multiattack alone.
            Time::Attack
                if !fighter.kit.hero
                    && (0..fighter.kit.multiattack.len()).all(|row| !fighter.kit.begins(row, at)) =>
            {
                Err(Refused::NotNow(act.name.clone()))
            }
            // The extra attack of the Light property comes after one with another such weapon, once a turn.
            Time::BonusAction if act.swing.as_ref().is_some_and(|it| it.light) && !fighter.follows_up() => {
                Err(Refused::NotNow(act.name.clone()))
            }
            Time::BonusAction if act.swing.as_ref().is_some_and(super::Swing::nicks) => Ok(()),
            Time::Action | Time::Attack if !fighter.can(fighter.kit.action(act)) => Err(Refused::NoAction),
            Time::BonusAction if fighter.moment.bonus_action => Err(Refused::NoBonusAction),
            Time::Action | Time::Attack | Time::BonusAction | Time::Free => Ok(()),
            _ => Err(Refused::NotNow(act.name.clone())),
        }
    }

    pub(super) fn allows_aim(&self, who: usize, at: usize, aim: &Aim) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        let (reach, range) = act.far();
        let far = reach.max(range);
        if let Some((most, into)) = self.steers(who, act) {
            return self.allows_steer(who, act, aim.spot, (most, !into.is_empty()));
        }
        if let Some(spot) = aim.spot {
            if let Some(most) = self.leap(who, act) {
                return self.allows_leap(who, spot, most);
            }
            let there = self.aimed(who, spot);
            let feet = fighter.stand().feet_to(there);
            let anywhere = act.activity.area.is_some() && far == 0;
            if !anywhere && feet > far {
                return Err(Refused::OutOfRange("That square".into()));
            }
            let near = fighter.stand().nearest(spot);
            let seen = self.grid.overlooks((fighter.stand(), near), (there, spot));
            return if seen && self.grid.line(near, spot) {
                Ok(())
            } else {
                Err(Refused::NoLine("that square".into()))
            };
        }
        if aim.targets.is_empty()
            && act.activity.targets.who != crate::book::Who::Own
            && act.activity.area.is_none()
        {
            return Err(Refused::NoTarget);
        }
        if act.activity.area.is_none() && aim.targets.len() > 1 {
            let most = act.activity.targets.count.value(&|name| fighter.kit.value(act, name)).max(1);
            if aim.targets.len() > most as usize {
                return Err(Refused::TooMany(act.name.clone(), most));
            }
        }
        for target in &aim.targets {
            let Some(other) = self.fighters.get(*target) else { return Err(Refused::NoTarget) };
            if *target == who && act.activity.targets.who == crate::book::Who::Other {
                return Err(Refused::Oneself(act.name.clone()));
            }
            if !self.is_of_kind(*target, act) {
                return Err(Refused::OfAnotherKind(other.name.clone()));
            }
            if !self.suits(who, *target, act) {
                return Err(Refused::NotNow(act.name.clone()));
            }
            if self.spares(who, *target, act) {
                return Err(Refused::Charmed(other.name.clone()));
            }
            if *target == who {
                continue;
            }
            if fighter.stand().feet_to(other.stand()) > far {
                return Err(Refused::OutOfRange(other.name.clone()));
            }
            if !self.line(fighter.stand(), other.stand()) {
                return Err(Refused::NoLine(other.name.clone()));
            }
            if act.activity.targets.seen && !self.sees(who, *target) {
                return Err(Refused::Unseen(other.name.clone()));
            }
        }
        Ok(())
    }
}

impl Engine<'_, '_, '_> {
    fn carry_out(&mut self, who: usize, order: &Order) {
        if let Some(action) = order.action() {
            self.spend_action(who, action);
        }
        match order {
            Order::Move(spot) => self.walk(who, *spot),
            Order::Jump(spot) => self.jump(who, *spot),
            Order::Rise(feet) => self.rise(who, *feet),
            Order::Act { act, aim, row } => self.perform(who, *act, aim, *row, Why::Turn),
            Order::Shape { act, aim, form } => {
                self.form = Some(form.clone());
                self.perform(who, *act, aim, None, Why::Turn);
            }
            Order::Metamagic(shaped) => self.cast_shaped(who, shaped),
            Order::Way(chosen) => self.perform_so(who, chosen),
            Order::Intend(intent) => self.intend(who, intent),
            Order::Dash => {
                self.emit(Event::Dashed { who });
            }
            Order::Disengage => {
                self.emit(Event::Disengaged { who });
            }
            Order::Dodge => {
                self.emit(Event::Dodged { who });
                self.dodge(who);
            }
            Order::Stand => {
                let feet = self.fight.fighters[who].speed() / 2;
                self.emit(Event::Stood { who, feet });
            }
            Order::Escape => {
                if self.fight.grip(who).is_some() {
                    self.escape(who)
                } else {
                    self.break_free(who)
                }
            }
            Order::Extinguish => self.extinguish(who),
            Order::Release => self.release(who),
            Order::Hold { target, hold } => self.hold(who, *target, *hold),
            Order::Help { foe } => {
                self.help(who, *foe);
            }
            Order::Hide => {
                self.hide(who);
            }
            Order::Search => {
                self.search(who);
            }
            Order::Study { skill, dc } => self.study(who, *skill, *dc),
            Order::Influence(urging) => self.urge(who, *urging),
            // It took the action, and that is all.
            Order::Utilize => {}
            Order::Ready(ready) => {
                self.make_ready(who, *ready);
            }
            Order::EndTurn => self.end_turn(who),
        }
    }

    fn spend_action(&mut self, who: usize, action: Action) {
        let (act, name, targets) = (None, String::new(), Vec::new());
        self.emit(Event::Acted { who, act, name, targets, why: Why::Turn, action });
    }
}
