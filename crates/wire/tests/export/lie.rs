//! A server that lies, and signs for it: what needs a signature of a device it cannot invent.

use rules::{CommandId, Hash, StreamId, TextId};
use serde_json::json;
use wire::{
    GENESIS, Millis, Outcome, Position, Purpose, Receipt, Sequence, Signature, Signed,
    account::NotALink,
    export::{Contents, Fault},
    signed::Unsigned,
};

use super::ground::{House, MOSS, PHONE, SERVER, WREN, key, public, rehash, sealed, text};

type Change = fn(&mut Contents);

fn signed_by_the_server(contents: &mut Contents, at: usize, change: impl Fn(&mut Receipt)) {
    let receipt = &mut contents.receipts[at].receipt;
    let mut said: Receipt = receipt.open(Purpose::Receipt).unwrap();
    change(&mut said);
    *receipt = Signed::sign(Purpose::Receipt, &said, &key(SERVER));
}

fn tells(contents: &mut Contents, at: usize, outcome: Outcome) {
    signed_by_the_server(contents, at, |receipt| receipt.outcome = outcome.clone());
}

pub(super) const fn id(at: u8) -> CommandId {
    CommandId([100 + at; 16])
}

const fn event(stream: StreamId, at: i64) -> Fault {
    Fault::Event { stream, sequence: Sequence(at) }
}

