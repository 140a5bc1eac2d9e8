//! Random histories of several holders: every posting sums to nothing, nobody owes, each thing is in one
//! place, and the ledger knows what the holders know.

use std::collections::BTreeMap;

use rules::{
    AccountId, CommandId, ContentId, ItemId, StreamId,
    book::{Book, Coin, Lot},
    build::Place,
    dice::{Chance, Stream},
    goods::{
        Account, Command, Context, Event, Goods, Of, Purse, Sink, Source, Unit, apply, decide, postings,
    },
};

use super::chance::stream;

const HISTORIES: u64 = 60;
const WISHES: u32 = 120;

type Ledger = BTreeMap<(Account, Unit), i64>;

fn one<'a, T>(among: &'a [T], chance: &mut Stream) -> &'a T {
    &among[chance.draw(among.len() as u32) as usize - 1]
}

fn holders() -> Vec<Goods> {
    let all = [
        Account::Character(StreamId([1; 16])),
        Account::Character(StreamId([2; 16])),
        Account::Trunk(StreamId([1; 16])),
        Account::Joint(AccountId([3; 32])),
    ];
    all.into_iter().map(Goods::of).collect()
}

fn of(goods: &Goods, chance: &mut Stream) -> Of {
    let things: Vec<ItemId> = goods.things.keys().copied().collect();
    let stacks: Vec<(&ContentId, &u32)> = goods.stacks.iter().collect();
    match (things.is_empty(), stacks.is_empty(), chance.draw(2)) {
        (false, _, 1) | (false, true, _) => Of::Thing(*one(&things, chance)),
        (_, false, _) => {
            let (item, count) = *one(&stacks, chance);
            Of::Stack { item: item.clone(), count: chance.draw(*count + 2) - 1 }
        }
        _ => Of::Thing(ItemId([0; 16])),
    }
}

fn coins(chance: &mut Stream) -> Purse {
    (0..chance.draw(3)).map(|_| (*one(Coin::ALL, chance), chance.draw(40) - 1)).collect()
}

fn wish(all: &[Goods], at: usize, chance: &mut Stream) -> Command {
    let goods = &all[at];
    let items: Vec<&ContentId> = Book::built_in().items.iter().map(|it| &it.id).collect();
    let item = (*one(&items, chance)).clone();
    let thing = match of(goods, chance) {
        Of::Thing(thing) => thing,
        Of::Stack { .. } => ItemId([0; 16]),
    };
    match chance.draw(12) {
        1..=2 => Command::Buy { item, count: chance.draw(25) },
        3 => Command::Sell { of: of(goods, chance) },
        4 => Command::Exchange {
            give: *one(Coin::ALL, chance),
            count: chance.draw(30),
            into: *one(Coin::ALL, chance),
        },
        5..=7 => Command::Give {
            of: vec![of(goods, chance), of(goods, chance)],
            coins: if chance.draw(2) == 1 { coins(chance) } else { Purse::default() },
            to: one(all, chance).account.clone(),
        },
        8 => Command::Make {
            lots: vec![Lot { item, count: chance.draw(4) }],
            coins: coins(chance),
            source: Source::Prize,
        },
        9 => Command::Open { thing },
        10 => Command::Put {
            thing,
            place: *one(
                &[Place::Worn, Place::MainHand, Place::OffHand, Place::BothHands, Place::Stowed],
                chance,
            ),
        },
        11 => Command::Unmake {
            of: vec![of(goods, chance)],
            coins: Purse::default(),
            sink: *one(&Sink::ALL, chance),
        },
        _ => Command::Attune { thing },
    }
}

