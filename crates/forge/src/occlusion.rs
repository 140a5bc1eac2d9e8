//! Baked occlusion: how much of the sky each corner sees, with dark feet and light edges.

use glam::Vec3;

use crate::bvh::Bvh;
use crate::mesh::{Face, Mesh};
use crate::trig::{TAU, cos, sin};

/// The darkest corner there is.
pub const DARKEST: f32 = 0.35;
/// The lightest corner there is.
pub const LIGHTEST: f32 = 1.0;
/// What a plain open face has: the rest is kept for edges.
const OPEN: f32 = 0.90;
const RAYS: usize = 64;

/// What stands around while a part is baked.
pub struct Surroundings {
    bvh: Bvh,
    /// How far away something still darkens, metres: a quarter of the whole.
    reach: f32,
    /// Height of a floor that is not part of the mesh.
    floor: Option<f32>,
}

impl Surroundings {
    /// Everything that stands around, as one mesh; with a floor under its lowest point where it
    /// will stand on something.
    pub fn of(everything: &Mesh, stands: bool) -> Self {
        let (low, high) = everything.bounds();
        let reach = (high - low).max_element() * 0.25;
        Self { bvh: Bvh::over(everything), reach, floor: stands.then_some(low.y) }
    }

    /// Occlusion of every corner of every face, `DARKEST` to `LIGHTEST`, in the order of the faces.
    /// The mesh lies where it does in the whole.
    pub fn bake(&self, mesh: &Mesh) -> Vec<Vec<f32>> {
        let edges = edge_light(mesh);
        let mut baked = Vec::with_capacity(mesh.faces.len());
        for face in &mesh.faces {
            let (normal, middle) = (mesh.normal(face), mesh.middle(face));
            let corner = |index: u32| {
                let point = mesh.points[index as usize];
                // A step inward: exactly on a seam a ray would start in the neighbour.
                let seen = self.seen(point.lerp(middle, 0.14) + normal * 0.002, normal);
                let open = DARKEST + (OPEN - DARKEST) * seen;
                (open + edges[index as usize] * (LIGHTEST - OPEN)).clamp(DARKEST, LIGHTEST)
            };
            baked.push(face.corners.iter().map(|&index| corner(index)).collect());
        }
        baked
    }

    /// The same for a mesh with nothing around: only its edges tell.
    pub fn open(mesh: &Mesh) -> Vec<Vec<f32>> {
        let edges = edge_light(mesh);
        let corner = |&index: &u32| OPEN + edges[index as usize] * (LIGHTEST - OPEN);
        mesh.faces.iter().map(|face| face.corners.iter().map(corner).collect()).collect()
    }

    /// The share of the sky (0.0 to 1.0) that is seen from a point, weighted by the cosine.
    fn seen(&self, from: Vec3, normal: Vec3) -> f32 {
        let side = normal.any_orthonormal_vector();
        let other = normal.cross(side);
        let mut light = 0.0;
        for ray in 0..RAYS {
            let (a, b, c) = direction(ray);
            let along = side * a + other * b + normal * c;
            let mut free = self.bvh.reach(from, along, self.reach);
            if let Some(floor) = self.floor
                && along.y < 0.0
            {
                free = free.min((from.y - floor).max(0.0) / -along.y);
            }
            let share = (free / self.reach).min(1.0);
            // Near things darken most; the root keeps what is a hand's breadth away from mattering.
            light += share.sqrt();
        }
        light / RAYS as f32
    }
}

/// Ray `index` of a cosine hemisphere: the golden angle on a disc, lifted.
fn direction(index: usize) -> (f32, f32, f32) {
    let radius = ((index as f32 + 0.5) / RAYS as f32).sqrt();
    let angle = index as f32 * TAU * 0.381_966;
    (radius * cos(angle), radius * sin(angle), (1.0 - radius * radius).sqrt())
}

/// How sharp a ridge each point lies on: 0.0 flat or in a valley, 1.0 a corner of a box.
fn edge_light(mesh: &Mesh) -> Vec<f32> {
    let mut around: Vec<Vec<&Face>> = vec![Vec::new(); mesh.points.len()];
    for face in &mesh.faces {
        for &corner in &face.corners {
            around[corner as usize].push(face);
        }
    }
    let ridge = |(point, faces): (&Vec3, &Vec<&Face>)| {
        if faces.is_empty() {
            return 0.0;
        }
        let up = faces.iter().map(|face| mesh.normal(face)).sum::<Vec3>().normalize_or_zero();
        let fall = |face: &&Face| -(mesh.middle(face) - *point).normalize_or_zero().dot(up);
        (faces.iter().map(fall).sum::<f32>() / faces.len() as f32 * 2.2).clamp(0.0, 1.0)
    };
    mesh.points.iter().zip(&around).map(ridge).collect()
}
