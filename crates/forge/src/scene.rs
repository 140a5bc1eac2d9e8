//! Scenes: places put together from assets as data, and their pictures for browsers without WebGL.

mod cast;
mod develop;
mod layout;
mod light;
mod plate;
mod sky;

use anyhow::{Context, Result};
use glam::{Mat4, Vec3};
use wire::scene::{Rig, Scene, When};

pub use cast::Company;
pub use layout::harbour;

use crate::picture::few;
use crate::raster::{Exhibit, shadow::Shadow};
use cast::Triangle;
use develop::Negative;
use light::Lit;
use plate::{Eye, Plate, SKY};

/// Most bytes of a picture of a place.
pub const PICTURE_BYTES_MAX: usize = 180_000;
/// Farther than this from the middle nothing throws a shadow.
const SHADOW_REACH: f32 = 30.0;

/// A picture to be taken.
pub struct Shot {
    /// `harbour-day`.
    pub name: &'static str,
    pub hour: When,
    pub size: [usize; 2],
    /// Degrees by which the view is wider from top to bottom than on a wide screen.
    pub taller: f32,
}

/// The pictures of the harbour: wide by day and by night, and for phones.
pub const SHOTS: [Shot; 3] = [
    Shot { name: "harbour-day", hour: When::Day, size: [1600, 900], taller: 0.0 },
    Shot { name: "harbour-night", hour: When::Night, size: [1600, 900], taller: 0.0 },
    Shot { name: "harbour-phone", hour: When::Night, size: [720, 1280], taller: 14.0 },
];

/// Takes a picture of the view called `harbour` as PNG.
///
/// # Errors
/// When the scene has no such view, or the encoder fails.
pub fn picture(company: &Company, scene: &Scene, shot: &Shot) -> Result<Vec<u8>> {
    let view = scene.view("harbour").context("the scene has no view of that name")?;
    let [width, height] = shot.size;
    let field = view.field + shot.taller;
    let eye = Eye::at(view.eye.into(), view.target.into(), field, width as f32 / height as f32);
    let rig = if shot.hour == When::Day { &scene.day } else { &scene.night };
    let placed = company.placed(scene, shot.hour);
    let near = placed.iter().map(|it| &it.exhibit).filter(|it| is_near(it)).cloned();
    let toward_key = Vec3::from(rig.toward_key).normalize();
    let shadow = Shadow::cast(&near.collect::<Vec<_>>(), toward_key);
    let lit = Lit { rig, scene, shadow, toward_key };
    let triangles = cast::triangles(&placed);
    let negative = expose(&triangles, &lit, &eye, [width, height]);
    few::small_png(&negative.develop(), width, PICTURE_BYTES_MAX)
}

fn is_near(exhibit: &Exhibit<'_>) -> bool {
    let reach =
        |baked: &crate::bake::Baked| baked.vertices.iter().map(|it| it.position.length()).fold(0.0, f32::max);
    exhibit.parts.iter().all(|(baked, place)| {
        Vec3::from(place.translation).length() < SHADOW_REACH && reach(baked) < SHADOW_REACH
    })
}

/// Samples on a side of a pixel.
const FINE: usize = 2;

