//! What comes by itself, and is held back until it is taken up again (SRD 5.2, "Playing the Game", Reactions; "Spells",
//! Divine Smite; "Classes").

use std::collections::BTreeSet;

use rules::{
    book::{Book, Mastery},
    build::Place,
    fight::{Aim, Comes, Event, Intent, Order, Refused, Unbidden, Why, WrongIntent},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

pub(super) fn foes() -> Book {
    let acts = r#"[{"name": "Club", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"}, "effects": [
        {"attack": {"style": "melee", "bonus": 5, "hit": [{"damage": {"amount": "4", "of": ["bludgeoning"]}}]}}]},
        {"name": "Blast", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "wis", "dc": "15", "fail": [{"damage": {"amount": "10", "of": ["force"]}}]}}]},
        {"name": "Scare", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "wis", "dc": "15", "fail": [{"condition": {"condition": "frightened", "until": "forever"}}]}}]}]"#;
    let all = [
        block("foe", acts, r#"{"hp": "200"}"#),
        block("friend", CLUB, "{}"),
        caster("witch", &["hold-person"]),
    ];
    book(&format!("[{}]", all.join(", ")))
}

pub(super) fn act(name: &str) -> Unbidden {
    Unbidden::Act(name.into())
}

/// Somebody is of this mind from now on, in its own turn or in another's.
pub(super) fn minds(arena: &mut Arena<'_>, who: usize, what: &Unbidden, comes: Comes) -> Result<(), Refused> {
    let intent = Intent { what: what.clone(), comes };
    if arena.fight.turn == Some(who) {
        return arena.order(&Order::Intend(intent)).map(drop);
    }
    let events = arena.fight.clone().intend(who, &intent)?;
    for event in events {
        arena.happened(event);
    }
    Ok(())
}

/// How often something of the first fighter came.
pub(super) fn came(events: &[Event], what: &Unbidden) -> usize {
    let is_it = |it: &&Event| match (it, what) {
        (Event::Acted { who: 0, name, .. }, Unbidden::Act(act)) => name == act,
        (Event::Acted { who: 0, why, .. }, Unbidden::OpportunityAttack) => *why == Why::Reaction,
        (Event::Saved { who: 1, .. }, Unbidden::Mastery(Mastery::Topple)) => true,
        (Event::Moved { why: Why::Forced, .. }, Unbidden::Mastery(Mastery::Push)) => true,
        (Event::Once { whose, .. }, Unbidden::Mastery(Mastery::Cleave)) => whose == "mastery/cleave",
        (Event::Hurt { who: 1, lost: 3, .. }, Unbidden::Mastery(Mastery::Graze)) => true,
        (Event::Laid { who: 1, .. }, Unbidden::Mastery(Mastery::Slow)) => true,
        _ => false,
    };
    events.iter().filter(is_it).count()
}

/// What of the first fighter can be used up.
fn means(arena: &Arena<'_>) -> String {
    let it = &arena.fight.fighters[0];
    let moment = &it.moment;
    format!("{:?} {} {} {:?}", it.stock, moment.reaction, moment.bonus_action, moment.once)
}

/// Something that comes by itself: what, whose, against whom, whether it is in the other's turn, and what sets it off by
/// which dice.
type Case = (Unbidden, fn() -> Hero, &'static str, bool, fn(&mut Arena<'_>) -> Vec<Event>, &'static [u32]);

pub(super) fn armed(class: &str, level: u8, weapon: &str) -> Hero {
    Hero::of(class, level).with(&format!("weapon/{weapon}"), Place::MainHand)
}

fn knows(class: &str, level: u8, spell: &str) -> Hero {
    Hero::of(class, level).picks(&format!("{class}/prepared"), &[&format!("spell/{spell}")])
}

fn masters(weapon: &str, place: Place) -> Hero {
    let id = format!("weapon/{weapon}");
    let strong = Hero::of("fighter", 1).scores([16, 10, 14, 8, 10, 10]);
    strong.picks("fighter-1/fighter-weapon-mastery/weapons", &[&id]).with(&id, place)
}

fn struck(arena: &mut Arena<'_>) -> Vec<Event> {
    arena.act("Club", &[0])
}

fn blasted(arena: &mut Arena<'_>) -> Vec<Event> {
    arena.act("Blast", &[0])
}

