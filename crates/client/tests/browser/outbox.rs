//! Nothing said is lost, said twice, or believed without a receipt.

use client::{Trouble, outbox, vault};
use rules::{
    StreamId,
    character::{self, Colours},
};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Answer, Purpose, Receipt, SaltedText, error};

use super::{
    harbour::{COMMANDS, Harbour, Mishap, first_visit, on_an_insecure_address, put_raw, raw, sleep},
    identity::of_the_first_shape,
};

pub(crate) async fn wish(stream: StreamId) -> Result<Answer, Trouble> {
    let name = outbox::new_text("Wren");
    let wish = character::Command::Create {
        name: name.reference(),
        species: "species/elf".parse().unwrap(),
        colours: Colours {
            cloak: "dye/ember".parse().unwrap(),
            trim: "dye/brass".parse().unwrap(),
            lantern: "dye/lantern".parse().unwrap(),
        },
        keepsake: "keepsake/brass-compass".parse().unwrap(),
        appearance: None,
    };
    outbox::send(stream, None, rules::Command::Character(wish), vec![name]).await
}

fn sent_ids(harbour: &Harbour) -> Vec<String> {
    let id = |body: &String| {
        let post: wire::CommandPost = serde_json::from_str(body).unwrap();
        post.signed.read::<wire::Command>(Purpose::Command).unwrap().id.to_string()
    };
    harbour.seen(COMMANDS).iter().map(id).collect()
}

#[wasm_bindgen_test]
async fn a_first_wish_opens_the_account_and_is_answered() {
    let harbour = first_visit().await;
    let answer = wish(outbox::new_stream()).await.unwrap();
    let receipt: Receipt = answer.receipt.open(Purpose::Receipt).unwrap();
    assert_eq!(answer.receipt.key, harbour.public());
    assert_eq!(outbox::waiting().await, Ok(0));
    assert!(raw("receipts", &receipt.command.to_string()).await.is_some());
}

#[wasm_bindgen_test]
async fn the_same_on_an_insecure_address() {
    first_visit().await;
    on_an_insecure_address();
    wish(outbox::new_stream()).await.unwrap();
    assert_eq!(outbox::waiting().await, Ok(0));
}

#[wasm_bindgen_test]
async fn a_wish_survives_failure_and_goes_out_as_it_was() {
    for mishap in [|| Mishap::Unreachable, || Mishap::AnswerLost] {
        let harbour = first_visit().await;
        // The first try has no session; the second is the one that is lost.
        harbour.next(COMMANDS, Mishap::Door(error::SESSION_MISSING));
        harbour.next(COMMANDS, mishap());
        assert_eq!(wish(outbox::new_stream()).await, Err(Trouble::Offline));
        assert_eq!(outbox::waiting().await, Ok(1));
        vault::close().await;
        assert_eq!(outbox::flush().await.unwrap().len(), 1);
        assert_eq!(outbox::waiting().await, Ok(0));
        let sent = harbour.seen(COMMANDS);
        assert!(sent.len() == 3 && sent.iter().all(|body| *body == sent[0]));
    }
}

#[wasm_bindgen_test]
async fn wishes_go_out_in_order() {
    let harbour = first_visit().await;
    for _ in 0..12 {
        harbour.next(COMMANDS, Mishap::Unreachable);
        assert_eq!(wish(outbox::new_stream()).await, Err(Trouble::Offline));
    }
    let first = sent_ids(&harbour)[0].clone();
    // Offline, only the first is ever tried.
    assert!(sent_ids(&harbour).iter().all(|id| *id == first));
    assert_eq!(outbox::waiting().await, Ok(12));
    let answers = outbox::flush().await.unwrap();
    let receipts: Vec<String> = answers
        .iter()
        .map(|answer| answer.receipt.read::<Receipt>(Purpose::Receipt).unwrap().command.to_string())
        .collect();
    let mut sent = sent_ids(&harbour).split_off(12);
    // The first was asked twice, before and after logging in.
    sent.dedup();
    assert_eq!(receipts, sent);
    assert_eq!((receipts.len(), &receipts[0]), (12, &first));
}

#[wasm_bindgen_test]
async fn a_lost_session_is_renewed() {
    let harbour = first_visit().await;
    wish(outbox::new_stream()).await.unwrap();
    harbour.end_session();
    wish(outbox::new_stream()).await.unwrap();
    harbour.forget_everyone();
    wish(outbox::new_stream()).await.unwrap();
    assert_eq!(outbox::waiting().await, Ok(0));
}

#[wasm_bindgen_test]
async fn what_a_door_refuses_is_held_and_blocks_nobody() {
    for code in [error::PARKED, error::KEY_UNKNOWN, error::MALFORMED, error::SERVER_MISMATCH] {
        let harbour = first_visit().await;
        client::identity::log_in(true).await.unwrap();
        harbour.next(COMMANDS, Mishap::Door(code));
        assert_eq!(wish(outbox::new_stream()).await.unwrap_err().code(), code.code);
        let held = outbox::held().await.unwrap();
        assert_eq!((held.len(), held[0].why.code.as_str()), (1, code.code));
        harbour.next(COMMANDS, Mishap::Door(code));
        wish(outbox::new_stream()).await.unwrap();
        assert_eq!(outbox::waiting().await, Ok(1));
        // The day it is taken, it leaves.
        assert_eq!(outbox::flush().await.unwrap().len(), 1);
        assert_eq!(outbox::waiting().await, Ok(0));
    }
}