fn expose(triangles: &[Triangle], lit: &Lit<'_>, eye: &Eye, [width, height]: [usize; 2]) -> Negative {
    let mut plate = Plate::new(width * FINE, height * FINE);
    plate.fill(triangles, eye.clip_from_world, 1.0, |_| true);
    let mirrored = mirrored(triangles, lit, eye, [width, height]);
    let sky = sky_over(lit.rig, eye, [width, height]);
    let mut light = vec![Vec3::ZERO; width * height];
    for (pixel, light) in light.iter_mut().enumerate() {
        let (left, top) = (pixel % width, pixel / width);
        for sample in 0..FINE * FINE {
            let (x, y) = (left * FINE + sample % FINE, top * FINE + sample / FINE);
            let seen = plate.seen[y * plate.width + x];
            let along = eye.along(
                (x as f32 + 0.5) / plate.width as f32 * 2.0 - 1.0,
                1.0 - (y as f32 + 0.5) / plate.height as f32 * 2.0,
            );
            let sum = match triangles.get(seen as usize) {
                None => sky[pixel],
                Some(triangle) if triangle.water => lit.sea(triangle, eye.place, along, |dx, dy| {
                    let x = left as f32 + dx * height as f32;
                    let y = top as f32 + dy * height as f32;
                    let (x, y) = (x.clamp(0.0, width as f32 - 1.0), y.clamp(0.0, height as f32 - 1.0));
                    mirrored[y as usize * width + x as usize]
                }),
                Some(triangle) => lit.shade(triangle, eye.place, along),
            };
            // Through the film before they are mixed, so that bright edges stay smooth: nearly.
            let exposed = sum * lit.rig.exposure * 0.62;
            *light += exposed.min(Vec3::splat(6.0)) / (FINE * FINE) as f32;
        }
    }
    Negative { width, height, light }
}

/// What the eye sees in still water, at the places of the picture where it is seen.
fn mirrored(triangles: &[Triangle], lit: &Lit<'_>, eye: &Eye, [width, height]: [usize; 2]) -> Vec<Vec3> {
    let level = lit.scene.sea_level;
    let flip = Mat4::from_translation(Vec3::Y * 2.0 * level) * Mat4::from_scale(Vec3::new(1.0, -1.0, 1.0));
    let mut plate = Plate::new(width, height);
    let above = |triangle: &Triangle| !triangle.water && triangle.corners.iter().any(|it| it.world.y > level);
    plate.fill(triangles, eye.clip_from_world * flip, -1.0, above);
    let below = Vec3::new(eye.place.x, 2.0 * level - eye.place.y, eye.place.z);
    let light = |pixel: usize| {
        let (x, y) = ((pixel % width) as f32 + 0.5, (pixel / width) as f32 + 0.5);
        let down = eye.along(x / width as f32 * 2.0 - 1.0, 1.0 - y / height as f32 * 2.0);
        let along = Vec3::new(down.x, -down.y, down.z);
        match plate.seen[pixel] {
            SKY => sky::gradient(lit.rig, along),
            seen => lit.shade(&triangles[seen as usize], below, along),
        }
    };
    (0..width * height).map(light).collect()
}

/// The sky behind every pixel, with its stars.
fn sky_over(rig: &Rig, eye: &Eye, [width, height]: [usize; 2]) -> Vec<Vec3> {
    let along = |pixel: usize| {
        let (x, y) = ((pixel % width) as f32 + 0.5, (pixel / width) as f32 + 0.5);
        eye.along(x / width as f32 * 2.0 - 1.0, 1.0 - y / height as f32 * 2.0)
    };
    let mut sky: Vec<Vec3> = (0..width * height).map(|pixel| sky::gradient(rig, along(pixel))).collect();
    if rig.stars == 0.0 {
        return sky;
    }
    sky::each_star(|toward, light| {
        let clip = eye.clip_from_world * (eye.place + toward * 500.0).extend(1.0);
        if clip.w <= 0.0 {
            return;
        }
        let (x, y) =
            ((clip.x / clip.w + 1.0) / 2.0 * width as f32, (1.0 - clip.y / clip.w) / 2.0 * height as f32);
        // Over four pixels by how near each is: a star between pixels does not jump.
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let (left, top) = ((x - 0.5).floor() + dx as f32, (y - 0.5).floor() + dy as f32);
            if left >= 0.0 && top >= 0.0 && (left as usize) < width && (top as usize) < height {
                let share = (1.0 - (x - 0.5 - left).abs()) * (1.0 - (y - 0.5 - top).abs());
                let haze = crate::trig::smoothstep(0.0, 0.10, toward.y);
                sky[top as usize * width + left as usize] += light * share * rig.stars * haze * 1.6;
            }
        }
    });
    sky
}