const CASES: &[(&str, Change, Fault)] = &[
    ("no account", |it| it.statements.clear(), Fault::NoStatements),
    (
        "another server's account",
        |it| {
            let mut other = House::open();
            std::mem::swap(&mut it.statements, &mut other.contents.statements);
            it.statements[0].time = Millis(1);
            it.account = rules::AccountId([1; 32]);
        },
        Fault::AnotherAccount,
    ),
    (
        "a statement left out",
        |it| drop(it.statements.remove(1)),
        Fault::Statement { at: Sequence(3), why: NotALink::Stale },
    ),
    (
        "a statement that a stranger signed",
        |it| {
            let mut signed = it.statements[4].signed().unwrap();
            signed.signature = Signature([1; 64]);
            it.statements[4].body = serde_json::to_string(&signed).unwrap();
        },
        Fault::Statement { at: Sequence(5), why: NotALink::Unsigned(Unsigned::WrongSignature) },
    ),
    ("another time of a statement", |it| it.statements[4].time.0 += 1, Fault::Row { at: Sequence(5) }),
    ("another kind of it", |it| it.statements[4].kind = "opened.v1".into(), Fault::Row { at: Sequence(5) }),
    ("another key of it", |it| it.statements[4].key = public(PHONE), Fault::Row { at: Sequence(5) }),
    ("another number of it", |it| it.statements[4].sequence.0 = 9, Fault::Row { at: Sequence(5) }),
    ("another place of it", |it| it.statements[4].position.0 += 1, Fault::Row { at: Sequence(5) }),
    ("another row before it", |it| it.statements[4].previous = GENESIS, Fault::Row { at: Sequence(5) }),
    ("an event left out", |it| drop(it.characters[1].events.remove(1)), event(MOSS, 2)),
    ("the last event left out", |it| drop(it.characters[1].events.pop()), Fault::Outcome { command: id(7) }),
    ("a character left out", |it| drop(it.characters.remove(0)), Fault::Outcome { command: id(0) }),
    ("a character without events", |it| it.characters[0].events.clear(), Fault::Character { stream: WREN }),
    (
        "a character twice",
        |it| it.characters.push(it.characters[0].clone()),
        Fault::Character { stream: WREN },
    ),
    (
        "events under another character's name",
        |it| it.characters[0].stream = StreamId([1; 16]),
        event(StreamId([1; 16]), 1),
    ),
    (
        "an event of no command",
        |it| {
            it.receipts.remove(1);
        },
        Fault::Uncaused { stream: WREN, sequence: Sequence(2) },
    ),
    (
        "an event that says something else",
        |it| {
            let recorded = &mut it.characters[0].events[1];
            let name = text(34, "Fern").reference();
            recorded.body = serde_json::to_string(&json!({ "name": name, "command": id(1) })).unwrap();
            rehash(recorded);
        },
        Fault::NotWished { stream: WREN, sequence: Sequence(2) },
    ),
    (
        "an event of another kind",
        |it| {
            let recorded = &mut it.characters[0].events[1];
            recorded.kind = "retired.v1".into();
            recorded.body = serde_json::to_string(&json!({ "command": id(1) })).unwrap();
            rehash(recorded);
        },
        Fault::NotWished { stream: WREN, sequence: Sequence(2) },
    ),
    (
        "an undo that brings something else back",
        |it| {
            let recorded = it.characters[1].events.last_mut().unwrap();
            recorded.body = recorded.body.replace("dye/ember", "dye/rose");
            rehash(recorded);
        },
        Fault::NotWished { stream: MOSS, sequence: Sequence(5) },
    ),
    (
        "an event by another key",
        |it| {
            let recorded = &mut it.characters[0].events[1];
            recorded.key = public(PHONE);
            rehash(recorded);
        },
        Fault::Outcome { command: id(1) },
    ),
    (
        "an event at another time",
        |it| {
            let recorded = &mut it.characters[0].events[1];
            recorded.time.0 -= 1;
            rehash(recorded);
        },
        Fault::Outcome { command: id(1) },
    ),
    (
        "an event at a place that is taken",
        |it| {
            let place = it.statements[2].position;
            let recorded = &mut it.characters[0].events[1];
            recorded.position = place;
            rehash(recorded);
        },
        Fault::Place { at: Position(4) },
    ),
    (
        "an event more, at a place that is taken",
        |it| {
            let mut again = it.characters[0].events[1].clone();
            again.sequence = Sequence(3);
            again.position = Position(10);
            again.previous = again.hash;
            rehash(&mut again);
            it.characters[0].events.push(again);
        },
        Fault::Place { at: Position(10) },
    ),
    (
        "a receipt that tells of more events",
        |it| tells(it, 1, Outcome::Applied { stream: WREN, first: Sequence(2), last: Sequence(3) }),
        Fault::Outcome { command: id(1) },
    ),
    (
        "a receipt that says refused",
        |it| tells(it, 1, Outcome::Refused { code: "NO".into(), sentence: "No.".into() }),
        Fault::Outcome { command: id(1) },
    ),
    (
        "a receipt that says applied",
        |it| tells(it, 5, Outcome::Applied { stream: MOSS, first: Sequence(9), last: Sequence(9) }),
        Fault::Outcome { command: id(5) },
    ),
    (
        "a receipt for another command",
        |it| signed_by_the_server(it, 1, |receipt| receipt.command_hash = Hash([1; 32])),
        Fault::ReceiptElsewhere { command: id(1) },
    ),
    (
        "a receipt from behind the end",
        |it| signed_by_the_server(it, 5, |receipt| receipt.position = Position(1_000)),
        Fault::Place { at: Position(1_000) },
    ),
    (
        "a receipt by another server",
        |it| {
            let said: Receipt = it.receipts[1].receipt.open(Purpose::Receipt).unwrap();
            it.receipts[1].receipt = Signed::sign(Purpose::Receipt, &said, &key(98));
        },
        Fault::ReceiptElsewhere { command: id(1) },
    ),
    (
        "a receipt that nobody signed",
        |it| it.receipts[1].receipt.signature = Signature([1; 64]),
        Fault::ReceiptUnsigned { command: id(1), why: Unsigned::WrongSignature },
    ),
    (
        "a command that nobody signed",
        |it| it.receipts[1].command.signature = Signature([1; 64]),
        Fault::CommandUnsigned(Unsigned::WrongSignature),
    ),
    ("a command twice", |it| it.receipts.push(it.receipts[5].clone()), Fault::Twice { command: id(5) }),
    ("a text with other words", |it| it.texts[1].text.push('s'), Fault::Text { id: TextId([31; 16]) }),
    ("a text twice", |it| it.texts.push(it.texts[0].clone()), Fault::Text { id: TextId([30; 16]) }),
    (
        "a text that nobody wrote",
        |it| it.texts.push(text(77, "Planted")),
        Fault::Text { id: TextId([77; 16]) },
    ),
];

#[test]
fn a_server_that_lies_is_found_too() {
    let house = House::lived();
    for (sentence, change, expected) in CASES {
        let mut contents = house.contents.clone();
        change(&mut contents);
        let verdict = sealed(contents, house.standing).verify();
        assert_eq!(verdict.as_ref(), Err(expected), "{sentence}");
        assert!(expected.to_string().ends_with('.'), "{expected}");
    }
}