#[wasm_bindgen_test]
async fn a_conflict_ends_a_wish_with_a_note() {
    let harbour = first_visit().await;
    client::identity::log_in(true).await.unwrap();
    harbour.next(COMMANDS, Mishap::Door(error::CONFLICT));
    assert_eq!(wish(outbox::new_stream()).await.unwrap_err().code(), "CONFLICT");
    assert_eq!(outbox::waiting().await, Ok(0));
    let note = raw("receipts", &sent_ids(&harbour)[0]).await.unwrap().as_string().unwrap();
    assert!(note.contains("CONFLICT"), "{note}");
}

#[wasm_bindgen_test]
async fn a_busy_server_is_asked_again() {
    for code in [error::STORAGE_BUSY, error::INTERNAL] {
        let harbour = first_visit().await;
        client::identity::log_in(true).await.unwrap();
        harbour.next(COMMANDS, Mishap::Door(code));
        assert_eq!(wish(outbox::new_stream()).await.unwrap_err().code(), code.code);
        assert_eq!(outbox::waiting().await, Ok(1));
        assert_eq!(outbox::held().await.unwrap(), []);
        harbour.next(COMMANDS, Mishap::Door(code));
        assert_eq!(outbox::flush().await.unwrap().len(), 1);
    }
}

#[wasm_bindgen_test]
async fn what_breaks_the_server_holds_up_its_own_stream_alone() {
    let harbour = first_visit().await;
    client::identity::log_in(true).await.unwrap();
    let stream = outbox::new_stream();
    harbour.next(COMMANDS, Mishap::Door(error::INTERNAL));
    wish(stream).await.unwrap_err();
    harbour.next(COMMANDS, Mishap::Door(error::INTERNAL));
    wish(stream).await.unwrap_err();
    harbour.next(COMMANDS, Mishap::Door(error::INTERNAL));
    wish(outbox::new_stream()).await.unwrap();
    assert_eq!(outbox::waiting().await, Ok(2));
    assert_eq!(outbox::flush().await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn a_strangers_receipt_is_not_believed() {
    let harbour = first_visit().await;
    client::identity::log_in(true).await.unwrap();
    harbour.next(COMMANDS, Mishap::Forged);
    assert!(matches!(wish(outbox::new_stream()).await, Err(Trouble::Unreadable(_))));
    assert_eq!(outbox::waiting().await, Ok(1));
}

#[wasm_bindgen_test]
async fn leaving_drops_nothing_and_sends_nothing() {
    let harbour = first_visit().await;
    client::identity::log_in(true).await.unwrap();
    harbour.next(COMMANDS, Mishap::Unreachable);
    wish(outbox::new_stream()).await.unwrap_err();
    client::identity::log_out().await.unwrap();
    assert_eq!(outbox::flush().await, Ok(Vec::new()));
    assert_eq!((outbox::waiting().await, harbour.seen(COMMANDS).len()), (Ok(1), 1));
    client::identity::log_in(true).await.unwrap();
    assert_eq!(outbox::flush().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn two_at_once_send_each_wish_once() {
    let harbour = first_visit().await;
    client::identity::log_in(true).await.unwrap();
    harbour.next(COMMANDS, Mishap::Unreachable);
    wish(outbox::new_stream()).await.unwrap_err();
    let (mine, one, other) =
        futures::future::join3(wish(outbox::new_stream()), outbox::flush(), outbox::flush()).await;
    mine.unwrap();
    assert!(one.is_ok() && other.is_ok());
    let mut sent = sent_ids(&harbour);
    assert_eq!(sent.len(), 3, "the lost one twice, the other once");
    sent.sort();
    sent.dedup();
    assert_eq!(sent.len(), 2);
}

#[wasm_bindgen_test]
async fn a_row_of_the_first_shape_is_still_sent() {
    let harbour = first_visit().await;
    of_the_first_shape(&harbour).await;
    put_raw("outbox", "0000000000000007", &include_str!("../golden/outbox_v1.json").trim().into()).await;
    // Beside one that only a later version can read, which stays.
    put_raw("outbox", "0000000000000008", &r#"{"v":9,"body":{}}"#.into()).await;
    let held = outbox::held().await.unwrap();
    assert_eq!((held.len(), held[0].why.code.as_str()), (1, "PARKED"));
    assert_eq!(outbox::flush().await.unwrap().len(), 1);
    assert_eq!(sent_ids(&harbour)[0], "0102030405060708090a0b0c0d0e0f10");
    assert_eq!(outbox::waiting().await, Ok(1));
}

#[wasm_bindgen_test]
async fn receipts_are_kept_for_forty_days() {
    first_visit().await;
    wish(outbox::new_stream()).await.unwrap();
    put_raw("receipts", "old", &include_str!("../golden/receipt_v1.json").trim().into()).await;
    client::boot().await.unwrap();
    sleep(300).await;
    assert!(raw("receipts", "old").await.is_none());
    let open = rexie::Rexie::builder("farlantern").build().await.unwrap();
    let transaction = open.transaction(&["receipts"], rexie::TransactionMode::ReadOnly).unwrap();
    assert_eq!(transaction.store("receipts").unwrap().count(None).await.unwrap(), 1);
    open.close();
}

#[wasm_bindgen_test]
fn every_text_has_its_own_salt() {
    let (one, other): (SaltedText, SaltedText) = (outbox::new_text("Wren"), outbox::new_text("Wren"));
    assert!(one.salt != other.salt && one.id != other.id && one.reference().hash != other.reference().hash);
}
