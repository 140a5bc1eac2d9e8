//! What goes on in a place: who walks, who looks where, from where it is seen, and what time it is.

use glam::{Mat3, Vec2, Vec3};
use js_sys::Date;
use model::{Animator, Mask, Model};
use staging::{Camera, Frame, Gait, Hour, Shot, Sky, Walker, blend, daylight};
use wire::scene::Rig;

use super::{
    News,
    place::Place,
    set::{Moment, Set},
    studio,
};

/// Where the ambience stands still for those who asked for less motion.
const STILL_SECONDS: f32 = 9.75;
/// A picture comes out of the dark in so many seconds.
const VEIL_SECONDS: f32 = 0.32;
/// Radians in a second of a figure on its base.
const TURN: f32 = 0.42;
/// Metres before the eye at which a pointer is thought to be.
const POINTER_METRES: f32 = 6.0;
/// A step of the clips: a foot comes down twice in each round.
const STEPS: f32 = 2.0;
/// The pointer leans the camera by so many metres.
const LEAN: f32 = 0.22;
/// How much of the lean is left after a second.
const LEAN_LEFT: f32 = 0.02;
/// What is nearer to a place of the picture than this is meant by it; in halves of its height.
const MEANT: f32 = 0.075;
/// How wide a portrait sees, and how far the figure turns for it; degrees and radians.
const PORTRAIT_DEGREES: f32 = 21.0;
const PORTRAIT_TURN: f32 = 0.42;
/// Heads are so high above where figures stand.
const HEAD_METRES: f32 = 1.5;

/// The state of a place.
pub(super) struct Play {
    pub(super) camera: Camera,
    pub(super) walker: Walker,
    animator: Animator,
    pub(super) hour: Hour,
    seconds: f32,
    /// Where the pointer is, -1.0 to 1.0; none: it is elsewhere.
    pub(super) pointer: Option<Vec2>,
    lean: Vec2,
    /// Where keys and sticks steer on the picture: right and up.
    pub(super) steer: Vec2,
    veil: f32,
    foot: f32,
    bones: Vec<f32>,
    /// How wide the picture is for its height.
    aspect: f32,
    /// A figure on its base turns, until somebody turns it.
    pub(super) turn: Option<f32>,
}

impl Play {
    pub(super) fn of(place: &Place) -> Self {
        let view = place.scene.views.first();
        let shot = view.map_or(Shot { eye: Vec3::Z, target: Vec3::ZERO, field: 40.0 }, Shot::of);
        let spot = &place.scene.spawn;
        let at = Vec2::new(spot.at[0], spot.at[2]);
        let hero = &place.troupes[place.hero].actors[0];
        let animator = idle(&hero.model);
        let alone = view.is_some_and(|it| it.name == studio::VIEW);
        Self {
            camera: Camera::at(shot),
            walker: Walker::new(at, spot.yaw.to_radians()),
            animator,
            // Where a figure stands alone it is never evening.
            hour: if alone { Hour::Fixed(12.0) } else { Hour::Clock },
            seconds: STILL_SECONDS,
            pointer: None,
            lean: Vec2::ZERO,
            steer: Vec2::ZERO,
            veil: 0.0,
            foot: 0.0,
            bones: vec![0.0; Set::bone_floats(place)],
            aspect: 1.0,
            turn: alone.then_some(-0.35),
        }
    }

    /// Another figure stands where one was, perhaps with the same body.
    pub(super) fn recast(&mut self, place: &Place, same: bool) {
        self.bones.resize(Set::bone_floats(place), 0.0);
        if same {
            return;
        }
        let hero = &place.troupes[place.hero].actors[0];
        self.animator = idle(&hero.model);
    }

    /// Does something once, with the whole body.
    pub(super) fn act(&mut self, place: &Place, clip: &str) {
        let hero = &place.troupes[place.hero].actors[0];
        self.walker.wake();
        if let Some(clip) = hero.model.clip(clip) {
            self.animator.act(clip, Mask::whole(&hero.model), false);
        }
    }

    /// Whether something moves that somebody waits for: then every frame counts.
    pub(super) fn is_busy(&self) -> bool {
        self.camera.is_moving()
            || self.walker.is_moving()
            || self.animator.is_busy()
            || self.steer != Vec2::ZERO
            || self.veil < 1.0
    }

