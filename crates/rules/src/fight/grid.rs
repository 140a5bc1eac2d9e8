//! The ground: squares of five feet, difficult or solid, with ways and lines across them (SRD 5.2, "Playing
//! the Game", Playing on a Grid).

use serde::{Deserialize, Serialize};

use crate::book::Area;

/// Feet of a square's side.
pub const SQUARE_FEET: i32 = 5;

/// A square; of a large creature the one with the least coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    pub x: i16,
    pub y: i16,
}

/// What a square is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    #[default]
    Open,
    /// Every foot costs one more.
    Difficult,
    /// Nobody enters, nothing passes.
    Solid,
}

/// A field of squares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    pub width: i16,
    pub height: i16,
    cells: Vec<Ground>,
    /// Its light, and what veils it.
    #[serde(default)]
    pub air: super::Air,
}

/// Somebody's place: a square of squares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    pub spot: Spot,
    /// Squares of a side.
    pub side: i16,
}

/// What it costs to be somewhere: reached squares with the feet that it takes and where one came from.
#[derive(Clone, Debug)]
pub struct Ways {
    width: i16,
    feet: Vec<i32>,
    from: Vec<Spot>,
    /// Those that lead around what harms, which are taken where they reach.
    pub(super) around: Option<Box<Ways>>,
}

/// Straight before diagonal, so that ways look as people walk.
const STEPS: [(i16, i16); 8] = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)];

/// Squares that a step costs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Easy = 1,
    Hard = 2,
    Barred = 1_000_000,
}

impl Grid {
    pub fn open(width: i16, height: i16) -> Self {
        let count = usize::try_from(width.max(1)).unwrap_or(1) * usize::try_from(height.max(1)).unwrap_or(1);
        Self {
            width: width.max(1),
            height: height.max(1),
            cells: vec![Ground::Open; count],
            air: super::Air::default(),
        }
    }

    pub fn set(&mut self, spot: Spot, ground: Ground) {
        if let Some(at) = self.place(spot) {
            self.cells[at] = ground;
        }
    }

