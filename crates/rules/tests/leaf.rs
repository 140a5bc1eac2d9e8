//! Leaves of the codex: some told whole, and laws that hold for all of them.

use rules::{
    ContentId,
    book::Book,
    codex::{Fact, Leaf, Piece},
    dice::{Dialect, parse},
};

/// Leaves as they are read: links in brackets, dice in angles.
const TOLD: &str = include_str!("leaf/told.txt");
/// Their rows are lists and no sentences.
const LISTS: [&str; 4] = ["Features", "Spell List", "Spell Slots", "Spellcasting"];

fn ids(book: &Book) -> Vec<ContentId> {
    let mut ids: Vec<ContentId> = Vec::new();
    ids.extend(book.backgrounds.iter().map(|it| it.id.clone()));
    ids.extend(book.classes.iter().map(|it| it.id.clone()));
    ids.extend(book.creatures.iter().map(|it| it.id.clone()));
    ids.extend(book.features.iter().map(|it| it.id.clone()));
    ids.extend(book.items.iter().map(|it| it.id.clone()));
    ids.extend(book.languages.iter().map(|it| it.id.clone()));
    ids.extend(book.species.iter().map(|it| it.id.clone()));
    ids.extend(book.spells.iter().map(|it| it.id.clone()));
    ids.extend(book.subclasses.iter().map(|it| it.id.clone()));
    ids.extend(book.terms.iter().map(|it| it.id.clone()));
    ids
}

fn leaves() -> Vec<(ContentId, Leaf)> {
    let book = Book::built_in();
    let leaf = |id: ContentId| {
        let leaf = Leaf::of(book, &id).unwrap_or_else(|| panic!("{id} has no leaf"));
        (id, leaf)
    };
    ids(book).into_iter().map(leaf).collect()
}

/// Every fact and row of a leaf.
fn rows(leaf: &Leaf) -> impl Iterator<Item = &Fact> {
    leaf.facts.iter().chain(leaf.parts.iter().flat_map(|it| &it.rows))
}

fn plain(fact: &Fact) -> String {
    let word = |it: &Piece| match it {
        Piece::Text(text) | Piece::Link { text, .. } => text.clone(),
        Piece::Dice { roll } => roll.clone(),
    };
    fact.says.iter().map(word).collect()
}

fn marked(fact: &Fact) -> String {
    let word = |it: &Piece| match it {
        Piece::Text(text) => text.clone(),
        Piece::Link { text, .. } => format!("[{text}]"),
        Piece::Dice { roll } => format!("<{roll}>"),
    };
    let says: String = fact.says.iter().map(word).collect();
    if fact.name.is_empty() { says } else { format!("{}: {says}", fact.name) }
}

fn told(id: &ContentId, leaf: &Leaf) -> String {
    let mut lines = vec![format!("# {id}")];
    lines.extend(leaf.facts.iter().map(marked));
    for part in &leaf.parts {
        lines.push(format!("## {}", part.heading));
        lines.extend(part.rows.iter().map(marked));
    }
    lines.join("\n")
}

/// What changes on purpose is written anew with `BLESS=1`, and read in the diff.
#[test]
fn leaves_are_told_whole() {
    let blocks = TOLD.split("\n\n").map(|block| {
        let id = block.trim().lines().next().and_then(|it| it.strip_prefix("# "));
        let id: ContentId = id.expect("a block begins with an id").parse().unwrap();
        (told(&id, &Leaf::of(Book::built_in(), &id).unwrap()), block.trim())
    });
    let blocks: Vec<_> = blocks.collect();
    if std::env::var_os("BLESS").is_some() {
        let all: Vec<&str> = blocks.iter().map(|it| it.0.as_str()).collect();
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/leaf/told.txt");
        std::fs::write(file, all.join("\n\n") + "\n").unwrap();
        return;
    }
    for (told, block) in blocks {
        assert_eq!(told, block);
    }
}

#[test]
fn every_entry_has_a_leaf() {
    let leaves = leaves();
    assert!(leaves.len() > 1_000);
    for (id, leaf) in leaves {
        assert!(!leaf.source.is_empty() && leaf.text.iter().all(|it| !it.is_empty()), "{id}");
        assert!(leaf.parts.iter().all(|it| !it.rows.is_empty()), "{id} has an empty part");
        for row in rows(&leaf) {
            assert!(!plain(row).trim().is_empty(), "{id}: {} says nothing", row.name);
        }
    }
    assert_eq!(Leaf::of(Book::built_in(), &"spell/nothing".parse().unwrap()), None);
}

