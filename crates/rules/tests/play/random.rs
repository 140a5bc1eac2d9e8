//! Random histories of random characters: nothing that must not be ever is, and a replay comes out the same.

use rules::{
    ContentId,
    book::{Book, Condition, DamageType},
    build::{Adventurer, Build},
    condition::EXHAUSTION_MOST,
    dice::{Chance, Stream},
    play::{self, At, Command, Moment, With, stock},
    sheet::{Bearer, Sheet},
};

use super::chance::{character, stream};

const CHARACTERS: u64 = 150;
const WISHES: usize = 60;

fn one<'a, T>(among: &'a [T], chance: &mut Stream) -> &'a T {
    &among[chance.draw(among.len() as u32) as usize - 1]
}

fn wish(adventurer: &Adventurer<'_>, chance: &mut Stream) -> Command {
    let classes: Vec<ContentId> = adventurer.classes.iter().map(|it| it.0.id.clone()).collect();
    let condition = *one(Condition::ALL, chance);
    let hp = chance.draw(30);
    match chance.draw(30) {
        1..=4 => Command::Hurt {
            parts: vec![
                (*one(DamageType::ALL, chance), chance.draw(60)),
                (*one(DamageType::ALL, chance), chance.draw(9) - 1),
            ],
            critical: hp > 25,
            mercy: hp < 5,
        },
        5..=7 => Command::Heal { hp },
        8 => Command::GainTemporary { hp },
        9 => Command::LowerMaximum { by: hp },
        10..=12 => Command::RollDeathSave {},
        13 => Command::Suffer { condition },
        14..=15 => Command::EndCondition { condition },
        16 => Command::Tire { levels: 1 },
        17 => Command::Revive { hp },
        18..=19 => cast(adventurer, chance),
        20..=23 => used(adventurer, chance),
        24 => Command::TakeShortRest { dice: vec![one(&classes, chance).clone(); 2], told: Vec::new() },
        25 => Command::TakeLongRest {
            told: Vec::new(),
            since: Some(chance.draw(30)),
            broken_after: (chance.draw(4) == 1).then(|| chance.draw(3) - 1),
            dice: vec![one(&classes, chance).clone()],
        },
        26 => Command::Pass { moment: Moment::TurnStart, told: Vec::new() },
        27 => Command::Pass { moment: Moment::Initiative, told: Vec::new() },
        28 => Command::GainInspiration {},
        29 => Command::SpendInspiration {},
        _ => Command::GainLevel { class: one(&classes, chance).clone(), rolled: true },
    }
}

fn cast(adventurer: &Adventurer<'_>, chance: &mut Stream) -> Command {
    let with = *one(
        &[
            With::Cantrip,
            With::Slot(1),
            With::Slot(2),
            With::Slot(5),
            With::Pact,
            With::Free,
            With::Ritual,
            With::Brought,
        ],
        chance,
    );
    let fits = |it: &&rules::build::Known<'_>| match with {
        With::Cantrip => it.spell.level == 0,
        With::Slot(level) => it.spell.level <= level,
        _ => true,
    };
    let known: Vec<_> = adventurer.spells.iter().filter(fits).collect();
    match known.is_empty() {
        true => Command::DropConcentration {},
        false => {
            Command::Cast { spell: one(&known, chance).spell.id.clone(), with, at: At::Own, ways: Vec::new() }
        }
    }
}

fn used(adventurer: &Adventurer<'_>, chance: &mut Stream) -> Command {
    let keys: Vec<String> = adventurer
        .features
        .iter()
        .flat_map(|held| {
            held.feature.activities.iter().map(|it| match &it.name {
                Some(name) => format!("{}#{name}", held.key),
                None => held.key.clone(),
            })
        })
        .collect();
    match keys.is_empty() {
        true => Command::DropConcentration {},
        false => Command::Use {
            activity: one(&keys, chance).clone(),
            at: At::Own,
            slot: None,
            slots: Vec::new(),
            ways: vec![chance.draw(3) as u8 - 1],
        },
    }
}

fn judge(build: &Build, seed: u64) {
    let adventurer = Adventurer::of(Book::built_in(), build);
    let (sheet, bearer) = (Sheet::of(&adventurer), Bearer::of(&adventurer));
    let now = &build.now;
    assert!(
        (0..=sheet.hp.total).contains(&sheet.hp_now),
        "seed {seed}: {} of {}",
        sheet.hp_now,
        sheet.hp.total
    );
    let down = sheet.hp_now == 0;
    let sleeps = now.conditions.contains(&Condition::Unconscious);
    assert!(!down || now.dead || sleeps, "seed {seed}: awake at 0 hit points: {now:?}");
    let dying = now.death_successes + now.death_failures > 0;
    assert!(!dying || down && !now.dead && !now.stable, "seed {seed}: death saves: {now:?}");
    assert!(now.death_successes < 3 && now.death_failures < 3, "seed {seed}: {now:?}");
    assert!(!now.stable || down && !now.dead, "seed {seed}: stable: {now:?}");
    assert!(
        now.exhaustion <= EXHAUSTION_MOST && (now.exhaustion < EXHAUSTION_MOST || now.dead),
        "seed {seed}: {now:?}"
    );
    let helpless = bearer.conditions.iter().any(|it| it.incapacitates());
    assert!(now.concentration.is_none() || !helpless && !now.dead, "seed {seed}: concentrates: {now:?}");
    let mut once = now.conditions.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), now.conditions.len(), "seed {seed}: {now:?}");
    for it in stock(&bearer) {
        let spent = now.spent.get(&it.key).copied().unwrap_or(0);
        assert!(spent <= it.most, "seed {seed}: {} of {} of {}", spent, it.most, it.key);
    }
    for (class, level) in &adventurer.classes {
        let spent = now.hit_dice.get(&class.id).copied().unwrap_or(0);
        assert!(spent <= *level, "seed {seed}: {spent} dice of {}", class.id);
    }
    assert!(build.levels.len() <= 20, "seed {seed}");
}

#[test]
fn random_histories_keep_every_law() {
    let (mut done, mut refused) = (0, 0);
    for seed in 0..CHARACTERS {
        let chance = &mut stream(seed + 7_000);
        let begun = character(Book::built_in(), seed, None);
        let mut build = begun.clone();
        let mut history = Vec::new();
        for _ in 0..WISHES {
            let adventurer = Adventurer::of(Book::built_in(), &build);
            let command = wish(&adventurer, chance);
            match play::decide(&adventurer, &command, chance) {
                Ok(events) => {
                    events.iter().for_each(|it| play::apply(&mut build, it));
                    history.extend(events);
                    done += 1;
                }
                Err(why) => {
                    let sentence = why.to_string();
                    assert!(sentence.ends_with('.') && sentence.len() > 10, "seed {seed}: {sentence}");
                    refused += 1;
                }
            }
            judge(&build, seed);
        }
        let mut again = begun;
        history.iter().for_each(|it| play::apply(&mut again, it));
        assert_eq!(again, build, "seed {seed}: a replay comes out the same");
    }
    assert!(done > refused / 2, "{done} done, {refused} refused");
}
