//! One wish after another, and what is then held. Each row ends in its place in the SRD 5.2.

use rules::{
    CommandId, ContentId, ItemId, StreamId,
    book::{Book, Coin},
    build::{Adventurer, Place},
    goods::{
        Account, Command, Context, Event, Goods, Of, Purse, Refusal, Sink, Source, apply, decide, postings,
        price, proceeds,
    },
    sheet::Sheet,
};

use super::hero::hero;

const ME: Account = Account::Character(StreamId([1; 16]));
const FRIEND: Account = Account::Character(StreamId([2; 16]));

fn id(text: &str) -> ContentId {
    text.parse().unwrap()
}

fn coins(text: &str) -> Purse {
    let coin = |it: &str| {
        let (count, coin) = it.split_once(' ').unwrap();
        (Coin::named(coin).unwrap(), count.parse().unwrap())
    };
    text.split(", ").filter(|it| !it.is_empty()).map(coin).collect()
}

/// Somebody with these things, stacks and coins.
fn holder(items: &[(&str, u32)], purse: &str) -> Goods {
    let mut goods = Goods::of(ME);
    let lots = items.iter().map(|(item, count)| rules::book::Lot { item: id(item), count: *count }).collect();
    let command = Command::Make { lots, coins: coins(purse), source: Source::Master };
    let context = Context::of(Book::built_in(), CommandId([9; 16]));
    let event = decide(&goods, &command, &context).unwrap();
    apply(&mut goods, &event);
    goods
}

fn thing(goods: &Goods, item: &str) -> ItemId {
    *goods.things.iter().find(|(_, it)| it.item == id(item)).unwrap_or_else(|| panic!("{item}")).0
}

fn context<'a>(number: u8) -> Context<'a> {
    Context::of(Book::built_in(), CommandId([number; 16]))
}

fn done(goods: &mut Goods, command: &Command, context: &Context<'_>) -> Event {
    let event = decide(goods, command, context).unwrap_or_else(|it| panic!("{command:?}: {it}"));
    apply(goods, &event);
    event
}

fn refused(goods: &Goods, command: &Command, context: &Context<'_>) -> String {
    decide(goods, command, context).unwrap_err().to_string()
}

/// SRD 5.2, "Equipment", Coins.
#[test]
fn a_price_is_paid_exactly_and_change_is_right() {
    let rows = [
        ("1 gp", 100, "1 gp", ""),
        ("1 gp", 1, "1 gp", "9 sp, 9 cp"),
        ("5 sp, 1 gp", 120, "2 sp, 1 gp", ""),
        ("1 sp, 1 gp", 105, "1 sp, 1 gp", "5 cp"),
        ("3 ep", 100, "2 ep", ""),
        ("1 pp", 250, "1 pp", "7 gp, 5 sp"),
        ("7 cp, 1 sp", 12, "2 cp, 1 sp", ""),
        ("1 cp, 2 sp", 12, "1 cp, 2 sp", "9 cp"),
    ];
    for (purse, price, paid, change) in rows {
        let payment = coins(purse).pay(price).unwrap();
        assert_eq!((payment.paid, payment.change), (coins(paid), coins(change)), "{purse} for {price}");
    }
    assert_eq!(coins("9 sp, 9 cp").pay(100), None);
    assert_eq!(coins("").pay(1), None);
}

/// SRD 5.2, "Equipment", Coins and Selling Equipment.
#[test]
fn prices_and_proceeds_are_as_listed() {
    let rows = [
        ("weapon/longsword", 1, 1500, 750),
        ("weapon/club", 1, 10, 5),
        ("gear/arrow", 20, 100, 50),
        ("gear/arrow", 1, 5, 2),
        ("gear/torch", 1, 1, 0),
        ("gear/torch", 2, 2, 1),
        ("gear/rations", 3, 150, 75),
        ("armour/plate", 1, 150_000, 75_000),
    ];
    for (item, count, costs, fetches) in rows {
        let item = Book::built_in().items.named(item).unwrap();
        assert_eq!((price(item, count), proceeds(item, count)), (costs, fetches), "{} x {count}", item.id);
    }
}

