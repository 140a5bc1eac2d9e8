//! The way to who is out of reach, over several turns (SRD 5.2, "Playing the Game", Movement and Position).

use rules::fight::{Event, Grid, Ground, Spot, play};

use super::arena::{Arena, CLUB, block, book};

/// A field of these squares: `#` is solid, `~` is difficult.
fn field(rows: &[&str]) -> Grid {
    let mut grid = Grid::open(rows[0].len() as i16, rows.len() as i16);
    for (y, row) in (0..).zip(rows) {
        for (x, square) in (0..).zip(row.chars()) {
            match square {
                '#' => grid.set(Spot { x, y }, Ground::Solid),
                '~' => grid.set(Spot { x, y }, Ground::Difficult),
                _ => {}
            }
        }
    }
    grid
}

/// Whether somebody in the one place comes to strike who waits in the other, whatever stands between.
#[test]
fn one_goes_around_what_stands_between() {
    let still = r#"{"hp": "400", "paces": [{"gait": "walk", "feet": 0}]}"#;
    let book = book(&format!("[{}, {}]", block("hunter", CLUB, "{}"), block("post", "[]", still)));
    // The ends of a pocket, a long wall, a spiral; and a closed room.
    type Case = (&'static [&'static str], (i16, i16), (i16, i16), bool);
    let fields: [Case; 5] = [
        (&["............", "............", "............"], (0, 1), (11, 1), true),
        (
            &["............", ".....#####..", ".........#..", ".........#..", ".....#####..", "............"],
            (7, 2),
            (11, 2),
            true,
        ),
        (
            &[
                "...#....", "...#....", "...#....", "...#....", "...#....", "...#....", "...#....",
                "...#....", "~~~~~~~~",
            ],
            (0, 0),
            (7, 0),
            true,
        ),
        (
            &["........", ".######.", ".#....#.", ".#.##.#.", ".#.#..#.", ".#.####.", ".#......", ".######."],
            (4, 4),
            (0, 0),
            true,
        ),
        (&["........", ".###....", ".#.#....", ".###....", "........"], (7, 2), (2, 2), false),
    ];
    for (at, (rows, from, to, comes)) in fields.into_iter().enumerate() {
        let open = Arena::on(&book, field(rows), &[("hunter", 0, from.0, from.1), ("post", 1, to.0, to.1)]);
        let mut fight = open.fight;
        let mut struck = false;
        let mut dice = super::arena::Loaded::default();
        play(&mut fight, &mut dice, &mut |_, _, events| {
            struck |= events.iter().any(|it| matches!(it, Event::Attacked { who: 0, .. }));
        });
        assert_eq!(struck, comes, "field {at}");
    }
}
