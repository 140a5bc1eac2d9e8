//! Ways to move: a track of turns and shifts per joint, straight between its keys.

use glam::{Quat, Vec3};

use crate::model::Pose;

/// What one joint does during a clip.
#[derive(Clone, Debug)]
pub struct Track {
    pub joint: usize,
    /// Seconds, rising.
    pub times: Vec<f32>,
    pub turns: Vec<Quat>,
    /// Empty where the joint only turns; else as many as there are turns.
    pub shifts: Vec<Vec3>,
}

/// A named movement.
#[derive(Clone, Debug)]
pub struct Clip {
    pub name: &'static str,
    pub seconds: f32,
    /// Whether its end is its beginning.
    pub looping: bool,
    pub tracks: Vec<Track>,
}

/// How often a movement is looked at when it becomes keys. Twelve is the beat of stop-motion; the
/// player may also blend between them.
pub const KEYS_PER_SECOND: f32 = 15.0;

impl Clip {
    /// A clip from a function of the phase (0.0 to 1.0). Keys that the straight line between their
    /// neighbours says as well are left out, and so are joints that never leave their rest.
    pub fn of(name: &'static str, seconds: f32, looping: bool, at: impl Fn(f32) -> Pose) -> Self {
        let steps = (seconds * KEYS_PER_SECOND + 0.5) as usize;
        let poses: Vec<Pose> = (0..=steps).map(|step| at(step as f32 / steps as f32)).collect();
        let times: Vec<f32> = (0..=steps).map(|step| seconds * step as f32 / steps as f32).collect();
        let joints = poses.first().map_or(0, Vec::len);
        let tracks = (0..joints).filter_map(|joint| Track::of(joint, &times, &poses)).collect();
        Self { name, seconds, looping, tracks }
    }

    /// The pose at a time; loops come around, others stay at their end.
    pub fn sample(&self, seconds: f32, rest: Pose) -> Pose {
        let at =
            if self.looping { seconds.rem_euclid(self.seconds) } else { seconds.clamp(0.0, self.seconds) };
        let mut pose = rest;
        for track in &self.tracks {
            pose[track.joint] = track.sample(at);
        }
        pose
    }
}

impl Track {
    fn of(joint: usize, times: &[f32], poses: &[Pose]) -> Option<Self> {
        let turns: Vec<Quat> = poses.iter().map(|pose| pose[joint].0).collect();
        let shifts: Vec<Vec3> = poses.iter().map(|pose| pose[joint].1).collect();
        let shifting = shifts.iter().any(|shift| shift.length() > 1e-4);
        if !shifting && turns.iter().all(|turn| turn.angle_between(Quat::IDENTITY) < 1e-3) {
            return None;
        }
        let mut track = Self { joint, times: times.to_vec(), turns, shifts };
        if !shifting {
            track.shifts.clear();
        }
        Some(track.thinned())
    }

    /// Drops keys, one after another, that the line between the kept ones comes near enough to.
    fn thinned(self) -> Self {
        let mut kept = vec![0];
        let mut last = 0;
        for next in 2..self.times.len() {
            if !(last + 1..next).all(|key| self.is_between(last, key, next)) {
                last = next - 1;
                kept.push(last);
            }
        }
        kept.push(self.times.len() - 1);
        let shifts =
            if self.shifts.is_empty() { vec![] } else { kept.iter().map(|&k| self.shifts[k]).collect() };
        Self {
            joint: self.joint,
            times: kept.iter().map(|&key| self.times[key]).collect(),
            turns: kept.iter().map(|&key| self.turns[key]).collect(),
            shifts,
        }
    }

    fn is_between(&self, before: usize, key: usize, after: usize) -> bool {
        let t = (self.times[key] - self.times[before]) / (self.times[after] - self.times[before]);
        let turn = self.turns[before].slerp(self.turns[after], t);
        let shifted = self.shifts.is_empty()
            || self.shifts[before].lerp(self.shifts[after], t).distance(self.shifts[key]) < 0.001;
        shifted && turn.angle_between(self.turns[key]) < 0.012
    }

    fn sample(&self, seconds: f32) -> (Quat, Vec3) {
        let after = self.times.iter().position(|time| *time >= seconds).unwrap_or(self.times.len() - 1);
        let before = after.saturating_sub(1);
        let length = self.times[after] - self.times[before];
        let t = if length > 0.0 { (seconds - self.times[before]) / length } else { 0.0 };
        let shift = match self.shifts.is_empty() {
            true => Vec3::ZERO,
            false => self.shifts[before].lerp(self.shifts[after], t),
        };
        (self.turns[before].slerp(self.turns[after], t), shift)
    }
}
