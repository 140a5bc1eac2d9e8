//! The lines of a hull: where its skin lies at every place along it, and the skin itself.
//!
//! Along the hull runs `s`, -1.0 at the stern to 1.0 at the stem; up it runs `u`, 0.0 at the keel
//! to 1.0 at the rail of the lowest deck, and beyond it on raised ones.

use glam::Vec3;

use super::cloth::faces_of;
use crate::mesh::{Face, Mesh, Ring, loft};
use crate::paint::Paint;
use crate::seed::Seed;
use crate::trig::{pow, smoothstep};

/// A deck above the lowest.
#[derive(Clone, Copy, Debug)]
pub struct Deck {
    /// From where to where along the hull.
    pub along: [f32; 2],
    /// How much higher it lies, metres.
    pub raise: f32,
}

/// What makes one hull differ from another. Metres, but for shares.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    pub length: f32,
    pub beam: f32,
    /// Depth of the keel under y = 0, which is where water would be.
    pub draft: f32,
    /// Height of the rail amidships.
    pub freeboard: f32,
    /// How much the rail rises to the stern and to the stem.
    pub sheer: [f32; 2],
    /// The share of the half beam that is lost between the widest place and the rail.
    pub tumblehome: f32,
    /// How full the bow is: 2.0 is a knife, 6.0 a tub.
    pub bow: f32,
    /// The width of the stern as a share of the beam.
    pub transom: f32,
    /// How far stern and stem lean out over the keel.
    pub rake: [f32; 2],
    /// How full the sections are: 1.2 is a wedge, 4.0 a box.
    pub full: f32,
    /// The share of the draft by which the keel has risen at the stem.
    pub forefoot: f32,
    /// Height of the rail above its deck.
    pub bulwark: f32,
    pub strakes: usize,
    pub stations: usize,
    pub decks: &'static [Deck],
}

/// The paints of a hull.
pub struct Coat {
    pub keel: Paint,
    /// From the keel up, one for each strake.
    pub strakes: Vec<Paint>,
    /// The sides of raised decks.
    pub upper: Paint,
    pub inside: Paint,
    pub deck: Paint,
}

/// Where the hull is widest.
const WALE: f32 = 0.66;
/// Half the width of the keel, metres.
const KEEL: f32 = 0.11;
/// Where the lowest strake begins.
const GARBOARD: f32 = 0.10;
/// How thick a bulwark is, metres.
const THICK: f32 = 0.16;
/// Planks of a deck, from side to side.
const PLANKS: usize = 3;

impl Lines {
    /// Half the width at the widest place of a section.
    pub fn half(&self, s: f32) -> f32 {
        let share = if s > 0.0 {
            pow((1.0 - pow(s.min(1.0), self.bow)).max(0.0), 0.72)
        } else {
            1.0 + (self.transom - 1.0) * pow(-s, 2.2)
        };
        (self.beam / 2.0 * share).max(KEEL * 1.3)
    }

    fn keel(&self, s: f32) -> f32 {
        let rise = if s > 0.0 { self.forefoot * pow(s, 4.0) } else { 0.42 * pow(-s, 3.0) };
        -self.draft * (1.0 - rise)
    }

    /// Height of the rail of the lowest deck.
    pub fn sheer(&self, s: f32) -> f32 {
        let [stern, stem] = self.sheer;
        self.freeboard + if s > 0.0 { stem * pow(s, 2.2) } else { stern * pow(-s, 2.2) }
    }

    /// How much higher a raised deck lies there.
    pub fn raise(&self, s: f32) -> f32 {
        let over = |deck: &&Deck| (deck.along[0]..=deck.along[1]).contains(&s);
        self.decks.iter().filter(over).map(|deck| deck.raise).fold(0.0, f32::max)
    }

    /// Height of the deck that one stands on.
    pub fn deck(&self, s: f32) -> f32 {
        self.sheer(s) - self.bulwark + self.raise(s)
    }

