//! Characters in a few words: `fighter 5, str 16, worn armour/chain-mail, main weapon/longsword`.

use rules::{
    ContentId,
    book::{Ability, Condition},
    build::{Build, Carried, Level, Method, Now, Place, Scores},
};

/// A human soldier whose scores are 10, and what the words make of them.
pub(crate) fn hero(words: &str) -> Build {
    let mut build = Build {
        name: words.chars().take(40).collect::<String>().trim().to_owned(),
        species: id("species/human"),
        background: id("background/soldier"),
        scores: Scores { by: Method::Rolled, base: [10; 6] },
        levels: Vec::new(),
        picks: Default::default(),
        goods: Vec::new(),
        coins: Default::default(),
        xp: None,
        now: Now::default(),
    };
    for phrase in words.split(", ") {
        let (word, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        tell(&mut build, word, rest);
    }
    build
}

fn tell(build: &mut Build, word: &str, rest: &str) {
    let place = match word {
        "worn" => Place::Worn,
        "main" => Place::MainHand,
        "off" => Place::OffHand,
        "both" => Place::BothHands,
        _ => Place::Stowed,
    };
    match word {
        "worn" | "main" | "off" | "both" | "stowed" => {
            let (count, item) =
                rest.split_once(" x ").map_or((1, rest), |(count, item)| (number(count), item));
            build.goods.push(Carried { item: id(item), count, place, attuned: false });
        }
        "species" | "background" => {
            let of = id(&format!("{word}/{rest}"));
            if word == "species" { build.species = of } else { build.background = of }
        }
        "pick" => {
            let (key, pick) = rest.split_once('=').unwrap();
            build.picks.entry(key.to_owned()).or_default().push(pick.to_owned());
        }
        "attuned" => {
            build.goods.push(Carried { item: id(rest), count: 1, place: Place::Stowed, attuned: true })
        }
        "array" => build.scores.by = Method::Array,
        "points" => build.scores.by = Method::PointBuy,
        "state" => build.now.states.push(id(&format!("state/{rest}"))),
        "has" => build.now.conditions.push(Condition::named(rest).unwrap()),
        "named" => rest.clone_into(&mut build.name),
        "failures" => build.now.death_failures = number(rest) as u8,
        "exhaustion" => build.now.exhaustion = number(rest) as u8,
        "lost" => build.now.lost = number(rest),
        "drained" => build.now.maximum_lost = number(rest),
        "spent" => {
            let (key, count) = rest.split_once(' ').unwrap();
            build.now.spent.insert(key.to_owned(), number(count));
        }
        "rolled" => build.levels.last_mut().unwrap().hp = Some(number(rest) as u8),
        _ => match Ability::named(word) {
            Some(ability) => build.scores.base[ability as usize] = number(rest) as u8,
            None => {
                let class = id(&format!("class/{word}"));
                let levels = (0..number(rest)).map(|_| Level { class: class.clone(), hp: None });
                build.levels.extend(levels);
            }
        },
    }
}

fn id(text: &str) -> ContentId {
    text.parse().unwrap_or_else(|_| panic!("{text} is no id"))
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}
