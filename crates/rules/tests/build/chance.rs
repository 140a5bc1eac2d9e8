//! Characters by chance: out of a seed, species, background, scores, classes, and a pick for everything
//! that is asked for until nothing is asked any more.

use rules::{
    book::{Book, Class, Coin, From, Item},
    build::{
        ARRAY, Adventurer, Asked, Build, Carried, Level, Method, Now, POINTS, Pending, Place, Scores,
        point_cost,
    },
    dice::{Chance, Stream},
};

/// More picks than anybody has to make.
const PICKS_MOST: usize = 400;

/// What comes out of a number, the same on every machine.
pub(crate) fn stream(seed: u64) -> Stream {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_be_bytes());
    Stream::of(key)
}

fn one_of<T: Copy>(among: &[T], chance: &mut Stream) -> T {
    among[chance.draw(among.len() as u32) as usize - 1]
}

/// A character out of a seed: of this class at this level, or of one to three classes as they fall.
pub(crate) fn character(book: &Book, seed: u64, class: Option<(&str, u8)>) -> Build {
    let chance = &mut stream(seed);
    let scores = scores(chance);
    let build = Build {
        name: format!("Seed {seed}"),
        species: one_of(&book.species.iter().collect::<Vec<_>>(), chance).id.clone(),
        background: one_of(&book.backgrounds.iter().collect::<Vec<_>>(), chance).id.clone(),
        levels: levels(book, &scores, class, chance),
        scores,
        picks: Default::default(),
        goods: Vec::new(),
        coins: [(Coin::Gp, chance.draw(500))].into(),
        xp: None,
        now: Now::default(),
    };
    let build = picked(book, build, chance, seed);
    Build { goods: goods(book, chance), ..build }
}

fn scores(chance: &mut Stream) -> Scores {
    match chance.draw(3) {
        1 => {
            let mut base = ARRAY;
            for at in (1..base.len()).rev() {
                base.swap(at, chance.draw(at as u32 + 1) as usize - 1);
            }
            Scores { by: Method::Array, base }
        }
        2 => Scores { by: Method::PointBuy, base: bought(chance) },
        _ => Scores { by: Method::Rolled, base: std::array::from_fn(|_| rolled(chance)) },
    }
}

fn bought(chance: &mut Stream) -> [u8; 6] {
    let mut base = [8; 6];
    for _ in 0..60 {
        let mut next = base;
        next[chance.draw(6) as usize - 1] += 1;
        let cost: Option<u32> = next.iter().map(|it| point_cost(*it)).sum();
        if cost.is_some_and(|it| it <= POINTS) {
            base = next;
        }
    }
    base
}

/// Four dice without the lowest.
fn rolled(chance: &mut Stream) -> u8 {
    let dice: Vec<u32> = (0..4).map(|_| chance.draw(6)).collect();
    (dice.iter().sum::<u32>() - dice.iter().min().unwrap()) as u8
}

fn levels(book: &Book, scores: &Scores, class: Option<(&str, u8)>, chance: &mut Stream) -> Vec<Level> {
    let all: Vec<&Class> = book.classes.iter().collect();
    let (classes, count) = match class {
        Some((id, level)) => (vec![book.classes.named(id).unwrap()], level),
        None => (some_classes(&all, scores, chance), chance.draw(20) as u8),
    };
    let mut levels: Vec<Level> = Vec::new();
    for at in 0..count {
        // Each begins in its turn, and then they come as they fall.
        let class = classes.get(usize::from(at)).copied().unwrap_or_else(|| one_of(&classes, chance));
        let rolls = at > 0 && chance.draw(2) == 1;
        let hp = rolls.then(|| chance.draw(u32::from(class.hit_die)) as u8);
        levels.push(Level { class: class.id.clone(), hp });
    }
    levels
}