#[test]
fn a_thing_has_the_id_of_its_command_and_a_stack_has_none() {
    let mut goods = holder(&[], "20 gp");
    let event = done(&mut goods, &Command::Buy { item: id("weapon/longsword"), count: 1 }, &context(3));
    let made = ItemId::made_by(CommandId([3; 16]), 0);
    assert_eq!(goods.things.keys().copied().collect::<Vec<_>>(), [made]);
    assert_eq!(made.to_string(), "038e2280877cf2e5db6d2ef6b2ac7967", "for ever the same");
    assert_eq!(goods.coins, coins("5 gp"));
    done(&mut goods, &Command::Buy { item: id("gear/arrow"), count: 20 }, &context(4));
    assert_eq!(goods.stacks[&id("gear/arrow")], 20);
    assert_eq!(postings(&event).len(), 4, "the sword and the copper, two sides each");
}

#[test]
fn trade_is_refused_with_its_rule() {
    let goods = holder(&[("weapon/club", 1), ("gear/torch", 1)], "1 gp");
    let club = thing(&goods, "weapon/club");
    let torch = Of::Stack { item: id("gear/torch"), count: 1 };
    let rows: Vec<(Command, &str)> = vec![
        (Command::Buy { item: id("weapon/longsword"), count: 1 }, "It costs 1500 CP, and here are 100"),
        (Command::Buy { item: id("weapon/no-such"), count: 1 }, "The book has no weapon/no-such"),
        (Command::Buy { item: id("weapon/club"), count: 0 }, "One to 10000"),
        (Command::Buy { item: id("gear/torch"), count: u32::MAX }, "One to 10000"),
        (Command::Buy { item: id("weapon/club"), count: 5_000 }, "Nobody holds more than 2000"),
        (Command::Sell { of: torch }, "Torch has no price"),
        (Command::Sell { of: Of::Stack { item: id("gear/torch"), count: 2 } }, "There are 1 of torch here"),
        (Command::Sell { of: Of::Thing(ItemId([7; 16])) }, "That is not here"),
        (Command::Exchange { give: Coin::Gp, count: 2, into: Coin::Sp }, "Those coins are not in the purse"),
        (Command::Exchange { give: Coin::Gp, count: 1, into: Coin::Pp }, "So few coins"),
        (Command::Exchange { give: Coin::Gp, count: 1, into: Coin::Gp }, "Nothing would change"),
        (Command::Give { of: vec![Of::Thing(club)], coins: Purse::default(), to: ME }, "One cannot give"),
        (
            Command::Give {
                of: vec![Of::Thing(club)],
                coins: Purse::default(),
                to: Account::Burn(Sink::Lost),
            },
            "Goods come from",
        ),
        (Command::Give { of: vec![], coins: coins("2 gp"), to: FRIEND }, "Those coins are not"),
        (Command::Give { of: vec![], coins: Purse::default(), to: FRIEND }, "Nothing would change"),
        (Command::Open { thing: club }, "Club holds nothing"),
        (Command::Start {}, "Starting equipment is not chosen yet"),
    ];
    for (command, says) in rows {
        let sentence = refused(&goods, &command, &context(5));
        assert!(sentence.starts_with(says), "{command:?}: {sentence}");
    }
}

#[test]
fn coins_are_exchanged_without_loss() {
    let mut goods = holder(&[], "25 cp, 3 gp");
    done(&mut goods, &Command::Exchange { give: Coin::Cp, count: 25, into: Coin::Sp }, &context(1));
    assert_eq!(goods.coins, coins("5 cp, 2 sp, 3 gp"));
    done(&mut goods, &Command::Exchange { give: Coin::Gp, count: 3, into: Coin::Ep }, &context(2));
    assert_eq!(goods.coins, coins("5 cp, 2 sp, 6 ep"));
}

