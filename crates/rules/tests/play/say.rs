//! Wishes in a few words: `hurt 12 fire crit`, `cast bless with slot 1`, `short fighter fighter`.

use rules::{
    ContentId,
    book::{Condition, DamageType},
    play::{At, Command, Moment, With},
};

pub(crate) fn command(wish: &str) -> Command {
    let words: Vec<&str> = wish.split(' ').collect();
    let number =
        |at: usize| words.get(at).and_then(|it| it.parse::<u32>().ok()).unwrap_or_else(|| panic!("{wish}"));
    let after = |at: usize| words.get(at..).unwrap_or_default();
    let has = |word: &str| words.contains(&word);
    let condition = |at: usize| Condition::named(words[at]).unwrap_or_else(|| panic!("{wish}"));
    let told = || after(1).iter().map(|it| id(&format!("resource/{it}"))).collect();
    match words[0] {
        "hurt" => Command::Hurt {
            parts: vec![(DamageType::named(words[2]).unwrap(), number(1))],
            critical: has("crit"),
            mercy: has("mercy"),
        },
        "heal" => Command::Heal { hp: number(1) },
        "temp" => Command::GainTemporary { hp: number(1) },
        "drain" => Command::LowerMaximum { by: number(1) },
        "undrain" => Command::RestoreMaximum {},
        "save" => Command::RollDeathSave {},
        "aid" => Command::Stabilise {},
        "revive" => Command::Revive { hp: number(1) },
        "suffer" => Command::Suffer { condition: condition(1) },
        "cure" => Command::EndCondition { condition: condition(1) },
        "tire" => Command::Tire { levels: number(1) as u8 },
        "recover" => Command::Recover { levels: number(1) as u8 },
        "drop" => Command::DropConcentration {},
        "end" => Command::EndState { state: id(&format!("state/{}", words[1])) },
        "over" => Command::RunOut { state: id(&format!("state/{}", words[1])) },
        "inspire" => Command::GainInspiration {},
        "inspired" => Command::SpendInspiration {},
        "long" => rest(after(1)),
        "short" => {
            let dice = after(1).iter().map(|it| id(&format!("class/{it}"))).collect();
            Command::TakeShortRest { dice, told: Vec::new() }
        }
        "turn" => Command::Pass { moment: Moment::TurnStart, told: told() },
        "turn-end" => Command::Pass { moment: Moment::TurnEnd, told: told() },
        "dawn" => Command::Pass { moment: Moment::Dawn, told: told() },
        "initiative" => Command::Pass { moment: Moment::Initiative, told: told() },
        "xp" => Command::GainXp { xp: number(1) },
        "level" => Command::GainLevel { class: id(&format!("class/{}", words[1])), rolled: has("rolled") },
        "spend" => Command::Spend { resource: id(&format!("resource/{}", words[1])), count: number(2) },
        "use" => used(wish),
        "cast" => Command::Cast {
            spell: id(&format!("spell/{}", words[1])),
            with: with(after(3)),
            at: at(wish),
            ways: Vec::new(),
        },
        _ => panic!("nobody says {wish}"),
    }
}

/// `use wizard-1/arcane-recovery, slots 1 2`: names of activities have spaces.
fn used(wish: &str) -> Command {
    let mut parts = wish.trim_start_matches("use ").split(", ");
    let activity = parts.next().unwrap().to_owned();
    let (mut slot, mut slots, mut ways) = (None, Vec::new(), Vec::new());
    for part in parts {
        let (word, rest) = part.split_once(' ').unwrap_or((part, ""));
        let numbers = || rest.split(' ').map(|it| it.parse().unwrap()).collect();
        match word {
            "slot" => slot = rest.parse().ok(),
            "slots" => slots = numbers(),
            "ways" => ways = numbers(),
            _ => {}
        }
    }
    Command::Use { activity, at: at(wish), slot, slots, ways }
}

fn with(words: &[&str]) -> With {
    match words {
        ["slot", level, ..] => With::Slot(level.parse().unwrap()),
        ["pact", ..] => With::Pact,
        ["free", ..] => With::Free,
        ["ritual", ..] => With::Ritual,
        _ => With::Cantrip,
    }
}

fn at(wish: &str) -> At {
    if wish.ends_with("others") { At::Others } else { At::Own }
}

fn id(text: &str) -> ContentId {
    text.parse().unwrap_or_else(|_| panic!("{text} is no id"))
}

/// `long after 15`, `long broken 3 fighter`, `long luck`: what is left over is told.
fn rest(words: &[&str]) -> Command {
    let (mut since, mut broken_after, mut dice, mut told) = (None, None, Vec::new(), Vec::new());
    match words {
        ["after", hours] => since = hours.parse().ok(),
        ["broken", hours, classes @ ..] => {
            broken_after = hours.parse().ok();
            dice = classes.iter().map(|it| id(&format!("class/{it}"))).collect();
        }
        _ => told = words.iter().map(|it| id(&format!("resource/{it}"))).collect(),
    }
    Command::TakeLongRest { told, since, broken_after, dice }
}
