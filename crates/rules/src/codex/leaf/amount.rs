//! Formulas in words: `8 + prof + wis` is 8 plus your Wisdom modifier and Proficiency Bonus.

use super::{
    prose::{Say, capital, listed, say},
    voice::Voice,
};
use crate::book::{DamageType, Formula, Sum, Tree, Two};

/// Levels at which something can grow.
const LEVELS: std::ops::RangeInclusive<i32> = 1..=20;

/// An amount, and how it grows with levels.
struct Amount {
    now: Say,
    /// Dice or a number, that can stand before what they count.
    plain: bool,
    /// `3 at level 5 and 4 at level 11`.
    later: Vec<Say>,
}

impl Voice<'_> {
    /// An amount on its own: `8 plus your Wisdom modifier`.
    pub(super) fn amount(&self, formula: &Formula) -> Say {
        let amount = self.reckoned(formula);
        say![amount.now, grown(amount.later)]
    }

    /// So much of something: `2d6 Hit Points`, `Hit Points equal to your Paladin level`.
    pub(super) fn amount_of(&self, formula: &Formula, what: &str) -> Say {
        let amount = self.reckoned(formula);
        let alone = amount.later.is_empty() && amount.now.plain() == "1";
        match amount.plain {
            true if alone => say![amount.now, " ", what.strip_suffix('s').unwrap_or(what)],
            true => say![amount.now, " ", what, grown(amount.later)],
            false => say![what, " equal to ", amount.now, grown(amount.later)],
        }
    }

    /// So many of something: `2 Unarmed Strikes`, `a number of creatures equal to your Charisma modifier`.
    pub(super) fn count_of(&self, formula: &Formula, what: &str) -> Say {
        let amount = self.reckoned(formula);
        match amount.plain {
            true => say![amount.now, " ", what, grown(amount.later)],
            false => say!["a number of ", what, " equal to ", amount.now, grown(amount.later)],
        }
    }

    pub(super) fn damage(&self, formula: &Formula, of: &[DamageType]) -> Say {
        let all = DamageType::ALL.len();
        let kinds = if of.len() == all { "any type of".to_owned() } else { kinds(of, "or") };
        self.amount_of(
            formula,
            &format!("{kinds} damage").trim_start().replace("any type of damage", "damage of any type"),
        )
    }

    /// A number that there is only from a level on: that number, and the level.
    pub(super) fn since(&self, formula: &Formula) -> Option<(i32, String)> {
        match self.fold(formula.tree()) {
            Tree::By(of, rows) => match rows.as_slice() {
                [(first, Tree::Number(number))] if *first > 1 => {
                    Some((*number, format!("{} {first}", self.level(&of))))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A number of feet: `30 feet`, `half your Speed`.
    pub(super) fn feet(&self, formula: &Formula) -> Say {
        let amount = self.reckoned(formula);
        let own = !formula.names().iter().any(|it| self.known(it).is_none());
        let unit =
            if own && amount.plain { if amount.now.plain() == "1" { " foot" } else { " feet" } } else { "" };
        say![amount.now, unit, grown(amount.later)]
    }

    /// What the formula is now, whatever is known of it; nothing where that depends on somebody.
    pub(super) fn constant(&self, formula: &Formula) -> Option<i32> {
        match self.fold(formula.tree()) {
            Tree::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it takes away, and how much then.
    pub(super) fn taken(&self, formula: &Formula) -> Option<Say> {
        match self.fold(formula.tree()) {
            Tree::Number(number) if number < 0 => Some(number.unsigned_abs().to_string().into()),
            Tree::Two(Two::Subtract, sides) if sides.0 == Tree::Number(0) => Some(self.term(&sides.1)),
            _ => None,
        }
    }

    fn reckoned(&self, formula: &Formula) -> Amount {
        let tree = self.fold(formula.tree());
        let rows = match &tree {
            Tree::By(of, rows) => Some((of.as_ref().clone(), rows.clone())),
            _ => steps(&tree),
        };
        let Some((of, rows)) = rows else {
            return Amount { plain: is_plain(&tree), now: self.term(&tree), later: Vec::new() };
        };
        let Some(((first, now), rest)) = rows.split_first() else {
            return Amount { plain: true, now: "0".into(), later: Vec::new() };
        };
        let level = self.level(&of);
        let mut named = false;
        let mut later: Vec<Say> = Vec::new();
        for (step, row) in rest {
            let at = if named { format!(" at {step}") } else { format!(" at {level} {step}") };
            named = true;
            later.push(say![self.term(row), at]);
        }
        let alone = rest.is_empty() && *first > 1;
        let now_said = self.term(now);
        let now_said = if alone { say![now_said, format!(" from {level} {first} on")] } else { now_said };
        Amount { plain: is_plain(now) && !alone, now: now_said, later }
    }

    /// Everything known put in its place.
    fn fold(&self, tree: &Tree) -> Tree {
        match tree {
            Tree::Number(_) => tree.clone(),
            Tree::Name(name) => self.known(name).map_or_else(|| tree.clone(), Tree::Number),
            Tree::Dice(count, sides) => Tree::Dice(Box::new(self.fold(count)), *sides),
            Tree::Two(two, sides) => match (self.fold(&sides.0), self.fold(&sides.1)) {
                (Tree::Number(left), Tree::Number(right)) => Tree::Number(two.of(left, right)),
                (it, Tree::Number(0)) | (Tree::Number(0), it) if *two == Two::Add => it,
                sides => Tree::Two(*two, Box::new(sides)),
            },
            Tree::By(of, rows) => match self.fold(of) {
                Tree::Number(reached) => {
                    let row = rows.iter().rev().find(|(step, _)| reached >= *step);
                    row.map_or(Tree::Number(0), |(_, it)| self.fold(it))
                }
                of => Tree::By(Box::new(of), rows.iter().map(|(at, it)| (*at, self.fold(it))).collect()),
            },
        }
    }

    fn term(&self, tree: &Tree) -> Say {
        if let Some(sum) = fixed(tree) {
            return self.sum(&sum);
        }
        match tree {
            Tree::Number(number) => number.to_string().into(),
            Tree::Name(name) => self.name(name).into(),
            Tree::Dice(count, sides) => say![format!("a number of d{sides}s equal to "), self.term(count)],
            Tree::Two(two, sides) => self.two(*two, &sides.0, &sides.1),
            Tree::By(of, rows) => {
                let level = self.level(of);
                let rows = rows.iter().map(|(at, it)| say![self.term(it), format!(" from {level} {at} on")]);
                listed(rows, "and")
            }
        }
    }

    /// `2d6 + 3`, and in a stat block `10 (2d6 + 3)`.
    fn sum(&self, sum: &Sum) -> Say {
        match (sum.dice.is_empty(), self.block) {
            (true, _) => sum.flat.to_string().into(),
            (false, false) => Say::dice(sum),
            (false, true) => say![format!("{} (", sum.twice_average().div_euclid(2)), Say::dice(sum), ")"],
        }
    }

    fn two(&self, two: Two, left: &Tree, right: &Tree) -> Say {
        let up = |of: &Tree| matches!(of, Tree::Two(Two::Add, it) if it.1 == Tree::Number(1));
        match (two, left, right) {
            (Two::Add, ..) => self.added(left, right),
            (Two::Subtract, ..) => say![self.term(left), " minus ", self.term(right)],
            (Two::Times, Tree::Number(2), it) | (Two::Times, it, Tree::Number(2)) => {
                say!["twice ", self.term(it)]
            }
            (Two::Times, ..) => say![self.term(left), " times ", self.term(right)],
            (Two::Over, Tree::Two(Two::Add, it), Tree::Number(2)) if up(left) => {
                say!["half ", self.term(&it.0), " (round up)"]
            }
            (Two::Over, it, Tree::Number(2)) => say!["half ", self.term(it)],
            (Two::Over, ..) => say![self.term(left), " divided by ", self.term(right)],
            (Two::Least, Tree::Number(more), Tree::Two(Two::Most, it)) if cap(it).is_some() => {
                format!("{more}, to a maximum of {}", cap(it).unwrap_or_default()).into()
            }
            (Two::Least, it, Tree::Number(most)) | (Two::Least, Tree::Number(most), it) => {
                say![self.term(it), format!(" (maximum of {most})")]
            }
            (Two::Most, it, Tree::Number(least)) | (Two::Most, Tree::Number(least), it) => {
                say![self.term(it), format!(" (minimum of {least})")]
            }
            (Two::Least, ..) => say!["the lower of ", self.term(left), " and ", self.term(right)],
            (Two::Most, ..) => say!["the higher of ", self.term(left), " and ", self.term(right)],
        }
    }

    /// `8 plus your Dexterity modifier and Proficiency Bonus`: dice and numbers first.
    fn added(&self, left: &Tree, right: &Tree) -> Say {
        let mut terms = Vec::new();
        flat(left, &mut terms);
        flat(right, &mut terms);
        let (fix, mut names): (Vec<&Tree>, Vec<&Tree>) =
            terms.into_iter().partition(|it| fixed(it).is_some());
        let sum = fix.into_iter().filter_map(fixed).fold(Sum::default(), |all, it| all.plus(&it));
        // The rules name the modifier before the Proficiency Bonus.
        names.sort_by_key(|it| matches!(it, Tree::Name(name) if &**name == "prof"));
        let mut words: Vec<Say> = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            let said = self.term(name);
            let your = said.plain().strip_prefix("your ").map(str::to_owned);
            words.push(your.filter(|_| at > 0).map_or(said, Say::from));
        }
        let words = listed(words, "and");
        if sum == Sum::default() { words } else { say![self.sum(&sum), " plus ", words] }
    }

    fn level(&self, of: &Tree) -> String {
        match of {
            Tree::Name(name) if &**name == "level" => "character level".to_owned(),
            Tree::Name(name) if &**name == "slot" => "a slot of level".to_owned(),
            Tree::Name(name) if &**name == "cantrip" => "cantrip step".to_owned(),
            Tree::Name(name) => format!("{} level", capital(name)),
            _ => self.term(of).plain(),
        }
    }

    /// A name in words.
    fn name(&self, name: &str) -> String {
        let whose = self.me.whose();
        if let Some(score) = name.strip_prefix("score.") {
            return format!("{whose} {} score", ability(score));
        }
        match name {
            "str" | "dex" | "con" | "int" | "wis" | "cha" => format!("{whose} {} modifier", ability(name)),
            "prof" => format!("{whose} Proficiency Bonus"),
            "level" => format!("{whose} level"),
            "spell" => format!("{whose} spellcasting ability modifier"),
            "slot" => "the level of the spell slot".to_owned(),
            "above" => "the number of levels the spell slot is above the spell's own".to_owned(),
            "cantrip" => "the number of the cantrip's step".to_owned(),
            "highest_slot" => format!("the highest level of {whose} spell slots"),
            "speed" => format!("{whose} Speed"),
            "dealt" => match self.dealt {
                Some(of) => format!("the {} damage dealt", of.name()),
                None => "the damage dealt".to_owned(),
            },
            class => format!("{whose} {} level", capital(class)),
        }
    }
}

pub(super) fn kinds(of: &[DamageType], word: &str) -> String {
    listed(of.iter().map(|it| it.name()), word).plain()
}

fn grown(later: Vec<Say>) -> Say {
    if later.is_empty() { Say::default() } else { say![" (", listed(later, "and"), ")"] }
}

fn ability(letters: &str) -> &'static str {
    crate::book::Ability::ALL.iter().find(|it| it.letters() == letters).map_or("ability", |it| it.name())
}

/// Dice and numbers that depend on nobody.
fn fixed(tree: &Tree) -> Option<Sum> {
    match tree {
        Tree::Number(number) => Some(Sum { dice: Vec::new(), flat: *number }),
        Tree::Dice(count, sides) => match count.as_ref() {
            Tree::Number(count) => Some(Sum { dice: vec![(*count, *sides)], flat: 0 }),
            _ => None,
        },
        Tree::Two(Two::Add, sides) => Some(fixed(&sides.0)?.plus(&fixed(&sides.1)?)),
        Tree::Two(Two::Subtract, sides) => {
            let mut less = fixed(&sides.1)?;
            less.dice.iter_mut().for_each(|it| it.0 = -it.0);
            less.flat = -less.flat;
            Some(fixed(&sides.0)?.plus(&less))
        }
        Tree::Two(..) | Tree::Name(_) | Tree::By(..) => None,
    }
}

/// Up to which score something grows: `max(25 - score.str, 0)`.
fn cap(sides: &(Tree, Tree)) -> Option<i32> {
    match sides {
        (Tree::Two(Two::Subtract, less), Tree::Number(0)) => match less.as_ref() {
            (Tree::Number(most), Tree::Name(name)) if name.starts_with("score.") => Some(*most),
            _ => None,
        },
        _ => None,
    }
}

fn is_plain(tree: &Tree) -> bool {
    fixed(tree).is_some()
}

/// Dice whose number grows with a level: a row for each level at which it does.
fn steps(tree: &Tree) -> Option<(Tree, Vec<(i32, Tree)>)> {
    let mut names = Vec::new();
    tree.names(&mut names);
    let name: Box<str> = (*names.first()?).into();
    let levels =
        ["str", "dex", "con", "int", "wis", "cha", "prof", "spell", "slot", "above", "dealt", "speed"];
    if names.iter().any(|it| **it != *name)
        || levels.contains(&&*name)
        || name.contains('.')
        || !tree.throws()
    {
        return None;
    }
    let mut rows: Vec<(i32, Tree)> = Vec::new();
    for level in LEVELS {
        let row = put(tree, level);
        if fixed(&row).is_none_or(|it| it == Sum::default()) {
            continue;
        }
        if rows.last().is_none_or(|(_, it)| *it != row) {
            rows.push((level, row));
        }
    }
    (rows.len() < LEVELS.count()).then_some((Tree::Name(name), rows))
}

/// Of a tree with one name, what it is when that is so much.
fn put(tree: &Tree, level: i32) -> Tree {
    match tree {
        Tree::Dice(count, sides) => Tree::Dice(Box::new(Tree::Number(count.value(&|_| Some(level)))), *sides),
        Tree::Two(two, sides) if tree.throws() => {
            Tree::Two(*two, Box::new((put(&sides.0, level), put(&sides.1, level))))
        }
        Tree::By(of, rows) if tree.throws() => {
            let reached = of.value(&|_| Some(level));
            let row = rows.iter().rev().find(|(step, _)| reached >= *step);
            row.map_or(Tree::Number(0), |(_, it)| put(it, level))
        }
        other => Tree::Number(other.value(&|_| Some(level))),
    }
}

fn flat<'t>(tree: &'t Tree, terms: &mut Vec<&'t Tree>) {
    match tree {
        Tree::Two(Two::Add, sides) => {
            flat(&sides.0, terms);
            flat(&sides.1, terms);
        }
        other => terms.push(other),
    }
}
