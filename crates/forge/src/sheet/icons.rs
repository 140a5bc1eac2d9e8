//! All icons on the grounds of both themes, as large as they are and half as large.

use super::show::{BACK, VELLUM};
use super::{BONE, INK};
use crate::icon::{self, Icon, SIDE};
use crate::picture::Picture;

const COLUMNS: usize = 10;
const CELL: [usize; 2] = [SIDE + SIDE / 2 + 14, SIDE + 20];

/// `icons-dark` and `icons-vellum`.
pub(super) fn sheets(only: &str) -> impl Iterator<Item = (String, Picture)> {
    let grounds = [("icons/dark", BACK, BONE), ("icons/vellum", VELLUM, INK)];
    let wanted = move |it: &(&str, _, _)| it.0.starts_with(only);
    let wanted: Vec<_> = grounds.into_iter().filter(wanted).collect();
    let icons: Vec<(String, Icon)> = if wanted.is_empty() {
        vec![]
    } else {
        icon::all().into_iter().map(|(id, asset)| (id, icon::icon(&asset))).collect()
    };
    wanted.into_iter().map(move |(id, ground, ink)| (id.replace('/', "-"), sheet(&icons, ground, ink)))
}

fn sheet(icons: &[(String, Icon)], ground: [u8; 3], ink: [u8; 3]) -> Picture {
    let rows = icons.len().div_ceil(COLUMNS);
    let mut sheet = Picture::new(COLUMNS * CELL[0], rows * CELL[1], ground);
    for (index, (id, icon)) in icons.iter().enumerate() {
        let (left, top) = (index % COLUMNS * CELL[0], index / COLUMNS * CELL[1]);
        let mut one = Picture::new(SIDE, SIDE, ground);
        one.lay(icon, SIDE, 0, 0);
        sheet.paste(&one, left + 4, top);
        sheet.paste(&one.halved(), left + SIDE + 8, top + SIDE / 2);
        sheet.label(id.trim_start_matches("icon/"), left + 4, top + SIDE + 4, ink);
    }
    sheet
}
