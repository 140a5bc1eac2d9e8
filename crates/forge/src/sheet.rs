//! Contact sheets: an asset from all sides, as a shadow, and how it moves; and line-ups of several.

mod icons;
mod show;

use glam::Vec3;

use crate::cast::{Cast, Detail};
use crate::creature;
use crate::picture::Picture;
use crate::shelf::{self, Asset, Scale};
use show::{BACK, Show};

const INK: [u8; 3] = [0x0b, 0x10, 0x20];
const BONE: [u8; 3] = [0xe7, 0xdf, 0xcf];
const PANEL: [usize; 2] = [340, 420];
const SMALL: [usize; 2] = [170, 210];
const IN_LINE: [usize; 2] = [230, 300];
const LINE_MOST: usize = 7;
const THREE_QUARTER: Vec3 = Vec3::new(0.75, 0.42, 1.0);
/// Pixels of a silhouette that must still be recognised.
const TINY: usize = 48;

/// All sheets whose id begins with `only`: names without ending, and pictures. Besides one for each
/// asset there are line-ups, whose ids begin with `lineup/`, portraits of ships and creatures, under
/// `portrait/`, and all icons on the grounds of both themes, under `icons/`.
pub fn sheets(only: &str) -> impl Iterator<Item = (String, Picture)> {
    let assets = shelf::assets().into_iter().filter(move |asset| asset.id.starts_with(only));
    let lineups = shelf::LINEUPS.iter().filter(move |(id, _, _)| id.starts_with(only));
    let name = |id: &str| id.replace('/', "-");
    assets
        .map(move |asset| (name(&asset.id), of(&asset)))
        .chain(lineups.map(move |(id, scale, casts)| (name(id), line(&casts(), *scale))))
        .chain(portraits(only))
        .chain(icons::sheets(only))
}

/// Large pictures of what is judged by its front page, from before and from behind.
fn portraits(only: &str) -> impl Iterator<Item = (String, Picture)> {
    let judged = |asset: &Asset| ["creature", "ship"].contains(&asset.family());
    let named =
        shelf::assets().into_iter().filter(judged).map(|asset| (format!("portrait/{}", asset.slug()), asset));
    named
        .filter(move |(id, _)| id.starts_with(only))
        .map(|(id, asset)| (id.replace('/', "-"), portrait(&asset)))
}

fn portrait(asset: &Asset) -> Picture {
    const HALF: [usize; 2] = [640, 600];
    let cast = shelf::cast(asset);
    let show = set(&cast, asset).closer(if asset.family() == "ship" { 0.84 } else { 1.0 });
    let mut picture = Picture::new(HALF[0] * 2, HALF[1], BACK);
    for (index, from) in [Vec3::new(-0.95, 0.32, 0.75), Vec3::new(-0.75, 0.38, -0.85)].into_iter().enumerate()
    {
        picture.paste(&show.picture(&cast.model.rest(), from, Detail::Near, HALF), index * HALF[0], 0);
    }
    picture
}

/// The sheet of one asset.
pub fn of(asset: &Asset) -> Picture {
    let cast = shelf::cast(asset);
    let rows = cast.model.clips.len().div_ceil(4);
    let height = PANEL[1] + 24 + rows * (SMALL[1] + 16);
    let mut sheet = Picture::new(PANEL[0] * 4 + 110, height.max(470), BACK);
    let show = set(&cast, asset);
    let ease = cast.at_ease();
    let front = shelf::face(asset) + Vec3::Y * 0.04;
    let views = [("front", front), ("three-quarter", THREE_QUARTER), ("top", Vec3::Y)];
    for (index, (name, from)) in views.into_iter().enumerate() {
        sheet.paste(&show.picture(&ease, from, Detail::Near, PANEL), index * PANEL[0], 24);
        sheet.label(name, index * PANEL[0] + 8, 30, BONE);
    }
    sheet.paste(&show.shadow(&ease, PANEL), 3 * PANEL[0], 24);
    sheet.label("silhouette", 3 * PANEL[0] + 8, 30, INK);
    margin(&mut sheet, &show, &cast);
    let [near, far] = [Detail::Near, Detail::Far].map(|detail| cast.triangles(detail));
    sheet.label(&format!("{}  {near} triangles  far {far}", asset.id), 8, 8, BONE);
    clips(&mut sheet, &show, &cast);
    sheet
}

/// The set for an asset: what stands on a floor stands on the table.
fn set<'a>(cast: &'a Cast, asset: &Asset) -> Show<'a> {
    let show = Show::of(cast).facing(shelf::face(asset));
    if asset.stands { show } else { show.afloat() }
}

