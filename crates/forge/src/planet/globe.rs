//! Balls of equal triangles, and what is cut out of them.

use std::collections::BTreeMap;

use glam::Vec3;

use crate::mesh::{Face, Mesh};
use crate::paint::Paint;

/// An icosahedron whose triangles were quartered `level` times, blown up to a ball of radius one.
pub fn icosphere(level: u32, paint: Paint) -> Mesh {
    let mut mesh = icosahedron(paint);
    for _ in 0..level {
        mesh = quartered(&mesh);
    }
    mesh.outward()
}

/// The faces that pass `wanted`, with the points that they need.
pub fn cut(mesh: &Mesh, wanted: impl Fn(&Face) -> bool) -> Mesh {
    let mut known = BTreeMap::new();
    let mut rest = Mesh::default();
    for face in mesh.faces.iter().filter(|face| wanted(face)) {
        let corners = face.corners.iter().map(|&corner| {
            *known.entry(corner).or_insert_with(|| {
                rest.points.push(mesh.points[corner as usize]);
                rest.points.len() as u32 - 1
            })
        });
        let corners = corners.collect();
        rest.faces.push(Face { corners, ..face.clone() });
    }
    rest
}

/// The same seen from within.
pub fn turned_inward(mut mesh: Mesh) -> Mesh {
    mesh.faces.iter_mut().for_each(|face| face.corners.reverse());
    mesh
}

fn icosahedron(paint: Paint) -> Mesh {
    const G: f32 = 1.618_034;
    let mut points = Vec::new();
    for (one, two) in [(-1.0, G), (1.0, G), (-1.0, -G), (1.0, -G)] {
        points.extend([Vec3::new(one, two, 0.0), Vec3::new(0.0, one, two), Vec3::new(two, 0.0, one)]);
    }
    let mut faces = Vec::new();
    // Three points are a face when each lies as near to the others as points do.
    let near = |a: usize, b: usize| points[a].distance(points[b]) < 2.1;
    for a in 0..12 {
        for b in a + 1..12 {
            for c in b + 1..12 {
                if near(a, b) && near(b, c) && near(a, c) {
                    let out = (points[b] - points[a]).cross(points[c] - points[a]).dot(points[a]) > 0.0;
                    let corners = if out { [a, b, c] } else { [a, c, b] };
                    faces.push(Face { corners: corners.map(|it| it as u32).to_vec(), paint, smooth: true });
                }
            }
        }
    }
    Mesh { points, faces }.bent(Vec3::normalize)
}

fn quartered(mesh: &Mesh) -> Mesh {
    let mut points = mesh.points.clone();
    let mut middles = BTreeMap::new();
    let mut middle = |one: u32, two: u32| {
        *middles.entry((one.min(two), one.max(two))).or_insert_with(|| {
            points.push(points[one as usize].midpoint(points[two as usize]).normalize());
            points.len() as u32 - 1
        })
    };
    let mut faces = Vec::new();
    for face in &mesh.faces {
        let [a, b, c] = [face.corners[0], face.corners[1], face.corners[2]];
        let (ab, bc, ca) = (middle(a, b), middle(b, c), middle(c, a));
        for corners in [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]] {
            faces.push(Face { corners: corners.to_vec(), ..face.clone() });
        }
    }
    Mesh { points, faces }
}