fn fallen(arena: &mut Arena<'_>) -> Vec<Event> {
    arena.happened(Event::Rose { who: 0, feet: 20, cost: 0 });
    arena.must(&Order::Dodge)
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    vec![
        (act("Divine Smite"), || armed("paladin", 5, "longsword"), "foe", false, |it| it.act("Longsword", &[1]), &[15]),
        (act("Stunning Strike"), || Hero::of("monk", 5), "foe", false, |it| it.act("Unarmed Strike", &[1]), &[15]),
        (act("Indomitable"), || Hero::of("fighter", 9), "foe", true, blasted, &[2]),
        (act("Disciplined Survivor"), || Hero::of("monk", 14), "foe", true, blasted, &[1]),
        (act("Stroke of Luck"), || armed("rogue", 20, "club"), "foe", false, |it| it.act("Club", &[1]), &[2]),
        (act("Shield"), || knows("sorcerer", 1, "shield"), "foe", true, struck, &[10]),
        (act("Uncanny Dodge"), || Hero::of("rogue", 5), "foe", true, struck, &[15]),
        (act("Deflect Attacks"), || Hero::of("monk", 3), "foe", true, struck, &[17]),
        (act("Hellish Rebuke"), || knows("warlock", 1, "hellish-rebuke"), "foe", true, struck, &[15]),
        (act("Counterspell"), || knows("sorcerer", 5, "counterspell"), "witch", true, |it| it.act("Hold Person", &[0]), &[2]),
        (act("Countercharm"), || Hero::of("bard", 7), "foe", true, |it| it.act("Scare", &[0]), &[2]),
        (act("Slow Fall"), || Hero::of("monk", 4), "foe", true, fallen, &[]),
        (Unbidden::OpportunityAttack, || armed("fighter", 1, "club"), "foe", true, |it| it.go(7, 8), &[]),
        (Unbidden::Mastery(Mastery::Topple), || masters("battleaxe", Place::MainHand), "foe", false,
            |it| it.act("Battleaxe", &[1]), &[15]),
        (Unbidden::Mastery(Mastery::Push), || masters("warhammer", Place::MainHand), "foe", false,
            |it| it.act("Warhammer", &[1]), &[15]),
        (Unbidden::Mastery(Mastery::Cleave), || masters("greataxe", Place::BothHands), "foe", false,
            |it| it.act("Greataxe", &[1]), &[15]),
        (Unbidden::Mastery(Mastery::Graze), || masters("greatsword", Place::BothHands), "foe", false,
            |it| it.act("Greatsword", &[1]), &[2]),
        (Unbidden::Mastery(Mastery::Slow), || masters("club", Place::MainHand), "foe", false,
            |it| it.act("Club", &[1]), &[15]),
    ]
}

/// Held back it does not come, and nothing is spent; taken up again, in whoever's turn, it comes.
#[test]
fn who_holds_something_back_keeps_it() {
    let book = foes();
    for (what, hero, foe, theirs, set_off, dice) in cases() {
        for (minded, comes) in [
            (&[][..], true),
            (&[Comes::Never], false),
            (&[Comes::Never, Comes::Always], true),
            (&[Comes::Always, Comes::Never], false),
        ] {
            for late in [false, true] {
                let mut arena = Arena::of_hero(&book, hero(), &[(foe, 1, 3, 8), ("foe", 1, 3, 9)]);
                let mind = |arena: &mut Arena<'_>| {
                    minded.iter().for_each(|it| minds(arena, 0, &what, *it).unwrap());
                };
                if !late {
                    mind(&mut arena);
                }
                if theirs {
                    arena.pass();
                }
                if late {
                    mind(&mut arena);
                }
                let before = means(&arena);
                arena.dice(dice);
                let events = set_off(&mut arena);
                assert_eq!(came(&events, &what), usize::from(comes), "{what:?} {minded:?}: {}", arena.told());
                assert!(comes || means(&arena) == before, "{what:?}: {before} {}", means(&arena));
                arena.replays();
            }
        }
    }
}