/// Which of 48 × 48 pixels each of several covers, seen from the front at one scale.
pub fn shadows(casts: &[(String, Cast)]) -> Vec<(String, Vec<bool>)> {
    let (low, high) = around(casts);
    let shadow = |(name, cast): &(String, Cast)| {
        let picture = Show::within(cast, low, high).shadow(&cast.at_ease(), [TINY, TINY]);
        (name.clone(), picture.pixels().iter().map(|pixel| pixel[0] < 128).collect())
    };
    casts.iter().map(shadow).collect()
}

/// Which of 48 × 48 pixels one covers, as large as it fits, seen from `face`.
pub fn shadow(cast: &Cast, face: Vec3) -> Vec<bool> {
    let picture = Show::of(cast).facing(face).shadow(&cast.at_ease(), [TINY, TINY]);
    picture.pixels().iter().map(|pixel| pixel[0] < 128).collect()
}

/// The box around all of them, each at the origin.
fn around(casts: &[(String, Cast)]) -> (Vec3, Vec3) {
    let boxes = casts.iter().map(|(_, cast)| cast.bounds(&cast.at_ease()));
    boxes.fold((Vec3::MAX, Vec3::MIN), |(low, high), it| (low.min(it.0), high.max(it.1)))
}

/// The tiny silhouette, the mesh for far away, and the back.
fn margin(sheet: &mut Picture, show: &Show<'_>, cast: &Cast) {
    let left = 4 * PANEL[0] + 8;
    let ease = cast.at_ease();
    let tiny = show.shadow(&ease, [TINY, TINY]);
    sheet.paste(&tiny, left, 30);
    sheet.paste(&tiny.enlarged(2), left, 84);
    sheet.paste(&show.picture(&ease, THREE_QUARTER, Detail::Far, [100, 124]), left, 190);
    sheet.label("far", left, 192, BONE);
    sheet.paste(&show.picture(&ease, Vec3::new(-0.6, 0.35, -1.0), Detail::Near, [100, 124]), left, 320);
    sheet.label("back", left, 322, BONE);
}

/// Two moments of every clip, four clips in a row.
fn clips(sheet: &mut Picture, show: &Show<'_>, cast: &Cast) {
    for (index, clip) in cast.model.clips.iter().enumerate() {
        let (left, top) = ((index % 4) * SMALL[0] * 2 + 8, PANEL[1] + 28 + index / 4 * (SMALL[1] + 16));
        let moments = match clip.name {
            _ if clip.looping => [0.25, 0.6],
            "down" | "sit" => [0.4, 1.0],
            _ => [0.4, 0.58],
        };
        for (moment, share) in moments.into_iter().enumerate() {
            let pose = clip.sample(clip.seconds * share, cast.model.rest());
            let picture = show.picture(&pose, Vec3::new(0.85, 0.3, 1.0), Detail::Near, SMALL);
            sheet.paste(&picture, left + moment * SMALL[0], top);
        }
        sheet.label(clip.name, left + 4, top + 4, BONE);
    }
}

/// Several beside each other, each over its shadow of 48 pixels.
pub fn line(casts: &[(String, Cast)], scale: Scale) -> Picture {
    let (low, high) = around(casts);
    let columns = casts.len().min(LINE_MOST);
    let cell = [IN_LINE[0], IN_LINE[1] + TINY * 2 + 12];
    let mut sheet = Picture::new(columns * cell[0], casts.len().div_ceil(LINE_MOST) * cell[1], BACK);
    for (index, (name, cast)) in casts.iter().enumerate() {
        let (left, top) = (index % LINE_MOST * cell[0], index / LINE_MOST * cell[1]);
        let show = match scale {
            Scale::One => Show::within(cast, low, high),
            Scale::Own => Show::of(cast),
            Scale::Corner => Show::of(cast).facing(creature::FACE),
        };
        let ease = cast.at_ease();
        sheet.paste(&show.picture(&ease, Vec3::new(0.42, 0.22, 1.0), Detail::Near, IN_LINE), left, top);
        let tiny = show.shadow(&ease, [TINY, TINY]);
        sheet.paste(&tiny, left + 20, top + IN_LINE[1] + 4);
        sheet.paste(&tiny.enlarged(2), left + 84, top + IN_LINE[1] + 4);
        sheet.label(name, left + 6, top + 6, BONE);
    }
    sheet
}
