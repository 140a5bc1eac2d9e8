//! Pictures without a graphics card: triangles, a depth buffer, a key light with soft shadow, a cool
//! sky, a rim, glow and a film curve. What the real renderer does, slowly.

pub(crate) mod facet;
pub(crate) mod shadow;

use std::sync::OnceLock;

use glam::{Affine3A, Vec3};

use crate::bake::{Baked, Veil, Vertex};
use crate::camera::Camera;
use crate::paint::{Ramp, Slot};
use crate::palette::{self, ROW, SIDE, Spectrum};
use crate::picture::Picture;
use facet::Facet;
use shadow::Shadow;

/// The light of a place, as data.
#[derive(Clone, Copy, Debug)]
pub struct Rig {
    /// Unit direction to the key light, and its linear colour.
    pub key: (Vec3, Vec3),
    pub sky: Vec3,
    pub ground: Vec3,
    pub rim: Vec3,
    /// How strongly things shine that shine by themselves.
    pub glow: f32,
    pub exposure: f32,
}

impl Rig {
    /// The same for small pictures that stand on light ground, too: brighter, and with a rim that
    /// draws the edge of dark things.
    pub fn icon() -> Self {
        Self {
            key: (Vec3::new(-0.50, 0.72, 0.62).normalize(), Vec3::new(3.20, 2.62, 1.90)),
            sky: Vec3::new(0.52, 0.62, 0.92),
            ground: Vec3::new(0.42, 0.44, 0.66),
            rim: Vec3::new(0.85, 1.10, 1.60),
            glow: 0.55,
            exposure: 1.10,
        }
    }

    /// A lantern at the upper left, a night sky above: how contact sheets are lit.
    pub fn sheet() -> Self {
        Self {
            key: (Vec3::new(-0.55, 0.80, 0.65).normalize(), Vec3::new(2.95, 2.45, 1.80)),
            sky: Vec3::new(0.36, 0.45, 0.72),
            ground: Vec3::new(0.17, 0.13, 0.14),
            rim: Vec3::new(0.42, 0.56, 0.85),
            glow: 1.5,
            exposure: 1.0,
        }
    }
}

/// Something to be seen: baked parts at their places, in the colours a player chose.
#[derive(Clone)]
pub struct Exhibit<'a> {
    pub parts: Vec<(&'a Baked, Affine3A)>,
    pub dress: Dress,
}

/// The ramp of each slot; what stands in the mesh where none is given.
pub type Dress = [Option<Ramp>; Slot::ALL.len()];

struct Corner {
    clip: glam::Vec4,
    world: Vec3,
    normal: Vec3,
    uv: [f32; 2],
    occlusion: f32,
}

/// A picture being taken, twice as wide and as high as it will be: four samples per pixel.
struct Plate {
    width: usize,
    height: usize,
    depth: Vec<f32>,
    light: Vec<Vec3>,
}