/// SRD 5.2, "Equipment", Adventuring Gear.
#[test]
fn a_pack_becomes_what_lies_in_it() {
    let mut goods = holder(&[("pack/burglars-pack", 1)], "");
    let pack = thing(&goods, "pack/burglars-pack");
    let before = Book::built_in().items.named("pack/burglars-pack").unwrap().contents.len();
    done(&mut goods, &Command::Open { thing: pack }, &context(6));
    assert!(!goods.things.contains_key(&pack));
    assert_eq!(goods.stacks[&id("gear/rations")], 5);
    assert_eq!(goods.stacks[&id("gear/oil")], 7);
    assert!(goods.things.len() + goods.stacks.len() == before, "{:?} {:?}", goods.things, goods.stacks);
}

/// SRD 5.2, "Equipment", Armor and Weapons.
#[test]
fn two_hands_hold_what_they_can() {
    let all = [
        ("weapon/longsword", 1),
        ("weapon/greatsword", 1),
        ("armour/shield", 1),
        ("armour/plate", 1),
        ("armour/leather", 1),
    ];
    let mut goods = holder(&all, "");
    let put = |goods: &Goods, item: &str, place: Place| Command::Put { thing: thing(goods, item), place };
    for (item, place) in [
        ("weapon/longsword", Place::MainHand),
        ("armour/shield", Place::OffHand),
        ("armour/plate", Place::Worn),
    ] {
        let command = put(&goods, item, place);
        done(&mut goods, &command, &context(1));
    }
    for (item, place, says) in [
        ("weapon/greatsword", Place::BothHands, "Greatsword can be worn or held once"),
        ("weapon/greatsword", Place::MainHand, "Greatsword is taken by Longsword"),
        ("weapon/greatsword", Place::Worn, "Greatsword is held and not worn"),
        ("armour/leather", Place::Worn, "Leather Armour can be worn or held once"),
        ("weapon/longsword", Place::MainHand, "Nothing would change"),
    ] {
        let sentence = refused(&goods, &put(&goods, item, place), &context(1));
        assert!(sentence.starts_with(says), "{item} {place:?}: {sentence}");
    }
    let mut build = hero("fighter 1");
    build.goods = goods.carried();
    let adventurer = Adventurer::of(Book::built_in(), &build);
    assert_eq!(Sheet::of(&adventurer).armour_class.total, 20, "plate and shield");
}

/// SRD 5.2, "Equipment", Attunement.
#[test]
fn attunement_has_its_limits() {
    let charm = |name: &str| {
        format!(
            r#"{{"id":"gear/moon-{name}","name":"Charm {name}","source":"Moon","text":"A charm.","automation":"narrative","cost":100000,"weight":10,"rarity":"rare","attunement":true}}"#
        )
    };
    let text = format!("[{}]", ["a", "b", "c", "d"].map(charm).join(","));
    let book = Book::read([("items/moon.json", text.as_str())]).unwrap();
    let mut goods = Goods::of(ME);
    let lots = ["a", "a", "b", "c", "d"]
        .map(|it| rules::book::Lot { item: id(&format!("gear/moon-{it}")), count: 1 });
    let usual = Context::of(&book, CommandId([8; 16]));
    done(
        &mut goods,
        &Command::Make { lots: lots.to_vec(), coins: Purse::default(), source: Source::Prize },
        &usual,
    );
    let of = |goods: &Goods, name: &str, attuned: bool| {
        let fits =
            |it: &&rules::goods::Thing| it.item == id(&format!("gear/moon-{name}")) && it.attuned == attuned;
        *goods.things.iter().find(|(_, it)| fits(it)).unwrap().0
    };
    let says = |goods: &Goods, thing: ItemId, context: &Context<'_>| {
        refused(goods, &Command::Attune { thing }, context)
    };
    assert!(says(&goods, of(&goods, "a", false), &usual).starts_with("One attunes during a Short Rest"));
    let resting = Context { resting: true, ..usual };
    for name in ["a", "b", "c"] {
        let thing = of(&goods, name, false);
        done(&mut goods, &Command::Attune { thing }, &resting);
    }
    assert!(says(&goods, of(&goods, "a", false), &resting).starts_with("One attunes to one Charm a alone"));
    assert!(says(&goods, of(&goods, "b", true), &resting).starts_with("Charm b is attuned to already"));
    assert!(says(&goods, of(&goods, "d", false), &resting).starts_with("At most 3 magic items"));
    let thing = of(&goods, "b", true);
    assert!(
        refused(&goods, &Command::EndAttunement { thing }, &usual)
            .starts_with("One attunes during a Short Rest")
    );
    done(&mut goods, &Command::EndAttunement { thing }, &resting);
    assert!(
        refused(&goods, &Command::EndAttunement { thing }, &resting).starts_with("Charm b is not attuned")
    );
    let thing = of(&goods, "d", false);
    done(&mut goods, &Command::Attune { thing }, &resting);
    let event = done(
        &mut goods,
        &Command::Give { of: vec![Of::Thing(thing)], coins: Purse::default(), to: FRIEND },
        &usual,
    );
    let mut friend = Goods::of(FRIEND);
    friend.admits(&event, &usual).unwrap();
    apply(&mut friend, &event);
    assert!(!friend.things[&thing].attuned, "attunement does not travel");
}

