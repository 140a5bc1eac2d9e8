//! What the tests fight with: the book with creatures made for them laid over it, small fields, and dice that
//! show what is asked for.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rules::book::Book;
use rules::dice::{Chance, Stream};
use rules::fight::{Aim, Come, Entrant, Event, Fight, Grid, Order, Side, Spot, Stage};

/// Every file of the book, by the name that it is read under.
fn files() -> Vec<(String, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/book");
    let mut found = Vec::new();
    let mut folders = vec![home.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "json") {
                let name = path.strip_prefix(&home).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The book as it is shipped.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let files = files();
        Book::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap()
    })
}

/// The seed's own dice.
pub fn stream(seed: u64) -> Stream {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    Stream::of(key)
}

/// Everything that is told of somebody at a moment, kit left out but for what states change.
pub fn summary(fight: &Fight<'_>) -> String {
    let mut all = format!("{:?} {} {:?} {:?}\n", fight.order, fight.round, fight.turn, fight.ended);
    for it in &fight.fighters {
        all += &format!(
            "{} {:?} {:?} {}+{} {:?} {:?} tired {} on {:?} {:?} {:?} {:?} {} {} {:?} {:?} kit {} {}\n",
            it.name, it.side, it.spot, it.hp, it.temporary_hp, it.health, it.lasting, it.exhaustion,
            it.concentration, it.stock, it.states, it.kept, it.legendary_actions, it.legendary_resistances,
            it.moment, it.hurt_before, it.kit.armour_class, it.kit.acts.len(),
        );
    }
    all
}

