//! A way to move: what some nodes do between some times, straight from key to key.

use glam::{Quat, Vec3};

use crate::pose::{Pose, nearest};

/// A named movement.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    pub name: String,
    /// More than nothing.
    pub seconds: f32,
    /// Whether its end is its beginning.
    pub looping: bool,
    pub channels: Vec<Channel>,
}

/// What one node does.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    pub node: usize,
    /// Seconds, rising; one for each value, and at least one.
    pub times: Vec<f32>,
    pub values: Values,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    Shifts(Vec<Vec3>),
    Turns(Vec<Quat>),
    Stretches(Vec<Vec3>),
}

impl Values {
    pub fn len(&self) -> usize {
        match self {
            Self::Shifts(all) | Self::Stretches(all) => all.len(),
            Self::Turns(all) => all.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Clip {
    /// Where a moment lies within the clip: loops come around, others stay at their end.
    pub fn within(&self, seconds: f32) -> f32 {
        match self.looping {
            true => seconds.rem_euclid(self.seconds),
            false => seconds.clamp(0.0, self.seconds),
        }
    }

    /// Puts every node that moves where it is at that moment. The others stay.
    pub fn sample(&self, seconds: f32, pose: &mut Pose) {
        let at = self.within(seconds);
        for channel in &self.channels {
            if let Some(place) = pose.0.get_mut(channel.node) {
                let (before, after, share) = between(&channel.times, at);
                match &channel.values {
                    Values::Shifts(all) => place.shift = all[before].lerp(all[after], share),
                    Values::Turns(all) => place.turn = nearest(all[before], all[after], share),
                    Values::Stretches(all) => place.stretch = all[before].lerp(all[after], share),
                }
            }
        }
    }
}

/// The keys around a moment, and how far it is from the one to the other.
fn between(times: &[f32], at: f32) -> (usize, usize, f32) {
    let after = times.partition_point(|time| *time < at);
    if after == 0 {
        return (0, 0, 0.0);
    }
    if after == times.len() {
        return (after - 1, after - 1, 0.0);
    }
    let (from, to) = (times[after - 1], times[after]);
    (after - 1, after, (at - from) / (to - from))
}
