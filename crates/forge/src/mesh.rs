//! A mesh while it is made: points, and flat polygons over them, each with its paint.
//!
//! y is up, z is forward (figures look along +z), x is the figure's left; metres; corners run
//! counter-clockwise seen from outside.

mod edit;
mod loft;
mod shape;
mod split;

pub use loft::{Ring, Turned, loft, tube};
pub use shape::{ball, block, disc, drum, gem, lathe, prism, slab, spike};

use glam::{Affine3A, Quat, Vec3};

use crate::paint::Paint;

/// One flat polygon of three or more corners.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// Indices into the points.
    pub corners: Vec<u32>,
    pub paint: Paint,
    /// Whether its normals blend with those of smooth neighbours.
    pub smooth: bool,
}

/// Points and faces. May hold several closed shells that stand in each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    pub points: Vec<Vec3>,
    pub faces: Vec<Face>,
}

impl Mesh {
    /// Triangles that it makes.
    pub fn triangles(&self) -> usize {
        self.faces.iter().map(|face| face.corners.len() - 2).sum()
    }

    /// The corners of a face as points.
    pub fn outline(&self, face: &Face) -> Vec<Vec3> {
        face.corners.iter().map(|&corner| self.points[corner as usize]).collect()
    }

    /// The unit normal of a face by Newell's sum, which bears corners that lie not quite in a plane.
    pub fn normal(&self, face: &Face) -> Vec3 {
        self.area_normal(face).normalize_or(Vec3::Y)
    }

    /// The normal with twice the area as its length.
    pub fn area_normal(&self, face: &Face) -> Vec3 {
        let outline = self.outline(face);
        let next = outline.iter().cycle().skip(1);
        outline.iter().zip(next).map(|(one, two)| one.cross(*two)).sum()
    }

    /// The middle of a face's corners.
    pub fn middle(&self, face: &Face) -> Vec3 {
        self.outline(face).iter().sum::<Vec3>() / face.corners.len() as f32
    }

    /// The smallest and the largest corner of the box around it; zeros when it is empty.
    pub fn bounds(&self) -> (Vec3, Vec3) {
        let Some(&first) = self.points.first() else { return (Vec3::ZERO, Vec3::ZERO) };
        self.points.iter().fold((first, first), |(low, high), point| (low.min(*point), high.max(*point)))
    }

    /// Takes in another mesh.
    pub fn add(&mut self, other: &Self) {
        let start = self.points.len() as u32;
        self.points.extend(&other.points);
        self.faces.extend(other.faces.iter().map(|face| Face {
            corners: face.corners.iter().map(|corner| corner + start).collect(),
            ..face.clone()
        }));
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.add(&other);
        self
    }

    /// All of them together.
    pub fn of(meshes: impl IntoIterator<Item = Self>) -> Self {
        meshes.into_iter().fold(Self::default(), Self::and)
    }

    /// Shifted by metres.
    #[must_use]
    pub fn moved(self, x: f32, y: f32, z: f32) -> Self {
        let by = Vec3::new(x, y, z);
        self.bent(|point| point + by)
    }

    /// Shifted so that its origin comes to lie at `place`.
    #[must_use]
    pub fn at(self, place: Vec3) -> Self {
        self.bent(|point| point + place)
    }

    /// Turned about the origin.
    #[must_use]
    pub fn turned(self, by: Quat) -> Self {
        self.bent(|point| by * point)
    }

    /// Scaled from the origin; factors are positive.
    #[must_use]
    pub fn scaled(self, x: f32, y: f32, z: f32) -> Self {
        let by = Vec3::new(x, y, z);
        self.bent(|point| point * by)
    }

    /// Carried by a transform without mirroring.
    #[must_use]
    pub fn carried(self, by: Affine3A) -> Self {
        self.bent(|point| by.transform_point3(point))
    }

    /// Every point moved by `f`, which must not turn the mesh inside out.
    #[must_use]
    pub fn bent(mut self, f: impl Fn(Vec3) -> Vec3) -> Self {
        for point in &mut self.points {
            *point = f(*point);
        }
        self
    }

    /// Its mirror image on the other side of x = 0.
    #[must_use]
    pub fn mirrored(self) -> Self {
        self.bent(|point| Vec3::new(-point.x, point.y, point.z)).inside_out()
    }

    /// Itself and its mirror image.
    #[must_use]
    pub fn both_sides(self) -> Self {
        let other = self.clone().mirrored();
        self.and(other)
    }

    /// All faces in one paint.
    #[must_use]
    pub fn painted(self, paint: Paint) -> Self {
        self.painted_where(paint, |_, _| true)
    }

    /// Faces whose middle and normal pass `wanted` in another paint.
    #[must_use]
    pub fn painted_where(mut self, paint: Paint, wanted: impl Fn(Vec3, Vec3) -> bool) -> Self {
        for index in 0..self.faces.len() {
            let face = &self.faces[index];
            if wanted(self.middle(face), self.normal(face)) {
                self.faces[index].paint = paint;
            }
        }
        self
    }

    /// Normals that blend: heads, sails, planets.
    #[must_use]
    pub fn smooth(mut self) -> Self {
        for face in &mut self.faces {
            face.smooth = true;
        }
        self
    }

    /// One closed shell with its faces outward, whichever way they were.
    #[must_use]
    pub fn outward(self) -> Self {
        let volume: f32 = self.faces.iter().map(|face| self.area_normal(face).dot(self.middle(face))).sum();
        if volume < 0.0 { self.inside_out() } else { self }
    }

    fn inside_out(mut self) -> Self {
        for face in &mut self.faces {
            face.corners.reverse();
        }
        self
    }

    /// The same faces as triangles.
    #[must_use]
    pub fn in_triangles(self) -> Self {
        let cut = |face: &Face| {
            self.cut(face)
                .into_iter()
                .map(|corners| Face { corners: corners.to_vec(), ..face.clone() })
                .collect()
        };
        let faces = self.faces.iter().flat_map::<Vec<Face>, _>(cut).collect();
        Self { faces, points: self.points }
    }

    /// A face as triangles that share one corner: the corner for which the thinnest is thickest,
    /// because halved edges leave corners that lie in line.
    pub fn cut(&self, face: &Face) -> Vec<[u32; 3]> {
        let fan = |start: usize| {
            let corner = move |index: usize| face.corners[(start + index) % face.corners.len()];
            (1..face.corners.len() - 1).map(move |index| [corner(0), corner(index), corner(index + 1)])
        };
        let thinnest = |start: usize| fan(start).map(|it| self.area(it)).fold(f32::MAX, f32::min);
        let mut best = 0;
        for start in 1..face.corners.len() {
            // By a margin: of two that are equal but for rounding, the first.
            if thinnest(start) > thinnest(best) * 1.001 {
                best = start;
            }
        }
        fan(best).collect()
    }

    fn area(&self, corners: [u32; 3]) -> f32 {
        let [a, b, c] = corners.map(|corner| self.points[corner as usize]);
        (b - a).cross(c - a).length() / 2.0
    }
}