    /// Lets time pass. `calm`: only what somebody asked for moves.
    pub(super) fn advance(&mut self, place: &Place, step: f32, calm: bool, tell: &dyn Fn(News)) {
        self.veil = (self.veil + step / VEIL_SECONDS).min(1.0);
        self.camera.advance(step);
        if calm {
            self.seconds = STILL_SECONDS;
        } else {
            self.seconds += step;
            let wanted = self.pointer.unwrap_or(Vec2::ZERO);
            self.lean = wanted.lerp(self.lean, LEAN_LEFT.powf(step));
        }
        let before = self.walker.gait();
        self.walker.advance(&place.ground, step, self.on_ground(self.steer));
        let hero = &place.troupes[place.hero].actors[0];
        let gait = self.walker.gait();
        if let Some(clip) = hero.model.clip(gait.clip()) {
            self.animator.play(clip);
            self.feet(place, clip, step, tell);
        }
        if before != gait {
            tell(News::Gait(gait));
        }
        self.look(place);
        if !calm || self.walker.is_moving() || self.animator.is_busy() || before != gait {
            self.animator.advance(&hero.model, step);
        }
        if let Some(turn) = &mut self.turn
            && !calm
        {
            *turn += TURN * step;
        }
    }

    /// Tells of each foot that comes down.
    fn feet(&mut self, place: &Place, clip: usize, step: f32, tell: &dyn Fn(News)) {
        if !self.walker.is_moving() {
            self.foot = 0.0;
            return;
        }
        let model = &place.troupes[place.hero].actors[0].model;
        self.foot += step * STEPS / model.clips[clip].seconds;
        if self.foot >= 1.0 {
            self.foot -= 1.0;
            let at = Vec3::new(self.walker.at.x, 0.0, self.walker.at.y);
            tell(News::Step(at.to_array(), place.underfoot(at)));
        }
    }

    /// A direction on the picture as one on the ground.
    fn on_ground(&self, steer: Vec2) -> Vec2 {
        let shot = self.camera.shot();
        let ahead = shot.target - shot.eye;
        let ahead = Vec2::new(ahead.x, ahead.z).normalize_or(Vec2::NEG_Y);
        let right = Vec2::new(-ahead.y, ahead.x);
        (right * steer.x + ahead * steer.y).clamp_length_max(1.0)
    }

    /// The head follows the pointer.
    fn look(&mut self, place: &Place) {
        let hero = &place.troupes[place.hero].actors[0];
        let Some(head) = hero.model.node("head") else { return };
        let toward = self.pointer.filter(|_| !self.walker.is_moving()).map(|at| {
            let shot = self.shot();
            let there = shot.eye + shot.along(at, self.aspect) * POINTER_METRES;
            let place = self.stands();
            let eyes = place.w_axis.truncate() + Vec3::Y * HEAD_METRES;
            place.inverse().transform_vector3(there - eyes)
        });
        self.animator.look(head, toward);
    }

    fn stands(&self) -> glam::Mat4 {
        match self.turn {
            Some(turn) => glam::Mat4::from_rotation_y(turn),
            None => self.walker.place(),
        }
    }

    /// From where it is seen just now.
    pub(super) fn shot(&self) -> Shot {
        let shot = self.camera.shot();
        let ahead = (shot.target - shot.eye).normalize_or(Vec3::NEG_Z);
        let right = ahead.cross(Vec3::Y).normalize_or(Vec3::X);
        let lean = right * self.lean.x + Vec3::Y * self.lean.y * 0.6;
        Shot { eye: shot.eye + lean * LEAN, ..shot }
    }

    /// Who of those that stand around is meant by a place of the picture.
    pub(super) fn meant(&self, place: &Place, at: Vec2, aspect: f32) -> Option<usize> {
        let shot = self.shot();
        let far = |it: &wire::scene::Keeper| {
            let head = Vec3::from(it.spot.at) + Vec3::Y * (HEAD_METRES * 0.6);
            let seen = shot.seen(head, aspect)?;
            let off = (seen - at) * Vec2::new(aspect, 0.55);
            Some(off.length())
        };
        let near = place.scene.keepers.iter().enumerate().filter_map(|(index, it)| Some((index, far(it)?)));
        near.filter(|it| it.1 < MEANT).min_by(|one, other| one.1.total_cmp(&other.1)).map(|it| it.0)
    }

