//! Thin things that carry light: cloth over a grid of points, hoops, and bars between two places.

use std::ops::Range;

use glam::Vec3;

use crate::mesh::{Face, Mesh, Turned, tube};
use crate::paint::Paint;
use crate::trig::{TAU, cos, sin};

/// Paints the faces of a range; `paint` is asked with their number in the range.
pub(super) fn faces_of(mesh: &mut Mesh, range: Range<usize>, paint: impl Fn(usize) -> Paint) {
    let start = range.start;
    for index in range {
        mesh.faces[index].paint = paint(index - start);
    }
}

/// A closed shell `thick` metres thin over rows of points; `paint` is asked with row and column.
/// Rows have equally many points, at least two of each.
pub fn cloth(rows: &[Vec<Vec3>], thick: f32, paint: impl Fn(usize, usize) -> Paint) -> Mesh {
    let (high, wide) = (rows.len(), rows[0].len());
    let sides = [thick / 2.0, -thick / 2.0];
    let points = sides.iter().flat_map(|by| {
        (0..high * wide).map(move |index| rows[index / wide][index % wide] + normal(rows, index) * *by)
    });
    let points: Vec<Vec3> = points.collect();
    let (front, back) = (|row: usize, col: usize| (row * wide + col) as u32, (high * wide) as u32);
    let mut faces = Vec::new();
    for row in 0..high - 1 {
        for col in 0..wide - 1 {
            let quad = [front(row, col), front(row, col + 1), front(row + 1, col + 1), front(row + 1, col)];
            let face = |corners: Vec<u32>| Face { corners, paint: paint(row, col), smooth: true };
            faces.push(face(quad.to_vec()));
            faces.push(face(quad.iter().rev().map(|corner| corner + back).collect()));
        }
    }
    let seam = rim(high, wide);
    for (index, &[row, col]) in seam.iter().enumerate() {
        let [next_row, next_col] = seam[(index + 1) % seam.len()];
        let (one, two) = (front(row, col), front(next_row, next_col));
        let paint = paint(row.min(high - 2), col.min(wide - 2));
        faces.push(Face { corners: vec![two, one, one + back, two + back], paint, smooth: false });
    }
    // In triangles: rays from a bent quadrangle would start behind itself.
    Mesh { points, faces }.in_triangles()
}

/// The places around a grid, the way its front faces run.
fn rim(high: usize, wide: usize) -> Vec<[usize; 2]> {
    let foot = (0..wide - 1).map(|col| [0, col]);
    let right = (0..high - 1).map(|row| [row, wide - 1]);
    let head = (1..wide).rev().map(|col| [high - 1, col]);
    let left = (1..high).rev().map(|row| [row, 0]);
    foot.chain(right).chain(head).chain(left).collect()
}

fn normal(rows: &[Vec<Vec3>], index: usize) -> Vec3 {
    let (high, wide) = (rows.len(), rows[0].len());
    let (row, col) = (index / wide, index % wide);
    let across = rows[row][(col + 1).min(wide - 1)] - rows[row][col.saturating_sub(1)];
    let up = rows[(row + 1).min(high - 1)][col] - rows[row.saturating_sub(1)][col];
    across.cross(up).normalize_or(Vec3::X)
}

/// A ring about the z axis with a section of four sides: `half` is (across, along).
pub fn hoop(radius: f32, half: [f32; 2], sides: usize, paint: Paint) -> Mesh {
    let mut points = Vec::new();
    for side in 0..sides {
        let angle = TAU * side as f32 / sides as f32;
        let out = Vec3::new(cos(angle), sin(angle), 0.0);
        for (r, z) in [(half[0], 0.0), (0.0, half[1]), (-half[0], 0.0), (0.0, -half[1])] {
            points.push(out * (radius + r) + Vec3::Z * z);
        }
    }
    let at = |side: usize, corner: usize| (side % sides * 4 + corner % 4) as u32;
    let mut faces = Vec::new();
    for side in 0..sides {
        for corner in 0..4 {
            let corners =
                vec![at(side, corner), at(side + 1, corner), at(side + 1, corner + 1), at(side, corner + 1)];
            faces.push(Face { corners, paint, smooth: false });
        }
    }
    Mesh { points, faces }.outward()
}

/// A straight spar from one place to another, `radii` thick at its ends.
pub fn spar(from: Vec3, to: Vec3, radii: [f32; 2], sides: usize, paint: Paint) -> Mesh {
    let end = |place: Vec3, radius: f32| Turned { place, half: [radius; 2] };
    tube(&[end(from, radii[0]), end(to, radii[1])], sides, paint)
}

/// A bent one through all the places, equally thick everywhere.
pub fn bend(places: &[Vec3], radius: f32, sides: usize, paint: Paint) -> Mesh {
    let path: Vec<Turned> = places.iter().map(|&place| Turned { place, half: [radius; 2] }).collect();
    tube(&path, sides, paint)
}