    /// The same field without difficult ground, for who flies over it.
    pub(super) fn smooth(&self) -> std::borrow::Cow<'_, Self> {
        if !self.cells.contains(&Ground::Difficult) {
            return std::borrow::Cow::Borrowed(self);
        }
        let mut grid = self.clone();
        grid.cells.iter_mut().filter(|it| **it == Ground::Difficult).for_each(|it| *it = Ground::Open);
        std::borrow::Cow::Owned(grid)
    }

    /// What lies outside is solid.
    pub fn at(&self, spot: Spot) -> Ground {
        self.place(spot).map_or(Ground::Solid, |at| self.cells[at])
    }

    pub(super) fn place(&self, spot: Spot) -> Option<usize> {
        let within = (0..self.width).contains(&spot.x) && (0..self.height).contains(&spot.y);
        within.then(|| spot.y as usize * self.width as usize + spot.x as usize)
    }

    /// Whether all squares around one lie on the field.
    fn is_inner(&self, spot: Spot) -> bool {
        (1..self.width - 1).contains(&spot.x) && (1..self.height - 1).contains(&spot.y)
    }

    /// Whether a stand lies on the field and on no solid square.
    pub fn fits(&self, stand: Stand) -> bool {
        stand.squares().all(|it| self.at(it) != Ground::Solid)
    }

    /// Whether nothing solid lies between two squares (SRD 5.2, "Rules Glossary", Cover: Total Cover).
    pub fn line(&self, from: Spot, to: Spot) -> bool {
        between(from, to).all(|it| self.at(it) != Ground::Solid)
    }

    /// The ways that lead from a stand, up to so many feet. `blocked` squares cannot be passed, `slow` ones
    /// cost as difficult ground does. With a `goal` they need not lead on once the best way there is known.
    pub fn ways(
        &self,
        from: Stand,
        feet_most: i32,
        goal: Option<Spot>,
        blocked: &dyn Fn(Spot) -> bool,
        slow: &dyn Fn(Spot) -> bool,
    ) -> Ways {
        let count = self.cells.len();
        let mut ways = Ways {
            width: self.width,
            feet: vec![i32::MAX; count],
            from: vec![from.spot; count],
            around: None,
        };
        let Some(start) = self.place(from.spot) else { return ways };
        ways.feet[start] = 0;
        // What a step onto a place costs, in squares, asked once for each place: nothing known, no way, 1 or 2.
        let mut costs: Vec<Option<Step>> = vec![None; count];
        let step_onto = |spot: Spot| {
            let mut step = Step::Easy;
            for it in (Stand { spot, side: from.side }).squares() {
                match self.at(it) {
                    Ground::Solid => return Step::Barred,
                    _ if blocked(it) => return Step::Barred,
                    Ground::Difficult => step = Step::Hard,
                    Ground::Open if step == Step::Easy && slow(it) => step = Step::Hard,
                    Ground::Open => {}
                }
            }
            step
        };
        // Places by the squares that lead to them, so that none is looked at before a nearer one.
        let most = feet_most / SQUARE_FEET;
        let mut rings: [Vec<Spot>; 3] = [vec![from.spot], Vec::new(), Vec::new()];
        let goal = goal.and_then(|it| self.place(it));
        for far in 0..most {
            // What is still to come is no nearer than this ring.
            if goal.is_some_and(|it| ways.feet[it] <= far * SQUARE_FEET) {
                break;
            }
            let mut ring = std::mem::take(&mut rings[far as usize % 3]);
            for spot in ring.drain(..) {
                let Some(here) = self.place(spot).filter(|at| ways.feet[*at] >= far * SQUARE_FEET) else {
                    continue;
                };
                let inner = self.is_inner(spot);
                for (x, y) in STEPS {
                    let next = Spot { x: spot.x + x, y: spot.y + y };
                    // Off the edge every step leads onto the field: most are not asked whether they do.
                    let at = if inner {
                        here.wrapping_add_signed(isize::from(y) * self.width as isize + isize::from(x))
                    } else {
                        let Some(at) = self.place(next) else { continue };
                        at
                    };
                    // No step is cheaper than the easy one.
                    if ways.feet[at] <= (far + 1) * SQUARE_FEET {
                        continue;
                    }
                    let squares = far + *costs[at].get_or_insert_with(|| step_onto(next)) as i32;
                    if squares <= most && squares * SQUARE_FEET < ways.feet[at] {
                        ways.feet[at] = squares * SQUARE_FEET;
                        ways.from[at] = spot;
                        rings[squares as usize % 3].push(next);
                    }
                }
            }
            rings[far as usize % 3] = ring;
        }
        ways
    }

    /// Squares of an area that can be reached from its origin in a straight line. `from` is where the one
    /// who makes it stands, `at` where it is aimed.
    pub fn area(&self, area: &Area, from: Stand, at: Spot) -> Vec<Spot> {
        let reach = |feet: u32| (feet as i32 / SQUARE_FEET) as i16;
        let all = |origin: Spot, radius: i16, fits: &dyn Fn(Spot) -> bool| -> Vec<Spot> {
            let rows = origin.y - radius..=origin.y + radius;
            let spots =
                rows.flat_map(|y| (origin.x - radius..=origin.x + radius).map(move |x| Spot { x, y }));
            spots.filter(|it| self.at(*it) != Ground::Solid && fits(*it) && self.line(origin, *it)).collect()
        };
        let middle = from.nearest(at);
        match area {
            Area::Sphere(radius) | Area::Cylinder { radius, .. } => {
                let radius = reach(*radius);
                all(at, radius, &|it| it.within(at, radius))
            }
            Area::Emanation(feet) => {
                let feet = reach(*feet);
                all(middle, feet + from.side, &|it| from.squares_to(it) <= feet && from.squares_to(it) > 0)
            }
            Area::Cone(length) => all(middle, reach(*length), &|it| in_cone(middle, at, it, reach(*length))),
            Area::Line { length, width } => {
                let half = reach(*width).max(1) - 1;
                all(middle, reach(*length), &|it| in_line(middle, at, it, reach(*length), half))
            }
            Area::Cube(side) | Area::Square(side) => {
                let half = (reach(*side) / 2).max(0);
                all(at, half, &|_| true)
            }
            Area::Wall { length, .. } => {
                let half = reach(*length) / 2;
                all(at, half, &|it| in_line(middle, at, it, i16::MAX, 0))
            }
        }
    }
}

/// The squares that lie straight between two others.
pub(super) fn between(from: Spot, to: Spot) -> impl Iterator<Item = Spot> {
    let (dx, dy) = (i32::from(to.x - from.x), i32::from(to.y - from.y));
    let steps = dx.abs().max(dy.abs());
    (1..steps).map(move |step| {
        // Rounded to the nearest square, halves towards the start.
        let along = |distance: i32| (2 * distance * step + steps * distance.signum()) / (2 * steps);
        Spot { x: from.x + along(dx) as i16, y: from.y + along(dy) as i16 }
    })
}

