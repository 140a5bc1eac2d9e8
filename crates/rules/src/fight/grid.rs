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
    /// Deep water, in which one swims.
    Water,
    /// Nobody enters, nothing passes.
    Solid,
}

/// A field of squares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    pub width: i16,
    pub height: i16,
    pub(super) cells: Vec<Ground>,
    /// Feet by which squares lie above the level of the field (below nothing: beneath); none: it is even.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) floors: Vec<i32>,
    /// Its light, and what veils it.
    #[serde(default)]
    pub air: super::Air,
}

/// Somebody's place: a square of squares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    pub spot: Spot,
    /// Squares of a side, and of its height.
    pub side: i16,
    /// Feet from the level of the field to where it begins (below nothing: beneath).
    #[serde(default)]
    pub height: i32,
}

impl Grid {
    pub fn open(width: i16, height: i16) -> Self {
        let count = usize::try_from(width.max(1)).unwrap_or(1) * usize::try_from(height.max(1)).unwrap_or(1);
        Self {
            width: width.max(1),
            height: height.max(1),
            cells: vec![Ground::Open; count],
            floors: Vec::new(),
            air: super::Air::default(),
        }
    }

    pub fn set(&mut self, spot: Spot, ground: Ground) {
        if let Some(at) = self.place(spot) {
            self.cells[at] = ground;
        }
    }

    /// The same field without difficult ground and water, for who flies over it.
    pub(super) fn smooth(&self) -> std::borrow::Cow<'_, Self> {
        self.but(&[Ground::Difficult, Ground::Water])
    }

    /// The same field for who goes through things as if they were difficult ground.
    pub(super) fn porous(&self) -> Self {
        let soft = |it: &Ground| if *it == Ground::Solid { Ground::Difficult } else { *it };
        Self { cells: self.cells.iter().map(soft).collect(), ..self.clone() }
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
    pub(super) fn is_inner(&self, spot: Spot) -> bool {
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
        let Self { spot, side, .. } = self;
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

    /// Feet between two stands: 5 where they touch. What is above counts as what is beside (SRD 5.2, "Playing the
    /// Game", Playing on a Grid).
    pub fn feet_to(self, other: Self) -> i32 {
        let gap = |a: i16, a_side: i16, b: i16, b_side: i16| {
            (b - (a + a_side - 1)).max(a - (b + b_side - 1)).max(0)
        };
        let x = gap(self.spot.x, self.side, other.spot.x, other.side);
        let y = gap(self.spot.y, self.side, other.spot.y, other.side);
        (i32::from(x.max(y)) * SQUARE_FEET).max(self.feet_above(other)).max(other.feet_above(self))
    }

    pub fn touches(self, spot: Spot) -> bool {
        let within = |at: i16, from: i16| (from..from + self.side).contains(&at);
        within(spot.x, self.spot.x) && within(spot.y, self.spot.y)
    }
}
