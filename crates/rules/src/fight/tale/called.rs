//! How those are called in a tale who have no name of their own: `the ogre`, `the second ogre`.

use crate::fight::{Fight, Fighter};

/// More of one kind are told by their numbers.
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Somebody's name in a fight, and what one says instead; nothing for those who have a name of their own.
fn phrase(fight: &Fight<'_>, fighter: &Fighter<'_>) -> Option<String> {
    if fighter.hero.is_some() || fighter.kit.proper {
        return None;
    }
    let numbered =
        fighter.name.rsplit_once(' ').and_then(|(kind, it)| Some((kind, it.parse::<usize>().ok()?)));
    let second = || fight.fighters.iter().any(|it| it.name.strip_prefix(fighter.name.as_str()) == Some(" 2"));
    let (kind, number) = match numbered {
        Some((kind, number)) => (kind, Some(number)),
        None => (fighter.name.as_str(), second().then_some(1)),
    };
    let kind = kind.to_lowercase();
    Some(match number {
        None => format!("the {kind}"),
        Some(number) => match ORDINALS.get(number.wrapping_sub(1)) {
            Some(ordinal) => format!("the {ordinal} {kind}"),
            None => format!("{kind} number {number}"),
        },
    })
}

/// Text in which everybody is called as in a fight's log, as one tells it.
pub(super) fn called(fight: &Fight<'_>, text: &str) -> String {
    let mut names: Vec<(&str, String)> =
        fight.fighters.iter().filter_map(|it| Some((it.name.as_str(), phrase(fight, it)?))).collect();
    // `Ogre 2` is not the first of them.
    names.sort_by_key(|it| std::cmp::Reverse(it.0.len()));
    let mut said = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins = !said.ends_with(|it: char| it.is_alphanumeric() || it == '-');
        let named = names.iter().filter(|_| begins).find(|(name, _)| is_named(rest, name));
        match named {
            Some((name, phrase)) => {
                let opens = said.is_empty() || said.ends_with(". ") || said.ends_with("\u{2014} ");
                push(&mut said, phrase, opens);
                rest = &rest[name.len()..];
            }
            None => {
                said.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    said
}

/// Whether a text begins with somebody's name, and not with a longer one: a mage's Mage Hand.
fn is_named(text: &str, name: &str) -> bool {
    let Some(after) = text.strip_prefix(name) else { return false };
    let mut after = after.chars();
    match after.next() {
        Some(' ') => !after.next().is_some_and(|it| it.is_uppercase() || it.is_numeric()),
        Some(next) => !next.is_alphanumeric() && next != '-',
        None => true,
    }
}

fn push(said: &mut String, phrase: &str, opens: bool) {
    let mut letters = phrase.chars();
    match letters.next().filter(|_| opens) {
        Some(first) => {
            said.extend(first.to_uppercase());
            said.push_str(letters.as_str());
        }
        None => said.push_str(phrase),
    }
}