/// SRD 5.2, "Rules Glossary", Carrying Capacity.
#[test]
fn nobody_takes_more_than_can_be_lifted() {
    let goods = holder(&[], "9000 gp");
    let bounded = Context { drag: Some(240), ..context(1) };
    // The coins weigh 180 pounds.
    decide(&goods, &Command::Buy { item: id("armour/breastplate"), count: 2 }, &bounded).unwrap();
    let plates = decide(&goods, &Command::Buy { item: id("armour/plate"), count: 1 }, &bounded);
    assert_eq!(plates.unwrap_err(), Refusal::TooHeavy { limit: 240 });
    assert_eq!(goods.weight(Book::built_in()), 18_000);
}

/// SRD 5.2, "Character Creation", Starting Equipment.
#[test]
fn every_class_and_background_is_equipped_once() {
    let book = Book::built_in();
    for class in book.classes.iter() {
        for background in book.backgrounds.iter() {
            for (ours, theirs) in
                class.equipment.iter().flat_map(|it| background.equipment.iter().map(move |that| (it, that)))
            {
                let (slug, words) = (class.id.slug(), background.id.slug());
                let build = hero(&format!(
                    "{slug} 1, background {words}, pick {slug}/equipment={}, pick background/equipment={}",
                    ours.id, theirs.id
                ));
                let adventurer = Adventurer::of(book, &build);
                let context = Context { adventurer: Some(&adventurer), ..context(1) };
                let mut goods = Goods::of(ME);
                let event = done(&mut goods, &Command::Start {}, &context);
                assert_eq!(goods.coins.copper(), i64::from(ours.gp + theirs.gp) * 100, "{slug} {words}");
                assert!(
                    goods.things.values().all(|it| !it.item.as_str().starts_with("pack/")),
                    "packs are opened"
                );
                assert!(postings(&event).iter().map(|it| it.amount).sum::<i64>() == 0);
                assert!(
                    refused(&goods, &Command::Start {}, &context).starts_with("Starting equipment was taken")
                );
            }
        }
    }
}

#[test]
fn starting_equipment_waits_for_its_choice() {
    let build = hero("fighter 1, pick fighter/equipment=a");
    let adventurer = Adventurer::of(Book::built_in(), &build);
    let context = Context { adventurer: Some(&adventurer), ..context(1) };
    let sentence = refused(&Goods::of(ME), &Command::Start {}, &context);
    assert!(sentence.starts_with("Starting equipment is not chosen yet: Soldier"), "{sentence}");
}
