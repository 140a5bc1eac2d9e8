//! Changing shape: which form may be taken, what of oneself stays in it, and how one comes back (SRD 5.2,
//! "Rules Glossary", Shape-Shifting).

mod body;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Act, Aim, Ends, Event, Fight, Fighter, Kit, Laid, Refused, SQUARE_FEET, Spot, Stand, context::Context,
    order::Engine,
};
use crate::{
    ContentId,
    book::{Book, Effect, Form, Gait, Kept, Look, Size, Until},
};

/// How a shapechanger is by itself.
const OWN: &str = "form/own";

/// A form that is worn, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub form: ContentId,
    /// A look of its wearer's own, with its own statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Box<Look>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keeps: Vec<Kept>,
    /// Spells can be cast in it.
    #[serde(default)]
    pub casts: bool,
    /// Lasts as long as this state; without one as long as what is laid upon its wearer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ContentId>,
    /// Temporary Hit Points go with it.
    #[serde(default)]
    pub padded: bool,
    /// Goes with the Temporary Hit Points.
    #[serde(default)]
    pub breaks: bool,
}

/// A form, and what its wearer is without it.
#[derive(Clone, Debug)]
pub struct Shaped {
    pub shape: Shape,
    pub own: Arc<Kit>,
    /// Legendary Actions and Resistances that were left.
    legendary: (u8, u8),
}

/// Why a form cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongForm {
    #[error("It must be said which form is taken (Rules Glossary, Shape-Shifting).")]
    Unnamed,
    #[error("{0} gives nobody another form.")]
    NoShape(String),
    #[error("The book has no {0}.")]
    Unknown(String),
    #[error("{form} is not among the creatures whose form {act} gives: they are of another type.")]
    WrongKind { form: String, act: String },
    #[error("{form} is many creatures, and a form is that of one.")]
    Swarm { form: String },
    #[error("{form} has Challenge Rating {has}; {act} gives forms of {most} at most.")]
    TooMighty { form: String, act: String, has: String, most: String },
    #[error("{form} is larger than {act} allows.")]
    TooLarge { form: String, act: String },
    #[error("{form} has a Fly Speed, which {act} does not give yet.")]
    Flies { form: String, act: String },
    #[error("{form} is not one of the forms that {who} knows.")]
    NotKnown { form: String, who: String },
    #[error("There is no room for {form} there.")]
    NoRoom { form: String },
}

impl Shape {
    /// What the form is called.
    pub(super) fn named<'a>(&'a self, book: &'a Book) -> &'a str {
        let look = self.look.as_ref().map(|it| it.name.as_str());
        look.unwrap_or_else(|| book.creatures.get(&self.form).map_or(self.form.slug(), |it| &it.name))
    }
}

impl Act {
    /// By which rule it gives another form, if it does.
    pub(super) fn form(&self) -> Option<Form> {
        let mut found = None;
        for effect in &self.activity.effects {
            effect.walk(&mut |it| {
                if let Effect::Shape(form) = it
                    && found.is_none()
                {
                    found = Some((**form).clone());
                }
            });
        }
        found
    }
}

