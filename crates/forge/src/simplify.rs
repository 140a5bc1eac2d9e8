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
    while mesh.faces.len() > wanted {
        let chosen = cheapest(&mesh, &quadrics, mesh.faces.len() - wanted);
        if chosen.is_empty() {
            break;
        }
        for &(keep, drop, _) in &chosen {
            quadrics[keep as usize] = quadrics[keep as usize].plus(quadrics[drop as usize]);
        }
        collapse(&mut mesh, &chosen);
    }
    mesh.welded(1.0 / 8192.0)
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

type Collapse = (u32, u32, Vec3);

/// The cheapest collapses whose surroundings do not touch: a sixteenth of the edges at once, which
/// differs little from one after another and takes seconds off large meshes.
fn cheapest(mesh: &Mesh, quadrics: &[Quadric], surplus: usize) -> Vec<Collapse> {
    let mut choices = Vec::new();
    for (one, two) in edges(mesh).into_keys() {
        let quadric = quadrics[one as usize].plus(quadrics[two as usize]);
        let (a, b) = (mesh.points[one as usize], mesh.points[two as usize]);
        for place in [a, b, a.midpoint(b)] {
            choices.push((quadric.cost(place), one, two, place));
        }
    }
    choices.sort_by(|one, two| one.0.total_cmp(&two.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    // Each collapse takes two triangles.
    let most = (choices.len() / 48).clamp(1, surplus.div_ceil(2));
    let around = around(mesh);
    let mut touched = BTreeSet::new();
    let mut chosen = Vec::new();
    for (_, one, two, place) in choices {
        if chosen.len() == most {
            break;
        }
        let ring = || {
            around[one as usize]
                .iter()
                .chain(&around[two as usize])
                .flat_map(|face| &mesh.faces[*face].corners)
        };
        if ring().all(|corner| !touched.contains(corner)) && is_safe(mesh, &around, one, two, place) {
            touched.extend(ring().copied());
            chosen.push((one, two, place));
        }
    }
    chosen
}

/// The faces at each point.
fn around(mesh: &Mesh) -> Vec<Vec<usize>> {
    let mut around = vec![Vec::new(); mesh.points.len()];
    for (index, face) in mesh.faces.iter().enumerate() {
        face.corners.iter().for_each(|&corner| around[corner as usize].push(index));
    }
    around
}

/// Whether the surface stays a surface and no face that remains turns over or becomes a needle.
fn is_safe(mesh: &Mesh, around: &[Vec<usize>], one: u32, two: u32, place: Vec3) -> bool {
    let around = |corner: u32| around[corner as usize].iter().map(|face| &mesh.faces[*face]);
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
        let at =
            |corner: u32| if corner == one || corner == two { place } else { mesh.points[corner as usize] };
        let [a, b, c] = [0, 1, 2].map(|index| at(face.corners[index]));
        let after = (b - a).cross(c - a);
        after.length() > 1e-7 && after.normalize().dot(mesh.normal(face)) > 0.3
    })
}

/// Carries collapses out that do not touch each other.
fn collapse(mesh: &mut Mesh, chosen: &[Collapse]) {
    let dropped: BTreeMap<u32, u32> = chosen.iter().map(|&(keep, drop, _)| (drop, keep)).collect();
    for &(keep, _, place) in chosen {
        mesh.points[keep as usize] = place;
    }
    for corner in mesh.faces.iter_mut().flat_map(|face: &mut Face| &mut face.corners) {
        *corner = dropped.get(corner).copied().unwrap_or(*corner);
    }
    mesh.faces.retain(|face| {
        let [a, b, c] = [face.corners[0], face.corners[1], face.corners[2]];
        a != b && b != c && c != a
    });
}
