//! Dice: read and rolled, rolled alone, with a receipt, and their odds.

use std::{collections::BTreeMap, hint::black_box};

use ed25519_dalek::SigningKey;
use rules::{
    Hash, StreamId,
    dice::{Dialect, Expr, Stream, Table, no_values, parse},
};
use wire::{
    Millis, Purpose, Signed,
    dice::{Links, RollReceipt, Wish},
};

use crate::{Subject, Work};

/// What people roll.
const USUAL: [&str; 4] = ["1d20+5", "4d6kh3", "100d6", "10d10!"];
const ODDS: [&str; 5] = ["8d6", "4d6kh3", "2d20kh1+5 >= 15", "10d10!", "100d6"];
/// As many rolls as a receipt may have.
const MANY: u16 = 100;
/// Rolls whose receipts a busy server signs together.
const TOGETHER: u16 = 256;
const LINKS: u32 = 1_000;

/// Rolls to a receipt, and receipts to a signature.
const RECEIPTS: [(u16, u16); 3] = [(1, 1), (1, TOGETHER), (MANY, 1)];

pub(crate) const COUNT: usize = 2 * USUAL.len() + RECEIPTS.len() + ODDS.len();

pub(crate) fn subject(index: usize) -> Option<Subject> {
    let kinds = 2 * USUAL.len();
    match index {
        _ if index < kinds => {
            let text = USUAL[index / 2];
            if index.is_multiple_of(2) { Some(read_each_time(text)) } else { compiled(text) }
        }
        _ if index < kinds + RECEIPTS.len() => RECEIPTS.get(index - kinds).map(|it| receipt(*it)),
        _ => odds(ODDS.get(index - kinds - RECEIPTS.len())?),
    }
}

/// Read and rolled each time.
struct Text {
    text: &'static str,
    table: Table,
    stream: Stream,
}

/// Read once.
struct Compiled {
    expr: Expr,
    table: Table,
    stream: Stream,
}

/// Everything but the disk: the text read, the seed out of link and share, the rolls, and the signature.
struct Receipts {
    key: SigningKey,
    links: Links,
    index: u32,
    times: u16,
    together: u16,
}

struct Odds {
    expr: Expr,
}

fn read_each_time(text: &'static str) -> Subject {
    let work = Text { text, table: Table::default(), stream: Stream::of([7; 32]) };
    Subject::counted(format!("{text} from text"), work)
}

fn compiled(text: &str) -> Option<Subject> {
    let expr = parse(text, Dialect::Foundry).ok()?;
    let work = Compiled { expr, table: Table::default(), stream: Stream::of([7; 32]) };
    Some(Subject::counted(format!("{text} compiled"), work))
}

fn receipt((times, together): (u16, u16)) -> Subject {
    let key = SigningKey::from_bytes(&[3; 32]);
    let work = Receipts { key, links: Links::of(Hash([5; 32]), LINKS), index: 0, times, together };
    let name = match (times, together) {
        (1, 1) => "1d20+5 with a receipt".into(),
        (1, _) => format!("1d20+5 with a receipt, {together} signed together"),
        _ => format!("1d20+5, {times} to a receipt"),
    };
    Subject::counted(name, work)
}

fn odds(text: &str) -> Option<Subject> {
    let expr = parse(text, Dialect::Foundry).ok()?;
    Some(Subject::timed(format!("odds of {text}"), Odds { expr }))
}

impl Work for Text {
    fn once(&mut self) -> Option<u32> {
        let expr = parse(black_box(self.text), Dialect::Foundry).ok()?;
        black_box(self.table.total(&expr, &no_values, &mut self.stream)).ok().map(|_| 1)
    }
}

impl Work for Compiled {
    fn once(&mut self) -> Option<u32> {
        black_box(self.table.total(black_box(&self.expr), &no_values, &mut self.stream)).ok().map(|_| 1)
    }
}

impl Work for Odds {
    fn once(&mut self) -> Option<u32> {
        black_box(odds::odds(black_box(&self.expr), &no_values)).ok().map(|_| 1)
    }
}

impl Work for Receipts {
    fn once(&mut self) -> Option<u32> {
        let parts: Option<Vec<Vec<u8>>> = (0..self.together).map(|_| self.part()).collect();
        black_box(Signed::sign_together(parts?, &self.key));
        Some(u32::from(self.times) * u32::from(self.together))
    }
}

impl Receipts {
    /// What is signed of one roll.
    fn part(&mut self) -> Option<Vec<u8>> {
        self.index = (self.index + 1) % LINKS;
        let (index, times, stream) = (self.index, self.times, StreamId([1; 16]));
        let link = self.links.link(index)?;
        let wish = Wish {
            expr: black_box("1d20+5").into(),
            dialect: Dialect::Foundry,
            values: BTreeMap::new(),
            times,
            share: Hash([9; 32]),
        };
        let rolls = wish.roll_read(&wish.read().ok()?, link, stream, index).ok()?;
        let amounts = rolls.iter().map(|it| it.amount).collect();
        let receipt = RollReceipt { stream, generation: 0, index, link, wish, amounts, time: Millis(1) };
        Some(Signed::bytes_of(Purpose::Roll, &receipt))
    }
}
