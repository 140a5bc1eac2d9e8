//! A place made ready: models read, what stands still merged, who moves put together.

use std::{collections::BTreeMap, rc::Rc};

use glam::{Mat4, Vec3};
use model::{Model, Water};
use staging::{Actor, Cells, Costume, Dress, Figure, Ground, Packed, Put, Sky, Still, dye_row};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, ImageBitmapOptions};
use wire::{
    asset::ContentId,
    scene::{Instance, Keeper, Scene, When},
};

use super::{canvas::no_picture, studio};
use crate::{
    asset::{self, Files, Progress, Stop},
    page,
    trouble::Trouble,
};

/// The pictures of the one material.
const SPECTRUM: [&str; 3] = ["texture/spectrum", "texture/spectrum-surface", "texture/spectrum-glow"];
const SKY: &str = "data/sky";
/// What can be walked on, and how far away a piece of it may lie.
const FLOOR: &str = "quay/";
const FLOOR_METRES: f32 = 2.0;

/// Everything that is drawn of a place, on this side of the card.
pub struct Place {
    pub(super) scene: Scene,
    pub(super) cells: Cells,
    pub(super) troupes: Vec<Troupe>,
    /// Place of the led figure among the troupes.
    pub(super) hero: usize,
    pub(super) sea: Option<(Packed, Water)>,
    pub(super) sky: Sky,
    pub(super) ground: Ground,
    pub(super) spectrum: [ImageBitmap; 3],
    /// How many bones there are; the first moves nothing.
    pub(super) bones: usize,
    models: BTreeMap<ContentId, Rc<Model>>,
    /// Why its files are not kept for the next visit, if they are not.
    pub unkept: Option<Trouble>,
}

/// Instances of one thing that moves.
pub(super) struct Troupe {
    pub(super) figure: Figure,
    pub(super) actors: Vec<Actor>,
    pub(super) when: When,
    /// The middle of the sphere around all of them, and how far it reaches.
    pub(super) middle: Vec3,
    pub(super) reach: f32,
}

/// Beasts and lanterns leave their place by so much.
const ROAM_METRES: f32 = 1.5;
/// Gulls and moths throw no shadow that anyone would see.
const SMALL_METRES: f32 = 0.7;

impl Troupe {
    pub(super) fn is_small(&self) -> bool {
        self.figure.near.sphere().1 <= SMALL_METRES
    }
}

impl Place {
    /// Brings a place here with who is led in it.
    ///
    /// # Errors
    /// As `asset::bring`; `Unreadable` when a file is not what it should be.
    pub async fn bring(
        scene: &str,
        hero: &Costume,
        stop: &Stop,
        tell: &dyn Fn(Progress),
    ) -> Result<Self, Trouble> {
        let scene: ContentId = scene.parse().map_err(|_why| no_picture())?;
        let mut wanted = vec![scene.clone()];
        wanted.extend(hero.assets());
        wanted.extend(SPECTRUM.iter().chain([&SKY]).filter_map(|it| it.parse().ok()));
        let files = asset::bring(&wanted, stop, tell).await?;
        let bytes = files.bytes(&scene).ok_or_else(no_picture)?;
        let scene = Scene::read(&bytes).map_err(|why| unreadable(&why.to_string()))?;
        let mut place = Self::build(scene, files).await?;
        place.people(hero)?;
        Ok(place)
    }

    /// Brings a figure alone, on a stage of its own.
    ///
    /// # Errors
    /// As [`Place::bring`].
    pub async fn bring_figure(hero: &Costume, stop: &Stop, tell: &dyn Fn(Progress)) -> Result<Self, Trouble> {
        let mut wanted = hero.assets();
        wanted.extend(SPECTRUM.iter().filter_map(|it| it.parse().ok()));
        let files = asset::bring(&wanted, stop, tell).await?;
        let mut place = Self::build(studio::scene(), files).await?;
        place.people(hero)?;
        Ok(place)
    }

    /// Brings any one model, as it is, onto the stage of a figure.
    ///
    /// # Errors
    /// As [`Place::bring`].
    pub async fn bring_thing(thing: &str, stop: &Stop, tell: &dyn Fn(Progress)) -> Result<Self, Trouble> {
        let thing: ContentId = thing.parse().map_err(|_why| no_picture())?;
        let mut wanted = vec![thing.clone()];
        wanted.extend(SPECTRUM.iter().filter_map(|it| it.parse().ok()));
        let files = asset::bring(&wanted, stop, tell).await?;
        let mut place = Self::build(studio::scene(), files).await?;
        place.thing(&thing)?;
        Ok(place)
    }

