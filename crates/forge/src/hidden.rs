//! Faces that no eye ever sees: those that lie wholly inside another shell of the same part, and
//! those that stand on a floor. They are made, so that shells hold water, and not written.

use glam::Vec3;

use crate::bvh;
use crate::mesh::{Face, Mesh};

/// How far before a face there must be room for an eye, metres.
const ROOM: f32 = 0.0015;
/// A face is asked at places that lie so near to each other, as a share of the part's size.
const STEP_SHARE: f32 = 1.0 / 80.0;
/// Fewest and most places along an edge that are asked.
const PLACES: [usize; 2] = [4, 14];
/// How far places are drawn in from a face's edge, which lies in its neighbours, too.
const DRAWN_IN: f32 = 0.02;
/// A face this near to the floor lies on it, metres.
const ON_FLOOR: f32 = 0.001;
/// Askew, so that rays meet no edges.
const RAYS: [Vec3; 2] = [Vec3::new(0.532_1, 0.731_7, 0.426_1), Vec3::new(-0.381_3, 0.214_9, -0.899_1)];

/// One closed shell of a part.
struct Shell {
    low: Vec3,
    high: Vec3,
    triangles: Vec<[Vec3; 3]>,
}

/// Of each face of a part whether it is never seen; `floor` is the height of what it stands on.
pub fn hidden(mesh: &Mesh, floor: Option<f32>) -> Vec<bool> {
    let of_face = shells_of_faces(mesh);
    let count = of_face.iter().max().map_or(0, |last| last + 1);
    let shells: Vec<Shell> = (0..count).map(|shell| Shell::of(mesh, &of_face, shell)).collect();
    let (low, high) = mesh.bounds();
    let step = ((high - low).max_element() * STEP_SHARE).max(1e-3);
    let is_hidden = |(face, own): (&Face, &usize)| {
        let lies = |floor: f32| face.corners.iter().all(|it| mesh.points[*it as usize].y < floor + ON_FLOOR);
        floor.is_some_and(lies) || places(mesh, face, step).all(|place| is_inside(&shells, *own, place))
    };
    mesh.faces.iter().zip(&of_face).map(is_hidden).collect()
}

/// The number of the shell that each face belongs to: faces that share points.
fn shells_of_faces(mesh: &Mesh) -> Vec<usize> {
    let mut root: Vec<usize> = (0..mesh.points.len()).collect();
    fn find(root: &mut [usize], mut point: usize) -> usize {
        while root[point] != point {
            root[point] = root[root[point]];
            point = root[point];
        }
        point
    }
    for face in &mesh.faces {
        for &corner in &face.corners {
            let (one, two) = (find(&mut root, face.corners[0] as usize), find(&mut root, corner as usize));
            root[two] = one;
        }
    }
    let mut numbers = std::collections::BTreeMap::new();
    let mut number = |point: usize| {
        let next = numbers.len();
        *numbers.entry(point).or_insert(next)
    };
    mesh.faces.iter().map(|face| number(find(&mut root, face.corners[0] as usize))).collect()
}

/// Places just before a face, all over it.
fn places(mesh: &Mesh, face: &Face, step: f32) -> impl Iterator<Item = Vec3> {
    let before = mesh.normal(face) * ROOM;
    mesh.cut(face).into_iter().flat_map(move |corners| {
        let [a, b, c] = corners.map(|corner| mesh.points[corner as usize]);
        let middle = (a + b + c) / 3.0;
        let [a, b, c] = [a, b, c].map(|corner| corner.lerp(middle, DRAWN_IN));
        let longest = (b - a).length().max((c - b).length()).max((a - c).length());
        let along = ((longest / step) as usize).clamp(PLACES[0], PLACES[1]);
        (0..=along).flat_map(move |one| {
            (0..=along - one).map(move |two| {
                let [u, v] = [one, two].map(|it| it as f32 / along as f32);
                a + (b - a) * u + (c - a) * v + before
            })
        })
    })
}

fn is_inside(shells: &[Shell], own: usize, place: Vec3) -> bool {
    shells.iter().enumerate().any(|(index, shell)| index != own && shell.is_around(place))
}

impl Shell {
    fn of(mesh: &Mesh, of_face: &[usize], shell: usize) -> Self {
        let faces = mesh.faces.iter().zip(of_face).filter(|(_, it)| **it == shell);
        let cut = faces.flat_map(|(face, _)| mesh.cut(face));
        let triangles: Vec<[Vec3; 3]> =
            cut.map(|corners| corners.map(|corner| mesh.points[corner as usize])).collect();
        let points = triangles.iter().flatten();
        let (low, high) =
            points.fold((Vec3::MAX, Vec3::MIN), |(low, high), it| (low.min(*it), high.max(*it)));
        Self { low, high, triangles }
    }

    /// Whether a place lies inside: every ray from there leaves the shell once more than it comes in.
    fn is_around(&self, place: Vec3) -> bool {
        let in_box = place.cmpge(self.low).all() && place.cmple(self.high).all();
        let leaves = |along: Vec3| {
            self.triangles.iter().filter(|it| bvh::hit(it, place, along).is_some()).count() % 2 == 1
        };
        in_box && RAYS.into_iter().all(leaves)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::brick;
    use crate::paint::{Paint, Ramp};

    const PAINT: Paint = Paint::matte(Ramp::Bone);

    fn count(mesh: &Mesh, floor: Option<f32>) -> usize {
        hidden(mesh, floor).into_iter().filter(|it| *it).count()
    }

    #[test]
    fn what_lies_inside_is_hidden_and_what_looks_out_is_not() {
        let outer = brick([2.0, 2.0, 2.0], [1.0, 1.0], PAINT);
        let inner = brick([1.0, 1.0, 1.0], [1.0, 1.0], PAINT);
        assert_eq!(count(&outer.clone().and(inner.clone().moved(0.0, 0.5, 0.0)), None), 6);
        // Stuck in from above: of its six faces the lowest alone is wholly inside.
        assert_eq!(count(&outer.clone().and(inner.clone().moved(0.0, 1.5, 0.0)), None), 1);
        assert_eq!(count(&outer.and(inner.moved(0.0, 3.0, 0.0)), None), 0);
    }

    #[test]
    fn what_stands_on_the_floor_is_not_seen_from_below() {
        assert_eq!(count(&brick([1.0, 1.0, 1.0], [1.0, 1.0], PAINT), Some(0.0)), 1);
    }
}
