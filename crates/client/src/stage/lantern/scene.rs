//! One picture of the lantern: what is uploaded once, and how a moment of it is drawn.

use three_d::{
    Blend, BlendEquationType, BlendMultiplierType, ClearState, Context, CoreError, Cull, DepthTest, Mat4,
    Point3, Program, RenderStates, RenderTarget, SquareMatrix, Vec2, Vec3, Vec4, VertexBuffer, Viewport,
    WriteMask, degrees, perspective, radians, vec2, vec3, vec4,
};
use web_sys::WebGl2RenderingContext;

use super::{shape, solid::Solid};
use crate::{
    stage::gl::{Gl, broken},
    trouble::Trouble,
};

const EYE: Vec3 = vec3(0.0, 1.15, 8.8);
const LOOK_AT: Vec3 = vec3(0.0, 0.25, 0.0);
const FLAME: Vec3 = vec3(0.0, -0.06, 0.0);
/// Where the lantern stands.
const GROUND: f32 = -1.38;
/// A canvas narrower than this shows the whole lantern from further away.
const ASPECT_MIN: f32 = 0.74;
const STARS: u32 = 34;
const TURN_PER_SECOND: f32 = 0.24;

/// What changes from frame to frame.
pub(super) struct Moment {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) seconds: f32,
    /// 1 on a light page, 0 on a dark one.
    pub(super) day: f32,
}

/// Everything on the graphics card.
pub(super) struct Scene {
    context: Context,
    metal: Program,
    glass: Program,
    flame: Program,
    sky: Program,
    frame_body: Body,
    glass_body: Body,
    flame_body: Body,
    sheet: Sheet,
    bloom: Sheet,
    stars: Sheet,
}

/// A solid on the graphics card.
struct Body {
    places: VertexBuffer<Vec3>,
    sides: VertexBuffer<Vec3>,
    tints: VertexBuffer<Vec4>,
    corners: u32,
}

/// Flat squares on the graphics card.
struct Sheet {
    spots: VertexBuffer<Vec4>,
    reaches: VertexBuffer<Vec2>,
    corners: u32,
}

/// What all draws of one frame share.
struct Shot<'a> {
    moment: &'a Moment,
    viewport: Viewport,
    canvas_from_world: Mat4,
    eye: Vec3,
    flicker: f32,
}

impl Scene {
    pub(super) fn build(gl: &WebGl2RenderingContext) -> Result<Self, Trouble> {
        let context = Gl::of(gl)?.context;
        Self::upload(&context).map_err(broken)
    }

    fn upload(context: &Context) -> Result<Self, CoreError> {
        let solid = |paint| Program::from_source(context, include_str!("shader/solid.vert"), paint);
        Ok(Self {
            context: context.clone(),
            metal: solid(include_str!("shader/metal.frag"))?,
            glass: solid(include_str!("shader/glass.frag"))?,
            flame: solid(include_str!("shader/flame.frag"))?,
            sky: Program::from_source(
                context,
                include_str!("shader/sky.vert"),
                include_str!("shader/sky.frag"),
            )?,
            frame_body: Body::upload(context, &shape::frame()),
            glass_body: Body::upload(context, &shape::glass()),
            flame_body: Body::upload(context, &shape::flame()),
            sheet: Sheet::upload(context, &[vec4(0.0, 0.0, 1.0, 1.0)]),
            bloom: Sheet::upload(context, &[vec4(0.0, 0.0, 0.60, 0.22)]),
            stars: Sheet::upload(context, &stars()),
        })
    }