/// Takes a picture of `width` × `height` pixels over `background` (sRGB).
pub fn render(
    exhibits: &[Exhibit<'_>],
    camera: &Camera,
    rig: &Rig,
    [width, height]: [usize; 2],
    background: [u8; 3],
) -> Picture {
    let mut plate = Plate::new(width * 2, height * 2, background);
    plate.expose(exhibits, camera, rig);
    plate.develop()
}

/// What each of `width` × `height` samples sees, row after row: light after the film curve, or
/// nothing.
pub(crate) fn samples(
    exhibits: &[Exhibit<'_>],
    camera: &Camera,
    rig: &Rig,
    [width, height]: [usize; 2],
) -> Vec<Option<Vec3>> {
    let mut plate = Plate::new(width, height, [0; 3]);
    plate.expose(exhibits, camera, rig);
    let seen = plate.depth.iter().zip(&plate.light);
    seen.map(|(depth, light)| (*depth < f32::MAX).then(|| Vec3::from(light.to_array().map(film)))).collect()
}

/// Whether each pixel is covered: a silhouette in `ink` on `paper`.
pub fn silhouette(
    exhibits: &[Exhibit<'_>],
    camera: &Camera,
    [width, height]: [usize; 2],
    [ink, paper]: [[u8; 3]; 2],
) -> Picture {
    let mut plate = Plate::new(width * 2, height * 2, paper);
    let ink = ink.map(|byte| palette::linear(f32::from(byte) / 255.0)).into();
    for exhibit in exhibits {
        for (baked, place) in &exhibit.parts {
            let corners = corners(baked, *place, camera, &exhibit.dress);
            for triangle in baked.indices.chunks_exact(3) {
                let [a, b, c] = [0, 1, 2].map(|corner| &corners[triangle[corner] as usize]);
                plate.triangle([a, b, c], |_| ink);
            }
        }
    }
    plate.develop()
}

fn corners(baked: &Baked, place: Affine3A, camera: &Camera, dress: &Dress) -> Vec<Corner> {
    let normals = place.matrix3.inverse().transpose();
    let corner = |vertex: &Vertex| {
        let world = place.transform_point3(vertex.position);
        Corner {
            clip: camera.clip_from_world * world.extend(1.0),
            world,
            normal: (normals * vertex.normal).normalize(),
            uv: dyed(vertex, dress),
            occlusion: vertex.occlusion,
        }
    };
    baked.vertices.iter().map(corner).collect()
}

/// Where on the atlas, in pixels, a vertex takes its colour in a dress.
pub(crate) fn dyed(vertex: &Vertex, dress: &Dress) -> [f32; 2] {
    let [x, y] = (vertex.uv * SIDE as f32).to_array();
    let Some(ramp) = dress[vertex.slot as usize] else { return [x, y] };
    let quadrant = (y / palette::QUADRANT as f32).floor() * palette::QUADRANT as f32;
    [x, quadrant + (ramp as usize * ROW) as f32 + ROW as f32 / 2.0]
}

fn shade(corner: &Corner, camera: &Camera, rig: &Rig, shadow: &Shadow) -> Vec3 {
    let [colour, surface, emission] = sample(corner.uv);
    let (roughness, metal) = (surface.y, surface.z);
    let normal = corner.normal;
    let (to_key, key) = rig.key;
    let facing = normal.dot(to_key);
    // Wrapped, so that facets just past the edge still differ from each other.
    let wrapped = ((facing + 0.25) / 1.25).max(0.0);
    let lit = wrapped * shadow.light(corner.world, normal, facing);
    let sky = rig.ground.lerp(rig.sky, normal.y * 0.5 + 0.5);
    let open = corner.occlusion * corner.occlusion.sqrt();
    let diffuse = colour * (key * lit * corner.occlusion + sky * open) * (1.0 - metal * 0.35);
    let half = (to_key + camera.toward_eye).normalize();
    let sharpness = 4.0 + 60.0 * (1.0 - roughness) * (1.0 - roughness);
    let gleam = crate::trig::pow(normal.dot(half).max(0.0), sharpness) * lit.min(1.0);
    let tint = Vec3::ONE.lerp(colour * 2.2, metal);
    let specular = key * tint * gleam * (0.05 + 0.75 * metal) * (1.0 - roughness * 0.6);
    let edge = 1.0 - normal.dot(camera.toward_eye).max(0.0);
    let rim = rig.rim * edge * edge * edge * (normal.y * 0.5 + 0.5) * open;
    let light =
        (diffuse + specular + rim * (0.25 + colour * 0.75) + emission * rig.glow) * rig.exposure * 0.66;
    // The grade gives back the colour that the film curve takes.
    let grey = light.dot(Vec3::new(0.2126, 0.7152, 0.0722));
    Vec3::splat(grey).lerp(light, 1.22).max(Vec3::ZERO)
}

/// What a part that is light adds.
fn lighten(corner: &Corner, camera: &Camera, veil: Veil) -> Vec3 {
    let [colour, ..] = sample(corner.uv);
    match veil {
        Veil::Glow => colour * corner.occlusion,
        Veil::Air { limb } => {
            let facing = corner.normal.dot(camera.toward_eye).clamp(0.0, 1.0);
            let near = if facing < limb { facing / limb } else { (1.0 - facing) / (1.0 - limb) };
            colour * near * near * near.sqrt()
        }
    }
}

/// Colour, surface and emission in linear light, between two pixels along the ramp.
pub(crate) fn sample([x, y]: [f32; 2]) -> [Vec3; 3] {
    static LINEAR: OnceLock<[Vec<Vec3>; 3]> = OnceLock::new();
    let textures = LINEAR.get_or_init(|| {
        let Spectrum { colour, surface, emission } = palette::spectrum();
        let units = |texture: &[[u8; 3]]| -> Vec<Vec3> {
            texture.iter().map(|it| Vec3::from(it.map(f32::from)) / 255.0).collect()
        };
        let light = |texture: Vec<Vec3>| -> Vec<Vec3> {
            texture.iter().map(|it| Vec3::from(it.to_array().map(palette::linear))).collect()
        };
        [light(units(&colour)), units(&surface), light(units(&emission))]
    });
    let left = (x - 0.5).clamp(0.0, SIDE as f32 - 1.0);
    let row = (y as usize).min(SIDE - 1) * SIDE;
    let (one, two) = (left as usize, (left as usize + 1).min(SIDE - 1));
    [0, 1, 2].map(|index: usize| textures[index][row + one].lerp(textures[index][row + two], left.fract()))
}

impl Plate {
    fn new(width: usize, height: usize, background: [u8; 3]) -> Self {
        let light = background.map(|byte| unfilm(palette::linear(f32::from(byte) / 255.0)));
        Self {
            width,
            height,
            depth: vec![f32::MAX; width * height],
            light: vec![light.into(); width * height],
        }
    }

    fn expose(&mut self, exhibits: &[Exhibit<'_>], camera: &Camera, rig: &Rig) {
        let shadow = Shadow::cast(exhibits, rig.key.0);
        // First what is solid, then what is light over it.
        for veiled in [false, true] {
            for exhibit in exhibits {
                let parts = exhibit.parts.iter().filter(|(baked, _)| baked.veil.is_some() == veiled);
                for (baked, place) in parts {
                    let corners = corners(baked, *place, camera, &exhibit.dress);
                    for triangle in baked.indices.chunks_exact(3) {
                        let [a, b, c] = [0, 1, 2].map(|corner| &corners[triangle[corner] as usize]);
                        match baked.veil {
                            None => self.triangle([a, b, c], |corner| shade(corner, camera, rig, &shadow)),
                            Some(veil) => self.veil([a, b, c], |corner| lighten(corner, camera, veil)),
                        }
                    }
                }
            }
        }
    }

    /// Fills a triangle that looks at the eye.
    fn triangle(&mut self, corners: [&Corner; 3], shade: impl Fn(&Corner) -> Vec3) {
        self.fill(corners, |plate, pixel, depth, corner| {
            plate.depth[pixel] = depth;
            plate.light[pixel] = shade(corner);
        });
    }

    /// Adds light where a triangle that looks at the eye is not hidden.
    fn veil(&mut self, corners: [&Corner; 3], lighten: impl Fn(&Corner) -> Vec3) {
        self.fill(corners, |plate, pixel, _, corner| plate.light[pixel] += lighten(corner));
    }

    fn fill(&mut self, corners: [&Corner; 3], mut lay: impl FnMut(&mut Self, usize, f32, &Corner)) {
        let size = [self.width, self.height];
        let facet = Facet::on_screen(corners.map(|corner| corner.clip), size);
        if facet.area >= 0.0 {
            return;
        }
        facet.walk(size, |sample, depth, weights| {
            if depth < self.depth[sample] {
                lay(self, sample, depth, &between(corners, weights));
            }
        });
    }

    /// Four samples become a pixel, after the film curve: bright edges stay smooth.
    fn develop(self) -> Picture {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut picture = Picture::new(width, height, [0; 3]);
        for y in 0..height {
            for x in 0..width {
                let samples = [(0, 0), (1, 0), (0, 1), (1, 1)];
                let sum: Vec3 = samples
                    .map(|(dx, dy)| self.light[(y * 2 + dy) * self.width + x * 2 + dx])
                    .map(|light| Vec3::from(light.to_array().map(film)))
                    .iter()
                    .sum();
                let pixel = (sum / 4.0).to_array().map(|unit| (palette::srgb(unit) * 255.0 + 0.5) as u8);
                picture.set(x, y, pixel);
            }
        }
        picture
    }
}

fn between(corners: [&Corner; 3], weights: Vec3) -> Corner {
    // Perspective: what is nearer weighs more.
    let weights = weights / Vec3::from(corners.map(|corner| corner.clip.w));
    let [a, b, c] = (weights / weights.element_sum()).to_array();
    let [one, two, three] = corners;
    Corner {
        clip: one.clip,
        world: one.world * a + two.world * b + three.world * c,
        normal: (one.normal * a + two.normal * b + three.normal * c).normalize_or(Vec3::Y),
        uv: [0, 1].map(|axis: usize| one.uv[axis] * a + two.uv[axis] * b + three.uv[axis] * c),
        occlusion: one.occlusion * a + two.occlusion * b + three.occlusion * c,
    }
}

/// A gentle shoulder: straight in the middle, never quite white.
pub(crate) fn film(light: f32) -> f32 {
    let x = light.max(0.0);
    (x * (1.0 + x / 6.25) / (1.0 + x * 0.85)).min(1.0) * 1.12
}

/// The light that the film curve turns into `value`, so that backgrounds keep their colour.
fn unfilm(value: f32) -> f32 {
    let (mut low, mut high) = (0.0, 8.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if film(middle) < value { low = middle } else { high = middle }
    }
    low
}
