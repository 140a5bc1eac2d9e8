//! A figure that somebody leads: where it goes, how, and what it does when it is left alone.

use std::collections::VecDeque;

use glam::{Mat4, Vec2, Vec3};

use crate::Ground;

/// Metres in a second.
const WALK: f32 = 1.55;
const RUN: f32 = 3.3;
/// Ways that are longer than this are run.
const FAR: f32 = 5.0;
/// Radians in a second.
const TURN: f32 = 9.0;
/// After so many seconds alone it sits down.
const ALONE_SECONDS: f32 = 30.0;
/// A corner of the way counts as reached within this.
const REACHED: f32 = 0.06;

/// How it moves; the names of the clips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gait {
    Idle,
    Walk,
    Run,
    Sit,
}

/// A led figure.
#[derive(Clone, Debug)]
pub struct Walker {
    /// (x, z).
    pub at: Vec2,
    /// Radians about y from +z towards +x.
    pub yaw: f32,
    way: VecDeque<Vec2>,
    running: bool,
    alone: f32,
    gait: Gait,
}

impl Gait {
    pub fn clip(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Walk => "walk",
            Self::Run => "run",
            Self::Sit => "sit",
        }
    }
}

impl Walker {
    pub fn new(at: Vec2, yaw: f32) -> Self {
        Self { at, yaw, way: VecDeque::new(), running: false, alone: 0.0, gait: Gait::Idle }
    }

    /// Goes to a place, or as near as it comes. Tells where that is; none where no way leads.
    pub fn go(&mut self, ground: &Ground, to: Vec2) -> Option<Vec2> {
        let way = ground.way(self.at, to);
        let mut from = self.at;
        let length: f32 = way.iter().map(|it| std::mem::replace(&mut from, *it).distance(*it)).sum();
        self.running = length > FAR;
        self.way = way.into();
        self.wake();
        self.way.back().copied()
    }

    /// Somebody is there.
    pub fn wake(&mut self) {
        self.alone = 0.0;
    }

    /// Sits down where it is.
    pub fn sit(&mut self) {
        self.way.clear();
        self.alone = ALONE_SECONDS;
    }

    pub fn gait(&self) -> Gait {
        self.gait
    }

    /// Whether it goes somewhere, from the moment on at which it was sent.
    pub fn is_moving(&self) -> bool {
        !self.way.is_empty() || matches!(self.gait, Gait::Walk | Gait::Run)
    }

    /// Lets time pass. `steer` is a direction on the ground of at most length one; it ends a way.
    pub fn advance(&mut self, ground: &Ground, seconds: f32, steer: Vec2) {
        let before = self.at;
        if steer.length() > 0.1 {
            self.way.clear();
            self.wake();
            self.running = steer.length() > 0.9;
            let step = steer.normalize() * self.speed() * seconds;
            self.face(steer, seconds);
            self.at = ground.slide(self.at, step);
        } else {
            self.follow(seconds);
        }
        self.alone += seconds;
        let moved = before.distance(self.at) > 1e-4;
        self.gait = match (moved, self.running, self.alone >= ALONE_SECONDS) {
            (true, true, _) => Gait::Run,
            (true, false, _) => Gait::Walk,
            (false, _, true) => Gait::Sit,
            (false, _, false) => Gait::Idle,
        };
        if moved {
            self.alone = 0.0;
        }
    }

    fn follow(&mut self, seconds: f32) {
        let mut left = self.speed() * seconds;
        while let Some(next) = self.way.front().copied() {
            let way = next - self.at;
            if way.length() <= left.max(REACHED) {
                left -= way.length();
                self.at = next;
                self.way.pop_front();
                if left <= 0.0 {
                    break;
                }
            } else {
                self.face(way, seconds);
                self.at += way.normalize() * left;
                break;
            }
        }
    }

    fn speed(&self) -> f32 {
        if self.running { RUN } else { WALK }
    }

    /// Turns towards a direction, the shorter way around.
    fn face(&mut self, direction: Vec2, seconds: f32) {
        let wanted = libm::atan2f(direction.x, direction.y);
        let full = std::f32::consts::TAU;
        let way = (wanted - self.yaw + full * 1.5).rem_euclid(full) - full / 2.0;
        self.yaw += way.clamp(-TURN * seconds, TURN * seconds);
    }

    /// Where it stands.
    pub fn place(&self) -> Mat4 {
        Mat4::from_translation(Vec3::new(self.at.x, 0.0, self.at.y)) * Mat4::from_rotation_y(self.yaw)
    }
}
