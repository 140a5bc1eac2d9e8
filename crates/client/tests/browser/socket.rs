//! What happens elsewhere comes here once and in order, however often the connection breaks.

use client::{identity, socket::State};
use rules::Hash;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;
use wire::{
    Position, PublicKey, error,
    limit::MESSAGE_BYTES_MAX,
    socket::{Closing, FromServer, Present, Welcome, write},
};

use super::{
    harbour::{Harbour, Mishap, VERIFY, first_visit, sleep},
    quay::{Berth, Quay, Told, at_home, events},
};

pub(crate) const ONLINE: Told = Told::State(State::Online);
pub(crate) const CONNECTING: Told = Told::State(State::Connecting);
/// A close without one of our reasons: the network.
pub(crate) const CUT: u16 = 1006;

pub(crate) fn again(closing: impl Into<Option<Closing>>) -> Told {
    Told::State(State::Reconnecting { closing: closing.into() })
}

fn refused(closing: Closing) -> Told {
    Told::State(State::Refused(closing))
}

/// A tab with a session, on its first socket.
pub(crate) async fn live(chance: u8) -> (Harbour, Quay, client::Socket, Berth) {
    let harbour = first_visit().await;
    at_home().await;
    let quay = Quay::build(chance);
    let socket = quay.open();
    let berth = quay.welcome(0, 0).await;
    assert_eq!(quay.told(), [CONNECTING, ONLINE, Told::Gap]);
    (harbour, quay, socket, berth)
}

pub(crate) fn happens(name: &str) {
    web_sys::window().unwrap().dispatch_event(&Event::new(name).unwrap()).unwrap();
}

#[wasm_bindgen_test]
async fn it_greets_and_then_follows() {
    let harbour = first_visit().await;
    let account = at_home().await;
    let me = identity::me().await.unwrap();
    let quay = Quay::build(0);
    let _socket = quay.open();
    let berth = quay.berth(0).await;
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let address = format!("ws{}/ws", origin.strip_prefix("http").unwrap());
    assert_eq!(berth.asked_for(), (address, "farlantern.v1".into(), "arraybuffer".into()));

    let hello = berth.greet().await;
    let (greeting, key) = Berth::greeting(&hello);
    assert_eq!((key, greeting.account, greeting.server), (me.key, account, harbour.public()));
    assert_eq!((greeting.nonce.as_str(), greeting.origin, hello.after), ("a-nonce", origin, None));
    assert_eq!(quay.told(), [CONNECTING]);

    berth.say(&FromServer::Ready { after: Position(40) });
    berth.say(&events([41, 44]));
    berth.say(&FromServer::Present(vec![Present { key: me.key, tabs: 2 }]));
    berth.say(&FromServer::Keys(Hash([3; 32])));
    berth.say(&events([45]));
    berth.settle().await;
    let told = [
        ONLINE,
        Told::Gap,
        Told::Events(vec![41, 44]),
        Told::Present(1),
        Told::Keys(Hash([3; 32])),
        Told::Events(vec![45]),
    ];
    assert_eq!(quay.told(), told);
    assert!(!berth.is_closed());
}

#[wasm_bindgen_test]
async fn it_goes_on_where_it_stopped() {
    let (_harbour, quay, socket, berth) = live(0).await;
    berth.say(&events(1..=7));
    berth.settle().await;
    berth.close(CUT);
    let berth = quay.berth(1).await;
    assert_eq!(berth.greet().await.after, Some(Position(7)));
    berth.say(&FromServer::Ready { after: Position(7) });
    // What comes twice is told once.
    berth.say(&events([6, 7, 8]));
    berth.say(&events([8]));
    berth.settle().await;
    let told = [Told::Events((1..=7).collect()), again(None), ONLINE, Told::Events(vec![8])];
    assert_eq!(quay.told(), told);
    // Another socket of the same tab goes on too.
    drop(socket);
    let _socket = quay.open();
    assert_eq!(quay.berth(2).await.greet().await.after, Some(Position(8)));
}

#[wasm_bindgen_test]
async fn a_server_that_cannot_go_on_from_there_says_so() {
    // Too far behind, and a server that was set back.
    for other in [9, 2] {
        let (_harbour, quay, _socket, berth) = live(0).await;
        berth.say(&events([5]));
        berth.settle().await;
        berth.close(CUT);
        let berth = quay.berth(1).await;
        berth.greet().await;
        berth.say(&FromServer::Ready { after: Position(other) });
        berth.say(&events([other + 1]));
        berth.settle().await;
        assert_eq!(quay.told()[2..], [ONLINE, Told::Gap, Told::Events(vec![other + 1])]);
    }
}

#[wasm_bindgen_test]
async fn two_hundred_cuts_lose_nothing_and_double_nothing() {
    let (_harbour, quay, _socket, berth) = live(0).await;
    let mut seed = 8121_u32;
    let mut dice = |sides: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % sides
    };
    let (mut journal, mut berth) = (0_i64, berth);
    for cut in 1..=200 {
        let from = journal;
        journal += i64::from(dice(4));
        // Some of it is on the wire when it breaks, in one message or in several.
        for position in from + 1..=journal {
            if dice(3) > 0 {
                berth.say(&events(from + 1..=position));
            }
        }
        if dice(2) == 0 {
            berth.settle().await;
        }
        berth.close(CUT);
        berth = quay.berth(cut).await;
        let after = berth.greet().await.after.unwrap();
        berth.say(&FromServer::Ready { after });
        berth.say(&events(after.0 + 1..=journal));
    }
    berth.settle().await;
    let heard: Vec<i64> = quay
        .told()
        .into_iter()
        .flat_map(|it| match it {
            Told::Events(positions) => positions,
            Told::Gap => panic!("nothing was missed (seed 8121)"),
            _ => Vec::new(),
        })
        .collect();
    assert!(journal > 200, "{journal}");
    assert_eq!(heard, (1..=journal).collect::<Vec<_>>(), "seed 8121");
}