fn write(ledger: &mut Ledger, event: &Event, seed: u64) {
    let mut sums: BTreeMap<Unit, i64> = BTreeMap::new();
    for leg in postings(event) {
        *sums.entry(leg.unit.clone()).or_default() += leg.amount;
        assert_ne!(leg.amount, 0, "seed {seed}: {event:?}");
        if let Unit::Thing(_) = leg.unit {
            assert_eq!(leg.amount.abs(), 1, "seed {seed}: {event:?}");
        }
        *ledger.entry((leg.account, leg.unit)).or_default() += leg.amount;
    }
    assert!(sums.values().all(|it| *it == 0), "seed {seed}: {sums:?} of {event:?}");
}

fn judge(ledger: &Ledger, all: &[Goods], seed: u64) {
    let mut places: BTreeMap<ItemId, i64> = BTreeMap::new();
    for ((account, unit), amount) in ledger {
        assert!(*amount >= 0 || !account.holds(), "seed {seed}: {account:?} owes {amount} of {unit:?}");
        if let (Unit::Thing(id), true) = (unit, account.holds()) {
            *places.entry(*id).or_default() += amount;
        }
    }
    assert!(
        places.values().all(|it| *it == 1),
        "seed {seed}: a thing is not in exactly one place: {places:?}"
    );
    for goods in all {
        let held = |unit: Unit| ledger.get(&(goods.account.clone(), unit)).copied().unwrap_or(0);
        assert_eq!(held(Unit::Copper), goods.coins.copper(), "seed {seed}: {:?}", goods.account);
        goods.things.keys().for_each(|it| assert_eq!(held(Unit::Thing(*it)), 1, "seed {seed}"));
        for (item, count) in &goods.stacks {
            assert_eq!(held(Unit::Stack(item.clone())), i64::from(*count), "seed {seed}: {item}");
        }
        let mine = ledger.iter().filter(|((account, unit), amount)| {
            *account == goods.account && matches!(unit, Unit::Thing(_)) && **amount > 0
        });
        assert_eq!(mine.count(), goods.things.len(), "seed {seed}: {:?}", goods.account);
    }
}

#[test]
fn random_histories_make_and_lose_nothing_unseen() {
    let mut done = 0;
    for seed in 0..HISTORIES {
        let chance = &mut stream(seed);
        let (mut all, mut ledger, mut history) = (holders(), Ledger::new(), Vec::new());
        for number in 0..WISHES {
            let mut command = [0; 16];
            command[..4].copy_from_slice(&number.to_be_bytes());
            command[4..12].copy_from_slice(&seed.to_be_bytes());
            let context = Context { resting: true, ..Context::of(Book::built_in(), CommandId(command)) };
            let at = chance.draw(all.len() as u32) as usize - 1;
            let wish = wish(&all, at, chance);
            let Ok(event) = decide(&all[at], &wish, &context) else { continue };
            if all.iter().any(|it| it.admits(&event, &context).is_err()) {
                continue;
            }
            write(&mut ledger, &event, seed);
            all.iter_mut().for_each(|it| apply(it, &event));
            history.push(event);
            done += 1;
            judge(&ledger, &all, seed);
        }
        let mut again = holders();
        for event in &history {
            let text = serde_json::to_string(event).unwrap();
            let event: Event = serde_json::from_str(&text).unwrap();
            again.iter_mut().for_each(|it| apply(it, &event));
        }
        assert_eq!(again, all, "seed {seed}: a replay comes out the same");
    }
    assert!(done > 1_000, "{done} done");
}

/// Whatever a purse holds, a price is paid exactly or cannot be paid at all.
#[test]
fn change_is_always_exact() {
    let chance = &mut stream(11);
    for _ in 0..20_000 {
        let purse: Purse = Coin::ALL.iter().map(|it| (*it, chance.draw(12) - 1)).collect();
        let price = u64::from(chance.draw(9_000));
        match purse.pay(price) {
            None => assert!(purse.copper() < price as i64, "{purse:?} for {price}"),
            Some(payment) => {
                assert!(purse.has(&payment.paid), "{purse:?} for {price}");
                assert_eq!(
                    payment.paid.copper() - payment.change.copper(),
                    price as i64,
                    "{purse:?} for {price}"
                );
            }
        }
    }
}
