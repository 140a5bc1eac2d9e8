//! Fewer triangles for far away: edges collapse where that changes the shape least.
//!
//! Garland and Heckbert's quadrics (1997). Paint belongs to faces, so only the shape is weighed;
//! edges between two paints are held by planes across them.

use std::collections::{BTreeMap, BTreeSet};

use glam::{DVec3, Vec3};

use crate::mesh::{Face, Mesh};

/// A sum of squared distances to planes, as a symmetric 4 × 4 matrix.
#[derive(Clone, Copy, Default)]
struct Quadric([f64; 10]);

impl Quadric {
    fn plane(normal: DVec3, through: DVec3, weight: f64) -> Self {
        let (a, b, c, d) = (normal.x, normal.y, normal.z, -normal.dot(through));
        Self([a * a, a * b, a * c, a * d, b * b, b * c, b * d, c * c, c * d, d * d].map(|it| it * weight))
    }

    fn plus(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] + other.0[index]))
    }

    fn cost(&self, at: Vec3) -> f64 {
        let DVec3 { x, y, z } = at.as_dvec3();
        let [aa, ab, ac, ad, bb, bc, bd, cc, cd, dd] = self.0;
        let square = aa * x * x + bb * y * y + cc * z * z;
        square + 2.0 * (ab * x * y + ac * x * z + bc * y * z + ad * x + bd * y + cd * z) + dd
    }
}

/// At most `wanted` triangles, where the shape lets it: no face is turned over for it.
pub fn simplify(mesh: Mesh, wanted: usize) -> Mesh {
    let mut mesh = mesh.in_triangles();
    let mut quadrics = quadrics(&mesh);
    while mesh.faces.len() > wanted.max(MANY) && thin_out(&mut mesh, &mut quadrics, wanted.max(MANY)) {}
    while mesh.faces.len() > wanted {
        let Some((keep, drop, place)) = cheapest(&mesh, &quadrics) else { break };
        collapse(&mut mesh, keep, drop, place);
        quadrics[keep as usize] = quadrics[keep as usize].plus(quadrics[drop as usize]);
    }
    mesh.welded(1.0 / 8192.0)
}

/// Above so many triangles many edges collapse at a time: one by one takes minutes.
const MANY: usize = 260;

/// Collapses the cheapest tenth of the edges, none near another. Says whether any could.
fn thin_out(mesh: &mut Mesh, quadrics: &mut [Quadric], wanted: usize) -> bool {
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); mesh.points.len()];
    for (index, face) in mesh.faces.iter().enumerate() {
        face.corners.iter().for_each(|corner| around[*corner as usize].push(index));
    }
    let choices = choices(mesh, quadrics);
    let mut touched = vec![false; mesh.points.len()];
    let mut gone = vec![false; mesh.faces.len()];
    let mut left = mesh.faces.len();
    for (_, one, two, place) in choices.iter().take((choices.len() / 10).max(12)).copied() {
        let near: BTreeSet<usize> =
            around[one as usize].iter().chain(&around[two as usize]).copied().collect();
        let corners = || near.iter().flat_map(|face| mesh.faces[*face].corners.iter().copied());
        if left <= wanted || corners().any(|corner| touched[corner as usize]) {
            continue;
        }
        let part =
            Mesh { points: vec![], faces: near.iter().map(|face| mesh.faces[*face].clone()).collect() };
        if !is_safe(&part, &mesh.points, one, two, place) {
            continue;
        }
        corners().for_each(|corner| touched[corner as usize] = true);
        mesh.points[one as usize] = place;
        quadrics[one as usize] = quadrics[one as usize].plus(quadrics[two as usize]);
        for face in near {
            let corners = &mut mesh.faces[face].corners;
            if corners.contains(&one) && corners.contains(&two) {
                gone[face] = true;
                left -= 1;
            }
            corners.iter_mut().filter(|corner| **corner == two).for_each(|corner| *corner = one);
        }
    }
    let before = mesh.faces.len();
    let mut index = 0;
    mesh.faces.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
    mesh.faces.len() < before
}