fn some_classes<'a>(all: &[&'a Class], scores: &Scores, chance: &mut Stream) -> Vec<&'a Class> {
    let able = |it: &Class| it.primary.iter().all(|of| of.iter().any(|it| scores.base[*it as usize] >= 13));
    let mut able: Vec<&Class> = all.iter().copied().filter(|it| able(it)).collect();
    let mut classes = Vec::new();
    for _ in 0..chance.draw(3) {
        if !able.is_empty() {
            classes.push(able.swap_remove(chance.draw(able.len() as u32) as usize - 1));
        }
    }
    if classes.is_empty() { vec![one_of(all, chance)] } else { classes }
}

/// What is asked is asked in the order in which one answer can bar another.
fn rank(pending: &Pending<'_>) -> u8 {
    match pending.asked {
        Asked::Spells(..) => 3,
        Asked::Choice(From::Expertise(_) | From::Saves {} | From::Spells(_)) => 2,
        Asked::Choice(From::Skills(_) | From::Tools(_) | From::SkillsOrTools {} | From::Languages {})
        | Asked::Tool(_) => 1,
        _ => 0,
    }
}

fn picked(book: &Book, mut build: Build, chance: &mut Stream, seed: u64) -> Build {
    for _ in 0..PICKS_MOST {
        let adventurer = Adventurer::of(book, &build);
        assert_eq!(adventurer.illegal, [], "seed {seed}: {:#?}", build.picks);
        let mut open: Vec<&Pending<'_>> = adventurer.pending.iter().collect();
        for at in (1..open.len()).rev() {
            open.swap(at, chance.draw(at as u32 + 1) as usize - 1);
        }
        open.sort_by_key(|it| rank(it));
        let next = open.iter().find_map(|pending| {
            let options = adventurer.options(pending);
            let picks: Vec<&str> = options.iter().map(|it| it.pick.as_str()).collect();
            if picks.is_empty() {
                None
            } else {
                Some((pending.key.clone(), one_of(&picks, chance).to_owned()))
            }
        });
        let Some((key, pick)) = next else { return build };
        build.picks.entry(key).or_default().push(pick);
    }
    panic!("seed {seed}: more than {PICKS_MOST} picks");
}

/// A suit, a shield or two weapons as hands allow, and odds and ends.
fn goods(book: &Book, chance: &mut Stream) -> Vec<Carried> {
    let carry = |item: &Item, place| Carried { item: item.id.clone(), count: 1, place, attuned: false };
    let of = |fits: &dyn Fn(&Item) -> bool| book.items.iter().filter(|it| fits(it)).collect::<Vec<_>>();
    let suits = of(&|it| it.armour.is_some() && !it.is_shield());
    let shields = of(&|it| it.is_shield());
    let weapons = of(&|it| it.weapon.is_some());
    let mut goods = Vec::new();
    if chance.draw(2) == 1 && !suits.is_empty() {
        goods.push(carry(one_of(&suits, chance), Place::Worn));
    }
    if !weapons.is_empty() {
        let places: &[Place] = match chance.draw(4) {
            1 => &[Place::BothHands],
            2 => &[Place::MainHand, Place::OffHand],
            3 => &[Place::MainHand],
            _ => &[Place::Stowed],
        };
        goods.extend(places.iter().map(|place| carry(one_of(&weapons, chance), *place)));
        if places != [Place::BothHands] && places.len() == 1 && chance.draw(2) == 1 && !shields.is_empty() {
            goods.push(carry(shields[0], Place::OffHand));
        }
    }
    // Three of four have what spells take that costs nothing.
    if chance.draw(4) > 1 {
        goods.extend(
            of(&|it| it.id.as_str() == "gear/component-pouch").iter().map(|it| carry(it, Place::Stowed)),
        );
    }
    let rest: Vec<&Item> = book.items.iter().collect();
    for _ in 0..chance.draw(6) {
        if !rest.is_empty() {
            goods.push(Carried { count: chance.draw(20), ..carry(one_of(&rest, chance), Place::Stowed) });
        }
    }
    goods
}
