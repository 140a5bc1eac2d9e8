//! How a fight begins: the field, who enters it on which side, and initiative.

use std::sync::Arc;

use super::{Event, Fight, Fighter, Grid, Hero, Kit, Refused, Side, Spot, Stand, roll::d20};
use crate::{
    ContentId,
    book::{Book, Number},
    build::Build,
    dice::Chance,
};

/// The field and everybody on it.
#[derive(Clone, Debug)]
pub struct Stage {
    pub grid: Grid,
    pub entrants: Vec<Entrant>,
}

/// Who comes, and for whom.
#[derive(Clone, Debug)]
pub struct Entrant {
    pub side: Side,
    pub who: Come,
    /// Where; none is where its side begins.
    pub spot: Option<Spot>,
    /// Was not aware of the enemy (SRD 5.2, "Playing the Game", Surprise).
    pub surprised: bool,
}

/// A stat block, or a character.
#[derive(Clone, Debug)]
pub enum Come {
    Creature(ContentId),
    Character(Box<Build>),
}

impl Come {
    /// Both are the same creature of the book.
    fn is_alike(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Creature(one), Self::Creature(other)) if one == other)
    }
}

/// Who is not in the book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The book has no {0}.")]
pub struct Unknown(pub String);

/// Trades once, before the first turn.
const ALERT: &str = "Alert";

impl<'b> Fight<'b> {
    /// Sets the stage and rolls initiative.
    ///
    /// # Errors
    /// When somebody is not in the book.
    pub fn begin(
        book: &'b Book,
        stage: &Stage,
        chance: &mut dyn Chance,
    ) -> Result<(Self, Vec<Event>), Unknown> {
        let mut fight = Self::laid_out(book, stage)?;
        let mut events = Vec::new();
        for who in 0..fight.fighters.len() {
            let event = fight.initiative(who, stage.entrants[who].surprised, chance);
            fight.apply(&event);
            events.push(event);
        }
        Ok((fight, events))
    }

    /// Everybody in their places, before anything happens.
    ///
    /// # Errors
    /// When somebody is not in the book.
    pub fn laid_out(book: &'b Book, stage: &Stage) -> Result<Self, Unknown> {
        let mut fight = Self {
            book,
            grid: stage.grid.clone(),
            fighters: Vec::new(),
            order: Vec::new(),
            round: 0,
            turn: None,
            last: None,
            ended: None,
            zones: Vec::new(),
            glows: Vec::new(),
            next: 0,
        };
        for (at, entrant) in stage.entrants.iter().enumerate() {
            // Who is alike has one kit together.
            let alike = stage.entrants[..at].iter().position(|it| it.who.is_alike(&entrant.who));
            let mut fighter = fight.enter(entrant, alike.map(|it| fight.fighters[it].kit.clone()))?;
            fighter.settle(&fight.grid);
            fight.fighters.push(fighter);
        }
        fight.order = (0..fight.fighters.len()).collect();
        Ok(fight)
    }