#[test]
fn a_leaf_is_read_as_it_was_written() {
    for (id, leaf) in leaves() {
        let json = serde_json::to_string(&leaf).unwrap();
        assert_eq!(serde_json::from_str::<Leaf>(&json).unwrap(), leaf, "{id}");
    }
}

#[test]
fn links_lead_somewhere_and_dice_can_be_rolled() {
    let book = Book::built_in();
    for (id, leaf) in leaves() {
        for piece in rows(&leaf).flat_map(|it| &it.says) {
            match piece {
                Piece::Text(text) => assert!(!text.is_empty(), "{id} has an empty piece"),
                Piece::Link { to, text } => {
                    assert!(Leaf::of(book, to).is_some() && !text.is_empty(), "{id} leads to {to}");
                }
                Piece::Dice { roll } => {
                    assert!(parse(roll, Dialect::Avrae).is_ok() && roll.contains('d'), "{id} rolls {roll}");
                }
            }
        }
    }
}

/// What is wrong with a text, if anything is.
fn slip(text: &str) -> Option<String> {
    let shapes =
        ["  ", " .", " ,", " ;", "()", "..", ",,", ".,", "( ", " )", ":.", "equal to equal", "the the "];
    let text = &text.replace("ft.,", "ft,");
    if let Some(shape) = shapes.iter().find(|it| text.contains(**it)) {
        return Some(format!("`{shape}`"));
    }
    if text.matches('(').count() != text.matches(')').count() {
        return Some("a parenthesis stands alone".to_owned());
    }
    let words: Vec<&str> =
        text.split(|it: char| it.is_whitespace() || "([".contains(it)).filter(|it| !it.is_empty()).collect();
    for pair in words.windows(2) {
        let [first, second] = pair else { continue };
        let vowel = second.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', '8'])
            && !["uni", "one", "us", "U"].iter().any(|it| second.starts_with(it));
        let silent = second.starts_with("hour") || second.starts_with("11") || second.starts_with("18");
        match first.to_lowercase().as_str() {
            "a" if *second == "or" => {}
            "a" if vowel || silent => return Some(format!("`{first} {second}`")),
            "an" if !vowel && !silent && !second.starts_with('U') => {
                return Some(format!("`{first} {second}`"));
            }
            _ => {}
        }
    }
    None
}

/// Names of formulas, words of the content's own spelling, ids.
fn raw(text: &str) -> Option<String> {
    let words = text.split(char::is_whitespace);
    const NAMES: [&str; 22] = [
        "str",
        "dex",
        "con",
        "int",
        "wis",
        "cha",
        "prof",
        "barbarian",
        "bard",
        "cleric",
        "druid",
        "fighter",
        "monk",
        "paladin",
        "ranger",
        "rogue",
        "sorcerer",
        "warlock",
        "wizard",
        "highest_slot",
        "by",
        "dealt",
    ];
    const KINDS: [&str; 12] = [
        "spell",
        "state",
        "resource",
        "feature",
        "condition",
        "creature",
        "gear",
        "weapon",
        "tool",
        "class",
        "feat",
        "language",
    ];
    for word in words {
        let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
        let formula = NAMES.contains(&bare) && !["by", "dealt"].contains(&bare);
        let id = word.split_once('/').is_some_and(|(kind, _)| KINDS.contains(&kind.trim_start_matches('(')));
        if formula
            || id
            || bare.contains('_')
            || word.contains("max(")
            || word.contains("min(")
            || bare.starts_with("score.")
        {
            return Some(format!("`{word}` is no English"));
        }
    }
    None
}

#[test]
fn the_words_are_english() {
    let mut slips = Vec::new();
    for (id, leaf) in leaves() {
        for row in rows(&leaf) {
            let text = plain(row);
            let head = slip(&row.name).map(|it| (it, row.name.clone()));
            // Creatures are called by their names, which may be those of classes.
            let raw = if id.as_str().starts_with("creature/") { None } else { raw(&text) };
            if let Some((what, text)) = slip(&text).or(raw).map(|it| (it, text)).or(head) {
                slips.push(format!("{id}: {what} in: {text}"));
            }
        }
    }
    assert!(slips.is_empty(), "{} slips:\n{}", slips.len(), slips.join("\n"));
}

#[test]
fn sentences_end() {
    let mut open = Vec::new();
    for (id, leaf) in leaves() {
        for part in leaf.parts.iter().filter(|it| !LISTS.contains(&it.heading.as_str())) {
            for row in &part.rows {
                let text = plain(row);
                let end = text.trim_end_matches(['"', ')', '\u{201d}']);
                if !end.ends_with(['.', '!', '?', ':']) {
                    open.push(format!("{id}: {text}"));
                }
                if text.starts_with(char::is_lowercase) {
                    open.push(format!("{id} begins small: {text}"));
                }
            }
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}
