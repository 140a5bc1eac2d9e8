//! How long a tab waits, for a server that is away, and on a line that went dead.

use client::socket::State;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{
    Position,
    socket::{Closing, FromServer, FromTab},
};

use super::{
    harbour::{Mishap, SESSION, first_visit, sleep},
    quay::{Quay, Told, at_home},
    socket::{CONNECTING, CUT, ONLINE, again, happens, live},
};

#[wasm_bindgen_test]
async fn waits_grow_to_half_a_minute_and_are_forgotten_online() {
    for (chance, waits) in [
        (255, [499, 999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 499]),
        (128, [250, 501, 1_003, 2_007, 4_015, 8_031, 15_058, 15_058, 250]),
    ] {
        let (harbour, quay, _socket, berth) = live(chance).await;
        for wait in waits {
            quay.hurry(wait, wait);
        }
        berth.close(CUT);
        for number in 1..8 {
            // The server is away.
            harbour.next(SESSION, Mishap::Unreachable);
            quay.berth(number).await.close(CUT);
        }
        quay.welcome(8, 0).await.close(CUT);
        quay.berth(9).await;
        assert_eq!(quay.waits(), waits);
        assert_eq!(quay.told(), [again(None), ONLINE, again(None)]);
    }
}

#[wasm_bindgen_test]
async fn a_server_that_asked_for_less_is_given_time() {
    for (closing, wait) in [
        (Closing::Goodbye, 1_999),
        (Closing::TooFast, 7_999),
        (Closing::TooSlow, 7_999),
        (Closing::TooMany, 7_999),
        (Closing::Silent, 499),
    ] {
        let (_harbour, quay, _socket, berth) = live(255).await;
        quay.hurry(400, 7_999);
        berth.close(closing.code());
        quay.berth(1).await;
        assert_eq!(quay.waits(), [wait], "{closing:?}");
    }
}

#[wasm_bindgen_test]
async fn where_no_socket_gets_through_it_is_quiet() {
    first_visit().await;
    at_home().await;
    let quay = Quay::build(0);
    quay.hurry(300_000, 300_000);
    let _socket = quay.open();
    for number in 0..5 {
        quay.berth(number).await.close(CUT);
    }
    let berth = quay.berth(5).await;
    assert_eq!(quay.told(), [CONNECTING, again(None), Told::State(State::Blocked)]);
    assert_eq!(quay.waits(), [300_000; 3]);
    // One day it does.
    berth.greet().await;
    berth.say(&FromServer::Ready { after: Position(0) });
    berth.settle().await;
    assert_eq!(quay.told(), [ONLINE, Told::Gap]);
}

#[wasm_bindgen_test]
async fn a_line_that_went_dead_is_found_out() {
    let (_harbour, quay, _socket, berth) = live(0).await;
    berth.close(CUT);
    quay.hurry(19_000, 20_000);
    let berth = quay.welcome(1, 0).await;
    quay.told();
    // It asks, and is content with an answer to just that.
    let first: FromTab = berth.sent(1).await;
    let FromTab::Ping(number) = first;
    berth.say(&FromServer::Pong(number));
    assert_eq!(berth.sent::<FromTab>(2).await, FromTab::Ping(number + 1));
    assert_eq!(quay.told(), []);
    quay.hurry(9_000, 10_000);
    berth.say(&FromServer::Pong(number + 1));
    assert_eq!(berth.sent::<FromTab>(3).await, FromTab::Ping(number + 2));
    // A late answer to another ping is none.
    berth.say(&FromServer::Pong(number));
    quay.berth(2).await;
    assert!(berth.is_closed());
    assert_eq!(quay.told(), [again(Closing::Silent)]);
}

#[wasm_bindgen_test]
async fn a_greeting_that_never_ends_is_given_up() {
    first_visit().await;
    at_home().await;
    let quay = Quay::build(0);
    let _socket = quay.open();
    let berth = quay.berth(0).await;
    quay.hurry(9_000, 10_000);
    berth.open();
    quay.berth(1).await;
    assert!(berth.is_closed());
    assert_eq!(quay.told(), [CONNECTING, again(Closing::Silent)]);
}

#[wasm_bindgen_test]
async fn it_comes_at_once_when_the_network_does() {
    let (harbour, quay, _socket, berth) = live(255).await;
    // Live, it makes sure.
    assert_eq!(berth.said(), 1);
    happens("online");
    let FromTab::Ping(number) = berth.sent(1).await;
    berth.say(&FromServer::Pong(number));
    berth.settle().await;
    // Waiting for many seconds, it waits no longer.
    quay.hurry(400, 4_000);
    berth.close(CUT);
    for number in 1..5 {
        harbour.next(SESSION, Mishap::Unreachable);
        quay.berth(number).await.close(CUT);
    }
    sleep(20).await;
    assert_eq!(quay.berths(), 5);
    happens("online");
    quay.welcome(5, 0).await;
    assert_eq!(quay.waits(), [499, 999, 1_999, 3_999]);
    assert_eq!(quay.told(), [again(None), ONLINE]);
}

#[wasm_bindgen_test]
async fn a_network_that_comes_in_the_middle_of_a_try_is_not_missed() {
    let (harbour, quay, _socket, berth) = live(255).await;
    quay.hurry(400, 1_000);
    berth.close(CUT);
    harbour.next(SESSION, Mishap::Unreachable);
    quay.berth(1).await.close(CUT);
    let berth = quay.berth(2).await;
    happens("online");
    berth.settle().await;
    harbour.next(SESSION, Mishap::Unreachable);
    berth.close(CUT);
    // It would have been two seconds, and the next is a first wait again.
    quay.welcome(3, 0).await.close(CUT);
    quay.berth(4).await;
    assert_eq!(quay.waits(), [499, 999, 499]);
}
