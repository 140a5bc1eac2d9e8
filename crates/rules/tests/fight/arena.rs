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
pub(crate) fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let files = files();
        Book::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap()
    })
}

/// The seed's own dice.
pub(crate) fn stream(seed: u64) -> Stream {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    Stream::of(key)
}

/// Everything that is told of somebody at a moment, kit left out but for what states change.
pub(crate) fn summary(fight: &Fight<'_>) -> String {
    let mut all = format!("{:?} {} {:?} {:?}\n", fight.order, fight.round, fight.turn, fight.ended);
    for it in &fight.fighters {
        all += &format!(
            "{} {:?} {:?} at {} {}+{} {:?} {:?} tired {} on {:?} {:?} {:?} {:?} {} {} {:?} {:?} kit {} {}\n",
            it.name,
            it.side,
            it.spot,
            it.height,
            it.hp,
            it.temporary_hp,
            it.health,
            it.lasting,
            it.exhaustion,
            it.concentration,
            it.stock,
            it.states,
            it.kept,
            it.legendary_actions,
            it.legendary_resistances,
            it.moment,
            it.hurt_before,
            it.kit.armour_class,
            it.kit.acts.len(),
        );
    }
    all
}

/// A field of this size, with the book and these creatures over it; everybody stands where the test says.
pub(crate) struct Arena {
    book: Book,
}

/// What the creatures of tests are alike in.
const PLAIN: &str = r#"{"name": "Dummy", "source": "Tests", "text": "-", "automation": "automated", "size": "medium",
    "type": "humanoid", "alignment": "Unaligned", "armour_class": 10, "initiative": 0, "hp": "100",
    "paces": [{"gait": "walk", "feet": 30}], "scores": [10, 10, 10, 10, 10, 10], "passive_perception": 10,
    "challenge": 8, "proficiency": 2, "actions": [{"name": "Hit", "time": "action", "range": {"reach": 5},
    "targets": {"who": "other"}, "effects": [{"attack": {"style": "melee", "bonus": 5,
    "hit": [{"damage": {"amount": "1d6", "of": ["slashing"]}}]}}]}]}"#;

/// A creature: plain, but for the fields of this JSON object.
fn creature(slug: &str, but: &str) -> serde_json::Value {
    let mut plain: serde_json::Value = serde_json::from_str(PLAIN).unwrap();
    let but: serde_json::Value =
        serde_json::from_str(but).unwrap_or_else(|why| panic!("{slug}: {why}\n{but}"));
    let fields = plain.as_object_mut().unwrap();
    fields.insert("id".into(), format!("creature/{slug}").into());
    fields.insert("name".into(), slug.into());
    fields.extend(but.as_object().unwrap().clone());
    plain
}

/// An action in melee with these effects of its hit.
pub(crate) fn strike(name: &str, hit: &str) -> String {
    format!(
        r#"{{"name": "{name}", "time": "action", "range": {{"reach": 5}}, "targets": {{"who": "other"}},
        "effects": [{{"attack": {{"style": "melee", "bonus": 5, "hit": [{hit}]}}}}]}}"#
    )
}

/// An action that is done to one other within sight, without a roll.
pub(crate) fn spell(name: &str, effects: &str) -> String {
    format!(
        r#"{{"name": "{name}", "time": "action", "range": {{"feet": 60}}, "targets": {{"who": "other"}},
        "effects": [{effects}]}}"#
    )
}

pub(crate) fn damage(amount: &str, of: &str) -> String {
    format!(r#"{{"damage": {{"amount": "{amount}", "of": ["{of}"]}}}}"#)
}

impl Arena {
    pub(crate) fn of(creatures: &[(&str, &str)]) -> Self {
        // The book's own creatures take time to read and fight elsewhere.
        let mut files = files();
        files.retain(|(name, _)| !name.starts_with("creatures/"));
        let all: Vec<_> = creatures.iter().map(|(slug, but)| creature(slug, but)).collect();
        files.push(("creatures/tests.json".into(), serde_json::to_string(&all).unwrap()));
        Self { book: Book::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap() }
    }

    /// A fight in which the first to be named acts first, then the next: side, who, and where.
    pub(crate) fn fight(&self, grid: Grid, who: &[(u8, &str, (i16, i16))]) -> Duel<'_> {
        let entrant = |(side, slug, (x, y)): &(u8, &str, (i16, i16))| Entrant {
            side: Side(*side),
            who: match slug.strip_prefix("hero:") {
                Some(hero) => {
                    let (class, level) = hero.split_once(':').unwrap_or((hero, "5"));
                    Come::Character(Box::new(super::heroes::hero(class, level.parse().unwrap())))
                }
                None => Come::Creature(format!("creature/{slug}").parse().unwrap()),
            },
            spot: Some(Spot { x: *x, y: *y }),
            surprised: false,
        };
        let stage = Stage { grid, entrants: who.iter().map(entrant).collect() };
        let fight = Fight::laid_out(&self.book, &stage).unwrap();
        Duel { fight, told: Vec::new() }
    }
}