#[wasm_bindgen_test]
async fn each_reason_has_its_consequence() {
    for closing in Closing::ALL {
        let (harbour, quay, _socket, berth) = live(0).await;
        if closing == Closing::SessionEnded {
            harbour.next(VERIFY, Mishap::Door(error::KEY_UNKNOWN));
        }
        berth.close(closing.code());
        if closing.comes_back() {
            quay.welcome(1, 0).await;
            assert_eq!(quay.told(), [again(closing), ONLINE], "{closing:?}");
        } else {
            assert_eq!(quay.heard(1).await, [refused(closing)], "{closing:?}");
            berth.settle().await;
            assert_eq!(quay.berths(), 1, "{closing:?}");
            assert!(berth.is_closed());
        }
    }
}

#[wasm_bindgen_test]
async fn a_session_that_lapsed_is_renewed() {
    let (harbour, quay, _socket, berth) = live(0).await;
    // The server ends it while the socket is open,
    harbour.end_session();
    berth.close(Closing::SessionEnded.code());
    let berth = quay.welcome(1, 0).await;
    assert_eq!(harbour.seen(VERIFY).len(), 2);
    // and while there is none, so that the upgrade fails.
    harbour.end_session();
    berth.close(CUT);
    quay.berth(2).await.close(CUT);
    quay.welcome(3, 0).await;
    assert_eq!(harbour.seen(VERIFY).len(), 3);
    assert_eq!(quay.told(), [again(None), ONLINE, again(None), ONLINE]);
}

#[wasm_bindgen_test]
async fn nobody_comes_back_for_one_who_left() {
    let (harbour, quay, _socket, berth) = live(0).await;
    identity::log_out().await.unwrap();
    berth.close(CUT);
    assert_eq!(quay.heard(2).await, [again(None), refused(Closing::SessionEnded)]);
    sleep(10).await;
    assert_eq!((quay.berths(), harbour.seen(VERIFY).len()), (1, 1));

    // Nor is an account begun for the sake of a socket.
    let harbour = first_visit().await;
    let quay = Quay::build(0);
    let _socket = quay.open();
    assert_eq!(quay.heard(2).await, [CONNECTING, refused(Closing::SessionEnded)]);
    sleep(10).await;
    assert_eq!((quay.berths(), harbour.accounts()), (0, 0));
}

#[wasm_bindgen_test]
async fn what_is_no_message_ends_the_connection_and_nothing_else() {
    let half = write(&events([1, 2]));
    let garbage: [&dyn Fn(&Berth); 8] = [
        &|berth| berth.say_anything(&"ahoy".into()),
        &|berth| berth.say_bytes(&[]),
        &|berth| berth.say_bytes(&[9, 9, 9]),
        &|berth| berth.say_bytes(&half[..half.len() - 1]),
        &|berth| berth.say_bytes(&[&half[..], &[0]].concat()),
        &|berth| berth.say_bytes(&vec![0; MESSAGE_BYTES_MAX + 1]),
        &|berth| berth.say(&events([2, 1])),
        &|berth| berth.say(&FromServer::Ready { after: Position(0) }),
    ];
    for (number, say) in garbage.into_iter().enumerate() {
        let (_harbour, quay, _socket, berth) = live(0).await;
        say(&berth);
        berth.say(&events([1]));
        let next = quay.berth(1).await;
        assert!(berth.is_closed(), "{number}");
        assert_eq!(next.greet().await.after, Some(Position(0)), "{number}");
        assert_eq!(quay.told(), [again(Closing::Malformed)], "{number}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_greeting_is_not_answered() {
    let welcome = write(&Welcome { version: 1, nonce: "a-nonce".into() });
    let first_words: [&dyn Fn(&Berth); 3] =
        [&|berth| berth.say_anything(&"ahoy".into()), &|berth| berth.say_bytes(&[1]), &|berth| {
            berth.say_bytes(&welcome[..welcome.len() - 1])
        }];
    for say in first_words {
        first_visit().await;
        at_home().await;
        let quay = Quay::build(0);
        let _socket = quay.open();
        let berth = quay.berth(0).await;
        berth.open();
        say(&berth);
        quay.berth(1).await;
        assert_eq!(berth.said(), 0);
        assert_eq!(quay.told(), [CONNECTING, again(Closing::Malformed)]);
    }
    // A newer server is not a broken one.
    first_visit().await;
    at_home().await;
    let quay = Quay::build(0);
    let _socket = quay.open();
    let berth = quay.berth(0).await;
    berth.open();
    berth.say(&Welcome { version: 2, nonce: "a-nonce".into() });
    berth.settle().await;
    assert_eq!(quay.told(), [CONNECTING, refused(Closing::Version)]);
    assert_eq!((berth.said(), quay.berths()), (0, 1));
}

#[wasm_bindgen_test]
async fn after_it_is_dropped_nothing_is_told() {
    let (_harbour, quay, socket, berth) = live(0).await;
    berth.say(&events([1]));
    drop(socket);
    berth.say(&FromServer::Present(vec![Present { key: PublicKey([1; 32]), tabs: 1 }]));
    berth.settle().await;
    assert!(berth.is_closed());
    berth.say(&events([2]));
    berth.close(CUT);
    happens("online");
    sleep(20).await;
    assert_eq!((quay.told(), quay.berths()), (Vec::new(), 1));
}
