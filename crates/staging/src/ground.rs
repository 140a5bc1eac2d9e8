//! Where figures can stand, and the way from one place to another around what is in between.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use glam::Vec2;
use wire::scene::{Obstacle, Scene};

use crate::limit::GROUND_METRES_MAX;

/// Metres on a side of a square of the ground.
const SQUARE: f32 = 0.2;
/// A figure's base keeps this far from everything.
const RADIUS: f32 = 0.34;
/// What keepers take of the ground.
const KEEPER_RADIUS: f32 = 0.4;
/// Half the width of a straight way; metres.
const GAP: f32 = 0.002;

/// The ground of a place; (x, z).
#[derive(Clone, Debug, Default)]
pub struct Ground {
    low: Vec2,
    wide: usize,
    deep: usize,
    free: Vec<bool>,
}

/// Costs in tenths of a square.
const STEPS: [(i32, i32, u32); 8] =
    [(1, 0, 10), (-1, 0, 10), (0, 1, 10), (0, -1, 10), (1, 1, 14), (1, -1, 14), (-1, 1, 14), (-1, -1, 14)];

impl Ground {
    /// The ground of a scene. Without a polygon nobody can stand anywhere.
    pub fn of(scene: &Scene) -> Self {
        let outline: Vec<Vec2> = scene.walk.iter().map(|it| Vec2::from(*it)).collect();
        let (mut low, mut high) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
        for corner in &outline {
            (low, high) = (low.min(*corner), high.max(*corner));
        }
        let size = high - low;
        if outline.len() < 3 || !size.is_finite() || size.max_element() > GROUND_METRES_MAX {
            return Self::default();
        }
        let (wide, deep) = ((size.x / SQUARE) as usize + 1, (size.y / SQUARE) as usize + 1);
        let mut ground = Self { low, wide, deep, free: Vec::with_capacity(wide * deep) };
        let keepers: Vec<Vec2> =
            scene.keepers.iter().map(|it| Vec2::new(it.spot.at[0], it.spot.at[2])).collect();
        for index in 0..wide * deep {
            let at = ground.middle(index);
            let free = is_inside(&outline, at)
                && scene.obstacles.iter().all(|it| beside(it, at) >= RADIUS)
                && keepers.iter().all(|it| it.distance(at) >= RADIUS + KEEPER_RADIUS);
            ground.free.push(free);
        }
        ground
    }

    /// Whether a figure can stand there.
    pub fn is_free(&self, at: Vec2) -> bool {
        self.square(at).is_some_and(|it| self.free[it])
    }

    /// The free place nearest to another; none where nothing is free.
    pub fn nearest(&self, at: Vec2) -> Option<Vec2> {
        if self.is_free(at) {
            return Some(at);
        }
        let free = (0..self.free.len()).filter(|it| self.free[*it]).map(|it| self.middle(it));
        free.min_by(|one, other| one.distance_squared(at).total_cmp(&other.distance_squared(at)))
    }

    /// The corners of a way, without its beginning: straight where that can be, around what stands in
    /// between where not. Ends at the free place nearest to `to`; empty where no way leads there.
    pub fn way(&self, from: Vec2, to: Vec2) -> Vec<Vec2> {
        let (Some(from), Some(to)) = (self.nearest(from), self.nearest(to)) else { return Vec::new() };
        if self.is_clear(from, to) {
            return vec![to];
        }
        let (Some(start), Some(end)) = (self.square(from), self.square(to)) else { return Vec::new() };
        let Some(squares) = self.search(start, end) else { return Vec::new() };
        let mut places: Vec<Vec2> = squares.iter().map(|it| self.middle(*it)).collect();
        places.pop();
        places.push(to);
        self.straighten(from, &places)
    }

    /// As far as a step goes, along walls where it must.
    pub fn slide(&self, from: Vec2, step: Vec2) -> Vec2 {
        let tries = [step, Vec2::new(step.x, 0.0), Vec2::new(0.0, step.y)];
        // A step that begins where nobody can stand leads out of there.
        if !self.is_free(from) {
            return self.nearest(from).map_or(from, |it| from + (it - from).clamp_length_max(step.length()));
        }
        tries.into_iter().map(|it| from + it).find(|it| self.is_free(*it)).unwrap_or(from)
    }

    /// Whether one can go straight from one place to the other.
    pub fn is_clear(&self, from: Vec2, to: Vec2) -> bool {
        // Two lines beside each other: a corner where two squares meet is no gap between them.
        let aside = (to - from).perp().normalize_or_zero() * GAP;
        [aside, -aside].into_iter().all(|it| self.is_line_free(from + it, to + it))
    }

