//! A field, hand-made creatures laid over the book, and dice that fall as they are told.

use std::{collections::VecDeque, path::Path};

use rules::{
    book::Book,
    build::{Build, Carried, Level, Method, Now, Place, Scores},
    dice::Chance,
    fight::{Aim, Come, Entrant, Event, Fight, Grid, Order, Refused, Side, Spot, Stage, tell_all},
};

/// Faces that fall next; when none are left every die shows its middle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loaded(VecDeque<u32>);

impl Loaded {
    pub(crate) fn show(&mut self, faces: &[u32]) -> &mut Self {
        self.0.extend(faces);
        self
    }
}

impl Chance for Loaded {
    fn draw(&mut self, sides: u32) -> u32 {
        match self.0.pop_front() {
            Some(face) => {
                assert!((1..=sides).contains(&face), "{face} of a d{sides}");
                face
            }
            None => sides.div_ceil(2),
        }
    }
}

pub(crate) fn book(creatures: &str) -> Book {
    book_with(&[("creatures/hand-made.json", creatures)])
}

pub(crate) fn book_with(laid: &[(&str, &str)]) -> Book {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/book");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "json") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    let all = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Book::read(all.chain(laid.iter().copied())).unwrap()
}

/// A stat block: armour class 10, 40 hit points, Speed 30, no modifiers; `more` goes on from there.
pub(crate) fn block(slug: &str, actions: &str, more: &str) -> String {
    let mut block: serde_json::Value = serde_json::from_str(&format!(
        r#"{{"id": "creature/{slug}", "name": "{slug}", "source": "Hand-made", "text": "", "automation": "automated",
        "size": "medium", "type": "humanoid", "alignment": "Unaligned", "armour_class": 10, "initiative": 0, "hp": "40",
        "paces": [{{"gait": "walk", "feet": 30}}], "scores": [10, 10, 10, 10, 10, 10], "passive_perception": 10,
        "challenge": 8, "proficiency": 2, "actions": {actions}}}"#
    ))
    .unwrap();
    let more: serde_json::Value = serde_json::from_str(more).unwrap();
    for (key, value) in more.as_object().unwrap() {
        block[key] = value.clone();
    }
    block.to_string()
}

/// A club that hits with 5 more and deals 4.
pub(crate) const CLUB: &str = r#"[{"name": "Club", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"},
    "effects": [{"attack": {"style": "melee", "bonus": 5, "hit": [{"damage": {"amount": "4", "of": ["bludgeoning"]}}]}}]}]"#;

/// Who casts these spells at will, with their components, DC 15 and 7 for attacks.
pub(crate) fn caster(slug: &str, spells: &[&str]) -> String {
    let spells: Vec<String> = spells.iter().map(|it| format!(r#"{{"spell": "spell/{it}"}}"#)).collect();
    let more = format!(
        r#"{{"spellcasting": [{{"time": "action", "ability": "wis", "dc": 15, "bonus": 7, "components": true,
            "spells": [{}]}}]}}"#,
        spells.join(", ")
    );
    block(slug, CLUB, &more)
}

/// A character made by hand: a class and a level, scores with which every class can do something, empty hands.
#[derive(Clone)]
pub(crate) struct Hero(Build);

impl Hero {
    pub(crate) fn of(class: &str, level: u8) -> Self {
        Self(Build {
            name: class.to_owned(),
            species: "species/orc".parse().unwrap(),
            background: "background/criminal".parse().unwrap(),
            scores: Scores { by: Method::Rolled, base: [10, 16, 14, 8, 14, 16] },
            levels: (0..level)
                .map(|_| Level { class: format!("class/{class}").parse().unwrap(), hp: None })
                .collect(),
            picks: std::collections::BTreeMap::new(),
            // What spells take that costs nothing, and a Holy Symbol.
            goods: ["gear/component-pouch", "gear/holy-symbol-amulet"].map(stowed).into(),
            coins: std::collections::BTreeMap::new(),
            xp: None,
            now: Now::default(),
        })
    }

    pub(crate) fn scores(mut self, base: [u8; 6]) -> Self {
        self.0.scores.base = base;
        self
    }

    pub(crate) fn inspired(mut self, so: bool) -> Self {
        self.0.now.inspiration = so;
        self
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    pub(crate) fn species(mut self, slug: &str) -> Self {
        self.0.species = format!("species/{slug}").parse().unwrap();
        self
    }

    /// Of another background than criminals, whose feat throws no dice of its own.
    pub(crate) fn background(mut self, slug: &str) -> Self {
        self.0.background = format!("background/{slug}").parse().unwrap();
        self
    }

    /// What was chosen: `fighter-3/subclass/subclass`.
    pub(crate) fn picks(mut self, choice: &str, what: &[&str]) -> Self {
        self.0.picks.insert(choice.to_owned(), what.iter().map(|it| (*it).to_owned()).collect());
        self
    }

    pub(crate) fn with(mut self, item: &str, place: Place) -> Self {
        self.0.goods.push(Carried { item: item.parse().unwrap(), count: 1, place, attuned: false });
        self
    }

    /// Without what spells take.
    pub(crate) fn bare(mut self) -> Self {
        self.0.goods.clear();
        self
    }

    /// It has spent so much already.
    pub(crate) fn spent(mut self, key: &str, count: u32) -> Self {
        self.0.now.spent.insert(key.to_owned(), count);
        self
    }

    pub(crate) fn come(self) -> Come {
        Come::Character(Box::new(self.0))
    }
}

fn stowed(item: &str) -> Carried {
    Carried { item: item.parse().unwrap(), count: 1, place: Place::Stowed, attuned: false }
}

/// A fight on an open field, whose order is that of the entrants.
pub(crate) struct Arena<'b> {
    pub fight: Fight<'b>,
    begun: Fight<'b>,
    dice: Loaded,
    events: Vec<Event>,
}