impl Fight<'_> {
    pub(super) fn allows_shape(
        &self,
        who: usize,
        at: usize,
        aim: &Aim,
        named: &ContentId,
    ) -> Result<(), Refused> {
        let act = self.fighters[who].kit.acts.get(at).ok_or(Refused::NoAct)?;
        let rule = act.form().ok_or_else(|| WrongForm::NoShape(act.name.clone()))?;
        self.allows_act(who, at, aim)?;
        let targets = if aim.targets.is_empty() { std::slice::from_ref(&who) } else { &aim.targets };
        for target in targets {
            self.may_become((who, act), &rule, *target, named)?;
        }
        Ok(())
    }

    /// Whether a form may be taken by the rule of an act, and where its space is then.
    fn may_become(
        &self,
        (who, act): (usize, &Act),
        rule: &Form,
        target: usize,
        named: &ContentId,
    ) -> Result<Spot, WrongForm> {
        let unknown = || WrongForm::Unknown(named.as_str().into());
        if !rule.own.is_empty() {
            let form = self.look_of(rule, target, named).ok_or_else(unknown)?;
            let name = || form.1.to_owned();
            return self.room(target, form.0).ok_or_else(|| WrongForm::NoRoom { form: name() });
        }
        let creature = self.book.creatures.get(named).ok_or_else(unknown)?;
        let (form, by) = (creature.name.clone(), act.name.clone());
        let among = rule.creatures.is_empty() || rule.creatures.contains(named);
        let kind = rule.kinds.is_empty() || rule.kinds.contains(&creature.kind);
        if !among || !kind || rule.never.contains(&creature.kind) {
            return Err(WrongForm::WrongKind { form, act: by });
        }
        if creature.swarm_of.is_some() {
            return Err(WrongForm::Swarm { form });
        }
        let fighter = &self.fighters[target];
        let value = |name: &str| self.fighters[who].kit.value(act, name);
        let own = fighter.shape.as_ref().map_or(fighter.kit.challenge, |it| it.own.challenge);
        let most =
            if rule.up_to_own { Some(own) } else { rule.challenge.as_ref().map(|it| it.value(&value)) };
        if let Some(most) = most.filter(|it| i32::from(creature.challenge.0) > *it) {
            let most = crate::book::Challenge(u16::try_from(most).unwrap_or(0)).to_string();
            return Err(WrongForm::TooMighty { form, act: by, has: creature.challenge.to_string(), most });
        }
        if rule.largest.is_some_and(|it| creature.size > it) {
            return Err(WrongForm::TooLarge { form, act: by });
        }
        let flies = creature.paces.iter().any(|it| it.gait == Gait::Fly);
        if flies && rule.flies.as_ref().is_some_and(|it| it.value(&value) < 1) {
            return Err(WrongForm::Flies { form, act: by });
        }
        if let (Some(choice), Some(hero)) = (&rule.known, &fighter.hero)
            && !hero.picked(choice, named.slug())
        {
            return Err(WrongForm::NotKnown { form, who: fighter.name.clone() });
        }
        self.room(target, creature.size).ok_or(WrongForm::NoRoom { form })
    }

    /// The size and the name of a look that a shapechanger is not in already.
    fn look_of<'a>(&'a self, rule: &'a Form, target: usize, named: &ContentId) -> Option<(Size, &'a str)> {
        let shaped = self.fighters[target].shape.as_ref();
        if named.as_str() == OWN {
            return shaped.map(|it| (it.own.size, it.own.name.as_str()));
        }
        let look = rule.own.iter().find(|it| it.id == *named)?;
        (shaped.map(|it| &it.shape.form) != Some(named)).then_some((look.size, look.name.as_str()))
    }

    /// A place of another size for who is as high as this.
    fn place_of(&self, now: Stand, spot: Spot, side: i16) -> Stand {
        let there = self.grid.stand(spot, side);
        Stand { height: now.height.max(there.height), ..there }
    }

    /// Where somebody of another size has room with at least a square of its own in it.
    fn room(&self, who: usize, size: Size) -> Option<Spot> {
        let now = self.fighters[who].stand();
        let side = (size.space_feet() / SQUARE_FEET) as i16;
        let shifts = (1 - side)..now.side;
        let spots = shifts.clone().flat_map(|x| shifts.clone().map(move |y| (x, y)));
        let free = spots.filter_map(|(x, y)| {
            let spot = Spot { x: now.spot.x + x, y: now.spot.y + y };
            let free = self.is_free(self.place_of(now, spot, side), Some(who));
            free.then_some((x.abs() + y.abs(), spot))
        });
        free.min().map(|(_, spot)| spot)
    }

    /// Where somebody is itself again: where it is, or the nearest place that has room.
    pub(super) fn room_for_own(&self, who: usize, size: Size) -> Spot {
        let now = self.fighters[who].stand();
        let side = (size.space_feet() / SQUARE_FEET) as i16;
        let anywhere = || {
            let (width, height) = (self.grid.width, self.grid.height);
            let spots = (0..height).flat_map(|y| (0..width).map(move |x| Spot { x, y }));
            let free = spots.filter(|it| self.is_free(self.place_of(now, *it, side), Some(who)));
            free.min_by_key(|it| (now.feet_to(self.place_of(now, *it, side)), *it))
        };
        self.room(who, size).or_else(anywhere).unwrap_or(now.spot)
    }
}