fn quadrics(mesh: &Mesh) -> Vec<Quadric> {
    let mut sums = vec![Quadric::default(); mesh.points.len()];
    let mut add = |corner: u32, quadric: Quadric| {
        sums[corner as usize] = sums[corner as usize].plus(quadric);
    };
    for (edge, faces) in edges(mesh) {
        for index in faces {
            let face = &mesh.faces[index.0];
            let (normal, area) = (mesh.normal(face).as_dvec3(), f64::from(mesh.area_normal(face).length()));
            let [one, two] = [edge.0, edge.1].map(|corner| mesh.points[corner as usize].as_dvec3());
            let quadric = Quadric::plane(normal, one, area);
            add(edge.0, quadric);
            add(edge.1, quadric);
            if index.1 {
                let across = (two - one).cross(normal).normalize_or_zero();
                let wall = Quadric::plane(across, one, (two - one).length_squared() * 0.5);
                add(edge.0, wall);
                add(edge.1, wall);
            }
        }
    }
    sums
}

/// Faces of each edge, and whether the paints on its sides differ.
fn edges(mesh: &Mesh) -> BTreeMap<(u32, u32), Vec<(usize, bool)>> {
    let mut edges: BTreeMap<(u32, u32), Vec<(usize, bool)>> = BTreeMap::new();
    for (index, face) in mesh.faces.iter().enumerate() {
        for corner in 0..3 {
            let (one, two) = (face.corners[corner], face.corners[(corner + 1) % 3]);
            edges.entry((one.min(two), one.max(two))).or_default().push((index, false));
        }
    }
    for faces in edges.values_mut() {
        let first = mesh.faces[faces[0].0].paint;
        let seam = faces.iter().any(|(index, _)| mesh.faces[*index].paint != first);
        faces.iter_mut().for_each(|face| face.1 = seam);
    }
    edges
}

fn cheapest(mesh: &Mesh, quadrics: &[Quadric]) -> Option<(u32, u32, Vec3)> {
    let safe = |it: &Choice| is_safe(mesh, &mesh.points, it.1, it.2, it.3);
    choices(mesh, quadrics).into_iter().find(safe).map(|it| (it.1, it.2, it.3))
}

/// What a collapse costs, the edge, and where it goes.
type Choice = (f64, u32, u32, Vec3);

/// All edges with where they could go, the cheapest first.
fn choices(mesh: &Mesh, quadrics: &[Quadric]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (one, two) in edges(mesh).into_keys() {
        let quadric = quadrics[one as usize].plus(quadrics[two as usize]);
        let (a, b) = (mesh.points[one as usize], mesh.points[two as usize]);
        for place in [a, b, a.midpoint(b)] {
            choices.push((quadric.cost(place), one, two, place));
        }
    }
    choices.sort_by(|one, two| one.0.total_cmp(&two.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    choices
}

/// Whether the surface stays a surface and no face that remains turns over or becomes a needle.
fn is_safe(mesh: &Mesh, points: &[Vec3], one: u32, two: u32, place: Vec3) -> bool {
    let around = |corner: u32| mesh.faces.iter().filter(move |face| face.corners.contains(&corner));
    let neighbours = |corner: u32| -> BTreeSet<u32> {
        around(corner).flat_map(|face| face.corners.iter().copied()).collect()
    };
    // Two shared neighbours besides the edge itself: else a fold or a hole would come of it.
    if neighbours(one).intersection(&neighbours(two)).count() != 4 {
        return false;
    }
    around(one).chain(around(two)).all(|face| {
        if face.corners.contains(&one) && face.corners.contains(&two) {
            return true;
        }
        let at = |corner: u32| if corner == one || corner == two { place } else { points[corner as usize] };
        let [a, b, c] = [0, 1, 2].map(|index| at(face.corners[index]));
        let after = (b - a).cross(c - a);
        let before = normal(points, face);
        after.length() > 1e-7 && after.normalize().dot(before) > 0.3
    })
}

fn normal(points: &[Vec3], face: &Face) -> Vec3 {
    let [a, b, c] = [0, 1, 2].map(|index: usize| points[face.corners[index] as usize]);
    (b - a).cross(c - a).normalize_or(Vec3::Y)
}

fn collapse(mesh: &mut Mesh, keep: u32, drop: u32, place: Vec3) {
    mesh.points[keep as usize] = place;
    mesh.faces.retain(|face| !(face.corners.contains(&keep) && face.corners.contains(&drop)));
    for corner in mesh.faces.iter_mut().flat_map(|face: &mut Face| &mut face.corners) {
        if *corner == drop {
            *corner = keep;
        }
    }
}