impl<'b> Arena<'b> {
    pub(crate) fn open(book: &'b Book, who: &[(&str, u8, i16, i16)]) -> Self {
        Self::on(book, Grid::open(24, 16), who)
    }

    pub(crate) fn on(book: &'b Book, grid: Grid, who: &[(&str, u8, i16, i16)]) -> Self {
        let entrant = |(slug, side, x, y): &(&str, u8, i16, i16)| Entrant {
            side: Side(*side),
            who: Come::Creature(format!("creature/{slug}").parse().unwrap()),
            spot: Some(Spot { x: *x, y: *y }),
            surprised: false,
        };
        Self::staged(book, &Stage { grid, entrants: who.iter().map(entrant).collect() })
    }

    /// A hero at 2, 8 and these.
    pub(crate) fn of_hero(book: &'b Book, hero: Hero, others: &[(&str, u8, i16, i16)]) -> Self {
        Self::of_heroes(book, &[hero], others)
    }

    /// Heroes at 2, 8 and below it, and these.
    pub(crate) fn of_heroes(book: &'b Book, heroes: &[Hero], others: &[(&str, u8, i16, i16)]) -> Self {
        let enters =
            |who, side, x, y| Entrant { side: Side(side), who, spot: Some(Spot { x, y }), surprised: false };
        let heroes = heroes.iter().zip(8..).map(|(hero, y)| enters(hero.clone().come(), 0, 2, y));
        let others = others.iter().map(|(slug, side, x, y)| {
            enters(Come::Creature(format!("creature/{slug}").parse().unwrap()), *side, *x, *y)
        });
        let entrants = heroes.chain(others).collect();
        Self::staged(book, &Stage { grid: Grid::open(24, 16), entrants })
    }

    pub(crate) fn staged(book: &'b Book, stage: &Stage) -> Self {
        let fight = Fight::laid_out(book, stage).unwrap();
        let mut arena = Self { begun: fight.clone(), fight, dice: Loaded::default(), events: Vec::new() };
        arena.next();
        arena
    }

    /// These faces fall next.
    pub(crate) fn dice(&mut self, faces: &[u32]) -> &mut Self {
        self.dice.0.extend(faces);
        self
    }

    /// The next turn begins.
    pub(crate) fn next(&mut self) -> Vec<Event> {
        let events = self.fight.advance(&mut self.dice);
        self.events.extend(events.clone());
        events
    }

    pub(crate) fn order(&mut self, order: &Order) -> Result<Vec<Event>, Refused> {
        let events = self.fight.order(order, &mut self.dice)?;
        self.events.extend(events.clone());
        Ok(events)
    }

    pub(crate) fn must(&mut self, order: &Order) -> Vec<Event> {
        self.order(order).unwrap()
    }

    /// Ends this turn and begins the next.
    pub(crate) fn pass(&mut self) -> Vec<Event> {
        let mut events = self.must(&Order::EndTurn);
        events.extend(self.next());
        events
    }

    pub(crate) fn act(&mut self, name: &str, targets: &[usize]) -> Vec<Event> {
        self.must(&self.ordered(name, Aim { targets: targets.to_vec(), spot: None }))
    }

    pub(crate) fn act_at(&mut self, name: &str, x: i16, y: i16) -> Vec<Event> {
        self.must(&self.ordered(name, Aim { targets: Vec::new(), spot: Some(Spot { x, y }) }))
    }

    pub(crate) fn ordered(&self, name: &str, aim: Aim) -> Order {
        let who = self.fight.turn.unwrap();
        let acts = &self.fight.fighters[who].kit.acts;
        let names: Vec<&str> = acts.iter().map(|it| it.name.as_str()).collect();
        let act =
            acts.iter().position(|it| it.name == name).unwrap_or_else(|| panic!("no {name} among {names:?}"));
        Order::Act { act, aim, row: None }
    }

    /// This has happened before.
    pub(crate) fn happened(&mut self, event: Event) -> &mut Self {
        self.fight.apply(&event);
        self.events.push(event);
        self
    }

    pub(crate) fn go(&mut self, x: i16, y: i16) -> Vec<Event> {
        self.must(&Order::Move(Spot { x, y }))
    }

    pub(crate) fn hp(&self, who: usize) -> i32 {
        self.fight.fighters[who].hp
    }

    pub(crate) fn told(&self) -> String {
        tell_all(&self.fight, &self.events).join("\n")
    }

    /// Events alone make the same fight again, also after they were written down.
    pub(crate) fn replays(&self) {
        let mut again = self.begun.clone();
        for event in &self.events {
            let text = serde_json::to_string(event).unwrap();
            again.apply(&serde_json::from_str(&text).unwrap());
        }
        let last = |fight: &Fight<'_>| {
            format!("{:?} {:?} {:?} {:?}", fight.fighters, fight.zones, fight.glows, fight.turn)
        };
        assert_eq!(last(&again), last(&self.fight), "{}", self.told());
    }
}
