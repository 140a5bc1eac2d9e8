//! Where one looks from: views with a way between them, rays into the picture and places on it.

use glam::{Mat4, Vec2, Vec3, Vec4};
use wire::scene::View;

/// Nothing is seen before this, or beyond that; metres.
const NEAR: f32 = 0.3;
const FAR: f32 = 900.0;
/// Seconds from one view to another.
const WAY_SECONDS: f32 = 1.1;
/// Degrees by which a view is wider from top to bottom on the narrowest phone.
const TALLER: f32 = 14.0;
/// Pictures narrower than this are taller; at that width by the whole of it.
const SQUARE: f32 = 1.0;
const NARROW: f32 = 0.56;

/// A moment of the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    pub eye: Vec3,
    pub target: Vec3,
    /// Degrees from top to bottom on a wide picture.
    pub field: f32,
}

/// A camera on its way.
#[derive(Clone, Copy, Debug)]
pub struct Camera {
    from: Shot,
    to: Shot,
    /// From 0.0 to 1.0.
    way: f32,
}

impl Shot {
    pub fn of(view: &View) -> Self {
        Self { eye: view.eye.into(), target: view.target.into(), field: view.field }
    }

    fn toward(&self, other: &Self, share: f32) -> Self {
        Self {
            eye: self.eye.lerp(other.eye, share),
            target: self.target.lerp(other.target, share),
            field: self.field + (other.field - self.field) * share,
        }
    }

    /// From the world onto a picture that is `aspect` times as wide as high.
    pub fn clip_from_world(&self, aspect: f32) -> Mat4 {
        let narrow = ((SQUARE - aspect) / (SQUARE - NARROW)).clamp(0.0, 1.0);
        let field = (self.field + TALLER * narrow).to_radians();
        let lens = Mat4::perspective_rh_gl(field, aspect, NEAR, FAR);
        lens * Mat4::look_at_rh(self.eye, self.target, Vec3::Y)
    }

    /// The unit direction in which a place of the picture looks; -1.0 to 1.0, y up.
    pub fn along(&self, at: Vec2, aspect: f32) -> Vec3 {
        let far = self.clip_from_world(aspect).inverse() * Vec4::new(at.x, at.y, 1.0, 1.0);
        (far.truncate() / far.w - self.eye).normalize_or(Vec3::NEG_Z)
    }

    /// Where on the picture a place is; none behind the eye.
    pub fn seen(&self, place: Vec3, aspect: f32) -> Option<Vec2> {
        let clip = self.clip_from_world(aspect) * place.extend(1.0);
        (clip.w > NEAR).then(|| Vec2::new(clip.x, clip.y) / clip.w)
    }

    /// Where the look at a place of the picture meets a height.
    pub fn meets(&self, at: Vec2, aspect: f32, height: f32) -> Option<Vec3> {
        let along = self.along(at, aspect);
        let far = (height - self.eye.y) / along.y;
        (far.is_finite() && far > 0.0).then(|| self.eye + along * far)
    }
}

impl Camera {
    pub fn at(shot: Shot) -> Self {
        Self { from: shot, to: shot, way: 1.0 }
    }

    /// Goes to another view from wherever it is: at once, or on a way.
    pub fn go(&mut self, shot: Shot, at_once: bool) {
        *self = Self { from: self.shot(), to: shot, way: if at_once { 1.0 } else { 0.0 } };
    }

    pub fn is_moving(&self) -> bool {
        self.way < 1.0
    }

    pub fn advance(&mut self, seconds: f32) {
        self.way = (self.way + seconds / WAY_SECONDS).min(1.0);
    }

    pub fn shot(&self) -> Shot {
        // Quick at first, and then it settles.
        let left = 1.0 - self.way;
        self.from.toward(&self.to, 1.0 - left * left * left)
    }
}
