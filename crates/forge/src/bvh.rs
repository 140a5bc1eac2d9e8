//! A tree of boxes over triangles, so that a ray need not ask each of them.

use glam::Vec3;

use crate::mesh::Mesh;

struct Node {
    low: Vec3,
    high: Vec3,
    /// A leaf's triangles; an inner node has none.
    triangles: std::ops::Range<usize>,
    /// Index of the second child; the first follows its parent.
    second: usize,
}

/// Triangles that rays can be shot at.
pub struct Bvh {
    nodes: Vec<Node>,
    triangles: Vec<[Vec3; 3]>,
}

const LEAF_MOST: usize = 4;

impl Bvh {
    /// Over all faces of a mesh.
    pub fn over(mesh: &Mesh) -> Self {
        let at = |index: u32| mesh.points[index as usize];
        let cut = mesh.faces.iter().flat_map(|face| mesh.cut(face));
        let mut bvh = Self { nodes: Vec::new(), triangles: cut.map(|it| it.map(at)).collect() };
        if !bvh.triangles.is_empty() {
            bvh.grow(0..bvh.triangles.len());
        }
        bvh
    }

    fn grow(&mut self, range: std::ops::Range<usize>) -> usize {
        let corners = self.triangles[range.clone()].iter().flatten();
        let (low, high) =
            corners.fold((Vec3::MAX, Vec3::MIN), |(low, high), it| (low.min(*it), high.max(*it)));
        let index = self.nodes.len();
        self.nodes.push(Node { low, high, triangles: range.clone(), second: 0 });
        if range.len() > LEAF_MOST {
            let axis = longest_axis(high - low);
            let middle = |triangle: &[Vec3; 3]| triangle.iter().map(|corner| corner[axis]).sum::<f32>();
            self.triangles[range.clone()].sort_by(|one, two| middle(one).total_cmp(&middle(two)));
            let half = range.start + range.len() / 2;
            self.grow(range.start..half);
            self.nodes[index].second = self.grow(half..range.end);
            self.nodes[index].triangles = 0..0;
        }
        index
    }

    /// How far a ray goes before it hits a triangle from either side; `reach` where nothing is hit
    /// before. `along` has length one.
    pub fn reach(&self, from: Vec3, along: Vec3, reach: f32) -> f32 {
        if self.nodes.is_empty() {
            return reach;
        }
        let inverse = along.recip();
        let mut nearest = reach;
        let mut waiting = vec![0];
        while let Some(index) = waiting.pop() {
            let node = &self.nodes[index];
            if !is_in_box(node, from, inverse, nearest) {
                continue;
            }
            for triangle in &self.triangles[node.triangles.clone()] {
                nearest = hit(triangle, from, along).map_or(nearest, |distance| distance.min(nearest));
            }
            if node.second != 0 {
                waiting.extend([index + 1, node.second]);
            }
        }
        nearest
    }
}

fn longest_axis(size: Vec3) -> usize {
    if size.x >= size.y && size.x >= size.z {
        0
    } else if size.y >= size.z {
        1
    } else {
        2
    }
}

fn is_in_box(node: &Node, from: Vec3, inverse: Vec3, nearest: f32) -> bool {
    let (one, two) = ((node.low - from) * inverse, (node.high - from) * inverse);
    let enter = one.min(two).max_element().max(0.0);
    let leave = one.max(two).min_element().min(nearest);
    enter <= leave
}

/// How far along a ray a triangle lies, where it is hit: Möller and Trumbore, 1997.
pub(crate) fn hit([a, b, c]: &[Vec3; 3], from: Vec3, along: Vec3) -> Option<f32> {
    let (ab, ac) = (*b - *a, *c - *a);
    let across = along.cross(ac);
    let determinant = ab.dot(across);
    if determinant.abs() < 1e-12 {
        return None;
    }
    let to = from - *a;
    let u = to.dot(across) / determinant;
    let other = to.cross(ab);
    let v = along.dot(other) / determinant;
    let distance = ac.dot(other) / determinant;
    (u >= 0.0 && v >= 0.0 && u + v <= 1.0 && distance > 1e-5).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::ball;
    use crate::paint::{Paint, Ramp};

    #[test]
    fn a_ray_stops_at_a_ball() {
        let bvh = Bvh::over(&ball([1.0; 3], 24, 16, Paint::matte(Ramp::Bone)));
        assert!((bvh.reach(Vec3::new(0.1, 0.1, 5.0), Vec3::NEG_Z, 9.0) - 4.0).abs() < 0.05);
        assert!((bvh.reach(Vec3::new(0.0, 2.0, 5.0), Vec3::NEG_Z, 9.0) - 9.0).abs() < 1e-6);
    }
}