    /// Whether all squares that a line goes through are free.
    fn is_line_free(&self, from: Vec2, to: Vec2) -> bool {
        let (start, way) = ((from - self.low) / SQUARE, (to - from) / SQUARE);
        if !(start.is_finite() && way.is_finite() && way.abs().max_element() < GROUND_METRES_MAX / SQUARE) {
            return false;
        }
        // The line is cut where it goes from square to square; each piece lies in one.
        let mut cuts = vec![0.0, 1.0];
        for axis in [0, 1] {
            let (low, high) =
                (start[axis].min(start[axis] + way[axis]), start[axis].max(start[axis] + way[axis]));
            let edges = libm::ceilf(low) as i32..=libm::floorf(high) as i32;
            cuts.extend(
                edges.map(|it| (it as f32 - start[axis]) / way[axis]).filter(|it| (0.0..=1.0).contains(it)),
            );
        }
        cuts.sort_by(f32::total_cmp);
        cuts.windows(2).all(|pair| self.is_free(from.lerp(to, (pair[0] + pair[1]) / 2.0)))
    }

    fn square(&self, at: Vec2) -> Option<usize> {
        let place = (at - self.low) / SQUARE;
        let inside = place.min_element() >= 0.0 && place.x < self.wide as f32 && place.y < self.deep as f32;
        inside.then(|| place.y as usize * self.wide + place.x as usize).filter(|it| *it < self.free.len())
    }

    fn middle(&self, index: usize) -> Vec2 {
        let place = Vec2::new((index % self.wide) as f32, (index / self.wide) as f32);
        self.low + (place + 0.5) * SQUARE
    }

    /// A*: the squares from `start` to `end`, both among them.
    fn search(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        let mut costs = vec![u32::MAX; self.free.len()];
        let mut from = vec![usize::MAX; self.free.len()];
        let mut open = BinaryHeap::new();
        costs[start] = 0;
        open.push(Reverse((self.guess(start, end), start)));
        while let Some(Reverse((_, at))) = open.pop() {
            if at == end {
                return Some(back(&from, start, end));
            }
            for (next, cost) in self.steps(at) {
                let cost = costs[at] + cost;
                if cost < costs[next] {
                    (costs[next], from[next]) = (cost, at);
                    open.push(Reverse((cost + self.guess(next, end), next)));
                }
            }
        }
        None
    }

    /// Never more than the way is.
    fn guess(&self, one: usize, other: usize) -> u32 {
        let x = (one % self.wide).abs_diff(other % self.wide) as u32;
        let y = (one / self.wide).abs_diff(other / self.wide) as u32;
        10 * x.max(y) + 4 * x.min(y)
    }

    fn steps(&self, at: usize) -> impl Iterator<Item = (usize, u32)> {
        let (x, y) = ((at % self.wide) as i32, (at / self.wide) as i32);
        let free = move |x: i32, y: i32| {
            let inside = x >= 0 && y >= 0 && (x as usize) < self.wide && (y as usize) < self.deep;
            let index = y.max(0) as usize * self.wide + x.max(0) as usize;
            (inside && self.free[index]).then_some(index)
        };
        STEPS.into_iter().filter_map(move |(dx, dy, cost)| {
            // Around a corner, not through it.
            let open = dx == 0 || dy == 0 || (free(x + dx, y).is_some() && free(x, y + dy).is_some());
            free(x + dx, y + dy).filter(|_| open).map(|it| (it, cost))
        })
    }

    /// Leaves out every corner that can be passed in a straight line.
    fn straighten(&self, from: Vec2, places: &[Vec2]) -> Vec<Vec2> {
        let (mut way, mut at, mut next) = (Vec::new(), from, 0);
        while next < places.len() {
            let ahead = (next..places.len()).rev().find(|it| self.is_clear(at, places[*it])).unwrap_or(next);
            at = places[ahead];
            way.push(at);
            next = ahead + 1;
        }
        way
    }
}

fn back(from: &[usize], start: usize, end: usize) -> Vec<usize> {
    let mut way = vec![end];
    let mut at = end;
    while at != start {
        at = from[at];
        way.push(at);
    }
    way.reverse();
    way
}

/// Whether a place lies within a polygon: a ray from it crosses its sides an odd number of times.
fn is_inside(outline: &[Vec2], at: Vec2) -> bool {
    let mut inside = false;
    for (index, one) in outline.iter().enumerate() {
        let other = outline[(index + 1) % outline.len()];
        let crosses = (one.y > at.y) != (other.y > at.y);
        if crosses && at.x < (other.x - one.x) * (at.y - one.y) / (other.y - one.y) + one.x {
            inside = !inside;
        }
    }
    inside
}

/// Metres from a place to an obstacle; below zero within it.
fn beside(obstacle: &Obstacle, at: Vec2) -> f32 {
    match obstacle {
        Obstacle::Circle { at: middle, radius } => at.distance((*middle).into()) - radius,
        Obstacle::Box { at: middle, half, yaw } => {
            // Angles turn from +z towards +x.
            let way = Vec2::from_angle(yaw.to_radians()).rotate(at - Vec2::from(*middle));
            let out = way.abs() - Vec2::from(*half);
            out.max(Vec2::ZERO).length() + out.max_element().min(0.0)
        }
    }
}