    /// A place with nobody to lead in it yet.
    async fn build(scene: Scene, files: Files) -> Result<Self, Trouble> {
        let mut spectrum = Vec::new();
        for id in SPECTRUM {
            spectrum.push(bitmap(&files, id).await?);
        }
        let spectrum = <[ImageBitmap; 3]>::try_from(spectrum).map_err(|_few| no_picture())?;
        let sky = SKY.parse().ok().and_then(|it: ContentId| files.bytes(&it));
        let sky = sky.map_or(Ok(Sky::default()), |it| Sky::read(&it));
        let mut place = Self {
            cells: Cells::default(),
            troupes: Vec::new(),
            hero: 0,
            sea: None,
            sky: sky.map_err(|why| unreadable(&why.to_string()))?,
            ground: Ground::of(&scene),
            spectrum,
            bones: 1,
            models: read_all(&files)?,
            unkept: None,
            scene,
        };
        place.furnish();
        place.unkept = files.unkept;
        Ok(place)
    }

    /// Puts everything where it stands.
    fn furnish(&mut self) {
        let instances = std::mem::take(&mut self.scene.instances);
        let mut stills = Vec::new();
        let mut moving: Vec<(&Instance, Rc<Model>)> = Vec::new();
        for instance in &instances {
            let Some(model) = self.models.get(&instance.asset) else { continue };
            if let Some(water) = &model.notes.water {
                self.sea = Some((sheet(model), water.clone()));
            } else if instance.clip.is_some() || instance.when != When::Always {
                moving.push((instance, model.clone()));
            } else {
                stills.push(Still { model, place: stand(instance), value: instance.value });
            }
        }
        self.cells = Cells::merge(&stills);
        let groups =
            moving.chunk_by(|one, other| (&one.0.asset, one.0.when) == (&other.0.asset, other.0.when));
        let groups: Vec<_> = groups.map(<[_]>::to_vec).collect();
        for group in groups {
            let (first, model) = &group[0];
            let figure = Figure::of(model, Dress::default());
            let parts: Vec<_> = group.iter().map(|(it, _)| (stand(it), clip(model, it))).collect();
            self.enter(model.clone(), figure, &parts, first.when);
        }
        self.scene.instances = instances;
    }

    /// Puts keepers and the led figure in.
    fn people(&mut self, hero: &Costume) -> Result<(), Trouble> {
        let keepers = std::mem::take(&mut self.scene.keepers);
        for keeper in &keepers {
            // Who cannot be dressed is not there; the place is.
            if let Err(trouble) = self.keeper(keeper) {
                page::note("A keeper is missing", &trouble.to_string().into());
            }
        }
        self.scene.keepers = keepers;
        let (model, figure) = self.dressed(hero)?;
        self.hero = self.troupes.len();
        let spot = &self.scene.spawn;
        let place = Mat4::from_translation(spot.at.into()) * Mat4::from_rotation_y(spot.yaw.to_radians());
        self.enter(model, figure, &[(place, None)], When::Always);
        Ok(())
    }

    /// Puts a model where the led figure would be, and the eye where all of it is seen.
    fn thing(&mut self, thing: &ContentId) -> Result<(), Trouble> {
        let model = self.models.get(thing).cloned();
        let model = model.ok_or_else(|| unreadable(&["there is no model ", thing.as_str()].concat()))?;
        let alone = Cells::merge(&[Still { model: &model, place: Mat4::IDENTITY, value: 1.0 }]);
        for cell in &alone.cells {
            studio::stand_back(&mut self.scene, cell.middle, cell.reach);
        }
        self.hero = self.troupes.len();
        let figure = Figure::of(&model, Dress::default());
        self.enter(model, figure, &[(Mat4::IDENTITY, None)], When::Always);
        Ok(())
    }

    fn keeper(&mut self, keeper: &Keeper) -> Result<(), Trouble> {
        let dye = |it: &Option<ContentId>| it.as_ref().and_then(dye_row);
        let costume = Costume {
            body: keeper.figure.clone(),
            outfit: keeper.outfit.clone().ok_or_else(no_picture)?,
            hair: None,
            holds: None,
            dress: Dress { cloak: dye(&keeper.cloak), trim: dye(&keeper.trim), ..Dress::default() },
        };
        let (model, figure) = self.dressed(&costume)?;
        let clip = model.clip(&keeper.pose);
        let ahead = self.troupes.len() as f32 * 0.77;
        let turn = Mat4::from_rotation_y(keeper.spot.yaw.to_radians());
        let place = Mat4::from_translation(keeper.spot.at.into()) * turn;
        self.enter(model, figure, &[(place, clip.map(|it| (it, ahead)))], When::Always);
        Ok(())
    }

    /// The floor there: the asset that lies nearest to it.
    pub(super) fn underfoot(&self, at: Vec3) -> Option<ContentId> {
        let floors = self.scene.instances.iter().filter(|it| it.asset.as_str().starts_with(FLOOR));
        let far = |it: &Instance| Vec3::from(it.at).distance(at);
        let nearest = floors.min_by(|one, other| far(one).total_cmp(&far(other)));
        nearest.filter(|it| far(it) < FLOOR_METRES).map(|it| it.asset.clone())
    }

