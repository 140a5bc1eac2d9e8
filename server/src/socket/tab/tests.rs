//! Tests of a tab's life: the hello that is believed, and what is told.

use std::time::{Duration, Instant as Moment};

use axum::extract::ws::Message;
use ed25519_dalek::SigningKey;
use rules::Hash;
use tokio::sync::{mpsc, oneshot, watch};
use wire::{Signed, socket::Present};

use super::*;
use crate::socket::{
    frame::{
        Frame,
        tests::{event, positions},
    },
    line::tests::{LONG, SHORT, TabEnd, line},
};

fn signer(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> PublicKey {
    PublicKey(signer(seed).verifying_key().to_bytes())
}

fn expected() -> Expected {
    Expected {
        key: public(1),
        account: AccountId([3; 32]),
        server: PublicKey([4; 32]),
        origin: "https://play.example.org".into(),
        nonce: "a nonce".into(),
    }
}

fn greeting(expected: &Expected) -> Greeting {
    Greeting {
        nonce: expected.nonce.clone(),
        server: expected.server,
        origin: expected.origin.clone(),
        account: expected.account,
    }
}

fn hello(signed: Signed) -> Hello {
    Hello { version: VERSION, signed, after: Some(Position(7)) }
}

#[test]
fn one_hello_is_believed_and_no_other() {
    let it = expected();
    let good = greeting(&it);
    let sign = |greeting: &Greeting| Signed::sign(Purpose::Hello, greeting, &signer(1));
    let told = hello(sign(&good));
    assert_eq!(it.believe(&write(&told)), Ok(Some(Position(7))));
    assert_eq!(it.believe(&write(&Hello { after: None, ..told.clone() })), Ok(None));
    assert_eq!(it.believe(&write(&Hello { version: 2, ..told.clone() })), Err(Closing::Version));

    let mut bent = sign(&good);
    bent.signature.0[7] ^= 1;
    let claimed = Signed { key: public(1), ..Signed::sign(Purpose::Hello, &good, &signer(2)) };
    for (lie, signed) in [
        ("another nonce", sign(&Greeting { nonce: "another".into(), ..good.clone() })),
        ("another server", sign(&Greeting { server: PublicKey([5; 32]), ..good.clone() })),
        ("another origin", sign(&Greeting { origin: "https://evil.example".into(), ..good.clone() })),
        ("another account", sign(&Greeting { account: AccountId([9; 32]), ..good.clone() })),
        ("another key", Signed::sign(Purpose::Hello, &good, &signer(2))),
        ("another key under this name", claimed),
        ("a bent signature", bent),
        ("signed as a login", Signed::sign(Purpose::Login, &good, &signer(1))),
        ("signed as a command", Signed::sign(Purpose::Command, &good, &signer(1))),
    ] {
        assert_eq!(it.believe(&write(&hello(signed))), Err(Closing::HelloRefused), "{lie}");
    }
    let bytes = write(&told);
    for end in 0..bytes.len() {
        assert_eq!(it.believe(&bytes[..end]), Err(Closing::Malformed), "cut at {end}");
    }
    assert_eq!(it.believe(&[&bytes[..], &[0]].concat()), Err(Closing::Malformed));
}

#[tokio::test]
async fn a_hello_comes_in_time() {
    let (mut quick, mut tab) = line(10);
    let it = expected();
    tab.say(Message::Binary(write(&hello(Signed::sign(Purpose::Hello, &greeting(&it), &signer(1)))).into()));
    assert_eq!(greet(&mut quick, &it).await, Ok(Some(Position(7))));
    let [Message::Binary(welcome)] = &tab.received()[..] else { panic!("no welcome") };
    assert_eq!(read(welcome), Some(Welcome { version: VERSION, nonce: "a nonce".into() }));

    let (mut late, tab) = line(10);
    let begun = Moment::now();
    let chatter = async {
        for _ in 0..5 {
            tab.say(Message::Pong(Bytes::new()));
            tokio::time::sleep(SHORT.hello / 4).await;
        }
    };
    let (end, ()) = tokio::join!(greet(&mut late, &it), chatter);
    assert_eq!(end, Err(End::Closing(Closing::HelloLate)), "chatter is no hello");
    assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
}

fn joined() -> (Joined, mpsc::Sender<std::sync::Arc<Frame>>, watch::Sender<Bytes>) {
    let (send, frames) = mpsc::channel(100);
    let (word, present) = watch::channel(Bytes::new());
    (Joined { seam: Position(10), frames, present }, send, word)
}

fn binaries(tab: &mut TabEnd) -> Vec<FromServer> {
    let all = tab.received();
    let binary = all.iter().filter_map(|it| if let Message::Binary(it) = it { Some(it) } else { None });
    binary.map(|it| read(it).unwrap()).collect()
}

#[tokio::test]
async fn what_was_seen_is_not_told_again() {
    let (mut line, mut tab) = line(100);
    let (mut joined, frames, _word) = joined();
    for positions in [vec![11, 12], vec![13, 14, 15], vec![15, 16], vec![16], vec![17]] {
        let events = positions.into_iter().map(|it| event(it, 3)).collect();
        let frame = Frame::of(&FromServer::Events(events), Moment::now());
        frames.send(std::sync::Arc::new(frame)).await.unwrap();
    }
    let living = live(&mut line, &mut joined, Position(13));
    let ends = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        tab.say(Message::Close(None));
    };
    assert_eq!(tokio::join!(living, ends).0, End::Gone);
    let told: Vec<i64> = binaries(&mut tab).iter().flat_map(|it| positions(&write(it))).collect();
    assert_eq!(told, [14, 15, 16, 17]);
}

