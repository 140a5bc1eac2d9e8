//! Everything of a scene as triangles in the world, for one time of day.

use std::collections::BTreeMap;

use glam::{Affine3A, Quat, Vec3};
use wire::scene::{Scene, When};

use crate::bake::{self, Baked};
use crate::harbour::sea::WAVES;
use crate::model::Model;
use crate::raster::Exhibit;
use crate::shelf;
use crate::trig::{TAU, sin};

/// A corner of a triangle in the world.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    pub world: Vec3,
    pub normal: Vec3,
    pub uv: [f32; 2],
    pub occlusion: f32,
}

/// A triangle with what belongs to all of it.
#[derive(Clone, Copy)]
pub(super) struct Triangle {
    pub corners: [Corner; 3],
    /// Factor of its colour: no two instances are alike.
    pub value: f32,
    pub water: bool,
}

/// The models of a scene, baked once for both times of day.
pub struct Company {
    models: BTreeMap<String, (Model, Vec<Baked>)>,
}

/// A model at its place.
pub(super) struct Placed<'a> {
    pub exhibit: Exhibit<'a>,
    value: f32,
    water: bool,
}

impl Company {
    /// Bakes what a scene needs. What the shelf does not hold yet is passed over.
    pub fn of(scene: &Scene) -> Self {
        let wanted = scene.assets();
        let shelf = shelf::assets();
        let found = shelf.iter().filter(|asset| wanted.iter().any(|it| it.as_str() == asset.id));
        let models = found.map(|asset| {
            let model = asset.model();
            let baked = bake::bake(&model, &asset.beside(), asset.stands);
            (asset.id.clone(), (model, baked))
        });
        Self { models: models.collect() }
    }

    /// Instances, keepers and a visitor at the spawn point.
    pub(super) fn placed(&self, scene: &Scene, hour: When) -> Vec<Placed<'_>> {
        let mut all = Vec::new();
        for it in scene.instances.iter().filter(|it| it.when == When::Always || it.when == hour) {
            let place = Affine3A::from_scale_rotation_translation(
                Vec3::splat(it.scale),
                turned(it.yaw),
                it.at.into(),
            );
            let clip = it.clip.as_deref().map(|name| (name, it.phase));
            all.extend(self.place(it.asset.as_str(), place, clip, it.value));
        }
        let visitor = ("figure/human", &scene.spawn, "idle");
        let keepers = scene.keepers.iter().map(|it| (it.figure.as_str(), &it.spot, it.pose.as_str()));
        for (figure, spot, pose) in keepers.chain([visitor]) {
            let place = Affine3A::from_rotation_translation(turned(spot.yaw), spot.at.into());
            all.extend(self.place(figure, place, Some((pose, 0.1)), 0.0));
        }
        all
    }

    fn place(&self, id: &str, place: Affine3A, clip: Option<(&str, f32)>, value: f32) -> Option<Placed<'_>> {
        let (model, baked) = self.models.get(id)?;
        let playing =
            clip.and_then(|(name, phase)| Some((model.clips.iter().find(|it| it.name == name)?, phase)));
        let pose =
            playing.map_or(model.rest(), |(clip, phase)| clip.sample(clip.seconds * phase, model.rest()));
        let parts = baked.iter().zip(model.posed(&pose)).map(|(part, joint)| (part, place * joint));
        let water = id == "water/sheet";
        Some(Placed { exhibit: Exhibit { parts: parts.collect(), dress: [None; 7] }, value, water })
    }
}

fn turned(yaw: f32) -> Quat {
    Quat::from_rotation_y(yaw.to_radians())
}

/// All of them as triangles, the sea in its waves.
pub(super) fn triangles(placed: &[Placed<'_>]) -> Vec<Triangle> {
    let mut all = Vec::new();
    for it in placed {
        for (baked, place) in &it.exhibit.parts {
            let normals = place.matrix3.inverse().transpose();
            let corner = |index: &u32| {
                let vertex = &baked.vertices[*index as usize];
                let mut world = place.transform_point3(vertex.position);
                if it.water {
                    world.y += swell(world);
                }
                let normal = (normals * vertex.normal).normalize();
                let uv = (vertex.uv * crate::palette::SIDE as f32).to_array();
                Corner { world, normal, uv, occlusion: vertex.occlusion }
            };
            for it_corners in baked.indices.chunks_exact(3) {
                let mut corners = [0, 1, 2].map(|index: usize| corner(&it_corners[index]));
                if it.water {
                    let [a, b, c] = corners.map(|corner| corner.world);
                    let facet = (b - a).cross(c - a).normalize_or(Vec3::Y);
                    corners.iter_mut().for_each(|corner| corner.normal = facet);
                }
                all.push(Triangle { corners, value: 1.0 + it.value, water: it.water });
            }
        }
    }
    all
}

/// Height of the sea above its level at a moment.
fn swell(at: Vec3) -> f32 {
    let calm = 1.0 - (Vec3::new(at.x, 0.0, at.z).length() / 60.0).min(1.0);
    let wave = |wave: &crate::harbour::sea::Wave| {
        let way = wave.along[0] * at.x + wave.along[1] * at.z;
        wave.height * sin(way / wave.length * TAU + 1.0)
    };
    WAVES.iter().map(wave).sum::<f32>() * calm
}
