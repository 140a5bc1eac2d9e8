//! Questions to the codex: read, answered, sorted, parted into pages, and written again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use rules::{
    book::Book,
    codex::{Codex, FIELDS, Found, Kind, Misasked, Query, Volume},
    limit::{CODEX_PAGE_MAX, CODEX_QUERY_BYTES_MAX},
};

fn read(address: &str) -> Result<Query, Misasked> {
    let pairs = address.split('&').filter(|it| !it.is_empty());
    Query::read(pairs.map(|it| it.split_once('=').unwrap_or((it, ""))))
}

fn ask(address: &str) -> Found {
    Codex::built_in().ask(&read(address).unwrap())
}

fn names(found: &Found) -> Vec<&str> {
    found.entries.iter().map(|it| it.name.as_str()).collect()
}

/// What comes first of what is found, and a test that all of it must pass.
#[test]
fn questions_are_answered() {
    type Passes = fn(&rules::codex::Card) -> bool;
    let cases: [(&str, &[&str], Passes); 14] = [
        ("q=fireball&kind=spells", &["Fireball", "Delayed Blast Fireball"], |it| it.kind == Kind::Spells),
        ("q=firebal", &["Fireball"], |_| true),
        ("kind=classes", &["Barbarian", "Bard", "Cleric", "Druid"], |it| it.kind == Kind::Classes),
        ("kind=spells&level=0&class=wizard", &["Acid Splash"], |it| {
            it.level == Some(0) && it.classes.iter().any(|it| it.as_str() == "class/wizard")
        }),
        ("kind=spells&level=3,4&school=evocation,illusion", &[], |it| matches!(it.level, Some(3 | 4))),
        ("kind=spells&ritual=yes&concentration=no", &["Alarm"], |it| it.ritual == Some(true)),
        ("kind=creatures&type=dragon&sort=challenge&order=desc", &["Ancient Gold Dragon"], |it| {
            it.of.as_deref() == Some("dragon")
        }),
        ("kind=creatures&challenge_from=1/4&challenge_to=1/2", &[], |it| {
            it.challenge.is_some_and(|it| (2..=4).contains(&it.0))
        }),
        ("kind=items&type=weapon&sort=cost", &["Dart"], |it| it.cost.is_some()),
        ("kind=items&cost_from=1000", &[], |it| it.cost.is_some_and(|it| it >= 100_000)),
        ("automation=narrative", &[], |it| it.automation.is_some()),
        ("kind=spells&sort=level&order=desc", &["Foresight"], |it| it.kind == Kind::Spells),
        ("sort=name", &["Ability Score Improvement"], |_| true),
        ("kind=feats&class=wizard", &[], |_| false),
    ];
    for (address, first, passes) in cases {
        let found = ask(address);
        let names = names(&found);
        if !first.is_empty() {
            assert_eq!(names.get(..first.len().min(names.len())), Some(first), "{address}");
        }
        assert!(found.entries.iter().all(passes), "{address}: {names:?}");
        assert_eq!(found.entries.is_empty(), address == "kind=feats&class=wizard", "{address}");
    }
}

