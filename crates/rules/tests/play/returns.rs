//! Every resource and everything that is free so often returns when the book says so, and not before.

use rules::{
    book::{Book, Cost, Feature, Return},
    build::{Adventurer, Build, Held},
    play::{self, Command, Event, Moment, Stock, stock},
    sheet::Bearer,
};

use super::{Loaded, hero::hero};

/// Somebody of the class that a feature belongs to, at level 20.
fn bearer_of(feature: &Feature) -> Build {
    let book = Book::built_in();
    let class = feature.gained.iter().find_map(|it| {
        let of = book.subclasses.get(&it.by).map_or(&it.by, |it| &it.class);
        book.classes.get(of).map(|it| it.id.slug().to_owned())
    });
    let invoked =
        feature.id.as_str().contains("invocation") || feature.group.as_deref() == Some("invocation");
    let class = class.unwrap_or_else(|| if invoked { "warlock".into() } else { "wizard".into() });
    let scores = "str 16, dex 16, con 16, int 16, wis 16, cha 16";
    hero(&format!("{class} 20, {scores}"))
}

const MOMENTS: [(Return, fn() -> Command); 5] = [
    (Return::Turn, || Command::Pass { moment: Moment::TurnStart, told: Vec::new() }),
    (Return::Initiative, || Command::Pass { moment: Moment::Initiative, told: Vec::new() }),
    (Return::ShortRest, || Command::TakeShortRest { dice: Vec::new(), told: Vec::new() }),
    (Return::LongRest, || Command::TakeLongRest {
        told: Vec::new(),
        since: None,
        broken_after: None,
        dice: Vec::new(),
    }),
    (Return::Dawn, || Command::Pass { moment: Moment::Dawn, told: Vec::new() }),
];

/// How many of it are back after a moment, when all of it was spent.
fn back(adventurer: &Adventurer<'_>, key: &str, most: u32, command: &Command) -> u32 {
    let mut build = adventurer.build.clone();
    build.now.spent.insert(key.to_owned(), most);
    let mut adventurer: Adventurer<'_> = adventurer.clone();
    adventurer.build = &build;
    let events = play::decide(&adventurer, command, &mut Loaded(&[])).unwrap();
    let count = |it: &Event| match it {
        Event::Returned { key: of, count } if of == key => *count,
        _ => 0,
    };
    events.iter().map(count).sum()
}

/// What comes back at a moment by the words of the book.
fn due(stock: &Stock<'_>, bearer: &Bearer<'_>, at: Return) -> u32 {
    let rests = [Return::ShortRest, Return::LongRest];
    let whole = |returns: Return| match returns {
        Return::Never => false,
        Return::Turn => at != Return::Dawn,
        Return::ShortRest => rests.contains(&at),
        other => other == at,
    };
    let holds = |when: &[rules::book::Test]| bearer.holds(when) == rules::circumstance::Verdict::Yes;
    let part = stock.partly.iter().filter(|(_, when_at, when)| whole(*when_at) && holds(when));
    if whole(stock.returns) { stock.most } else { part.map(|it| it.0).sum::<u32>().min(stock.most) }
}

#[test]
fn everything_returns_when_the_book_says_so() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for feature in Book::built_in().features.iter() {
        let times = |it: &Cost| matches!(it, Cost::Times { .. });
        let counts = feature.activities.iter().any(|it| it.cost.iter().any(times));
        if feature.resources.is_empty() && !counts {
            continue;
        }
        let build = bearer_of(feature);
        let mut adventurer = Adventurer::of(Book::built_in(), &build);
        let key = format!("test/{}", feature.id.slug());
        adventurer.features.retain(|it| it.feature.id != feature.id);
        adventurer.features.push(Held { feature, key, class: None, at: 1 });
        let bearer = Bearer::of(&adventurer);
        let mine = |it: &Stock<'_>| {
            it.key.starts_with("test/") || feature.resources.iter().any(|of| of.id.as_str() == it.key)
        };
        let mine: Vec<Stock<'_>> = stock(&bearer).into_iter().filter(mine).collect();
        if mine.is_empty() {
            wrong.push(format!("{} has nothing that could be spent", feature.id));
        }
        for stock in &mine {
            seen += 1;
            for (at, command) in MOMENTS {
                let (is, should) =
                    (back(&adventurer, &stock.key, stock.most, &command()), due(stock, &bearer, at));
                if is != should {
                    wrong.push(format!(
                        "{} {}: {is} of {} back, not {should}, {at}",
                        feature.id, stock.key, stock.most
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 50, "the book has more than {seen} things that return");
}