/// A die that was given is kept for another failure.
#[test]
fn a_given_die_is_kept() {
    let book = foes();
    let song = act("Bardic Inspiration");
    for (minded, helps) in [(&[][..], true), (&[Comes::Never], false), (&[Comes::Never, Comes::Always], true)]
    {
        let mut arena = Arena::of_hero(&book, Hero::of("bard", 1), &[("friend", 0, 3, 8), ("foe", 1, 4, 8)]);
        assert!(matches!(minds(&mut arena, 1, &song, Comes::Never), Err(Refused::NoAct)), "it has none yet");
        arena.act("Bardic Inspiration", &[1]);
        minded.iter().for_each(|it| minds(&mut arena, 1, &song, *it).unwrap());
        arena.pass();
        let events = arena.dice(&[4, 1]).act("Club", &[2]);
        let rolled = events.iter().any(|it| matches!(it, Event::Inspired { who: 1, .. }));
        let kept = !arena.fight.fighters[1].lasting.is_empty();
        assert_eq!((rolled, kept), (helps, !helps), "{minded:?}: {}", arena.told());
        arena.replays();
    }
}

/// One is held back and another comes.
#[test]
fn one_of_two_is_held_back() {
    let book = foes();
    let both = || armed("paladin", 5, "longsword").picks("paladin/prepared", &["spell/searing-smite"]);
    for (held, comes) in [("Divine Smite", "Searing Smite"), ("Searing Smite", "Divine Smite")] {
        let mut arena = Arena::of_hero(&book, both(), &[("foe", 1, 3, 8)]);
        minds(&mut arena, 0, &act(held), Comes::Never).unwrap();
        let events = arena.dice(&[15]).act("Longsword", &[1]);
        assert_eq!((came(&events, &act(held)), came(&events, &act(comes))), (0, 1), "{}", arena.told());
        arena.replays();
    }
}

/// Of what comes by itself it can be said when it comes, and of nothing else.
#[test]
fn who_has_nothing_of_the_kind_holds_nothing_back() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, armed("paladin", 5, "longsword"), &[("foe", 1, 3, 8)]);
    let all: BTreeSet<Unbidden> =
        [act("Divine Smite"), Unbidden::OpportunityAttack, Unbidden::RelentlessEndurance].into();
    assert_eq!(arena.fight.unbidden(0), all);
    assert_eq!(arena.fight.unbidden(7), BTreeSet::new());
    let ordered = |it: &str| Err(Refused::Intent(WrongIntent::Ordered(it.into())));
    let paladin = || "paladin".to_owned();
    for (what, comes, answer) in [
        (act("Divine Smite"), Comes::Never, Ok(())),
        (act("Divine Smite"), Comes::Slots(9), Ok(())),
        (act("Longsword"), Comes::Never, ordered("Longsword")),
        (act("Lay On Hands"), Comes::Never, ordered("Lay On Hands")),
        (act("Shield"), Comes::Never, Err(Refused::NoAct)),
        (Unbidden::OpportunityAttack, Comes::Never, Ok(())),
        (
            Unbidden::OpportunityAttack,
            Comes::Critical,
            Err(WrongIntent::NoHit("Opportunity Attack".into()).into()),
        ),
        (
            Unbidden::OpportunityAttack,
            Comes::Slots(1),
            Err(WrongIntent::NoSlot("Opportunity Attack".into()).into()),
        ),
        (
            Unbidden::Mastery(Mastery::Topple),
            Comes::Never,
            Err(WrongIntent::NoMastery("Topple".into(), paladin()).into()),
        ),
    ] {
        assert_eq!(minds(&mut arena, 0, &what, comes), answer, "{what:?} {comes:?}");
    }
    let smite = Intent { what: act("Divine Smite"), comes: Comes::Never };
    assert_eq!(arena.fight.intend(7, &smite), Err(Refused::NoTarget));
    assert_eq!(
        WrongIntent::Ordered("Longsword".into()).to_string(),
        "Longsword does not come by itself: it is done when it is ordered (Playing the Game, Actions)."
    );
    arena.replays();

    let sapping = masters("longsword", Place::MainHand);
    let mut arena = Arena::of_hero(&book, sapping, &[("foe", 1, 3, 8)]);
    let sap = minds(&mut arena, 0, &Unbidden::Mastery(Mastery::Sap), Comes::Never);
    assert!(matches!(sap, Err(Refused::Intent(WrongIntent::NoMastery(..)))), "Sap asks nobody: {sap:?}");
    let waits = minds(&mut arena, 0, &Unbidden::OpportunityAttack, Comes::Critical);
    assert!(matches!(waits, Err(Refused::Intent(WrongIntent::NoHit(_)))));

    let mut arena = Arena::of_hero(&book, knows("sorcerer", 1, "shield"), &[("foe", 1, 3, 8)]);
    let waits = minds(&mut arena, 0, &act("Shield"), Comes::Critical);
    assert!(matches!(waits, Err(Refused::Intent(WrongIntent::NoHit(_)))));
    assert_eq!(minds(&mut arena, 0, &act("Shield"), Comes::Slots(0)), Ok(()));
}