/// Each page goes on where the one before ended, and all together are the whole; kinds count what a kind would find.
#[test]
fn pages_are_parts_of_the_whole() {
    for address in ["q=fire", "kind=spells", "", "kind=creatures&sort=challenge"] {
        let first = ask(&format!("{address}&per_page=7"));
        let mut all = Vec::new();
        for page in 1..=first.pages {
            let found = ask(&format!("{address}&per_page=7&page={page}"));
            assert_eq!((found.total, found.pages, found.page), (first.total, first.pages, page), "{address}");
            all.extend(found.entries.into_iter().map(|it| it.id));
        }
        assert_eq!(all.len(), first.total, "{address}");
        let longest = ask(&format!("{address}&per_page=100000"));
        assert_eq!(longest.entries.len(), first.total.min(CODEX_PAGE_MAX), "{address}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), first.total, "{address}: twice");
        assert!(ask(&format!("{address}&page={}", first.pages + 100)).entries.is_empty(), "{address}");
    }
    let every = ask("");
    assert_eq!(every.kinds.values().sum::<usize>(), every.total);
    for (kind, count) in ask("q=fire").kinds {
        assert_eq!(ask(&format!("q=fire&kind={}", kind.word())).total, count, "{kind:?}");
    }
}

/// Whatever can be asked is written so that it is read again.
#[test]
fn a_question_is_written_as_it_is_read() {
    for address in [
        "",
        "q=fire%20bolt",
        "kind=spells&level=0,9&school=evocation&class=wizard,bard&automation=prompted",
        "kind=creatures&type=fey&challenge_from=1/8&challenge_to=30&sort=challenge&order=desc",
        "kind=items&rarity=common,very-rare&cost_from=1&cost_to=50&sort=cost&page=2&per_page=10",
        "concentration=yes&ritual=no",
    ] {
        let query = read(&address.replace("%20", " ")).unwrap();
        assert_eq!(query.address(), address);
    }
    assert_eq!(Query::about("a&b=c#%\u{e9}").address(), "q=a%26b%3Dc%23%25%C3%A9");
    // Empty fields, as forms send them, say nothing.
    let empty = FIELDS.map(|it| format!("{it}=")).join("&");
    assert_eq!(read(&empty).unwrap(), Query::default());
}

#[test]
fn what_cannot_be_read_is_told() {
    for (address, told) in [
        ("kind=spell", "`spell` is no kind."),
        ("level=ten", "`ten` is no level."),
        ("level=21", "`21` is no level."),
        ("school=fire", "`fire` is no school."),
        ("class=Wizard!", "`Wizard!` is no class."),
        ("rarity=odd", "`odd` is no rarity."),
        ("automation=maybe", "`maybe` is no automation."),
        ("challenge_from=1/3", "`1/3` is no challenge rating."),
        ("challenge_to=31", "`31` is no challenge rating."),
        ("challenge_to=9000", "`9000` is no challenge rating."),
        ("cost_to=-1", "`-1` is no number of gold pieces."),
        ("concentration=perhaps", "`perhaps` is no yes or no."),
        ("sort=size", "`size` is no order."),
        ("order=up", "`up` is no direction, asc or desc."),
        ("page=0", "`0` is no page."),
        ("per_page=x", "`x` is no length of a page."),
    ] {
        assert_eq!(read(address).unwrap_err().to_string(), told, "{address}");
    }
    let why = read("colour=red").unwrap_err().to_string();
    assert!(
        why.starts_with("The codex knows nothing called `colour`. It can be asked for q, kind,"),
        "{why}"
    );
    let long = "x".repeat(CODEX_QUERY_BYTES_MAX);
    assert_eq!(read(&format!("q={long}")), Err(Misasked::TooLong));
    assert!(read(&format!("{}=1", "x".repeat(900))).unwrap_err().to_string().len() < 400);
}

/// Addresses name an entry by its kind and slug, so no two of a kind share one; and every entry has a kind.
#[test]
fn every_entry_has_one_address() {
    let (book, codex) = (Book::built_in(), Codex::built_in());
    let mut seen = std::collections::BTreeSet::new();
    for opened in codex.volume(book.hash.unwrap()).entries {
        let card = opened.card;
        assert!(seen.insert((card.kind, card.id.slug().to_owned())), "{}", card.id);
        assert_eq!(codex.slug(card.kind, card.id.slug()), Some(&card));
        assert!(!opened.leaf.source.is_empty() && !opened.leaf.text.is_empty(), "{}", card.id);
        assert!(!card.line.is_empty() && !card.text.is_empty(), "{}", card.id);
    }
    let counts = rules::codex::count(book);
    let entries = [counts.backgrounds, counts.classes, counts.creatures, counts.features, counts.items];
    let more = [counts.languages, counts.species, counts.spells, counts.subclasses, counts.terms];
    assert_eq!(seen.len(), entries.iter().chain(&more).map(|it| it.entries).sum::<usize>());
}

/// A browser that was sent the volume answers as the server does.
#[test]
fn a_volume_answers_like_the_book() {
    let codex = Codex::built_in();
    let text = serde_json::to_string(&codex.volume(Book::built_in_hash())).unwrap();
    let sent: Volume = serde_json::from_str(&text).unwrap();
    let there = Codex::of_volume(sent);
    for address in ["q=fire", "q=wizzard", "kind=spells&level=2", "q=grappled&kind=conditions", ""] {
        let query = read(address).unwrap();
        assert_eq!(there.ask(&query), codex.ask(&query), "{address}");
    }
    let id = "spell/fireball".parse().unwrap();
    assert_eq!(there.open(&id), codex.open(&id));
}

/// What the engine does or asks people for is at least nine tenths of what classes give.
#[test]
fn features_of_classes_are_played_and_not_only_told() {
    let count = rules::codex::count(Book::built_in()).class_features;
    assert!(count.entries >= 190, "{count:?}");
    assert!(10 * (count.automated + count.prompted) >= 9 * count.entries, "{count:?}");
}

/// What a spell takes that has a price is told by its worth, is for sale, and comes to what the spell says. A weapon is
/// its own material, and coins are seen to by people.
#[test]
fn what_has_a_price_can_be_had() {
    let book = Book::built_in();
    for spell in book.spells.iter().filter(|it| it.components.cost.is_some()) {
        let (parts, id) = (&spell.components, spell.id.as_str());
        let cost = parts.cost.unwrap();
        assert!(parts.needs.is_empty() == (cost < 100), "{id}");
        if parts.needs.is_empty() {
            continue;
        }
        assert_eq!(parts.needs.iter().map(|it| it.worth).sum::<u32>(), cost, "{id}");
        assert_eq!(parts.needs.iter().any(|it| it.consumed), parts.consumed, "{id}");
        for need in &parts.needs {
            let serves = |it: &&rules::book::Item| {
                it.is_of(&need.of) && (need.together || it.cost / it.lot >= need.worth)
            };
            assert!(book.items.iter().any(|it| serves(&it)), "{id}: {}", need.of.as_str());
        }
    }
    let needy: Vec<_> = book.spells.iter().filter(|it| !it.components.needs.is_empty()).collect();
    assert!(needy.len() > 30 && needy.iter().all(|it| it.components.cost.is_some()));
}
