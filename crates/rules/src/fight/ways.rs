//! Ways across a field: what it costs to go where, and how one gets there (SRD 5.2, "Playing the Game", Playing on
//! a Grid).

use super::{
    Ground, Spot, Stand,
    grid::{Grid, SQUARE_FEET},
    height::{RINGS, Tread},
};

/// What it costs to be somewhere: reached squares with the feet that it takes and where one came from.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    width: i16,
    feet: Vec<i32>,
    from: Vec<Spot>,
    /// Those that lead around what harms, which are taken where they reach.
    pub(super) around: Option<Box<Ways>>,
    /// Whether they lead over edges, down which one falls.
    pub(super) bold: bool,
}

/// How squares are held by what stands or lies on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Footing {
    #[default]
    Free,
    Slow,
    Shut,
}

pub(super) struct Footings<'a> {
    grid: &'a Grid,
    all: Vec<Footing>,
    /// Squares that lead on land and in water at most, where that is not the same.
    pub(super) strokes: Option<(i32, i32)>,
}

impl Footings<'_> {
    /// What holds a square more stays.
    pub(super) fn mark(&mut self, spot: Spot, hold: Footing) {
        if let Some(at) = self.grid.place(spot) {
            self.all[at] = self.all[at].max(hold);
        }
    }

    /// Whether so many squares lead as far as this stand.
    fn reach(&self, stand: Stand, squares: i32) -> bool {
        let water = || stand.squares().all(|it| self.grid.at(it) == Ground::Water);
        self.strokes.is_none_or(|(land, swum)| squares <= if water() { swum } else { land })
    }
}

/// Straight before diagonal, so that ways look as people walk.
const STEPS: [(i16, i16); 8] = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)];

/// Squares that a step onto a place costs, where that is known already; nobody takes one that is barred.
const UNKNOWN: u8 = 0;
const EASY: u8 = 1;
const HARD: u8 = 2;
const BARRED: u8 = u8::MAX;
/// On even ground no step costs more than two.
const EVEN_RINGS: usize = HARD as usize + 1;
/// Places that are laid out for beforehand, as far as somebody commonly goes.
const RING_PLACES: usize = 64;

/// What slows whoever goes, beside the ground itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toil {
    /// What stands in the way and can be passed.
    Marked,
    /// Every step: it crawls.
    Always,
    /// Nothing: it goes above all that.
    Never,
}

impl Grid {
    /// All squares, and nothing holds them yet.
    pub(super) fn footings(&self) -> Footings<'_> {
        Footings { grid: self, all: vec![Footing::Free; self.cells.len()], strokes: None }
    }

    /// The ways that lead from a stand, up to so many feet. Places that are shut cannot be passed; `tread` is asked
    /// where the ground is not even. With a `goal` they need not lead on once the best way there is known.
    pub(super) fn ways(
        &self,
        from: Stand,
        (feet_most, goal): (i32, Option<Spot>),
        (footings, toil): (&Footings<'_>, Toil),
        tread: Option<&Tread>,
    ) -> Ways {
        let count = self.cells.len();
        let mut ways = Ways {
            width: self.width,
            feet: vec![i32::MAX; count],
            from: vec![from.spot; count],
            around: None,
            bold: tread.is_some_and(|it| it.bold),
        };
        let Some(start) = self.place(from.spot) else { return ways };
        ways.feet[start] = 0;
        // What a step onto a place costs, in squares, asked once for each place.
        let mut costs = vec![UNKNOWN; count];
        let offsets = STEPS.map(|(x, y)| isize::from(y) * self.width as isize + isize::from(x));
        // Places by the squares that lead to them, so that none is looked at before a nearer one.
        let most = feet_most / SQUARE_FEET;
        let rings_count = if tread.is_some() { RINGS } else { EVEN_RINGS };
        let mut rings: Vec<Vec<u32>> = (0..rings_count).map(|_| Vec::with_capacity(RING_PLACES)).collect();
        rings[0].push(start as u32);
        let goal = goal.and_then(|it| self.place(it));
        for far in 0..most {
            // What is still to come is no nearer than this ring.
            if goal.is_some_and(|it| ways.feet[it] <= far * SQUARE_FEET) {
                break;
            }
            let mut ring = std::mem::take(&mut rings[far as usize % rings_count]);
            for here in ring.drain(..) {
                if ways.feet[here as usize] < far * SQUARE_FEET {
                    continue;
                }
                let spot = self.spot_of(here);
                let inner = self.is_inner(spot);
                for ((x, y), offset) in STEPS.into_iter().zip(offsets) {
                    let next = Spot { x: spot.x + x, y: spot.y + y };
                    // Off the edge every step leads onto the field: most are not asked whether they do.
                    let at = if inner {
                        (here as usize).wrapping_add_signed(offset)
                    } else {
                        let Some(at) = self.place(next) else { continue };
                        at
                    };
                    // No step is cheaper than the easy one.
                    if ways.feet[at] <= (far + 1) * SQUARE_FEET {
                        continue;
                    }
                    if costs[at] == UNKNOWN {
                        costs[at] = self.step_onto(Stand { spot: next, ..from }, at, footings, toil);
                    }
                    if costs[at] == BARRED {
                        continue;
                    }
                    let climb = tread.map_or(0, |it| it.climb(self, from.side, (spot, next)));
                    let squares = far + climb + i32::from(costs[at]);
                    let reached = squares <= most && footings.reach(Stand { spot: next, ..from }, squares);
                    if reached && squares * SQUARE_FEET < ways.feet[at] {
                        ways.feet[at] = squares * SQUARE_FEET;
                        ways.from[at] = spot;
                        rings[squares as usize % rings_count].push(at as u32);
                    }
                }
            }
            rings[far as usize % rings_count] = ring;
        }
        ways
    }

    fn spot_of(&self, at: u32) -> Spot {
        let width = self.width as u32;
        Spot { x: (at % width) as i16, y: (at / width) as i16 }
    }

    /// What a step onto a stand costs whose first square lies at this place.
    fn step_onto(&self, stand: Stand, at: usize, footings: &Footings<'_>, toil: Toil) -> u8 {
        if stand.side == 1 {
            return self.square_cost(at, footings, toil);
        }
        let costs = stand
            .squares()
            .map(|it| self.place(it).map_or(BARRED, |it| self.square_cost(it, footings, toil)));
        costs.max().unwrap_or(EASY)
    }

    fn square_cost(&self, at: usize, footings: &Footings<'_>, toil: Toil) -> u8 {
        match (self.cells[at], footings.all[at]) {
            (Ground::Solid, _) | (_, Footing::Shut) => BARRED,
            (Ground::Difficult | Ground::Water, _) => HARD,
            (Ground::Open, footing) => match toil {
                Toil::Always => HARD,
                Toil::Marked if footing == Footing::Slow => HARD,
                _ => EASY,
            },
        }
    }
}