impl Engine<'_, '_, '_> {
    /// Somebody takes the form that the order names.
    pub(super) fn shape(&mut self, context: &Context, rule: &Form, target: usize) {
        let Some(named) = self.form.clone() else { return };
        let act = &context.kit.acts[context.act];
        // A save may have changed nothing, but what was allowed to begin with may have ended since.
        let Ok(mut spot) = self.fight.may_become((context.who, act), rule, target, &named) else { return };
        let hp = self.fight.book.creatures.get(&named).map_or(0, Kit::hp_of);
        // Who only changes into something else goes on as it began.
        let before = self.fight.fighters[target].shape.as_ref().filter(|_| act.after.is_some());
        let before = before.map(|it| (it.shape.padded, it.shape.breaks));
        if before.is_none() && self.fight.fighters[target].shape.is_some() {
            self.leave_shape(target);
            // Who meant to be itself is so now.
            match self.fight.may_become((context.who, act), rule, target, &named) {
                Ok(there) => spot = there,
                Err(_) => return,
            }
        }
        let (padded, breaks) = before.unwrap_or((rule.padded, rule.breaks));
        let shape = Shape {
            look: rule.own.iter().find(|it| it.id == named).cloned().map(Box::new),
            form: named,
            keeps: rule.keeps.clone(),
            casts: rule.casts.as_ref().is_some_and(|it| context.number(it) > 0),
            state: rule.state.clone(),
            padded,
            breaks,
        };
        self.emit(Event::Shaped { who: target, shape, spot });
        if before.is_some() || !rule.own.is_empty() {
            return;
        }
        if rule.state.is_none() {
            let ends = Ends::of(&Until::Duration, (context.who, target), context.rounds, self.fight.turn);
            self.lay(context, target, Laid::Shaped, ends, None);
        }
        if rule.padded {
            self.emit(Event::Strengthened { who: target, temporary_hp: hp });
        }
    }

    /// Whatever gives somebody another form is over.
    pub(super) fn leave_shape(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let Some(shaped) = &fighter.shape else { return };
        if let Some(state) = shaped.shape.state.clone()
            && fighter.states.contains(&state)
        {
            return self.end_state(who, &state);
        }
        match fighter.lasting.iter().find(|it| it.laid == Laid::Shaped).map(|it| it.id) {
            Some(id) => self.lift(who, id),
            None => self.unshape(who),
        }
    }

    /// A form that lasts as long as a state goes with it.
    pub(super) fn unshape_with(&mut self, who: usize, state: &ContentId) {
        if self.fight.fighters[who].shape.as_ref().is_some_and(|it| it.shape.state.as_ref() == Some(state)) {
            self.unshape(who);
        }
    }

    pub(super) fn unshape(&mut self, who: usize) {
        if let Some(shaped) = &self.fight.fighters[who].shape {
            let spot = self.fight.room_for_own(who, shaped.own.size);
            self.emit(Event::Unshaped { who, spot });
        }
    }

    /// A form that goes with the Temporary Hit Points is over without them, and the spell with it.
    pub(super) fn wear_out(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let worn = fighter.shape.as_ref().is_some_and(|it| it.shape.breaks) && fighter.temporary_hp == 0;
        if !worn {
            return;
        }
        let by =
            fighter.lasting.iter().find(|it| it.laid == Laid::Shaped && it.concentration).map(|it| it.by);
        match by {
            Some(by) => self.end_concentration(by),
            None => self.leave_shape(who),
        }
    }

    /// Dies, in its own form.
    pub(super) fn perish(&mut self, who: usize) {
        self.leave_shape(who);
        self.emit(Event::Died { who });
        self.throes(who);
    }
}

impl<'b> Fighter<'b> {
    /// Takes a form, on top of what it is itself.
    pub(super) fn take(&mut self, book: &Book, shape: &Shape, spot: Spot) {
        let left = (self.legendary_actions, self.legendary_resistances);
        let (own, legendary) = match self.shape.take() {
            Some(before) => (before.own, before.legendary),
            None => (self.kit.clone(), left),
        };
        self.shape = Some(Box::new(Shaped { shape: shape.clone(), own: own.clone(), legendary }));
        self.remade(book, own);
        // A look of one's own leaves one as one is.
        if shape.look.is_none() {
            self.stock.extend(self.kit.stock.clone());
            (self.legendary_actions, self.legendary_resistances) = (0, 0);
        }
        self.settle_in(spot);
    }

    /// Is itself again.
    pub(super) fn resume(&mut self, spot: Spot) {
        let Some(shaped) = self.shape.take() else { return };
        self.kit = shaped.own;
        if shaped.shape.look.is_none() {
            (self.legendary_actions, self.legendary_resistances) = shaped.legendary;
        }
        if shaped.shape.padded {
            self.temporary_hp = 0;
        }
        self.settle_in(spot);
    }

    /// What was meant with another body's acts is over.
    fn settle_in(&mut self, spot: Spot) {
        self.spot = spot;
        self.ready = None;
        self.moment.attacks.clear();
        (self.moment.straight, self.moment.heading) = (0, None);
        self.hp = self.hp.min(self.hp_most());
        self.refresh();
    }

    /// What it is itself has been reckoned anew; a form is worn over it.
    pub(super) fn remade(&mut self, book: &Book, own: Arc<Kit>) {
        let worn = self.shape.as_mut().and_then(|it| {
            it.own = own.clone();
            if let Some(look) = &it.shape.look {
                return Some(own.looking(look));
            }
            let creature = book.creatures.get(&it.shape.form)?;
            let features = it.shape.keeps.contains(&Kept::Features);
            let bare = self.hero.as_ref().filter(|_| features).map(|it| it.bare());
            Some(Kit::worn(book, creature, &it.shape, (&own, bare.as_ref())))
        });
        self.kit = worn.map_or(own, Arc::new);
    }
}