    /// Height of the rail over which one looks.
    pub fn rail(&self, s: f32) -> f32 {
        self.sheer(s) + self.raise(s)
    }

    /// A place on the skin of the port side.
    pub fn skin(&self, s: f32, u: f32) -> Vec3 {
        let (keel, sheer) = (self.keel(s), self.sheer(s));
        // Ends are wedges however full the middle is, and bows flare.
        let full = 1.15 + (self.full - 1.15) * (1.0 - pow(s.abs(), 2.4));
        let below = 1.0 - pow((1.0 - u / WALE).max(0.0), full);
        let above = ((u - WALE) / (1.0 - WALE)).max(0.0);
        let home = self.tumblehome * (1.0 - smoothstep(0.2, 0.95, s) * 1.25);
        let width = below * (1.0 - home * pow(above, 1.3));
        let lean = if s > 0.0 { self.rake[1] * pow(s, 3.0) } else { -self.rake[0] * pow(-s, 6.0) };
        let z = s * self.length / 2.0 + lean * pow(u.max(0.0), 1.4);
        Vec3::new((self.half(s) * width).max(KEEL), keel + (sheer - keel) * u, z)
    }

    /// A place on the skin of the port side at a height in metres.
    pub fn side(&self, s: f32, y: f32) -> Vec3 {
        let (keel, sheer) = (self.keel(s), self.sheer(s));
        self.skin(s, (y - keel) / (sheer - keel))
    }

    /// Which way the skin looks there.
    pub fn outward(&self, s: f32, y: f32) -> Vec3 {
        let along = self.side(s + 0.02, y) - self.side(s - 0.02, y);
        let up = self.side(s, y + 0.1) - self.side(s, y - 0.1);
        along.cross(up).normalize_or(Vec3::X) * -1.0
    }

    /// The place along the hull of a point so far forward, on the level of the rail.
    pub fn along(&self, z: f32) -> f32 {
        let (mut low, mut high) = (-1.0, 1.0);
        for _ in 0..24 {
            let middle = (low + high) / 2.0;
            if self.skin(middle, 1.0).z < z { low = middle } else { high = middle }
        }
        low
    }

    /// The hull with its decks, as one closed shell: keel, overlapping strakes, bulwarks, planks.
    pub fn hull(&self, coat: &Coat, seed: &mut Seed) -> Mesh {
        assert_eq!(coat.strakes.len(), self.strakes, "every strake has its paint");
        let stations = self.places();
        let rings: Vec<Ring> =
            stations.iter().enumerate().map(|(index, &s)| self.section(s, index, stations.len())).collect();
        let mut mesh = loft(&rings, coat.keel);
        let count = rings[0].0.len();
        let tones: Vec<f32> = (0..stations.len() * count).map(|_| seed.between(-0.035, 0.035)).collect();
        let skin = 2..mesh.faces.len();
        faces_of(&mut mesh, skin, |index| {
            let (station, band) = (index / count, index % count);
            // The same plank on both sides of three stations: long boards, not tiles.
            let tone = tones[station / 3 * count + band.min(count - 1 - band)];
            self.paint(coat, if band + 1 == count { 0 } else { band.min(count - 2 - band) }, band, tone)
        });
        plank_ends(&mut mesh, count as u32, coat.upper.toned(coat.upper.tone + 0.14));
        // In triangles: rays from a bent quadrangle would start behind itself.
        mesh.in_triangles()
    }

    /// Evenly spread, nearer to each other at the stem, double where decks step.
    fn places(&self) -> Vec<f32> {
        let even = |index: usize| -1.0 + 2.0 * index as f32 / (self.stations - 1) as f32;
        let mut places: Vec<f32> = (0..self.stations).map(|index| pow_signed(even(index), 0.86)).collect();
        for edge in self.decks.iter().flat_map(|deck| deck.along).filter(|edge| edge.abs() < 0.99) {
            places.retain(|place| (place - edge).abs() > 0.05);
            places.extend([edge - 0.006, edge + 0.006]);
        }
        // Closed by a taffrail and a stem, so that the ends of the loft are nearly flat.
        places.extend([-0.985, 0.975]);
        places.sort_by(f32::total_cmp);
        places
    }

