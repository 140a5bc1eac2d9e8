//! Everything of a scene as triangles in the world, for one time of day.

use std::collections::{BTreeMap, BTreeSet};

use glam::{Affine3A, Quat, Vec3};
use wire::scene::{ContentId, Keeper, Scene, When};

use crate::bake::{self, Baked};
use crate::cast::{Cast, Detail};
use crate::figure::dressed::{self, Choice};
use crate::figure::{outfit, species};
use crate::harbour::sea::WAVES;
use crate::pack::Product;
use crate::paint::{Ramp, Slot};
use crate::raster::{self, Exhibit};
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
    things: BTreeMap<String, Cast>,
    /// In the order of the scene.
    keepers: Vec<Cast>,
    visitor: Cast,
}

/// A model at its place.
pub(super) struct Placed<'a> {
    pub exhibit: Exhibit<'a>,
    value: f32,
    water: bool,
}

impl Company {
    /// Bakes what a scene needs, and dresses whoever stands in it.
    pub fn of(scene: &Scene) -> Self {
        let wanted: BTreeSet<&str> = scene.instances.iter().map(|it| it.asset.as_str()).collect();
        let shelf = shelf::assets();
        let found = shelf.iter().filter(|asset| wanted.contains(asset.id.as_str()));
        Self {
            things: found.map(|asset| (asset.id.clone(), near(asset))).collect(),
            keepers: scene.keepers.iter().map(dressed).collect(),
            visitor: at_home(&Choice::of("human", "wayfarer")),
        }
    }

    /// Instances, keepers and a visitor at the spawn point.
    pub(super) fn placed(&self, scene: &Scene, hour: When) -> Vec<Placed<'_>> {
        let mut all = Vec::new();
        for it in scene.instances.iter().filter(|it| it.when == When::Always || it.when == hour) {
            let Some(cast) = self.things.get(it.asset.as_str()) else { continue };
            let place = Affine3A::from_scale_rotation_translation(
                Vec3::splat(it.scale),
                turned(it.yaw),
                it.at.into(),
            );
            let clip = it.clip.as_deref().map(|name| (name, it.phase));
            let water = it.asset.as_str() == "water/sheet";
            all.push(Placed { value: it.value, water, ..put(cast, place, clip) });
        }
        let keepers = self.keepers.iter().zip(&scene.keepers).map(|(cast, it)| (cast, &it.spot, &*it.pose));
        for (cast, spot, pose) in keepers.chain([(&self.visitor, &scene.spawn, "idle")]) {
            let place = Affine3A::from_rotation_translation(turned(spot.yaw), spot.at.into());
            all.push(put(cast, place, Some((pose, 0.1))));
        }
        all
    }
}

/// Without a mesh for far away: pictures are taken from near.
fn near(asset: &shelf::Asset) -> Cast {
    let model = asset.model();
    let near = bake::bake(&model, &asset.beside(), asset.stands);
    let far = vec![Baked::default(); near.len()];
    Cast::of(Product { model, near, far })
}

/// A keeper in what they wear; what is not known is as it is without a calling.
fn dressed(keeper: &Keeper) -> Cast {
    let species = species::all().map(|it| it.slug);
    let outfits = outfit::OUTFITS.map(|it| it.0);
    let worn = keeper.outfit.as_ref().and_then(|id| known(id, &outfits)).unwrap_or("wayfarer");
    let plain = Choice::of(known(&keeper.figure, &species).unwrap_or("human"), worn);
    let dyed = |dye: &Option<ContentId>| dye.as_ref().and_then(|id| Ramp::of_dye(slug(id)));
    let (cloak, trim) =
        (dyed(&keeper.cloak).unwrap_or(plain.cloak), dyed(&keeper.trim).unwrap_or(plain.trim));
    at_home(&plain.in_colours(cloak, trim))
}

/// With the warm rim of the body's own: classes of stars are won elsewhere.
fn at_home(choice: &Choice) -> Cast {
    let mut cast = dressed::cast(choice);
    cast.dress[Slot::Star as usize] = None;
    cast
}

fn known(id: &ContentId, slugs: &[&'static str]) -> Option<&'static str> {
    slugs.iter().copied().find(|it| *it == slug(id))
}

fn slug(id: &ContentId) -> &str {
    id.as_str().split_once('/').map_or("", |(_, slug)| slug)
}

fn put<'a>(cast: &'a Cast, place: Affine3A, clip: Option<(&str, f32)>) -> Placed<'a> {
    let model = &cast.model;
    let playing = clip.and_then(|(name, at)| Some((model.clips.iter().find(|it| it.name == name)?, at)));
    let pose = playing.map_or(model.rest(), |(clip, at)| clip.sample(clip.seconds * at, model.rest()));
    let mut exhibit = cast.exhibit(&pose, Detail::Near);
    exhibit.parts.iter_mut().for_each(|(_, joint)| *joint = place * *joint);
    Placed { exhibit, value: 0.0, water: false }
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
                let uv = raster::dyed(vertex, &it.exhibit.dress);
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