    /// Hours since midnight.
    fn hours(&self) -> f32 {
        match self.hour {
            Hour::Fixed(hours) => hours,
            Hour::Clock => {
                let now = Date::new_0();
                now.get_hours() as f32 + now.get_minutes() as f32 / 60.0
            }
        }
    }

    /// The light of this moment.
    pub(super) fn rig(&self, place: &Place) -> Rig {
        blend(&place.scene.night, &place.scene.day, daylight(self.hours()))
    }

    /// Draws this moment.
    pub(super) fn draw(
        &mut self,
        place: &Place,
        set: &mut Set,
        [width, height]: [u32; 2],
    ) -> Result<(), crate::Trouble> {
        self.aspect = width as f32 / height.max(1) as f32;
        self.lay(place);
        let rig = self.rig(place);
        let frame = Frame {
            shot: self.shot(),
            width,
            height,
            seconds: self.seconds,
            rig: &rig,
            shadow: set.shadow(place, &rig),
            shadow_pixels: set.shadow_pixels(),
            lights: &place.scene.lights,
            sea_level: place.scene.sea_level,
            water: place.sea.as_ref().map(|it| &it.1),
            mirrored: false,
            plain: set.picture.is_plain(),
        };
        let moment = Moment {
            place,
            frame,
            harbour_from_sky: self.harbour_from_sky(),
            bones: &self.bones,
            veil: self.veil,
            moves: self.walker.is_moving() || self.animator.is_busy() || self.turn.is_some(),
        };
        set.draw(&moment)
    }

    /// Draws head and shoulders of the led figure, as it stands, a little from the side.
    pub(super) fn draw_portrait(
        &mut self,
        place: &Place,
        set: &mut Set,
        size: [u32; 2],
    ) -> Result<(), crate::Trouble> {
        let head = self.head(place);
        let (camera, turn, veil) = (self.camera, self.turn, self.veil);
        let eye = head + Vec3::new(0.0, 0.10, 2.9);
        self.camera = Camera::at(Shot { eye, target: head - Vec3::Y * 0.02, field: PORTRAIT_DEGREES });
        (self.turn, self.veil, self.lean) = (Some(PORTRAIT_TURN), 1.0, Vec2::ZERO);
        let drawn = self.draw(place, set, size);
        (self.camera, self.turn, self.veil) = (camera, turn, veil);
        drawn
    }

    /// Where the led figure's head is, on its base.
    fn head(&self, place: &Place) -> Vec3 {
        let model = &place.troupes[place.hero].actors[0].model;
        let head = model.node("head").map(|it| model.rest().matrices(model)[it].w_axis.truncate());
        head.unwrap_or(Vec3::Y * HEAD_METRES) + Vec3::Y * 0.12
    }

    fn lay(&mut self, place: &Place) {
        let stands = self.stands();
        // The first bone moves nothing.
        self.bones[..staging::BONE_FLOATS]
            .copy_from_slice(&[1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
        for (index, troupe) in place.troupes.iter().enumerate() {
            for actor in &troupe.actors {
                if index == place.hero {
                    let hero = staging::Actor { place: stands, ..actor.clone() };
                    hero.lay_pose(self.animator.pose(), &mut self.bones);
                } else {
                    actor.lay(self.seconds, &mut self.bones);
                }
            }
        }
    }

    /// The sky over here and now.
    fn harbour_from_sky(&self) -> Mat3 {
        let now = Date::new_0();
        let day = now.get_month() as f32 * 30.44 + now.get_date() as f32 - 1.0;
        Sky::harbour_from_sky(day, self.hours())
    }
}

/// Somebody who stands around.
fn idle(model: &Model) -> Animator {
    let mut animator = Animator::new(model);
    if let Some(idle) = model.clip(Gait::Idle.clip()) {
        animator.play(idle);
    }
    animator
}
