//! Goods: what they cost and weigh, and lots of them.

use super::{
    prose::{Say, grouped, listed, say},
    voice::Voice,
};
use crate::book::{Lot, Package};

const COPPER_OF_GOLD: u32 = 100;
const COPPER_OF_SILVER: u32 = 10;
const HUNDREDTHS: u32 = 100;

/// `15 GP`, `5 SP`, `1 CP`.
pub(super) fn cost(copper: u32) -> String {
    let (count, coin) = match copper {
        0 => return "no cost".to_owned(),
        it if it.is_multiple_of(COPPER_OF_GOLD) => (it / COPPER_OF_GOLD, "GP"),
        it if it.is_multiple_of(COPPER_OF_SILVER) => (it / COPPER_OF_SILVER, "SP"),
        it => (it, "CP"),
    };
    format!("{} {coin}", grouped(u64::from(count)))
}

/// `3 pounds`, `1/4 pound`, `1 1/2 pounds`.
pub(super) fn weight(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / HUNDREDTHS, hundredths % HUNDREDTHS);
    let part = match rest {
        0 => String::new(),
        25 => "1/4".to_owned(),
        50 => "1/2".to_owned(),
        75 => "3/4".to_owned(),
        it => format!("{it}/100"),
    };
    match (whole, part.as_str()) {
        (0, "") => "none".to_owned(),
        (0, part) => format!("{part} pound"),
        (1, "") => "1 pound".to_owned(),
        (whole, "") => format!("{} pounds", grouped(u64::from(whole))),
        (whole, part) => format!("{} {part} pounds", grouped(u64::from(whole))),
    }
}

impl Voice<'_> {
    /// `Oil (2)`.
    pub(super) fn lot(&self, lot: &Lot) -> Say {
        match lot.count {
            1 => self.link(&lot.item),
            count => say![self.link(&lot.item), format!(" ({count})")],
        }
    }

    /// `Choose A or B: (A) …; or (B) 100 GP`.
    pub(super) fn packages(&self, packages: &[Package]) -> Say {
        let package = |it: &Package| {
            let gold = (it.gp > 0).then(|| Say::from(format!("{} GP", grouped(u64::from(it.gp)))));
            listed(it.items.iter().map(|it| self.lot(it)).chain(gold), "and")
        };
        match packages {
            [] => Say::default(),
            [one] => package(one),
            several => {
                let letters = listed(several.iter().map(|it| it.id.to_uppercase()), "or");
                let mut all = say!["Choose ", letters, ": "];
                for (at, it) in several.iter().enumerate() {
                    all.add(match at {
                        0 => "",
                        _ if at + 1 == several.len() => "; or ",
                        _ => "; ",
                    });
                    all.add(say![format!("({}) ", it.id.to_uppercase()), package(it)]);
                }
                all
            }
        }
    }
}
