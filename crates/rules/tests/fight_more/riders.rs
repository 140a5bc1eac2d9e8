//! What comes upon a hit: invocations, the open hand, sacred weapons and shining smites (SRD 5.2, "Classes", Warlock, Monk,
//! Paladin).

use rules::{
    book::{Book, Condition},
    build::Place,
    fight::{Event, Spot},
};

use super::{
    arena::{Arena, CLUB, Hero, block, book, caster},
    monk::leans,
    rogue::bears,
};

fn foes() -> Book {
    let all = [
        block("foe", CLUB, r#"{"hp": "200"}"#),
        block("firm", CLUB, r#"{"hp": "200", "condition_immunities": ["prone"], "saves": {"str": 10}}"#),
        block("light", CLUB, r#"{"hp": "200", "condition_immunities": ["prone"]}"#),
        block("giant", CLUB, r#"{"hp": "200", "size": "huge"}"#),
        block("titan", CLUB, r#"{"hp": "200", "size": "gargantuan"}"#),
        block("ooze", CLUB, r#"{"hp": "200", "immunities": ["slashing", "bludgeoning"]}"#),
        block("friend", CLUB, "{}"),
        caster("knight", &["shining-smite"]),
        caster("witch", &["shocking-grasp"]),
    ];
    book(&format!("[{}]", all.join(", ")))
}

const INVOCATIONS: &str = "warlock-1/eldritch-invocations/invocations";

fn place(arena: &Arena<'_>, who: usize) -> (i16, i16) {
    let Spot { x, y } = arena.fight.fighters[who].spot;
    (x, y)
}

/// Repelling Blast: each hit of the cantrip that was chosen pushes a Large or smaller creature 10 feet straight away.
#[test]
fn a_blast_repels() {
    let book = foes();
    // The cantrip that was chosen, the level, the foe, the dice, where it stands then.
    type Case = (Option<&'static str>, u8, &'static str, &'static [u32], i16);
    let cases: &[Case] = &[
        (None, 2, "foe", &[15, 4], 8),
        (Some("eldritch-blast"), 2, "foe", &[15, 4], 10),
        (Some("eldritch-blast"), 2, "foe", &[2], 8),
        (Some("eldritch-blast"), 2, "giant", &[15, 4], 8),
        (Some("eldritch-blast"), 5, "foe", &[15, 4, 15, 4], 12),
        (Some("eldritch-blast"), 5, "foe", &[15, 4, 2], 10),
        (Some("chill-touch"), 2, "foe", &[15, 4], 8),
    ];
    for (chosen, level, foe, dice, x) in cases {
        let mut hero = Hero::of("warlock", *level).picks("warlock/cantrips", &["spell/eldritch-blast"]);
        if let Some(chosen) = chosen {
            hero = hero
                .picks(INVOCATIONS, &["feature/repelling-blast"])
                .picks(&format!("{INVOCATIONS}/repelling-blast/cantrip"), &[chosen]);
        }
        let mut arena = Arena::of_hero(&book, hero, &[(foe, 1, 8, 8)]);
        let rays = vec![1; usize::from(*level >= 5) + 1];
        arena.dice(dice).act("Eldritch Blast", &rays);
        assert_eq!(place(&arena, 1), (*x, 8), "{chosen:?} {level} {foe} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

fn warlock(level: u8, bound: &str, invocations: &[&str]) -> Hero {
    Hero::of("warlock", level)
        .picks(INVOCATIONS, invocations)
        .picks(&format!("{INVOCATIONS}/pact-of-the-blade/weapon"), &[bound])
        .with("weapon/longsword", Place::MainHand)
}

const BLADE: &str = "feature/pact-of-the-blade";
const SMITE: &str = "feature/eldritch-smite";
const DRINK: &str = "feature/lifedrinker";

/// Lifedrinker and Eldritch Smite: once a turn, upon a hit of the pact weapon, into one wound; the smite takes a slot of Pact
/// Magic, deals 1d8 and 1d8 for each of its levels, and knocks Prone what is Huge or smaller.
#[test]
fn a_pact_weapon_drinks_and_smites() {
    let book = foes();
    // The level, the kind that was chosen, what is known beside the pact, whether it is bound, the foe, the dice, what is dealt,
    // whether it lies, slots that are left.
    type Case =
        (u8, &'static str, &'static [&'static str], bool, &'static str, &'static [u32], i32, bool, u32);
    let cases: &[Case] = &[
        (5, "longsword", &[BLADE], true, "foe", &[15, 4], 7, false, 2),
        (5, "longsword", &[BLADE, SMITE], true, "foe", &[15, 4, 2, 2, 2, 2], 15, true, 1),
        (5, "longsword", &[BLADE, SMITE], true, "giant", &[15, 4, 2, 2, 2, 2], 15, true, 1),
        (5, "longsword", &[BLADE, SMITE], true, "titan", &[15, 4, 2, 2, 2, 2], 15, false, 1),
        (5, "longsword", &[BLADE, SMITE], true, "foe", &[20, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2], 27, true, 1),
        (5, "longsword", &[BLADE, SMITE], true, "foe", &[2], 0, false, 2),
        (5, "longsword", &[BLADE, SMITE], false, "foe", &[15, 4], 4, false, 2),
        (5, "mace", &[BLADE, SMITE], true, "foe", &[15, 4], 4, false, 2),
        (9, "longsword", &[BLADE, DRINK], true, "foe", &[15, 4, 5], 12, false, 2),
        (9, "longsword", &[BLADE, DRINK], true, "foe", &[20, 4, 4, 5, 5], 21, false, 2),
        (9, "longsword", &[BLADE, DRINK, SMITE], true, "foe", &[15, 4, 1, 1, 1, 1, 1, 1, 5], 18, true, 1),
    ];
    for (level, bound, knows, binds, foe, dice, dealt, lies, slots) in cases {
        let mut arena = Arena::of_hero(&book, warlock(*level, bound, knows), &[(foe, 1, 3, 8)]);
        if *binds {
            arena.act("Bind a Pact Weapon", &[]);
        }
        let events = arena.dice(dice).act("Longsword", &[1]);
        let told = arena.told();
        assert_eq!(200 - arena.hp(1), *dealt, "{level} {bound} {knows:?} {dice:?}: {told}");
        assert_eq!(arena.fight.fighters[1].has(Condition::Prone), *lies, "{foe}: {told}");
        assert_eq!(arena.fight.fighters[0].left("slot/pact"), *slots, "{told}");
        let wounds = events.iter().filter(|it| matches!(it, Event::Hurt { who: 1, .. })).count();
        assert_eq!(wounds, usize::from(*dealt > 0), "one wound of all");
        arena.replays();
    }
}

/// Once a turn, however often the blade strikes (Thirsting Blade), and anew in the next.
#[test]
fn a_pact_weapon_smites_once_a_turn() {
    let book = foes();
    let hero = warlock(5, "longsword", &[BLADE, SMITE, "feature/thirsting-blade"]);
    let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
    arena.act("Bind a Pact Weapon", &[]);
    for (dice, dealt) in [(&[15, 4, 2, 2, 2, 2][..], 15), (&[15, 15, 4], 7)] {
        let before = arena.hp(1);
        arena.dice(dice).act("Longsword", &[1]);
        assert_eq!(before - arena.hp(1), dealt, "{}", arena.told());
    }
    arena.pass();
    arena.pass();
    let before = arena.hp(1);
    arena.dice(&[15, 15, 4, 2, 2, 2, 2]).act("Longsword", &[1]);
    assert_eq!(before - arena.hp(1), 15, "{}", arena.told());
    arena.replays();
}

/// Pact of the Blade: its hits may be Necrotic, Psychic or Radiant. Empowered Strikes (Monk): bare hands deal Force.
#[test]
fn a_hit_takes_the_type_that_hurts() {
    let book = foes();
    for (binds, dealt) in [(true, 7), (false, 0)] {
        let mut arena = Arena::of_hero(&book, warlock(5, "longsword", &[BLADE]), &[("ooze", 1, 3, 8)]);
        if binds {
            arena.act("Bind a Pact Weapon", &[]);
        }
        arena.dice(&[15, 4]).act("Longsword", &[1]);
        assert_eq!(200 - arena.hp(1), dealt, "{}", arena.told());
        arena.replays();
    }
    for (level, dealt) in [(5, 0), (6, 7)] {
        let hero = Hero::of("monk", level).spent("resource/focus", u32::from(level));
        let mut arena = Arena::of_hero(&book, hero, &[("ooze", 1, 3, 8)]);
        arena.dice(&[15, 4]).act("Unarmed Strike", &[1]);
        assert_eq!(200 - arena.hp(1), dealt, "{level}: {}", arena.told());
        arena.replays();
    }
}

fn open_hand() -> Hero {
    Hero::of("monk", 3).picks("monk-3/subclass/subclass", &["subclass/warrior-of-the-open-hand"])
}

/// Open Hand Technique: each hit of a Flurry of Blows does one thing more: Prone by a Dexterity save, 15 feet away by a Strength
/// save, or no Opportunity Attacks. Other blows do none of it.
#[test]
fn an_open_hand_does_more() {
    let book = foes();
    // The foe, the act, the dice, whether it lies, where it stands, whether it strikes whoever leaves.
    type Case = (&'static str, &'static str, &'static [u32], bool, i16, bool);
    let cases: &[Case] = &[
        ("foe", "Flurry of Blows", &[15, 4, 1, 15, 15, 4, 20], true, 3, true),
        ("foe", "Flurry of Blows", &[15, 4, 1, 15, 15, 4, 1], true, 6, false),
        ("foe", "Flurry of Blows", &[15, 4, 12, 15, 4, 11], true, 3, true),
        ("foe", "Flurry of Blows", &[15, 4, 12, 15, 4, 12], false, 3, true),
        ("foe", "Flurry of Blows", &[2, 2], false, 3, true),
        ("light", "Flurry of Blows", &[15, 4, 1], false, 6, false),
        ("firm", "Flurry of Blows", &[15, 4, 2], false, 3, false),
        ("foe", "Bonus Unarmed Strike", &[15, 4], false, 3, true),
        ("foe", "Unarmed Strike", &[15, 4], false, 3, true),
    ];
    for (foe, act, dice, lies, x, strikes) in cases {
        let mut arena = Arena::of_hero(&book, open_hand(), &[(foe, 1, 3, 8)]);
        arena.dice(dice).act(act, &[1]);
        let told = arena.told();
        let has = arena.fight.fighters[1].has(Condition::Prone);
        assert_eq!((has, place(&arena, 1)), (*lies, (*x, 8)), "{foe} {act} {dice:?}: {told}");
        let events = arena.dice(&[1, 1]).go(2, 4);
        let struck = events.iter().any(|it| matches!(it, Event::Attacked { who: 1, .. }));
        assert_eq!(struck, *strikes, "{foe} {act} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Addled until its next turn starts. Shocking Grasp ("Spells") does the same.
#[test]
fn who_is_addled_is_not_for_long() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, open_hand(), &[("firm", 1, 3, 8)]);
    arena.dice(&[15, 4, 2]).act("Flurry of Blows", &[1]);
    assert_eq!(arena.fight.fighters[1].lasting.len(), 1, "{}", arena.told());
    arena.pass();
    assert!(arena.fight.fighters[1].lasting.is_empty(), "{}", arena.told());
    arena.replays();

    for (die, strikes) in [(15, false), (2, true)] {
        let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("foe", 1, 3, 8)]);
        arena.dice(&[die, 4][..1 + usize::from(!strikes)]).act("Shocking Grasp", &[1]);
        let events = arena.dice(&[1]).go(2, 5);
        let struck = events.iter().any(|it| matches!(it, Event::Attacked { who: 1, .. }));
        assert_eq!(struck, strikes, "{}", arena.told());
        arena.replays();
    }
}

/// Sacred Weapon: Charisma more for attacks with the Melee weapon in the main hand, Radiant where that hurts, a light of 20
/// feet; for a use of Channel Divinity.
#[test]
fn a_weapon_is_made_sacred() {
    let book = foes();
    // The weapon, whether it is made sacred, what is added to the roll, what an ooze takes that blades do not hurt.
    for (slug, name, sacred, bonus, dealt) in [
        ("longsword", "Longsword", false, 2, 0),
        ("longsword", "Longsword", true, 5, 4),
        ("shortbow", "Shortbow", true, 5, 7),
    ] {
        let place = if slug == "shortbow" { Place::BothHands } else { Place::MainHand };
        let hero = Hero::of("paladin", 3)
            .picks("paladin-3/subclass/subclass", &["subclass/oath-of-devotion"])
            .with(&format!("weapon/{slug}"), place)
            .spent("free:divine-smite", 1)
            .spent("slot/1", 3);
        let mut arena = Arena::of_hero(&book, hero, &[("ooze", 1, 3, 8)]);
        if sacred {
            let before = arena.fight.fighters[0].left("resource/paladin-channel-divinity");
            arena.act("Sacred Weapon", &[]);
            let left = arena.fight.fighters[0].left("resource/paladin-channel-divinity");
            assert_eq!((before - left, arena.fight.glows.len()), (1, 1), "{}", arena.told());
        }
        let faces: &[u32] = if slug == "shortbow" { &[15, 15, 4] } else { &[15, 4] };
        arena.happened(Event::Spent { who: 0, key: "free:divine-smite".into(), count: 1 });
        let events = arena.dice(faces).act(name, &[1]);
        let added = events
            .iter()
            .find_map(|it| if let Event::Attacked { bonus, .. } = it { Some(*bonus) } else { None });
        assert_eq!((added, 200 - arena.hp(1)), (Some(bonus), dealt), "{slug} {sacred}: {}", arena.told());
        arena.replays();
    }
}

/// Shining Smite ("Spells"): 2d6 into the wound, light on the target, Advantage against it, as long as one concentrates.
#[test]
fn a_smite_shines() {
    let book = foes();
    let mut arena = Arena::open(&book, &[("knight", 0, 2, 8), ("foe", 1, 3, 8), ("friend", 0, 4, 8)]);
    arena.happened(bears(1, Condition::Invisible));
    arena.dice(&[15, 15, 3, 3]).act("Club", &[1]);
    assert_eq!(200 - arena.hp(1), 10, "{}", arena.told());
    assert_eq!(arena.fight.glows.len(), 1);
    assert!(arena.fight.fighters[0].concentration.is_some() && arena.fight.fighters[0].moment.bonus_action);
    arena.pass();
    arena.pass();
    for lean in [1, 1] {
        assert_eq!(leans(&arena.act("Club", &[1])), [lean], "{}", arena.told());
        (0..3).for_each(|_| drop(arena.pass()));
    }
    arena.replays();
}