/// A fight step by step, each with its dice.
pub(crate) struct Duel<'b> {
    pub fight: Fight<'b>,
    pub told: Vec<Event>,
}

/// Dice that show what was laid ready, and all of them.
struct Loaded(VecDeque<u32>);

impl Chance for Loaded {
    fn draw(&mut self, sides: u32) -> u32 {
        let face =
            self.0.pop_front().unwrap_or_else(|| panic!("a d{sides} was thrown that was not laid ready"));
        assert!((1..=sides).contains(&face), "{face} on a d{sides}");
        face
    }
}

impl Duel<'_> {
    /// Begins the next turn.
    pub(crate) fn next(&mut self, dice: &[u32]) -> &mut Self {
        let mut loaded = Loaded(dice.iter().copied().collect());
        self.told = self.fight.advance(&mut loaded);
        assert!(loaded.0.is_empty(), "dice are left over: {:?}, {:#?}", loaded.0, self.told);
        self
    }

    pub(crate) fn tries(&mut self, order: &Order, dice: &[u32]) -> Result<(), String> {
        let mut loaded = Loaded(dice.iter().copied().collect());
        self.told = self.fight.order(order, &mut loaded).map_err(|it| it.to_string())?;
        assert!(loaded.0.is_empty(), "dice are left over: {:?}, {:#?}", loaded.0, self.told);
        Ok(())
    }

    pub(crate) fn does(&mut self, order: &Order, dice: &[u32]) -> &mut Self {
        self.tries(order, dice).unwrap_or_else(|why| panic!("{order:?}: {why}"));
        self
    }

    /// An act by its name, at somebody by their place.
    pub(crate) fn acts(&mut self, name: &str, target: usize, dice: &[u32]) -> &mut Self {
        let order = self.act(name, &[target]);
        self.does(&order, dice)
    }

    pub(crate) fn act(&self, name: &str, targets: &[usize]) -> Order {
        let kit = &self.fight.fighters[self.fight.turn.unwrap()].kit;
        let act =
            kit.acts.iter().position(|it| it.name == name).unwrap_or_else(|| panic!("there is no {name}"));
        Order::Act { act, aim: Aim { targets: targets.to_vec(), spot: None }, row: None }
    }

    /// The same at a square.
    pub(crate) fn acts_at(&mut self, name: &str, at: (i16, i16), dice: &[u32]) -> &mut Self {
        let Order::Act { act, .. } = self.act(name, &[]) else { unreachable!() };
        let aim = Aim { targets: Vec::new(), spot: Some(Spot { x: at.0, y: at.1 }) };
        self.does(&Order::Act { act, aim, row: None }, dice)
    }

    pub(crate) fn moves(&mut self, to: (i16, i16), dice: &[u32]) -> &mut Self {
        self.does(&Order::Move(Spot { x: to.0, y: to.1 }), dice)
    }

    pub(crate) fn ends(&mut self, dice: &[u32]) -> &mut Self {
        self.does(&Order::EndTurn, dice)
    }

    /// Ends this turn and begins the next.
    pub(crate) fn passes(&mut self) -> &mut Self {
        self.ends(&[]);
        self.next(&[])
    }

    /// Lays a condition upon somebody, by another, without further ado.
    pub(crate) fn laid(&mut self, who: usize, condition: rules::book::Condition, by: usize) -> &mut Self {
        use rules::fight::{Ends, Laid, Lasting};
        let id = 1_000 + self.fight.fighters.iter().map(|it| it.lasting.len()).sum::<usize>() as u32;
        let laid = Laid::Condition(condition);
        let lasting = Lasting {
            id,
            laid,
            by,
            act: "Test".into(),
            level: None,
            ends: Ends::Never,
            save: None,
            concentration: false,
        };
        self.fight.apply(&Event::Laid { who, lasting });
        self
    }

    pub(crate) fn lost(&self, who: usize) -> i32 {
        self.fight.fighters[who].kit.hp - self.fight.fighters[who].hp
    }

    pub(crate) fn at(&self, who: usize) -> (i16, i16) {
        (self.fight.fighters[who].spot.x, self.fight.fighters[who].spot.y)
    }

    /// Which way each attack roll leaned.
    pub(crate) fn leans(&self) -> Vec<i8> {
        self.told
            .iter()
            .filter_map(|it| if let Event::Attacked { lean, .. } = it { Some(*lean) } else { None })
            .collect()
    }
}