impl Ways {
    /// Feet to a square; nothing: it cannot be reached.
    pub(super) fn feet(&self, spot: Spot) -> Option<i32> {
        if let Some(feet) = self.around.as_ref().and_then(|it| it.feet(spot)) {
            return Some(feet);
        }
        let at = usize::try_from(spot.y).ok()? * self.width as usize + usize::try_from(spot.x).ok()?;
        self.feet.get(at).copied().filter(|it| *it < i32::MAX)
    }

    /// Every square that can be reached, with the feet that it takes.
    pub(super) fn all(&self) -> impl Iterator<Item = (Spot, i32)> {
        let width = self.width as usize;
        let spot = move |at: usize| Spot { x: (at % width) as i16, y: (at / width) as i16 };
        let all = self.feet.iter().enumerate().filter(|(_, it)| **it < i32::MAX);
        all.map(move |(at, feet)| {
            (spot(at), self.around.as_ref().and_then(|it| it.feet(spot(at))).unwrap_or(*feet))
        })
    }

    /// Those of all from which a stand of so many squares can be so near to another, and some beside.
    pub(super) fn near(&self, there: Stand, side: i16, feet: i32) -> impl Iterator<Item = (Spot, i32)> {
        let far = i16::try_from(feet / SQUARE_FEET).unwrap_or(i16::MAX / 4);
        let rows = self.feet.len() / self.width.max(1) as usize;
        let span = |from: i16, count: usize| {
            let first = from.saturating_sub(far).saturating_sub(side - 1).max(0);
            let last = from.saturating_add(there.side - 1).saturating_add(far);
            first..=last.min(count as i16 - 1)
        };
        let (across, down) = (span(there.spot.x, self.width as usize), span(there.spot.y, rows));
        let spots = down.flat_map(move |y| across.clone().map(move |x| Spot { x, y }));
        spots.filter_map(|spot| Some((spot, self.feet(spot)?)))
    }

    /// The one way that leads to a square, around what harms if it can.
    pub(super) fn towards(mut self, to: Spot) -> Self {
        match self.around.take().filter(|it| it.feet(to).is_some()) {
            Some(around) => *around,
            None => self,
        }
    }

    /// Whether a square is reached only through what harms, or lies in it.
    pub(super) fn is_risky(&self, spot: Spot) -> bool {
        self.around.as_ref().is_some_and(|it| it.feet(spot).is_none())
    }

    /// The squares on the way to one, it last, without the first.
    pub(super) fn path(&self, to: Spot) -> Vec<Spot> {
        let mut path = Vec::new();
        let mut here = to;
        while self.feet(here).is_some_and(|it| it > 0) {
            path.push(here);
            here = self.from[here.y as usize * self.width as usize + here.x as usize];
        }
        path.reverse();
        path
    }
}
