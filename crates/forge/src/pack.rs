//! Packing: assets as files with their hash in the name, pressed beside, and the manifest over them.

mod codex;
mod icon;
mod place;
mod sky;
mod sound;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use glam::Vec3;
use serde_json::Value;
use sha2::{Digest, Sha256};
use wire::asset::{Asset, Bounds, ContentId, Credit, Hash, Kind, LoopPoints, Manifest};

use crate::bake::{self, Baked};
use crate::model::{Model, Shade};
use crate::palette::{self, SIDE};
use crate::picture::Picture;
use crate::simplify::simplify;
use crate::{glb, shelf};
pub use codex::codex_file;
pub use icon::icon_files;
pub use place::{scene_files, scene_text};
pub use sky::sky_file;
pub use sound::sound_files;

/// The share of triangles that a model keeps for far away.
const FAR_SHARE: f32 = 0.4;
/// Edges longer than this share of the model are halved once, for the occlusion's sake.
const LONG_SHARE: f32 = 0.5;

/// A file before it has its name.
pub struct File {
    pub id: ContentId,
    pub kind: Kind,
    pub ending: &'static str,
    pub bytes: Vec<u8>,
    pub needs: Vec<ContentId>,
    pub loop_points: Option<LoopPoints>,
    pub triangles: Option<u32>,
    pub bounds: Option<Bounds>,
    /// Whose work is in it, where that is not ours alone.
    pub credits: Vec<Credit>,
}

impl File {
    /// One that needs nothing and is ours.
    ///
    /// # Errors
    /// When its id is none.
    pub fn of(id: &str, kind: Kind, ending: &'static str, bytes: Vec<u8>) -> Result<Self> {
        Ok(Self {
            id: id.parse().with_context(|| id.to_owned())?,
            kind,
            ending,
            bytes,
            needs: vec![],
            loop_points: None,
            triangles: None,
            bounds: None,
            credits: vec![],
        })
    }
}

/// A model and what was baked of it.
pub struct Product {
    pub model: Model,
    pub near: Vec<Baked>,
    pub far: Vec<Baked>,
}

/// Makes and bakes one asset.
pub fn produce(asset: &shelf::Asset) -> Product {
    let mut model = asset.model();
    let (low, high) = model.bounds();
    let long = (high - low).max_element() * LONG_SHARE;
    for joint in model.joints.iter_mut().filter(|joint| joint.shade == Shade::Rays) {
        joint.mesh = std::mem::take(&mut joint.mesh).split(long, 1);
    }
    let beside = asset.beside();
    let near = bake::bake(&model, &beside, asset.stands);
    let mut distant = model.clone();
    for joint in &mut distant.joints {
        // Light has a strength at each point, and no shape that could be simpler.
        if matches!(joint.shade, Shade::Air { .. } | Shade::Glow { .. }) {
            continue;
        }
        let wanted = (joint.mesh.triangles() as f32 * FAR_SHARE) as usize;
        joint.mesh = simplify(std::mem::take(&mut joint.mesh), wanted.max(8));
    }
    let far = bake::bake(&distant, &beside, asset.stands);
    Product { model, near, far }
}

/// The file of a model.
///
/// # Errors
/// When its id is none.
pub fn model_file(asset: &shelf::Asset) -> Result<File> {
    let product = produce(asset);
    let triangles: usize = product.near.iter().map(Baked::triangles).sum();
    let textures = TEXTURES.iter().map(|(id, _)| *id);
    let needs = textures.chain(worn(&product.model)).map(str::parse).collect::<Result<_, _>>()?;
    Ok(File {
        needs,
        triangles: Some(triangles as u32),
        bounds: Some(bounds(&product.model)),
        ..File::of(&asset.id, Kind::Model, "glb", glb::write(&product.model, &product.near, &product.far))?
    })
}

/// What a body or an outfit is never seen without: its cuts of hair, and what it has in hand.
fn worn(model: &Model) -> impl Iterator<Item = &str> {
    let extra = |name: &str| model.extras.get(name);
    let cuts = extra("hair").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let tucked = extra("hair").filter(|it| *it == "tucked").map(|_| "hair/tucked");
    let holds = extra("holds").and_then(Value::as_str).filter(|it| !it.is_empty());
    cuts.chain(tucked).chain(holds)
}

