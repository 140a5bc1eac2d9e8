//! Fights and sheets out of seeds come to one number, on every machine.

#[path = "play/seeded.rs"]
mod seeded;

#[test]
fn ten_thousand_seeded_fights_and_sheets_come_to_the_same_everywhere() {
    seeded::check(&seeded::tried());
}

#[test]
fn every_character_that_is_tried_is_legal_and_whole() {
    for build in seeded::characters() {
        let adventurer = rules::build::Adventurer::of(rules::book::Book::built_in(), &build);
        assert_eq!(adventurer.illegal, [], "{}", build.name);
        let open: Vec<_> = adventurer.pending.iter().map(|it| it.key.as_str()).collect();
        assert_eq!(open, [""; 0], "{}", build.name);
    }
}
