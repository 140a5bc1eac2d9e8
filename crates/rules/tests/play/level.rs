//! Levels, experience points, Heroic Inspiration.

use rules::play::{XP, level_of_xp};

use super::Row;

const ADVANCEMENT: &str = "Character Creation, Character Advancement";
const INSPIRED: &str = "Rules Glossary, Heroic Inspiration";

pub(crate) const LEVELS: &[Row] = &[
    // Without experience points a milestone is enough.
    ("fighter 1, con 14", "level fighter", &[], "20/20", ADVANCEMENT),
    ("fighter 1, con 14", "level fighter rolled", &[10], "24/24", ADVANCEMENT),
    ("fighter 1, con 14, lost 5", "level fighter rolled", &[1], "10/15", ADVANCEMENT),
    (
        "fighter 1, con 14",
        "hurt 12 fire; level fighter",
        &[],
        "no: Nobody grows at 0 hit points",
        ADVANCEMENT,
    ),
    ("fighter 1, con 14, str 13, wis 13", "level cleric", &[], "19/19", "Character Creation, Multiclassing"),
    (
        "fighter 1, con 14, str 13, wis 12",
        "level cleric",
        &[],
        "no: Cleric beside another class needs 13 in Wisdom",
        "Character Creation, Multiclassing",
    ),
    ("fighter 20, con 14", "level fighter", &[], "no: Level 20 is the highest", ADVANCEMENT),
    ("fighter 1", "level sailor", &[], "no: The book has no class/sailor", ADVANCEMENT),
    ("fighter 1", "xp 300", &[], "no: This character grows by milestones", ADVANCEMENT),
];

pub(crate) const INSPIRATION: &[Row] = &[
    ("fighter 1", "inspire", &[], "10/10, inspired", INSPIRED),
    ("fighter 1", "inspire; inspire", &[], "no: There is Heroic Inspiration already", INSPIRED),
    ("fighter 1", "inspire; inspired", &[], "10/10", INSPIRED),
    ("fighter 1", "inspired", &[], "no: There is no Heroic Inspiration", INSPIRED),
];

#[test]
fn experience_reaches_levels_as_the_table_says() {
    assert_eq!(level_of_xp(0), 1);
    for (level, needs) in (1u8..).zip(XP) {
        assert_eq!(level_of_xp(needs), level, "{needs}");
        assert_eq!(level_of_xp(needs.saturating_sub(1)), (level - 1).max(1), "{needs}");
    }
    assert_eq!(level_of_xp(u32::MAX), 20);
}

#[test]
fn whoever_counts_experience_needs_enough_of_it() {
    use rules::{book::Book, build::Adventurer, play};
    let mut build = super::hero::hero("fighter 1");
    build.xp = Some(0);
    let says = |build: &rules::build::Build, wish: &str| {
        let adventurer = Adventurer::of(Book::built_in(), build);
        play::decide(&adventurer, &super::say::command(wish), &mut super::Loaded(&[]))
    };
    let early = says(&build, "level fighter").unwrap_err();
    assert_eq!(
        early.to_string(),
        "Level 2 takes 300 experience points, and there are 0 (Character Creation, Character Advancement)."
    );
    for wish in ["xp 299", "xp 1", "level fighter"] {
        says(&build, wish).unwrap().iter().for_each(|it| play::apply(&mut build, it));
    }
    assert_eq!((build.level(), build.xp), (2, Some(300)));
}