/// A mind is changed at any time, without an action and helpless; told once, and never after the end.
#[test]
fn a_mind_is_free() {
    let book = foes();
    let smite = act("Divine Smite");
    let hero = armed("paladin", 5, "longsword");
    let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8), ("friend", 0, 9, 8)]);
    let order = |comes| Order::Intend(Intent { what: smite.clone(), comes });
    assert_eq!(arena.must(&order(Comes::Always)), [], "so it was before");
    let told = [
        (Comes::Never, "paladin holds back Divine Smite."),
        (Comes::Critical, "paladin keeps Divine Smite for a Critical Hit."),
        (Comes::Slots(1), "paladin spends slots of level 1 at most on Divine Smite."),
        (Comes::Slots(0), "paladin spends no spell slot on Divine Smite."),
        (Comes::Always, "paladin no longer holds back Divine Smite."),
    ];
    let moment = arena.fight.fighters[0].moment.clone();
    for (comes, line) in told {
        let events = arena.must(&order(comes));
        assert_eq!(rules::fight::tell_all(&arena.fight, &events), [line]);
        assert_eq!(arena.must(&order(comes)), [], "said already");
        assert_eq!(arena.fight.fighters[0].comes(&smite), comes);
    }
    assert_eq!(arena.fight.fighters[0].moment, moment);
    arena.pass();
    arena.happened(Event::Dropped { who: 0 });
    minds(&mut arena, 0, &smite, Comes::Never).unwrap();
    arena.pass();
    arena.dice(&[9]).pass();
    assert_eq!(arena.fight.turn, Some(0));
    minds(&mut arena, 0, &smite, Comes::Critical).unwrap();
    arena.replays();

    arena.happened(Event::Ended { how: rules::fight::Ended::Nobody });
    assert_eq!(minds(&mut arena, 0, &smite, Comes::Never), Err(Refused::NoTurn));
}

/// It stands until something else is said: over turns, and when a state makes the kit anew.
#[test]
fn a_mind_stays() {
    let book = foes();
    let hero =
        Hero::of("barbarian", 10).picks("barbarian-3/subclass/subclass", &["subclass/path-of-the-berserker"]);
    let back = act("Retaliation");
    for (comes, answers) in [(Comes::Always, 1), (Comes::Never, 0)] {
        let mut arena = Arena::of_hero(&book, hero.clone(), &[("foe", 1, 3, 8)]);
        minds(&mut arena, 0, &back, comes).unwrap();
        arena.act("Rage", &[]);
        arena.pass();
        arena.pass();
        arena.pass();
        let events = arena.dice(&[15]).act("Club", &[0]);
        assert_eq!(came(&events, &back), answers, "{}", arena.told());
        arena.replays();
    }
}

/// What comes upon an occasion cannot be ordered, held back or not.
#[test]
fn what_is_held_back_is_not_ordered() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, Hero::of("monk", 5), &[("foe", 1, 3, 8)]);
    minds(&mut arena, 0, &act("Stunning Strike"), Comes::Never).unwrap();
    let order = arena.ordered("Stunning Strike", Aim { targets: vec![1], spot: None });
    assert!(matches!(arena.order(&order), Err(Refused::NotNow(_))));
}

/// What comes by itself in one's own turn spends no second slot in it (SRD 5.2, "Spells", Casting Time).
#[test]
fn a_shield_is_no_second_slot() {
    let book = foes();
    for (spell, comes) in [(None, 1), (Some("Magic Missile"), 0)] {
        let hero = Hero::of("sorcerer", 1);
        let hero = hero.picks("sorcerer/prepared", &["spell/shield", "spell/magic-missile"]);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        spell.iter().for_each(|it| drop(arena.act(it, &[1])));
        let events = arena.dice(&[10]).go(2, 12);
        assert_eq!(came(&events, &act("Shield")), comes, "{spell:?}: {}", arena.told());
        arena.replays();
    }
}
