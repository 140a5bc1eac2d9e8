//! A stance: degrees and metres per joint beside how the creature was drawn, said once for left and
//! right, where its feet are, and the way between stances.

use std::collections::BTreeMap;

use glam::Vec3;

use super::body::Body;
use super::leg::Step;
use crate::clip::Clip;
use crate::figure::rig::BASE_HEIGHT;
use crate::model::Pose;
use crate::trig::{PI, TAU, sin, smoothstep, turn};

/// What a joint does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Move {
    turn: Vec3,
    shift: Vec3,
}

/// Turns forward are positive x for what stands and negative x for what hangs. On the right (`…_r`)
/// y and z of turns and x of shifts are mirrored, so that pairs are said alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stance {
    moves: BTreeMap<String, Move>,
    feet: BTreeMap<String, Step>,
    /// Whether feet have let go of the ground: 0.0 stands, 1.0 hangs as it is turned.
    loose: f32,
}

impl Stance {
    /// The same with one joint turned further, degrees.
    #[must_use]
    pub fn turn(mut self, name: &str, x: f32, y: f32, z: f32) -> Self {
        self.moves.entry(name.to_owned()).or_default().turn += Vec3::new(x, y, z);
        self
    }

    /// The same with both of a pair turned further.
    #[must_use]
    pub fn both(self, name: &str, x: f32, y: f32, z: f32) -> Self {
        self.turn(&format!("{name}_l"), x, y, z).turn(&format!("{name}_r"), x, y, z)
    }

    /// The same with one joint shifted further, metres.
    #[must_use]
    pub fn shift(mut self, name: &str, x: f32, y: f32, z: f32) -> Self {
        self.moves.entry(name.to_owned()).or_default().shift += Vec3::new(x, y, z);
        self
    }

    /// The same with a foot elsewhere on the ground or above it.
    #[must_use]
    pub fn foot(mut self, name: &str, x: f32, y: f32, z: f32, pitch: f32) -> Self {
        let side = if name.ends_with("_r") { -1.0 } else { 1.0 };
        self.feet.insert(name.to_owned(), Step { shift: Vec3::new(x * side, y, z), pitch });
        self
    }

    /// The same with a foot in a walk.
    #[must_use]
    pub fn tread(mut self, name: &str, step: Step) -> Self {
        self.feet.insert(name.to_owned(), step);
        self
    }

    /// The same with feet that no longer stand.
    #[must_use]
    pub fn loose(self, loose: f32) -> Self {
        Self { loose, ..self }
    }

    fn toward(&self, other: &Self, t: f32) -> Self {
        let mut between = self.clone();
        for name in other.moves.keys() {
            between.moves.entry(name.clone()).or_default();
        }
        for (name, it) in &mut between.moves {
            let goal = other.moves.get(name).copied().unwrap_or_default();
            *it = Move { turn: it.turn.lerp(goal.turn, t), shift: it.shift.lerp(goal.shift, t) };
        }
        for name in other.feet.keys() {
            between.feet.entry(name.clone()).or_default();
        }
        for (name, it) in &mut between.feet {
            let goal = other.feet.get(name).copied().unwrap_or_default();
            it.shift = it.shift.lerp(goal.shift, t);
            it.pitch += (goal.pitch - it.pitch) * t;
        }
        between.loose += (other.loose - self.loose) * t;
        between
    }

    /// The stance at `phase` between key stances, eased in and out; phases rise.
    pub fn among(keys: &[(f32, Self)], phase: f32) -> Self {
        let after = keys.iter().position(|key| key.0 >= phase).unwrap_or(keys.len() - 1);
        let (one, two) = (&keys[after.saturating_sub(1)], &keys[after]);
        if two.0 <= one.0 {
            return two.1.clone();
        }
        one.1.toward(&two.1, smoothstep(one.0, two.0, phase))
    }

    /// As turns and shifts of a body: first what is turned, then the feet back to the ground.
    fn pose(&self, body: &Body) -> Pose {
        let mut pose = body.model.rest();
        for (name, it) in &self.moves {
            let side = if name.ends_with("_r") { -1.0 } else { 1.0 };
            let shift = it.shift * Vec3::new(side, 1.0, 1.0);
            pose[body.find(name)] = (turn(it.turn.x, it.turn.y * side, it.turn.z * side), shift);
        }
        for name in self.feet.keys() {
            body.find(name);
        }
        for leg in &body.legs {
            let step = self.feet.get(&body.model.joints[leg.foot].name).copied().unwrap_or_default();
            leg.plant(&body.model, &mut pose, step, self.loose);
        }
        if self.loose > 0.0 {
            settle(body, &mut pose);
        }
        pose
    }
}

/// Lifts what falls until no ankle is in the ground.
fn settle(body: &Body, pose: &mut Pose) {
    const ANKLE_METRES: f32 = 0.10;
    let places = body.model.posed(pose);
    let ankles = body.legs.iter().map(|leg| places[leg.foot].translation.y);
    let sunk = BASE_HEIGHT + ANKLE_METRES - ankles.fold(f32::MAX, f32::min);
    // The first part after the base carries all others.
    pose[1].1.y += sunk.max(0.0);
}

/// A clip that goes on and on, from a stance for each phase. What lags follows by its share of a turn.
pub fn looping(body: &Body, name: &'static str, seconds: f32, at: impl Fn(f32) -> Stance) -> Clip {
    Clip::of(name, seconds, true, |phase| posed(body, phase, &at, |share| phase - share))
}

/// A clip through key stances. What lags is late in the middle, and in time at both ends.
pub fn once(body: &Body, name: &'static str, seconds: f32, keys: &[(f32, Stance)]) -> Clip {
    let at = |phase: f32| Stance::among(keys, phase);
    Clip::of(name, seconds, false, |phase| {
        posed(body, phase, &at, |share| (phase - share * sin(phase * PI)).clamp(0.0, 1.0))
    })
}

fn posed(body: &Body, phase: f32, at: &impl Fn(f32) -> Stance, late: impl Fn(f32) -> f32) -> Pose {
    let mut stance = at(phase);
    for (name, share) in &body.lags {
        let lagging = at(late(*share)).moves.get(name).copied();
        match lagging {
            Some(it) => stance.moves.insert(name.clone(), it),
            None => stance.moves.remove(name),
        };
    }
    stance.pose(body)
}

/// A sine of the phase, `times` a loop, `late` by a share of its own turn.
pub fn wave(phase: f32, times: f32, late: f32) -> f32 {
    sin((phase * times - late) * TAU)
}

/// Where a foot is in a walk: on the ground it goes back evenly, in the air it comes forward. `duty`
/// is the share of the step on the ground; `stride` and `lift` are metres.
pub fn tread(phase: f32, duty: f32, stride: f32, lift: f32) -> Step {
    let phase = phase.rem_euclid(1.0);
    if phase < duty {
        let share = phase / duty;
        let heel = smoothstep(0.72, 1.0, share);
        return Step { shift: Vec3::new(0.0, 0.0, stride * (0.5 - share)), pitch: 16.0 * heel };
    }
    let share = (phase - duty) / (1.0 - duty);
    let forward = stride * (smoothstep(0.0, 1.0, share) - 0.5);
    let pitch = 16.0 * (1.0 - share) + 14.0 * sin(share * PI);
    Step { shift: Vec3::new(0.0, lift * sin(share * PI), forward), pitch }
}