    /// Puts a costume on, of what is here.
    pub(super) fn dressed(&self, costume: &Costume) -> Result<(Rc<Model>, Figure), Trouble> {
        let figure = costume.put_together(|id| self.models.get(id).map(|it| &**it));
        let figure = figure.map_err(|missing| unreadable(&missing.to_string()))?;
        let model = self.models.get(&costume.body).cloned().ok_or_else(no_picture)?;
        Ok((model, figure))
    }

    /// Takes in models of a costume that came later.
    pub(super) fn learn(&mut self, files: &Files) -> Result<(), Trouble> {
        self.models.extend(read_all(files)?);
        Ok(())
    }

    /// Puts another figure where the led one was. Tells whether its body stayed the same.
    pub(super) fn recast(&mut self, model: Rc<Model>, figure: Figure) -> bool {
        let hero = &mut self.troupes[self.hero];
        let same = Rc::ptr_eq(&hero.actors[0].model, &model);
        // The led figure stands last, so its bones may become more.
        let first = hero.actors[0].first;
        self.bones = first + figure.bones.len();
        hero.actors[0].bones = figure.bones.clone().into();
        hero.actors[0].model = model;
        hero.figure = figure;
        same
    }

    fn enter(
        &mut self,
        model: Rc<Model>,
        figure: Figure,
        parts: &[(Mat4, Option<(usize, f32)>)],
        when: When,
    ) {
        let bones: Rc<[usize]> = figure.bones.clone().into();
        let mut actors = Vec::new();
        for (place, clip) in parts {
            let (model, bones) = (model.clone(), bones.clone());
            actors.push(Actor { model, bones, first: self.bones, place: *place, clip: *clip });
            self.bones += figure.bones.len();
        }
        let (middle, reach) = around(&figure, &actors);
        self.troupes.push(Troupe { figure, actors, when, middle, reach });
    }
}

/// The sphere around all places of a figure, wherever its joints may bring it.
fn around(figure: &Figure, actors: &[Actor]) -> (Vec3, f32) {
    let own = figure.reach();
    let places: Vec<Vec3> = actors.iter().map(|it| it.place.w_axis.truncate()).collect();
    let middle = places.iter().sum::<Vec3>() / places.len().max(1) as f32;
    let away = places.iter().map(|it| it.distance(middle)).fold(0.0, f32::max);
    (middle, away + own * 2.0 + ROAM_METRES)
}

fn stand(instance: &Instance) -> Mat4 {
    Mat4::from_translation(instance.at.into())
        * Mat4::from_rotation_y(instance.yaw.to_radians())
        * Mat4::from_scale(Vec3::splat(instance.scale))
}

/// The clip of an instance, and the seconds that it is ahead.
fn clip(model: &Model, instance: &Instance) -> Option<(usize, f32)> {
    let clip = model.clip(instance.clip.as_ref()?)?;
    Some((clip, instance.phase * model.clips[clip].seconds))
}

fn sheet(model: &Model) -> Packed {
    let mut packed = Packed::default();
    for mesh in model.nodes.iter().filter_map(|it| it.mesh) {
        packed.add(&model.meshes[mesh], &Put::on(0, Dress::default()));
    }
    packed
}

fn read_all(files: &Files) -> Result<BTreeMap<ContentId, Rc<Model>>, Trouble> {
    let mut models = BTreeMap::new();
    for id in files.ids() {
        let bytes = files.bytes(id).unwrap_or_default();
        // Textures, data and sounds are no models.
        if bytes.starts_with(b"glTF") {
            let model = Model::read(&bytes).map_err(|why| unreadable(&why.to_string()))?;
            models.insert(id.clone(), Rc::new(model));
        }
    }
    Ok(models)
}

/// Decodes a picture, with its colours as they are.
async fn bitmap(files: &Files, id: &str) -> Result<ImageBitmap, Trouble> {
    let id: ContentId = id.parse().map_err(|_why| no_picture())?;
    let bytes = files.array(&id).ok_or_else(no_picture)?;
    let blob =
        Blob::new_with_buffer_source_sequence(&js_sys::Array::of1(bytes)).map_err(|_why| no_picture())?;
    let options = ImageBitmapOptions::new();
    options.set_premultiply_alpha(web_sys::PremultiplyAlpha::None);
    options.set_color_space_conversion(web_sys::ColorSpaceConversion::None);
    let coming = page::window()?.create_image_bitmap_with_blob_and_image_bitmap_options(&blob, &options);
    let bitmap = JsFuture::from(coming.map_err(|_why| no_picture())?).await.map_err(|_why| no_picture())?;
    bitmap.dyn_into().map_err(|_other| no_picture())
}

fn unreadable(why: &str) -> Trouble {
    Trouble::Unreadable(["The picture cannot be drawn: ", why, "."].concat())
}
