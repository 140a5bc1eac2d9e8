//! Every icon is looked at: that it is whole, small, like no other, and seen on both themes.

#![expect(clippy::unwrap_used, reason = "a test that cannot read what it made has failed")]

use std::sync::LazyLock;

use forge::icon::{self, SIDE};
use forge::pack::{self, File};
use wire::asset::Kind;

/// All icons together.
const BYTES_MAX: usize = 500_000;
/// Ground of the dark theme and of the light one.
const GROUNDS: [[u8; 3]; 2] = [[0x14, 0x1b, 0x30], [0xf3, 0xea, 0xd7]];
/// Contrast that makes a pixel seen against its ground.
const SEEN: f32 = 1.8;

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| pack::icon_files().unwrap());
static ICONS: LazyLock<Vec<(String, Vec<[u8; 4]>)>> =
    LazyLock::new(|| FILES.iter().map(|file| (file.id.to_string(), pixels(&file.bytes))).collect());

fn pixels(png: &[u8]) -> Vec<[u8; 4]> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((frame.width, frame.height), (SIDE as u32, SIDE as u32));
    bytes.chunks_exact(4).map(|it| [it[0], it[1], it[2], it[3]]).collect()
}

#[test]
fn icons_are_pictures_and_few_bytes() {
    for file in FILES.iter() {
        assert_eq!((file.kind, file.ending), (Kind::Picture, "png"), "{}", file.id);
        assert!(file.bytes.len() <= icon::BYTES_MAX, "{}: {} bytes", file.id, file.bytes.len());
    }
    let all: usize = FILES.iter().map(|file| file.bytes.len()).sum();
    assert!(all <= BYTES_MAX, "{all} bytes");
}

#[test]
fn everything_that_is_held_has_an_icon() {
    for (slug, _) in forge::figure::held::HELD {
        assert!(ICONS.iter().any(|(id, _)| *id == format!("icon/{slug}")), "{slug}");
    }
}

#[test]
fn icons_fill_their_square_and_are_not_cut() {
    for (id, icon) in ICONS.iter() {
        let places = (0..icon.len()).map(|index| (index % SIDE, index / SIDE));
        let solid: Vec<(usize, usize)> =
            places.clone().zip(icon).filter(|(_, pixel)| pixel[3] > 200).map(|(place, _)| place).collect();
        let long = |axis: fn(&(usize, usize)) -> usize| {
            solid.iter().map(axis).max().unwrap() - solid.iter().map(axis).min().unwrap()
        };
        assert!(long(|it| it.0).max(long(|it| it.1)) >= SIDE - 16, "{id} does not fill its square");
        // A rope with lanterns on it is the thinnest.
        assert!(solid.len() * 100 >= icon.len() * 4, "{id}: {} pixels", solid.len());
        let edge = |(x, y): (usize, usize)| x == 0 || y == 0 || x == SIDE - 1 || y == SIDE - 1;
        let at_edge = places.zip(icon).filter(|(place, _)| edge(*place));
        let cut = at_edge.map(|(_, pixel)| pixel[3]).max().unwrap();
        assert!(cut <= 16, "{id} is cut at its border: {cut}");
    }
}

/// How many pixels show something else.
fn differ(one: &[[u8; 4]], two: &[[u8; 4]]) -> usize {
    let seen = |it: &[u8; 4]| it.map(i32::from).map(|byte| byte * i32::from(it[3]) / 255);
    let far = |(one, two): &(&[u8; 4], &[u8; 4])| {
        seen(one).iter().zip(seen(two)).any(|(one, two)| (one - two).abs() > 48)
    };
    one.iter().zip(two).filter(far).count()
}

#[test]
fn no_two_icons_are_the_same_picture() {
    for (index, (one, a)) in ICONS.iter().enumerate() {
        for (two, b) in &ICONS[index + 1..] {
            let differ = differ(a, b);
            assert!(differ * 100 >= SIDE * SIDE * 3, "{one} and {two} differ in {differ} pixels");
        }
    }
}

/// Wherever a thing ends, something near its edge stands out from the ground.
#[test]
fn icons_are_seen_on_both_themes() {
    for (id, icon) in ICONS.iter() {
        let covers = |x: i32, y: i32| at(icon, x, y)[3] > 100;
        let places = (0..SIDE as i32).flat_map(|y| (0..SIDE as i32).map(move |x| (x, y)));
        let is_edge = |(x, y): &(i32, i32)| covers(*x, *y) && around(*x, *y, 1).any(|(x, y)| !covers(x, y));
        let edge: Vec<(i32, i32)> = places.filter(is_edge).collect();
        for ground in GROUNDS {
            let seen = edge
                .iter()
                .filter(|(x, y)| around(*x, *y, 3).any(|(x, y)| stands_out(at(icon, x, y), ground)));
            let seen = seen.count();
            assert!(seen * 100 >= edge.len() * 90, "{id} on {ground:?}: {seen} of {}", edge.len());
        }
    }
}

fn at(icon: &[[u8; 4]], x: i32, y: i32) -> [u8; 4] {
    let inside = (0..SIDE as i32).contains(&x) && (0..SIDE as i32).contains(&y);
    if inside { icon[y as usize * SIDE + x as usize] } else { [0; 4] }
}

fn around(x: i32, y: i32, reach: i32) -> impl Iterator<Item = (i32, i32)> {
    (-reach..=reach).flat_map(move |dy| (-reach..=reach).map(move |dx| (x + dx, y + dy)))
}

/// Contrast of WCAG 2.2 between a ground and what lies over it.
fn stands_out([red, green, blue, alpha]: [u8; 4], ground: [u8; 3]) -> bool {
    let share = f32::from(alpha) / 255.0;
    let over = [red, green, blue].map(f32::from);
    let mixed = std::array::from_fn(|band| over[band] * share + f32::from(ground[band]) * (1.0 - share));
    let [over, under] = [mixed, ground.map(f32::from)].map(luminance);
    (over.max(under) + 0.05) / (over.min(under) + 0.05) >= SEEN
}

fn luminance(colour: [f32; 3]) -> f32 {
    let [red, green, blue] = colour.map(|byte| forge::palette::linear(byte / 255.0));
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
