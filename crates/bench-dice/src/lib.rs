//! What is measured of dice: the same code for a processor (`cargo xtask bench dice`) and for a browser,
//! where it is built as the bundle is.

use std::{collections::BTreeMap, hint::black_box};

use ed25519_dalek::SigningKey;
use rules::{
    Hash, StreamId,
    dice::{Dialect, Expr, Stream, Table, no_values, parse},
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;
use wire::{
    Millis, Purpose, Signed,
    dice::{Links, RollReceipt, Wish},
};

/// What people roll.
const USUAL: [&str; 4] = ["1d20+5", "4d6kh3", "100d6", "10d10!"];
const ODDS: [&str; 5] = ["8d6", "4d6kh3", "2d20kh1+5 >= 15", "10d10!", "100d6"];
/// As many rolls as a receipt may have.
const MANY: u16 = 100;
const LINKS: u32 = 1_000;

/// One thing that is measured.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub struct Subject {
    name: String,
    work: Work,
}

enum Work {
    /// Read and rolled each time.
    Text {
        text: &'static str,
        table: Table,
        stream: Stream,
    },
    /// Read once.
    Compiled {
        expr: Expr,
        table: Table,
        stream: Stream,
    },
    /// Everything but the disk: the seed out of link and share, the rolls, and one signature.
    Receipt {
        signer: Box<Signer>,
        times: u16,
    },
    Odds {
        expr: Expr,
    },
}

struct Signer {
    key: SigningKey,
    links: Links,
    index: u32,
}

/// How many there are.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub fn count() -> usize {
    2 * USUAL.len() + 2 + ODDS.len()
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
impl Subject {
    /// None behind the last.
    pub fn of(index: usize) -> Option<Subject> {
        let kinds = 2 * USUAL.len();
        match index {
            _ if index < kinds => {
                let text = USUAL[index / 2];
                if index.is_multiple_of(2) { Some(Self::text(text)) } else { Self::compiled(text) }
            }
            _ if index < kinds + 2 => Some(Self::receipt(if index == kinds { 1 } else { MANY })),
            _ => Self::odds(ODDS.get(index - kinds - 2)?),
        }
    }

    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// What it counts: rolls, or odds that were found.
    pub fn each(&self) -> u16 {
        match self.work {
            Work::Receipt { times, .. } => times,
            _ => 1,
        }
    }

    /// Whether odds are found, which is told by the time that it takes rather than by how often.
    pub fn is_odds(&self) -> bool {
        matches!(self.work, Work::Odds { .. })
    }

    /// Does it so often. False: it failed.
    pub fn run(&mut self, times: u32) -> bool {
        match &mut self.work {
            Work::Text { text, table, stream } => (0..times).all(|_| {
                let Ok(expr) = parse(black_box(text), Dialect::Foundry) else { return false };
                black_box(table.total(&expr, &no_values, stream)).is_ok()
            }),
            Work::Compiled { expr, table, stream } => {
                (0..times).all(|_| black_box(table.total(black_box(expr), &no_values, stream)).is_ok())
            }
            Work::Receipt { signer, times: each } => (0..times).all(|_| signer.sign(*each).is_some()),
            Work::Odds { expr } => {
                (0..times).all(|_| black_box(odds::odds(black_box(expr), &no_values)).is_ok())
            }
        }
    }
}

impl Subject {
    fn text(text: &'static str) -> Self {
        let work = Work::Text { text, table: Table::default(), stream: Stream::of([7; 32]) };
        Self { name: format!("{text} from text"), work }
    }

    fn compiled(text: &str) -> Option<Self> {
        let expr = parse(text, Dialect::Foundry).ok()?;
        let work = Work::Compiled { expr, table: Table::default(), stream: Stream::of([7; 32]) };
        Some(Self { name: format!("{text} compiled"), work })
    }

    fn receipt(times: u16) -> Self {
        let key = SigningKey::from_bytes(&[3; 32]);
        let signer = Signer { key, links: Links::of(Hash([5; 32]), LINKS), index: 0 };
        let name = match times {
            1 => "1d20+5 with a receipt".into(),
            _ => format!("1d20+5, {times} to a receipt"),
        };
        Self { name, work: Work::Receipt { signer: Box::new(signer), times } }
    }

    fn odds(text: &str) -> Option<Self> {
        let expr = parse(text, Dialect::Foundry).ok()?;
        Some(Self { name: format!("odds of {text}"), work: Work::Odds { expr } })
    }
}

impl Signer {
    fn sign(&mut self, times: u16) -> Option<()> {
        self.index = (self.index + 1) % LINKS;
        let (index, stream) = (self.index, StreamId([1; 16]));
        let link = self.links.link(index)?;
        let wish = Wish {
            expr: "1d20+5".into(),
            dialect: Dialect::Foundry,
            values: BTreeMap::new(),
            times,
            share: Hash([9; 32]),
        };
        let amounts = wish.roll(link, stream, index).ok()?.iter().map(|it| it.amount).collect();
        let receipt = RollReceipt { stream, generation: 0, index, link, wish, amounts, time: Millis(1) };
        black_box(Signed::sign(Purpose::Roll, &receipt, &self.key));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_measured_works_and_has_a_name_of_its_own() {
        let mut names = std::collections::BTreeSet::new();
        for index in 0..count() {
            let mut subject = Subject::of(index).unwrap();
            assert!(subject.run(3), "{}", subject.name());
            assert!(names.insert(subject.name()));
        }
        assert!(Subject::of(count()).is_none());
    }
}
