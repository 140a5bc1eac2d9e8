//! The yard in which a ship is built: a hull on the slip, and what is hung on it, each at its place
//! in the whole ship.

use glam::{Quat, Vec3};

use super::lines::{Coat, Lines};
use crate::mesh::Mesh;
use crate::model::{Model, Socket};
use crate::seed::Seed;

/// A ship while it is built. Joint 0 is the hull, which rocks about the origin.
pub struct Yard {
    pub lines: Lines,
    pub model: Model,
    pivots: Vec<Vec3>,
}

impl Yard {
    /// Lays the keel and planks the hull.
    pub fn lay(id: &str, lines: Lines, coat: &Coat) -> Self {
        let hull = lines.hull(coat, &mut Seed::of(id, 1));
        Self { lines, model: Model::rigid("hull", hull), pivots: vec![Vec3::ZERO] }
    }

    /// Fixes something to the hull.
    pub fn fix(&mut self, mesh: Mesh) {
        self.model.joints[0].mesh.add(&mesh);
    }

    /// Fixes something and its mirror image on the other side.
    pub fn fix_both(&mut self, mesh: Mesh) {
        self.fix(mesh.both_sides());
    }

    /// Hangs a part on the hull that turns about `pivot`. Everything is given in the space of the ship.
    pub fn hang(&mut self, name: &str, pivot: Vec3, mesh: Mesh) -> usize {
        self.pivots.push(pivot);
        self.model.joint(name, Some(0), pivot, mesh.at(-pivot))
    }

    /// A place to hang something on a joint, given in the space of the ship.
    pub fn socket(&mut self, name: &str, joint: usize, place: Vec3, turn: Quat) {
        let place = place - self.pivots[joint];
        self.model.sockets.push(Socket { name: name.to_owned(), joint, place, turn, stretch: Vec3::ONE });
    }

    /// A place on the deck, `x` metres to port and so far along.
    pub fn on_deck(&self, x: f32, s: f32) -> Vec3 {
        let place = self.lines.skin(s, 1.0);
        Vec3::new(x, self.lines.deck(s) + 0.04, place.z)
    }
}
