//! Planets: balls of equal triangles with seas, ridges and snow by noise, clouds, rings, and air as a
//! veil of light. The same id is the same world for ever.

pub mod globe;
pub mod kinds;
pub mod noise;

use glam::{Quat, Vec3};

use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::model::{Model, Shade};
use crate::paint::{Paint, Ramp};
use crate::shelf::{Asset, Make};
use crate::ship::cloth::hoop;
use crate::trig::turn;
use globe::{cut, icosphere};
use noise::Noise;

/// Radius of the sea, metres of the model: it is scaled where it is shown.
pub const RADIUS: f32 = 6.0;

/// What makes one world differ from another.
pub struct World {
    /// Another number, another face.
    pub noise: Noise,
    /// Degrees by which its axis leans.
    pub tilt: f32,
    /// Height over the sea (shares of the radius; below it is 0.0) at a place of the unit ball.
    pub height: fn(Noise, Vec3) -> f32,
    /// The paint of a face: its height, its latitude (0.0 equator to 1.0 pole), and a noise of its own.
    pub paint: fn(f32, f32, f32) -> Paint,
    /// Rings: inner and outer radius in radii of the planet, and paint.
    pub rings: &'static [([f32; 2], Paint)],
    /// The threshold of noise over which there is cloud; 1.0 is a clear sky.
    pub clouds: f32,
    pub air: Ramp,
    /// Lights of harbours on the coasts.
    pub harbours: usize,
}

/// Everything of this family.
pub fn assets() -> Vec<Asset> {
    let planet = |slug: &str| Asset {
        id: format!("planet/{slug}"),
        make: Make::Named(|slug| build(&kinds::world(slug))),
        budget: [5_000, 10_000],
        stands: false,
        // Clouds are open below.
        watertight: false,
    };
    kinds::SLUGS.iter().map(|slug| planet(slug)).collect()
}

/// The model of a world: globe, clouds and rings that turn, and the air.
pub fn build(world: &World) -> Model {
    let lean = turn(0.0, 0.0, world.tilt);
    let mut model = Model::default();
    let globe = model.joint("globe", None, Vec3::ZERO, surface(world).turned(lean));
    model.joints[globe].shade = Shade::Open;
    let sky = model.joint("clouds", None, Vec3::ZERO, clouds(world).turned(lean));
    model.joints[sky].shade = Shade::Open;
    if !world.rings.is_empty() {
        let joint = model.joint("rings", None, Vec3::ZERO, rings(world).turned(lean));
        model.joints[joint].shade = Shade::Open;
    }
    const AIR: f32 = 1.10;
    let air = icosphere(3, Paint::matte(world.air)).bent(|point| point * RADIUS * AIR);
    let joint = model.joint("air", None, Vec3::ZERO, air);
    let limb = (1.0 - 1.0 / (AIR * AIR)).sqrt();
    model.joints[joint].shade = Shade::Air { limb };
    model.clips = vec![spin(&model, lean * Vec3::Y)];
    model
}

fn spin(model: &Model, axis: Vec3) -> Clip {
    Clip::of("turn", 24.0, true, |phase| {
        let turned = |times: f32| (Quat::from_axis_angle(axis, phase * times * crate::trig::TAU), Vec3::ZERO);
        let joint = |name: &str| match name {
            "globe" => turned(1.0),
            // Weather runs ahead of the ground.
            "clouds" => turned(2.0),
            _ => (Quat::IDENTITY, Vec3::ZERO),
        };
        model.joints.iter().map(|it| joint(&it.name)).collect()
    })
}

fn surface(world: &World) -> Mesh {
    let height = |place: Vec3| (world.height)(world.noise, place);
    let mut mesh = icosphere(4, Paint::matte(Ramp::Deep));
    for index in 0..mesh.faces.len() {
        let middle = mesh.middle(&mesh.faces[index]).normalize();
        let grain = Noise(world.noise.0 ^ 0x5bd1).fbm(middle * 3.0, 2);
        mesh.faces[index].paint = (world.paint)(height(middle), middle.y.abs() + grain * 0.10, grain);
    }
    let lights = harbours(world, &mesh);
    mesh.bent(|point| point * RADIUS * (1.0 + height(point))).and(lights)
}

/// Small lights where land meets sea.
fn harbours(world: &World, mesh: &Mesh) -> Mesh {
    let height = |place: Vec3| (world.height)(world.noise, place.normalize());
    let coast = mesh.faces.iter().filter(|face| {
        let heights = mesh.outline(face).into_iter().map(height);
        let (low, high) = heights.fold((1.0_f32, 0.0_f32), |(low, high), it| (low.min(it), high.max(it)));
        low <= 0.0 && high > 0.002 && mesh.middle(face).y.abs() < 0.75
    });
    let coast: Vec<Vec3> = coast.map(|face| mesh.middle(face).normalize()).collect();
    let every = (coast.len() / world.harbours.max(1)).max(1);
    let light = |place: Vec3| {
        let up = Quat::from_rotation_arc(Vec3::Y, place);
        crate::mesh::gem([0.10, 0.10], 0.22, 0.05, 4, Paint::glow(Ramp::Lantern))
            .turned(up)
            .at(place * RADIUS * 1.01)
    };
    Mesh::of(coast.into_iter().step_by(every).take(world.harbours).map(light))
}

fn clouds(world: &World) -> Mesh {
    let noise = Noise(world.noise.0.wrapping_mul(31).wrapping_add(7));
    // Wind draws clouds out along the parallels.
    let cover = |place: Vec3| noise.fbm(place * Vec3::new(1.6, 4.6, 1.6) + Vec3::Y * place.x, 3);
    let ball = icosphere(4, Paint::matte(Ramp::Bone).toned(0.14));
    let cloudy = cut(&ball, |face| cover(ball.middle(face)) > world.clouds);
    cloudy.bent(|point| point * RADIUS * (1.045 + 0.02 * cover(point).max(0.0)))
}

fn rings(world: &World) -> Mesh {
    let ring = |&([inner, outer], paint): &([f32; 2], Paint)| {
        let half = [(outer - inner) / 2.0 * RADIUS, 0.035];
        hoop((inner + outer) / 2.0 * RADIUS, half, 72, paint).turned(turn(90.0, 0.0, 0.0))
    };
    Mesh::of(world.rings.iter().map(ring))
}
