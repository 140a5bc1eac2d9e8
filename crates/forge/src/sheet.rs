//! Contact sheets: an asset from all sides, as a shadow, and how it moves.

use glam::{Affine3A, Vec3};

use crate::bake::Baked;
use crate::camera::Camera;
use crate::mesh::{Mesh, disc};
use crate::model::{Model, Pose};
use crate::pack::{Product, produce};
use crate::paint::{Paint, Ramp};
use crate::picture::Picture;
use crate::raster::{Dress, Exhibit, Rig, render, silhouette};
use crate::shelf::{self, Asset};
use crate::{bake, figure};

/// Night above the harbour.
const BACK: [u8; 3] = [0x14, 0x1b, 0x30];
const INK: [u8; 3] = [0x0b, 0x10, 0x20];
const VELLUM: [u8; 3] = [0xf3, 0xea, 0xd7];
const BONE: [u8; 3] = [0xe7, 0xdf, 0xcf];
const PANEL: [usize; 2] = [340, 420];
const SMALL: [usize; 2] = [170, 210];
/// Pixels of a silhouette that must still be recognised.
const TINY: usize = 48;

/// All sheets whose id begins with `only`: names without ending, and pictures. Besides one for each
/// asset there are line-ups of figures, under `lineup/`.
pub fn sheets(only: &str) -> Vec<(String, Picture)> {
    let wanted = |id: &str| id.starts_with(only);
    let mut sheets = Vec::new();
    for asset in shelf::assets().iter().filter(|asset| wanted(&asset.id)) {
        sheets.push((asset.id.replace('/', "-"), of(asset)));
    }
    for (id, picture) in figure::lineups(wanted) {
        sheets.push((id.replace('/', "-"), picture));
    }
    sheets
}

/// The sheet of one asset.
pub fn of(asset: &Asset) -> Picture {
    let product = produce(asset);
    let dress = shelf::dress(asset);
    let rows = product.model.clips.len().div_ceil(4);
    let height = PANEL[1] + 24 + rows * (SMALL[1] + 16);
    let mut sheet = Picture::new(PANEL[0] * 4 + 110, height, BACK);
    let show = Show::of(&product.model, dress);
    let rest = at_ease(&product.model);
    let views = [
        ("front", Vec3::new(0.0, 0.04, 1.0)),
        ("three-quarter", Vec3::new(0.75, 0.45, 1.0)),
        ("top", Vec3::Y),
    ];
    for (index, (name, from)) in views.into_iter().enumerate() {
        let picture = show.picture(&product.near, &rest, from, PANEL);
        sheet.paste(&picture, index * PANEL[0], 24);
        sheet.label(name, index * PANEL[0] + 8, 30, BONE);
    }
    sheet.paste(&show.shadow(&product.near, &rest, PANEL), 3 * PANEL[0], 24);
    sheet.label("silhouette", 3 * PANEL[0] + 8, 30, INK);
    margin(&mut sheet, &show, &product);
    let triangles = |parts: &[Baked]| parts.iter().map(Baked::triangles).sum::<usize>();
    let title =
        format!("{}  {} triangles  far {}", asset.id, triangles(&product.near), triangles(&product.far));
    sheet.label(&title, 8, 8, BONE);
    clips(&mut sheet, &show, &product);
    sheet
}

/// How it stands when nothing happens: the beginning of `idle` where there is one.
fn at_ease(model: &Model) -> Pose {
    let idle = model.clips.iter().find(|clip| clip.name == "idle");
    idle.map_or(model.rest(), |clip| clip.sample(0.0, model.rest()))
}

/// The tiny silhouette, the same from the side, and the mesh for far away.
fn margin(sheet: &mut Picture, show: &Show<'_>, product: &Product) {
    let left = 4 * PANEL[0] + 8;
    let rest = at_ease(&product.model);
    let tiny = show.shadow(&product.near, &rest, [TINY, TINY]);
    sheet.paste(&tiny, left, 30);
    sheet.paste(&tiny.enlarged(2), left, 84);
    sheet.label("far", left, 190, BONE);
    let far = show.picture(&product.far, &rest, Vec3::new(0.75, 0.45, 1.0), [100, 124]);
    sheet.paste(&far, left, 204);
    sheet.label("back", left, 334, BONE);
    let back = show.picture(&product.near, &rest, Vec3::new(-0.6, 0.35, -1.0), [100, 110]);
    sheet.paste(&back, left, 348);
}

/// Two moments of every clip, four clips in a row.
fn clips(sheet: &mut Picture, show: &Show<'_>, product: &Product) {
    for (index, clip) in product.model.clips.iter().enumerate() {
        let (left, top) = ((index % 4) * SMALL[0] * 2 + 8, PANEL[1] + 28 + index / 4 * (SMALL[1] + 16));
        for (moment, share) in [0.25, 0.55].into_iter().enumerate() {
            let pose = clip.sample(clip.seconds * share, product.model.rest());
            let picture = show.picture(&product.near, &pose, Vec3::new(0.85, 0.3, 1.0), SMALL);
            sheet.paste(&picture, left + moment * SMALL[0], top);
        }
        sheet.label(clip.name, left + 4, top + 4, BONE);
    }
}

/// How a model is set up before the camera.
pub struct Show<'a> {
    model: &'a Model,
    dress: Dress,
    middle: Vec3,
    reach: f32,
    table: Baked,
}

impl<'a> Show<'a> {
    /// On a table that is as wide as the picture.
    pub fn of(model: &'a Model, dress: Dress) -> Self {
        let (low, high) = model.bounds();
        Self::within(model, dress, low, high)
    }

    /// The same with the box that is to be seen.
    pub fn within(model: &'a Model, dress: Dress, low: Vec3, high: Vec3) -> Self {
        let size = high - low;
        let reach = (size.y * 0.5).max(size.x * 0.62).max(size.z * 0.5) * 1.12;
        let middle = low.midpoint(high);
        let table = disc(reach * 1.5, 0.02, 48, Paint::rough(Ramp::Pitch).toned(-0.1));
        let table = Model::rigid("table", table.moved(middle.x, low.y - 0.012, middle.z));
        let table = bake::bake(&table, &Mesh::default(), false).remove(0);
        Self { model, dress, middle, reach, table }
    }

    /// From a direction, lit, on the table.
    pub fn picture(&self, parts: &[Baked], pose: &Pose, from: Vec3, size: [usize; 2]) -> Picture {
        let aspect = size[0] as f32 / size[1] as f32;
        let camera = if from.y > 0.99 {
            Camera::flat(self.middle, from, self.reach, aspect)
        } else {
            Camera::lens(self.middle, from, self.reach, aspect)
        };
        let table = Exhibit { parts: vec![(&self.table, Affine3A::IDENTITY)], dress: [None; 7] };
        render(&[table, self.exhibit(parts, pose)], &camera, &Rig::sheet(), size, BACK)
    }

    /// From the front, black on vellum.
    pub fn shadow(&self, parts: &[Baked], pose: &Pose, size: [usize; 2]) -> Picture {
        let camera = Camera::flat(self.middle, Vec3::Z, self.reach, size[0] as f32 / size[1] as f32);
        silhouette(&[self.exhibit(parts, pose)], &camera, size, [INK, VELLUM])
    }

    fn exhibit<'b>(&self, parts: &'b [Baked], pose: &Pose) -> Exhibit<'b> {
        let places = self.model.posed(pose);
        Exhibit { parts: parts.iter().zip(places).collect(), dress: self.dress }
    }
}