    /// Draws one moment onto the canvas, from the back to the front.
    pub(super) fn draw(&self, moment: &Moment) {
        let aspect = moment.width as f32 / moment.height as f32;
        let away = (ASPECT_MIN / aspect).max(1.0);
        let eye = LOOK_AT + (EYE - LOOK_AT) * away;
        let view = Mat4::look_at_rh(to_point(eye), to_point(LOOK_AT), vec3(0.0, 1.0, 0.0));
        let shot = Shot {
            moment,
            viewport: Viewport::new_at_origo(moment.width, moment.height),
            canvas_from_world: perspective(degrees(27.0), aspect, 0.5, 60.0) * view,
            eye,
            flicker: flicker(moment.seconds),
        };
        let screen = RenderTarget::screen(&self.context, moment.width, moment.height);
        screen.clear(ClearState::color_and_depth(0.0, 0.0, 0.0, 0.0, 1.0));
        // The sheet is two units high and as wide as the canvas.
        let sheet = Mat4::from_nonuniform_scale(1.0 / aspect, 1.0, 1.0);
        let flame = shot.canvas_from_world * FLAME.extend(1.0);
        let at_flame = Mat4::from_translation(vec3(flame.x / flame.w * aspect, flame.y / flame.w, 0.0));
        let room = Mat4::from_scale(aspect.min(1.0));
        let halo = sheet * at_flame * room;
        self.flat(&shot, 2.0, sheet, &self.stars);
        self.flat(&shot, 1.0, sheet * room * Mat4::from_scale(0.98), &self.sheet);
        self.flat(&shot, 0.0, halo * Mat4::from_scale(1.1), &self.sheet);
        self.draw_ground(&shot);
        self.draw_lantern(&shot);
        // What the eye adds to a bright thing.
        self.flat(&shot, 0.0, halo, &self.bloom);
    }

    fn draw_ground(&self, shot: &Shot<'_>) {
        let ground = Mat4::from_translation(vec3(0.0, GROUND, 0.0)) * Mat4::from_angle_x(degrees(-90.0));
        self.flat(shot, 3.0, shot.canvas_from_world * ground * Mat4::from_scale(1.5), &self.sheet);
    }

    fn draw_lantern(&self, shot: &Shot<'_>) {
        let seconds = shot.moment.seconds;
        // It hangs a little in the ship's motion while it turns.
        let sway = Mat4::from_angle_z(radians((seconds * 0.55).sin() * 0.012));
        let world_from_body = sway * Mat4::from_angle_y(radians(seconds * TURN_PER_SECOND));
        let solid = RenderStates { cull: Cull::Back, ..RenderStates::default() };
        let clear = |cull| RenderStates {
            cull,
            write_mask: WriteMask::COLOR,
            blend: OVER,
            ..RenderStates::default()
        };

        self.body(shot, &self.metal, world_from_body, &self.frame_body, solid);
        self.body(shot, &self.glass, world_from_body, &self.glass_body, clear(Cull::Front));
        self.body(shot, &self.flame, dance(seconds), &self.flame_body, clear(Cull::Back));
        self.body(shot, &self.glass, world_from_body, &self.glass_body, clear(Cull::Back));
    }

    fn body(
        &self,
        shot: &Shot<'_>,
        program: &Program,
        world_from_body: Mat4,
        body: &Body,
        states: RenderStates,
    ) {
        program.use_uniform("canvas_from_world", shot.canvas_from_world);
        program.use_uniform("world_from_body", world_from_body);
        program.use_uniform("eye", shot.eye);
        program.use_uniform("flame", FLAME);
        program.use_uniform("flicker", shot.flicker);
        program.use_uniform_if_required("day", shot.moment.day);
        program.use_vertex_attribute("place", &body.places);
        program.use_vertex_attribute("side", &body.sides);
        program.use_vertex_attribute("tint", &body.tints);
        program.draw_arrays(states, shot.viewport, body.corners);
    }

