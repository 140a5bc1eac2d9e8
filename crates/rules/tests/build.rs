//! Builds: thousands of characters by chance against the tables of the book, and what the rules forbid.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use rules::{
    book::Book,
    build::{Adventurer, Build},
    sheet::Sheet,
};

#[path = "build/chance.rs"]
mod chance;
#[path = "sheet/hero.rs"]
mod hero;
#[path = "build/moment.rs"]
mod moment;
#[path = "build/refusal.rs"]
mod refusal;
#[path = "build/sum.rs"]
mod sum;
#[path = "build/table.rs"]
mod table;

use table::CLASSES;

/// Characters by chance beside one of each class at each level.
fn tries() -> u64 {
    if std::env::var_os("FARLANTERN_LONG").is_some() { 9_760 } else { 260 }
}

fn judge(book: &Book, seed: u64, class: Option<(&str, u8)>) {
    let build = chance::character(book, seed, class);
    let adventurer = Adventurer::of(book, &build);
    assert_eq!(adventurer.illegal, [], "{:#?}", build.picks);
    for pending in &adventurer.pending {
        let options = adventurer.options(pending);
        assert!(options.is_empty(), "{} is open, and there is {:?}", pending.key, options[0]);
    }
    let text = serde_json::to_string(&build).unwrap();
    assert_eq!(serde_json::from_str::<Build>(&text).unwrap(), build);
    table::judge(&adventurer);
    sum::judge(&Sheet::of(&adventurer));
    serde_json::to_string(&Sheet::of(&adventurer)).unwrap();

    let moment = moment::moment(&adventurer, &mut chance::stream(seed));
    let later = Build { now: moment, ..build.clone() };
    let adventurer = Adventurer::of(book, &later);
    assert_eq!(adventurer.illegal, []);
    sum::judge(&Sheet::of(&adventurer));
}

type Case = (u64, Option<(&'static str, u8)>);

/// In two threads; every failure is told with its seed.
fn judge_all(cases: &[Case]) {
    let book = Book::built_in();
    let run = |cases: &[Case]| -> Vec<String> {
        let fails = |(seed, class): &Case| {
            let judged = std::panic::catch_unwind(|| judge(book, *seed, *class));
            judged.err().map(|why| {
                let why = why.downcast_ref::<String>().map_or("it panics", String::as_str);
                format!("seed {seed} {class:?}: {why}")
            })
        };
        cases.iter().filter_map(fails).collect()
    };
    let (left, right) = cases.split_at(cases.len() / 2);
    let failed = std::thread::scope(|scope| {
        let other = scope.spawn(|| run(left));
        let mut failed = run(right);
        failed.extend(other.join().unwrap());
        failed
    });
    assert!(failed.is_empty(), "{} of {} failed:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

#[test]
fn every_class_at_every_level_is_as_its_table_says() {
    let cases: Vec<_> = CLASSES
        .iter()
        .flat_map(|class| (1..=20).map(move |level| Some((*class, level))))
        .enumerate()
        .map(|(seed, case)| (seed as u64, case))
        .collect();
    assert_eq!(cases.len(), 240);
    judge_all(&cases);
}

#[test]
fn characters_by_chance_are_legal_and_their_numbers_add_up() {
    let cases: Vec<_> = (0..tries()).map(|seed| (1_000 + seed, None)).collect();
    judge_all(&cases);
}