#[tokio::test]
async fn pings_are_answered_and_presence_is_the_newest() {
    let (mut line, mut tab) = line(100);
    let (mut joined, _frames, word) = joined();
    for tabs in 1..=50 {
        let present = FromServer::Present(vec![Present { key: public(1), tabs }]);
        word.send_replace(write(&present).into());
    }
    for number in [5, 6] {
        tab.say(Message::Binary(write(&FromTab::Ping(number)).into()));
    }
    let living = live(&mut line, &mut joined, Position(0));
    let ends = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        tab.say(Message::Binary(Bytes::from_static(&[9, 9, 9])));
    };
    assert_eq!(tokio::join!(living, ends).0, End::Closing(Closing::Malformed));
    let said = binaries(&mut tab);
    let pongs: Vec<_> = said.iter().filter(|it| matches!(it, FromServer::Pong(_))).collect();
    assert_eq!(pongs, [&FromServer::Pong(5), &FromServer::Pong(6)]);
    let newest = FromServer::Present(vec![Present { key: public(1), tabs: 50 }]);
    let rest: Vec<_> = said.iter().filter(|it| !matches!(it, FromServer::Pong(_))).collect();
    assert_eq!(rest, [&newest]);
}

#[tokio::test]
async fn being_sent_away_interrupts_everything() {
    let (mut line, tab) = line(0);
    let (mut joined, frames, _word) = joined();
    for position in 11..60 {
        let frame = Frame::of(&FromServer::Keys(Hash([position; 32])), Moment::now());
        frames.send(std::sync::Arc::new(frame)).await.unwrap();
    }
    let (dismiss, dismissed) = oneshot::channel();
    let begun = Moment::now();
    let sends_away = async {
        tokio::time::sleep(Duration::from_millis(30)).await;
        dismiss.send(Closing::SessionEnded).unwrap();
    };
    let living = live(&mut line, &mut joined, Position(0));
    let (end, ()) = tokio::join!(unless_dismissed(dismissed, living), sends_away);
    assert_eq!(end, End::Closing(Closing::SessionEnded));
    assert!(begun.elapsed() < SHORT.send, "in the middle of a message that nobody reads");
    drop(tab);
}