    fn flat(&self, shot: &Shot<'_>, kind: f32, canvas_from_sheet: Mat4, sheet: &Sheet) {
        let states = RenderStates {
            write_mask: WriteMask::COLOR,
            depth_test: DepthTest::Always,
            blend: OVER,
            cull: Cull::None,
        };
        self.sky.use_uniform("canvas_from_sheet", canvas_from_sheet);
        self.sky.use_uniform("kind", kind);
        self.sky.use_uniform("seconds", shot.moment.seconds);
        self.sky.use_uniform("flicker", shot.flicker);
        self.sky.use_uniform("day", shot.moment.day);
        self.sky.use_vertex_attribute("spot", &sheet.spots);
        self.sky.use_vertex_attribute("reach", &sheet.reaches);
        self.sky.draw_arrays(states, shot.viewport, sheet.corners);
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        // Cached programs hold the context that holds them.
        if let Ok(mut programs) = self.context.programs.write() {
            programs.clear();
        }
    }
}

impl Body {
    fn upload(context: &Context, solid: &Solid) -> Self {
        Self {
            places: VertexBuffer::new_with_data(context, &solid.places),
            sides: VertexBuffer::new_with_data(context, &solid.sides),
            tints: VertexBuffer::new_with_data(context, &solid.tints),
            corners: solid.places.len() as u32,
        }
    }
}

impl Sheet {
    fn upload(context: &Context, squares: &[Vec4]) -> Self {
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        let spots: Vec<Vec4> = squares.iter().flat_map(|square| [*square; 6]).collect();
        let reaches: Vec<Vec2> = squares.iter().flat_map(|_| corners.map(|(x, y)| vec2(x, y))).collect();
        Self {
            spots: VertexBuffer::new_with_data(context, &spots),
            reaches: VertexBuffer::new_with_data(context, &reaches),
            corners: spots.len() as u32,
        }
    }
}

/// Premultiplied, so that the page shows through in any theme.
const OVER: Blend = Blend::Enabled {
    source_rgb_multiplier: BlendMultiplierType::One,
    source_alpha_multiplier: BlendMultiplierType::One,
    destination_rgb_multiplier: BlendMultiplierType::OneMinusSrcAlpha,
    destination_alpha_multiplier: BlendMultiplierType::OneMinusSrcAlpha,
    rgb_equation: BlendEquationType::Add,
    alpha_equation: BlendEquationType::Add,
};

/// The same stars on every visit: where, how large, and a number of their own.
fn stars() -> Vec<Vec4> {
    let mut state = 0x5eed_1a4e_u32;
    let mut next = move || {
        // A linear congruence (Numerical Recipes) is chance enough for a sky.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 16_777_216.0
    };
    let mut stars = Vec::new();
    while stars.len() < STARS as usize {
        let (x, y, size, seed) = (next() * 2.6 - 1.3, next() * 2.0 - 1.0, next(), next());
        // Not behind the lantern, and few large ones.
        if x.abs() > 0.30 || y > 0.86 {
            stars.push(vec4(x, y, 0.014 + 0.060 * size * size * size, seed));
        }
    }
    stars
}

/// How bright the flame is: never quite the same, never restless.
fn flicker(seconds: f32) -> f32 {
    0.94 + 0.05 * (seconds * 2.3).sin() + 0.035 * (seconds * 5.9 + 1.0).sin() + 0.02 * (seconds * 11.3).sin()
}

/// The flame leans and stretches; its foot stays on the wick.
fn dance(seconds: f32) -> Mat4 {
    let lean = vec2((seconds * 1.7).sin() * 0.10, (seconds * 2.3 + 0.7).sin() * 0.07);
    let tall = 1.0 + 0.06 * (seconds * 3.1).sin() + 0.03 * (seconds * 7.7).sin();
    let foot = vec3(0.0, -0.36, 0.0);
    let mut shear = Mat4::identity();
    shear.y = vec4(lean.x, tall, lean.y, 0.0);
    let turned = Mat4::from_angle_y(radians(seconds * -0.5));
    Mat4::from_translation(foot) * shear * turned * Mat4::from_translation(-foot)
}

fn to_point(at: Vec3) -> Point3<f32> {
    Point3::new(at.x, at.y, at.z)
}