type Layer = fn(palette::Spectrum) -> Vec<[u8; 3]>;

const TEXTURES: [(&str, Layer); 3] = [
    ("texture/spectrum", |it| it.colour),
    ("texture/spectrum-glow", |it| it.emission),
    ("texture/spectrum-surface", |it| it.surface),
];

/// The textures of the one material.
///
/// # Errors
/// When the encoder of PNG fails.
pub fn texture_files() -> Result<Vec<File>> {
    let file = |(id, layer): &(&str, Layer)| {
        let picture = Picture::of(SIDE, SIDE, layer(palette::spectrum()));
        File::of(id, Kind::Texture, "png", picture.png()?)
    };
    TEXTURES.iter().map(file).collect()
}

/// Makes everything and writes it into `folder`, with the manifest last: who reads it finds the
/// files that it lists. What no longer belongs there goes.
///
/// # Errors
/// When a file cannot be written, or an asset has no good id.
pub fn write(folder: &Path) -> Result<Manifest> {
    let mut listed = Vec::new();
    let mut keep = vec![folder.join("manifest.json"), folder.join("manifest.json.br")];
    let files = [
        texture_files()?,
        vec![codex_file()?, sky_file()?],
        icon_files()?,
        scene_files()?,
        sound_files(&forge_sound::all())?,
    ];
    for file in files.iter().flatten() {
        listed.push(lay(folder, file, &mut keep)?);
    }
    for asset in shelf::assets() {
        listed.push(lay(folder, &model_file(&asset)?, &mut keep)?);
    }
    let manifest = Manifest::of(listed);
    manifest.check()?;
    let mut text = serde_json::to_vec_pretty(&manifest)?;
    text.push(b'\n');
    std::fs::write(folder.join("manifest.json.br"), press(&text)?)?;
    std::fs::write(folder.join("manifest.json"), text)?;
    sweep(folder, &keep)?;
    Ok(manifest)
}

fn lay(folder: &Path, file: &File, keep: &mut Vec<std::path::PathBuf>) -> Result<Asset> {
    let hash = Hash(Sha256::digest(&file.bytes).into());
    let name = &hash.to_string()[..16];
    let path = format!("{}.{name}.{}", file.id, file.ending);
    let place = folder.join(&path);
    std::fs::create_dir_all(place.parent().unwrap_or(folder))?;
    std::fs::write(&place, &file.bytes).with_context(|| path.clone())?;
    let mut packed_bytes = None;
    // PNG and MP3 are pressed already: a second coat is mostly heavier, and of MP3 always.
    let pressed = if file.kind == Kind::Sound { file.bytes.clone() } else { press(&file.bytes)? };
    keep.push(place);
    if pressed.len() * 10 < file.bytes.len() * 9 {
        packed_bytes = Some(pressed.len() as u64);
        let place = folder.join(format!("{path}.br"));
        std::fs::write(&place, pressed)?;
        keep.push(place);
    }
    Ok(Asset {
        id: file.id.clone(),
        kind: file.kind,
        path,
        bytes: file.bytes.len() as u64,
        packed_bytes,
        sha256: hash,
        needs: file.needs.clone(),
        loop_points: file.loop_points,
        triangles: file.triangles,
        bounds: file.bounds,
        credits: file.credits.clone(),
    })
}

fn press(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut pressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut pressed, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(pressed)
}

/// Removes files that are not kept: other bytes of an asset that was made before.
fn sweep(folder: &Path, keep: &[std::path::PathBuf]) -> Result<()> {
    for family in std::fs::read_dir(folder)? {
        let family = family?.path();
        if !family.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(family)? {
            let file = file?.path();
            let ours = file
                .extension()
                .is_some_and(|it| ["br", "glb", "json", "mp3", "png"].iter().any(|ours| it == *ours));
            if ours && !keep.contains(&file) {
                std::fs::remove_file(file)?;
            }
        }
    }
    Ok(())
}

fn bounds(model: &Model) -> Bounds {
    let (low, high) = model.bounds();
    let millimetres = |it: Vec3, round: fn(f32) -> f32| (it * 1000.0).to_array().map(|it| round(it) as i32);
    Bounds { low_millimetres: millimetres(low, f32::floor), high_millimetres: millimetres(high, f32::ceil) }
}