    /// A ring from the keel up the port side, over the deck and down the other side.
    fn section(&self, s: f32, index: usize, count: usize) -> Ring {
        let closed = index == 0 || index + 1 == count;
        let mut port = vec![self.skin(s, 0.0), self.skin(s, GARBOARD).with_x(KEEL)];
        for strake in 0..self.strakes {
            let at = |edge: usize| GARBOARD + (1.0 - GARBOARD) * edge as f32 / self.strakes as f32;
            let lip = if strake + 1 == self.strakes { 0.10 } else { 0.055 };
            let lip = lip * (self.half(s) / self.beam * 2.0).max(0.35);
            port.push(self.skin(s, at(strake)) + Vec3::new(lip, -lip * 0.3, 0.0));
            port.push(self.skin(s, at(strake + 1)));
        }
        let top = self.side(s, self.rail(s) + 0.05);
        let thick = THICK.min(top.x * 0.5);
        let floor = if closed { top.y - 0.03 } else { self.deck(s) };
        let inner = self.side(s, floor);
        let half = (inner.x.min(top.x) - thick).max(0.03);
        let lid = if closed { 0.015 } else { 0.0 };
        port.extend([top, Vec3::new(top.x - thick, top.y - lid, top.z), Vec3::new(half, floor, top.z)]);
        let planks = (1..PLANKS).map(|plank| {
            let across = 1.0 - 2.0 * plank as f32 / PLANKS as f32;
            Vec3::new(half * across, floor + 0.05 * (1.0 - across * across), top.z)
        });
        let starboard = port.iter().rev().map(|point| point.with_x(-point.x));
        Ring(port.iter().copied().chain(planks).chain(starboard).collect())
    }

    /// The paint of a band: `rank` counts from the keel on either side.
    fn paint(&self, coat: &Coat, rank: usize, band: usize, tone: f32) -> Paint {
        let topside = 2 * self.strakes;
        let toned = |paint: Paint, by: f32| paint.toned(paint.tone + by);
        match rank {
            0 => toned(coat.keel, tone),
            // Odd bands are the undersides of the lips.
            rank if rank <= topside => {
                toned(coat.strakes[(rank - 1) / 2], tone - if rank % 2 == 1 { 0.10 } else { 0.0 })
            }
            rank if rank == topside + 1 => toned(coat.upper, tone),
            rank if rank <= topside + 3 => toned(coat.inside, tone),
            _ => toned(coat.deck, tone + if band.is_multiple_of(2) { 0.03 } else { -0.03 }),
        }
    }
}

fn pow_signed(value: f32, exponent: f32) -> f32 {
    pow(value.abs(), exponent).copysign(value)
}

/// Lays boards across both ends of the loft, which are the first two faces, between the points that
/// lie across from each other.
fn plank_ends(mesh: &mut Mesh, count: u32, paint: Paint) {
    let ends: Vec<Face> = mesh.faces.drain(..2).collect();
    // The inner points of the deck have no others across from them.
    let rungs = (count - (PLANKS as u32 - 1)) / 2;
    for end in ends {
        let first = end.corners.iter().copied().min().unwrap_or(0);
        let out = end.corners.windows(2).any(|pair| pair[1] == pair[0] + 1);
        let mut lay = |mut corners: Vec<u32>, tone: f32| {
            if !out {
                corners.reverse();
            }
            let corners = corners.into_iter().map(|corner| corner + first).collect();
            mesh.faces.push(Face { corners, paint: paint.toned(paint.tone + tone), smooth: false });
        };
        for rung in 0..rungs - 1 {
            let tone = if rung / 2 % 2 == 0 { 0.03 } else { -0.03 };
            lay(vec![rung, rung + 1, count - 2 - rung, count - 1 - rung], tone);
        }
        lay((rungs - 1..=count - rungs).collect(), 0.0);
    }
}