/// A cone is as wide at every point as it is far from its tip there.
fn in_cone(tip: Spot, towards: Spot, it: Spot, length: i16) -> bool {
    let (ax, ay) = (i32::from(towards.x - tip.x), i32::from(towards.y - tip.y));
    let (bx, by) = (i32::from(it.x - tip.x), i32::from(it.y - tip.y));
    let ahead = ax * bx + ay * by;
    let aside = ax * by - ay * bx;
    ahead > 0 && it.squares_to(tip) <= length && 2 * aside.abs() <= ahead
}

fn in_line(from: Spot, towards: Spot, it: Spot, length: i16, half: i16) -> bool {
    let (ax, ay) = (i32::from(towards.x - from.x), i32::from(towards.y - from.y));
    let (bx, by) = (i32::from(it.x - from.x), i32::from(it.y - from.y));
    let ahead = ax * bx + ay * by;
    let aside = (ax * by - ay * bx).abs();
    let long = ax.abs().max(ay.abs()).max(1);
    ahead > 0 && it.squares_to(from) <= length && 2 * aside <= (1 + 2 * i32::from(half)) * long
}

impl Spot {
    /// Diagonals count as one square.
    pub fn squares_to(self, other: Self) -> i16 {
        (self.x - other.x).abs().max((self.y - other.y).abs())
    }

    fn within(self, middle: Self, radius: i16) -> bool {
        let (dx, dy) = (i32::from(self.x - middle.x), i32::from(self.y - middle.y));
        let radius = i32::from(radius);
        // The middle of the square lies within, a little more than the radius around the middle one.
        4 * (dx * dx + dy * dy) <= (2 * radius + 1) * (2 * radius + 1)
    }
}

impl Stand {
    pub fn squares(self) -> impl Iterator<Item = Spot> {
        let Self { spot, side } = self;
        (0..side).flat_map(move |y| (0..side).map(move |x| Spot { x: spot.x + x, y: spot.y + y }))
    }

    /// Its square that is nearest to another.
    pub fn nearest(self, to: Spot) -> Spot {
        let last = self.side - 1;
        Spot {
            x: to.x.clamp(self.spot.x, self.spot.x + last),
            y: to.y.clamp(self.spot.y, self.spot.y + last),
        }
    }

    pub fn squares_to(self, to: Spot) -> i16 {
        self.nearest(to).squares_to(to)
    }

    /// Feet between two stands: 5 where they touch.
    pub fn feet_to(self, other: Self) -> i32 {
        let gap = |a: i16, a_side: i16, b: i16, b_side: i16| {
            (b - (a + a_side - 1)).max(a - (b + b_side - 1)).max(0)
        };
        let x = gap(self.spot.x, self.side, other.spot.x, other.side);
        let y = gap(self.spot.y, self.side, other.spot.y, other.side);
        i32::from(x.max(y)) * SQUARE_FEET
    }

    pub fn touches(self, spot: Spot) -> bool {
        let within = |at: i16, from: i16| (from..from + self.side).contains(&at);
        within(spot.x, self.spot.x) && within(spot.y, self.spot.y)
    }
}

impl Ways {
    /// Feet to a square; nothing: it cannot be reached.
    pub fn feet(&self, spot: Spot) -> Option<i32> {
        if let Some(feet) = self.around.as_ref().and_then(|it| it.feet(spot)) {
            return Some(feet);
        }
        let at = usize::try_from(spot.y).ok()? * self.width as usize + usize::try_from(spot.x).ok()?;
        self.feet.get(at).copied().filter(|it| *it < i32::MAX)
    }

    /// Every square that can be reached, with the feet that it takes.
    pub fn all(&self) -> impl Iterator<Item = (Spot, i32)> {
        let width = self.width as usize;
        let spot = move |at: usize| Spot { x: (at % width) as i16, y: (at / width) as i16 };
        let all = self.feet.iter().enumerate().filter(|(_, it)| **it < i32::MAX);
        all.map(move |(at, feet)| {
            (spot(at), self.around.as_ref().and_then(|it| it.feet(spot(at))).unwrap_or(*feet))
        })
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
    pub fn path(&self, to: Spot) -> Vec<Spot> {
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
