//! Surprise, and the order in which a fight begins (SRD 5.2, "Playing the Game", Initiative).

use rules::fight::{Come, Entrant, Event, Fight, Grid, Side, Stage};

use super::arena::{CLUB, Loaded, block, book};

/// Who is surprised rolls initiative with Disadvantage; Advantage takes that away again, and Invisibility or a foe's
/// being Incapacitated do the same as ever.
#[test]
fn the_surprised_come_late() {
    let wary =
        r#"{"traits": [{"name": "Wary", "text": "", "modifiers": [{"advantage": {"on": "initiative"}}]}]}"#;
    let book = book(&format!("[{}, {}]", block("thug", CLUB, "{}"), block("scout", CLUB, wary)));
    // Who, whether surprised, the dice, and what it comes to.
    for (slug, surprised, dice, expected) in [
        ("thug", false, &[12][..], 12),
        ("thug", true, &[12, 5], 5),
        ("thug", true, &[5, 12], 5),
        ("scout", false, &[12, 5], 12),
        ("scout", true, &[5], 5),
    ] {
        let enters = |who: &str, side, surprised| Entrant {
            side: Side(side),
            who: Come::Creature(format!("creature/{who}").parse().unwrap()),
            spot: None,
            surprised,
        };
        let entrants = vec![enters(slug, 0, surprised), enters("thug", 1, false)];
        let mut loaded = Loaded::default();
        loaded.show(dice).show(&[20]);
        let (_, events) =
            Fight::begin(&book, &Stage { grid: Grid::open(12, 12), entrants }, &mut loaded).unwrap();
        let told = events.iter().find_map(|it| match it {
            Event::Initiative { who: 0, dice, total } => Some((dice.len(), *total)),
            _ => None,
        });
        assert_eq!(told, Some((dice.len(), expected)), "{slug} {surprised}");
    }
}
