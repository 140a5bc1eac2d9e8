//! An export proves itself, and nothing in it can be changed unseen: not by whoever holds the
//! file, and as far as signatures reach, not by the server either.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its ground has failed")]

#[path = "export/ground.rs"]
mod ground;
#[path = "export/lie.rs"]
mod lie;

use ground::{
    ANEW, House, LAPTOP, PHONE, ROBOT, SERVER, SPARE, WORDS, WREN, colours, key, public, rehash, sealed, text,
};
use lie::id;
use rules::character::Command as Wish;
use serde_json::{Value, json};
use wire::{
    Claim, Command, GENESIS, Position, Purpose, Sequence, Signature, Signed,
    account::{NotALink, Scope},
    export::{Export, Fault, Summary},
    signed::Unsigned,
};

#[test]
fn a_good_file_proves_itself() {
    let house = House::lived();
    let export = house.export();
    let summary = export.verify().unwrap();
    let counts = (summary.statements, summary.characters, summary.events, summary.receipts, summary.texts);
    assert_eq!(counts, (5, 2, 7, 8, 5));
    assert_eq!((summary.position, summary.head), (house.standing.position, house.standing.head));
    assert_eq!(summary.account, house.account);
    let travelled = Export::read(serde_json::to_string_pretty(&export).unwrap().as_bytes()).unwrap();
    assert_eq!(travelled, export);
    assert_eq!(travelled.contents.references().unwrap().len(), 5);
    assert_eq!(travelled.contents.text(text(30, "").id), Some("Wren"));
    assert_eq!(travelled.contents.chain().unwrap().keys().active().count(), 1);
}

#[test]
fn an_account_that_only_began_proves_itself_too() {
    let house = House::open();
    assert_eq!(house.export().verify().unwrap().events, 0);
}

/// What was erased is missing, and that is no fault: the server signs for the rest.
#[test]
fn an_erased_text_is_no_fault() {
    let mut house = House::lived();
    house.contents.texts.remove(0);
    let export = house.export();
    assert_eq!(export.verify().unwrap().texts, 4);
    assert_eq!(export.contents.references().unwrap().len(), 5);
}

/// Every place of the JSON, changed in every way that its kind allows.
fn changes(value: &Value) -> Vec<(&'static str, Value)> {
    match value {
        Value::Null => vec![("something", json!(1))],
        Value::Bool(it) => vec![("turned", json!(!it))],
        Value::Number(it) => vec![("one more", json!(it.as_i64().unwrap() + 1)), ("none", json!(0))],
        Value::String(it) => {
            let mut changes = vec![("emptied", json!("")), ("longer", json!(format!("{it}0")))];
            let chars: Vec<char> = it.chars().collect();
            for place in [0, chars.len() / 2, chars.len().saturating_sub(1)] {
                let mut chars = chars.clone();
                let Some(it) = chars.get_mut(place) else { continue };
                *it = if *it == '1' { '2' } else { '1' };
                changes.push(("one letter", json!(chars.into_iter().collect::<String>())));
            }
            changes
        }
        Value::Array(them) => {
            let mut changes = Vec::new();
            for at in 0..them.len() {
                let mut without = them.clone();
                let it = without.remove(at);
                changes.push(("one left out", json!(without)));
                let mut twice = them.clone();
                twice.push(it);
                changes.push(("one twice", json!(twice)));
                let mut turned = them.clone();
                turned.swap(at, (at + 1) % them.len());
                changes.push(("two swapped", json!(turned)));
            }
            changes
        }
        Value::Object(them) => {
            let mut changes = Vec::new();
            for name in them.keys() {
                let mut without = them.clone();
                without.remove(name);
                changes.push(("a field left out", json!(without)));
            }
            let mut more = them.clone();
            more.insert("more".into(), json!("1"));
            changes.push(("a field more", json!(more)));
            changes
        }
    }
}

fn places(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Array(them) => {
            them.iter().enumerate().for_each(|(n, it)| places(it, format!("{at}/{n}"), into));
        }
        Value::Object(them) => them.iter().for_each(|(name, it)| places(it, format!("{at}/{name}"), into)),
        _ => {}
    }
    into.push(at);
}

#[test]
fn whatever_part_is_changed_is_found() {
    let tried = whatever_is_changed_is_found_in(&House::lived().export());
    assert!(tried > 1_000, "only {tried}");
    let tried = whatever_is_changed_is_found_in(&House::known().export());
    assert!(tried > 300, "only {tried}");
}

