//! Sheets: characters in a few words, and what then stands on their sheets. Each row ends in its place in
//! the SRD 5.2.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use rules::{book::Book, build::Adventurer, sheet::Sheet};

#[path = "sheet/body.rs"]
mod body;
#[path = "sheet/condition.rs"]
mod condition;
#[path = "sheet/hero.rs"]
mod hero;
#[path = "sheet/look.rs"]
mod look;
#[path = "sheet/magic.rs"]
mod magic;
#[path = "sheet/names.rs"]
mod names;
#[path = "sheet/roll.rs"]
mod roll;
#[path = "sheet/strike.rs"]
mod strike;

/// Who, what of the sheet, what stands there, and where the book says so.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn check(tables: &[&[Row]]) {
    let rows: Vec<&Row> = tables.iter().copied().flatten().collect();
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(who, what, stands, place)| {
            let build = hero::hero(who);
            let adventurer = Adventurer::of(Book::built_in(), &build);
            let found = look::look(&Sheet::of(&adventurer), what);
            let found = found.trim();
            (found != *stands).then(|| format!("{who}: {what} is `{found}`, not `{stands}` ({place})"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn bodies_are_as_the_book_says() {
    check(&[body::ARMOUR, body::HIT_POINTS, body::SPEEDS, body::LOADS]);
}

#[test]
fn rolls_are_as_the_book_says() {
    check(&[roll::ROLLS]);
}

#[test]
fn attacks_are_as_the_book_says() {
    check(&[strike::ATTACKS]);
}

#[test]
fn magic_is_as_the_book_says() {
    check(&[magic::SPELLS, magic::RESOURCES]);
}

#[test]
fn conditions_and_states_are_as_the_book_says() {
    check(&[condition::CONDITIONS, condition::STATES]);
}

/// Whatever a file claims to have lost, nobody has less than nothing.
#[test]
fn whoever_lost_more_than_there_is_has_nothing_left() {
    for lost in [0, 1_000, i32::MAX.unsigned_abs(), u32::MAX] {
        let mut build = hero::hero("fighter 1");
        build.now.lost = lost;
        let adventurer = Adventurer::of(Book::built_in(), &build);
        assert_eq!(Sheet::of(&adventurer).hp_now > 0, lost == 0, "{lost}");
    }
}