    fn enter(&self, entrant: &Entrant, kit: Option<Arc<Kit>>) -> Result<Fighter<'b>, Unknown> {
        let (kit, hero) = match (&entrant.who, kit) {
            (Come::Creature(_), Some(kit)) => (kit, None),
            (Come::Creature(id), None) => {
                let creature = self.book.creatures.get(id).ok_or_else(|| Unknown(id.as_str().into()))?;
                (Arc::new(Kit::creature(self.book, creature)), None)
            }
            (Come::Character(build), _) => {
                let mut hero = Box::new(Hero::of(self.book, (**build).clone()));
                (hero.kit_in(&build.now.states), Some(hero))
            }
        };
        let name = self.own_name(&kit.name);
        let spot = entrant.spot.unwrap_or_else(|| self.place_for(entrant.side, &kit));
        let mut fighter = Fighter::new(kit, hero, name, entrant.side, spot);
        if let Come::Character(build) = &entrant.who {
            fighter.hp =
                fighter.kit.hp.saturating_sub(i32::try_from(build.now.lost).unwrap_or(i32::MAX)).max(1);
            fighter.temporary_hp = i32::try_from(build.now.temporary_hp).unwrap_or(0);
            fighter.exhaustion = build.now.exhaustion;
            fighter.states.clone_from(&build.now.states);
            fighter.kept = fighter.states.iter().map(|it| (it.clone(), true)).collect();
            fighter.refresh();
        }
        fighter.wet = fighter.stand().squares().all(|it| self.grid.at(it) == super::Ground::Water);
        Ok(fighter)
    }

    /// Wolf, Wolf 2, Wolf 3.
    pub(super) fn own_name(&self, name: &str) -> String {
        let numbered = |number: usize| if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        let free = (1..).map(numbered).find(|it| !self.fighters.iter().any(|of| of.name == *it));
        free.unwrap_or_else(|| name.to_owned())
    }

    /// A free place near the edge where a side begins: the first at the left, the second at the right.
    fn place_for(&self, side: Side, kit: &Kit) -> Spot {
        let squares = (kit.size.space_feet() / super::SQUARE_FEET) as i16;
        let (width, height) = (self.grid.width, self.grid.height);
        let columns: Vec<i16> = if side.0.is_multiple_of(2) {
            (width / 5..width).collect()
        } else {
            (0..=(width - 1 - width / 5).max(0)).rev().collect()
        };
        let middle = height / 2;
        let rows = |at: i16| if at % 2 == 0 { middle + at / 2 * 2 } else { middle - (at + 1) / 2 * 2 };
        let spots = columns.iter().flat_map(|x| (0..height).map(move |y| (*x, y)));
        let free = spots
            .map(|(x, y)| Spot { x, y: rows(y) })
            .find(|it| self.is_free(self.grid.stand(*it, squares), None));
        let anywhere = || {
            let all = (0..height).flat_map(|y| (0..width).map(move |x| Spot { x, y }));
            all.into_iter().find(|it| self.is_free(self.grid.stand(*it, squares), None))
        };
        free.or_else(anywhere).unwrap_or(Spot { x: 0, y: 0 })
    }

    /// Whether nobody else stands there and nothing solid is.
    pub(super) fn is_free(&self, stand: Stand, but: Option<usize>) -> bool {
        let taken = |(at, it): (usize, &Fighter<'_>)| {
            Some(at) != but && it.health != super::Health::Dead && it.stand().feet_to(stand) == 0
        };
        self.grid.fits(stand) && !self.fighters.iter().enumerate().any(taken)
    }

    pub(super) fn apply_trade(&mut self, who: usize, with: usize) {
        let (mine, theirs) = (self.fighters[who].initiative, self.fighters[with].initiative);
        (self.fighters[who].initiative, self.fighters[with].initiative) = (theirs, mine);
        self.fighters[who].moment.once.insert(ALERT.into());
        self.arrange();
    }

    /// Somebody alert trades Initiative with a friend who is willing, before the first turn (SRD 5.2, "Feats", Alert).
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn trade(&mut self, who: usize, with: usize) -> Result<Vec<Event>, Refused> {
        let (Some(one), Some(other)) = (self.fighters.get(who), self.fighters.get(with)) else {
            return Err(Refused::NoTarget);
        };
        if !one.kit.specials.contains(&crate::book::Special::Alert)
            || self.round > 0
            || one.moment.once.contains(ALERT)
        {
            return Err(Refused::NotNow(ALERT.into()));
        }
        if who == with || self.are_enemies(who, with) {
            return Err(Refused::NoTarget);
        }
        if let Some(it) = [one, other].into_iter().find(|it| !it.is_able()) {
            return Err(Refused::Incapacitated(it.name.clone()));
        }
        let event = Event::Traded { who, with };
        self.apply(&event);
        Ok(vec![event])
    }

    fn initiative(&self, who: usize, surprised: bool, chance: &mut dyn Chance) -> Event {
        let fighter = &self.fighters[who];
        let conditions = fighter.conditions();
        let around = self.circumstance(who, conditions);
        let mut leaning = self.leaning(who, &[Number::Tests, Number::Checks, Number::Initiative], &around);
        if fighter.kit.initiative_lean > 0 {
            leaning.add(true);
        }
        if surprised || fighter.kit.initiative_lean < 0 {
            leaning.add(false);
        }
        let thrown = d20(leaning.side(), self.reroll(who, &[Number::Tests]), chance);
        let total = i32::from(thrown.die) + fighter.kit.initiative;
        Event::Initiative { who, dice: thrown.dice, total }
    }
}