/// How many changes were tried.
fn whatever_is_changed_is_found_in(export: &Export) -> u32 {
    let good = serde_json::to_value(export).unwrap();
    let mut found = Vec::new();
    places(&good, String::new(), &mut found);
    let mut tried = 0;
    for place in found {
        for (change, value) in changes(good.pointer(&place).unwrap()) {
            let mut bad = good.clone();
            *bad.pointer_mut(&place).unwrap() = value;
            if bad == good {
                continue;
            }
            tried += 1;
            let Ok(read) = Export::read(bad.to_string().as_bytes()) else { continue };
            // A field that nobody reads says nothing, and one that says nothing may be missing.
            let same = change.starts_with("a field") && read == *export;
            assert!(same || read.verify().is_err(), "{place}: {change}");
        }
    }
    tried
}

#[test]
fn a_command_by_a_key_that_did_not_speak_is_found() {
    // Turned away, and it acts all the same; a recovery key; a key of nobody.
    for (by, sentence) in [(PHONE, "turned away"), (WORDS, "only recovers"), (50, "a stranger")] {
        let mut house = House::lived();
        house.does(by, WREN, Wish::Recolour { colours: colours("dye/rose") }, vec![]);
        assert_eq!(house.export().verify(), Err(Fault::Stranger { command: id(8) }), "{sentence}");
        // The same, refused.
        let mut house = House::lived();
        house.does(by, WREN, Wish::Restore {}, vec![]);
        assert_eq!(house.export().verify(), Err(Fault::Stranger { command: id(8) }), "{sentence}");
    }
    // Before it was taken in.
    let mut house = House::open();
    house.create(LAPTOP, WREN, text(30, "Wren"));
    house.takes_in(LAPTOP, text(31, "Laptop"));
    assert_eq!(house.export().verify(), Err(Fault::Stranger { command: id(0) }));
}

#[test]
fn a_program_acts_within_its_scopes_and_its_time() {
    let house = House::with_programs();
    let summary = house.export().verify().unwrap();
    assert_eq!((summary.statements, summary.events, summary.receipts), (7, 3, 4));
    let recolour = || Wish::Recolour { colours: colours("dye/tide") };
    // Turned away with the undo.
    let mut after = house;
    after.does(ROBOT, WREN, recolour(), vec![]);
    assert_eq!(after.export().verify(), Err(Fault::Stranger { command: id(4) }));
    for (scope, waits, sentence) in [
        (Scope::WriteCharacters, 7_999, ""),
        (Scope::WriteCharacters, 8_000, "its time was over"),
        (Scope::ReadCharacters, 0, "it may only read"),
        (Scope::ReadAccount, 0, "it may only read"),
    ] {
        let mut house = House::open();
        house.create(PHONE, WREN, text(30, "Wren"));
        house.lets_in(ROBOT, &[scope], 10_000, text(36, "Robot"));
        house.waits(waits);
        house.does(ROBOT, WREN, recolour(), vec![]);
        let said = house.export().verify().map(drop);
        let expected = if sentence.is_empty() { Ok(()) } else { Err(Fault::Stranger { command: id(1) }) };
        assert_eq!(said, expected, "{sentence}");
    }
}

#[test]
fn a_command_that_was_applied_while_the_account_was_closed_is_found() {
    let mut house = House::open();
    house.create(PHONE, WREN, text(30, "Wren"));
    house.says(PHONE, Claim::Close {});
    assert_eq!(house.export().verify().unwrap().events, 1);
    let mut refused = House::open();
    refused.create(PHONE, WREN, text(30, "Wren"));
    refused.says(PHONE, Claim::Close {});
    refused.does(PHONE, WREN, Wish::Restore {}, vec![]);
    assert_eq!(refused.export().verify().unwrap().receipts, 2, "what was refused did nothing");
    house.does(PHONE, WREN, Wish::Retire {}, vec![]);
    assert_eq!(house.export().verify(), Err(Fault::Closed { command: id(1) }));
}

#[test]
fn who_came_back_by_itself_acts_and_the_lost_key_does_not() {
    let house = House::come_back();
    let summary = house.export().verify().unwrap();
    assert_eq!((summary.statements, summary.events, summary.receipts), (3, 2, 2));
    let recolour = || Wish::Recolour { colours: colours("dye/rose") };
    for (who, expected) in [(ANEW, None), (PHONE, Some(2)), (SPARE, Some(2))] {
        let mut house = House::come_back();
        house.does(who, WREN, recolour(), vec![]);
        let fault = expected.map(|at| Fault::Stranger { command: id(at) });
        assert_eq!(house.export().verify().err(), fault, "{who}");
    }
    // It is used once, whoever signs for the file.
    let mut house = House::come_back();
    house.reenters(SPARE, LAPTOP);
    assert_eq!(house.export().verify(), Err(Fault::Statement { at: Sequence(4), why: NotALink::TurnedAway }));
    let mut house = House::open();
    house.reenters(SPARE, ANEW);
    assert_eq!(house.export().verify(), Err(Fault::Statement { at: Sequence(2), why: NotALink::Stranger }));
}

#[test]
fn an_appearance_that_nobody_wished_is_found() {
    let house = House::styled();
    assert_eq!(house.export().verify().unwrap().events, 3);
    for (at, from, to) in [
        (0, "outfit/wizard", "outfit/monk"),
        (0, r#""hair":"hair/long","#, ""),
        (1, "skin/umber", "skin/ebony"),
        (2, "hair/long", "hair/bob"),
    ] {
        let mut contents = house.contents.clone();
        let recorded = &mut contents.characters[0].events[at];
        assert!(recorded.body.contains(from));
        recorded.body = recorded.body.replace(from, to);
        rehash(recorded);
        let sequence = recorded.sequence;
        let fault = sealed(contents, house.standing).verify().unwrap_err();
        assert_eq!(fault, Fault::NotWished { stream: WREN, sequence }, "{from} to {to}");
    }
}

#[test]
fn a_command_for_another_account_is_found() {
    let mut house = House::lived();
    let mut command: Command = house.contents.receipts[5].command.open(Purpose::Command).unwrap();
    command.account = rules::AccountId([1; 32]);
    house.contents.receipts[5].command = Signed::sign(Purpose::Command, &command, &key(PHONE));
    assert_eq!(house.export().verify(), Err(Fault::CommandElsewhere { command: id(5) }));
    command.account = house.account;
    command.server = public(98);
    house.contents.receipts[5].command = Signed::sign(Purpose::Command, &command, &key(PHONE));
    assert_eq!(house.export().verify(), Err(Fault::CommandElsewhere { command: id(5) }));
}

#[test]
fn the_summary_is_the_servers_word_for_this_file() {
    let house = House::lived();
    let good = house.export();
    let said: Summary = good.summary.open(Purpose::Export).unwrap();
    let signed = |change: fn(&mut Summary), by| {
        let mut said = said.clone();
        change(&mut said);
        Export { summary: Signed::sign(Purpose::Export, &said, &key(by)), ..good.clone() }.verify()
    };
    assert_eq!(signed(|_| {}, SERVER), Ok(said.clone()));
    assert_eq!(signed(|_| {}, 98), Err(Fault::SummaryElsewhere));
    for change in [
        (|it| it.account = rules::AccountId([1; 32])) as fn(&mut Summary),
        |it| it.server = public(98),
        |it| it.origin.push('s'),
    ] {
        assert_eq!(signed(change, SERVER), Err(Fault::SummaryElsewhere));
    }
    for change in [
        (|it| it.statements += 1) as fn(&mut Summary),
        |it| it.characters += 1,
        |it| it.events -= 1,
        |it| it.receipts = 0,
        |it| it.texts += 1,
        |it| it.last_statement = GENESIS,
        |it| it.digest = GENESIS,
    ] {
        assert_eq!(signed(change, SERVER), Err(Fault::Summary));
    }
    assert_eq!(signed(|it| it.position = Position(3), SERVER), Err(Fault::Place { at: Position(4) }));
    let mut unsigned = good.clone();
    unsigned.summary.signature = Signature([1; 64]);
    assert_eq!(unsigned.verify(), Err(Fault::SummaryUnsigned(Unsigned::WrongSignature)));
    // A signature that the server gave for something else.
    let summary = Signed::sign(Purpose::Receipt, &said, &key(SERVER));
    assert_eq!(
        Export { summary, ..good.clone() }.verify(),
        Err(Fault::SummaryUnsigned(Unsigned::WrongPurpose))
    );
    // A summary of another time, of the same account.
    let mut later = House::lived();
    later.says(LAPTOP, Claim::NameKey { key: public(LAPTOP), name: text(31, "Laptop").reference() });
    assert_eq!(
        Export { summary: good.summary.clone(), ..later.export() }.verify(),
        Err(Fault::Place { at: Position(13) })
    );
    assert_eq!(Export { summary: later.export().summary, ..good }.verify(), Err(Fault::Summary));
}

#[test]
fn what_is_no_export_is_called_so() {
    let good = House::open().export();
    assert!(matches!(Export::read(b"{}"), Err(Fault::Unreadable(_))));
    assert!(matches!(Export::read(b"\xff"), Err(Fault::Unreadable(_))));
    let other = Export { format: "a letter".into(), ..good.clone() };
    assert!(matches!(other.verify(), Err(Fault::Unreadable(_))));
    for v in [0, 3] {
        assert_eq!(Export { v, ..good.clone() }.verify(), Err(Fault::Version(v)));
    }
}

/// Files of before know nothing of what stands beside, and files of today say it.
#[test]
fn a_file_has_the_parts_of_its_version() {
    for (house, v) in [(House::open(), 1), (House::known(), 2)] {
        let good = house.export();
        assert_eq!(good.v, v);
        good.verify().unwrap();
        let other = Export { v: 3 - v, ..good };
        assert!(matches!(other.verify(), Err(Fault::Unreadable(_))), "{v}");
    }
}
