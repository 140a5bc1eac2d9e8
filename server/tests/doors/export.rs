//! An account as a file, and the end of an account.

use std::process::Command;

use http::{StatusCode, header};
use rules::character::Command as Wish;
use serde_json::Value;
use wire::{
    Claim,
    export::{Export, FILE_NAME},
    limit::DELETION_MILLIS,
};

use crate::house::{Browser, House, colours, outcome};

const PATH: &str = "/api/v1/account/export";

/// What the program says about a file, and whether it believes it.
fn verify(file: &[u8]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("account.json");
    std::fs::write(&path, file).unwrap();
    let program = env!("CARGO_BIN_EXE_farlantern");
    let ended = Command::new(program).arg("verify").arg(&path).current_dir(&folder).output().unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    (ended.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn a_file_that_the_program_believes() {
    let house = House::open().await;
    let (mut first, mut second) = (Browser::new(1), Browser::new(2));
    assert_eq!(first.get(&house, PATH).await.code(), "SESSION_MISSING");
    let account = first.log_in(&house).await;
    first.take_in(&house, account, &mut second).await;
    let stream = first.create(&house, account, "Wren").await;
    let recolour = second.command(&house, account, stream, Wish::Recolour { colours: colours("dye/tide") });
    let reply = second.post(&house, "/api/v1/commands", &second.sign(&recolour, vec![])).await;
    outcome(&reply);
    let mut stranger = Browser::new(3);
    let other = stranger.log_in(&house).await;
    stranger.create(&house, other, "Finch").await;

    let reply = second.get(&house, PATH).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(reply.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(reply.header(header::CACHE_CONTROL), "no-store");
    // The page saves it under the same name.
    let named = format!("attachment; filename=\"{FILE_NAME}\"");
    assert_eq!(reply.header(header::CONTENT_DISPOSITION), named);
    let (believed, said) = verify(&reply.body);
    assert!(believed, "{said}");
    for part in [
        "Everything in this file fits together.",
        "  Firefox on Linux (did:key:",
        "Characters: 1, with 2 events.",
        "Commands: 2, each with its receipt.",
        "Texts: 2. Erased: 0.",
    ] {
        assert!(said.contains(part), "{part:?} is not in\n{said}");
    }
    assert!(!reply.text().contains("Finch"));
    let export = Export::read(&reply.body).unwrap();
    assert_eq!(export.contents.server, house.store.server_key());

    // One letter of it is another, and it is not believed.
    let (believed, said) = verify(reply.text().replacen("Wren", "Wran", 1).as_bytes());
    assert!(!believed && said.contains("is not to be believed"), "{said}");
}

#[tokio::test]
async fn an_account_is_closed_comes_back_and_goes() {
    let house = House::open().await;
    let mut wren = Browser::new(1);
    let account = wren.log_in(&house).await;
    let stream = wren.create(&house, account, "Wren").await;
    let path = format!("/api/v1/characters/{stream}");
    let begun = house.clock.now();
    for round in 0..2 {
        assert_eq!(wren.get(&house, &path).await.status, StatusCode::OK);
        wren.claim(&house, account, Claim::Close {}).await.data::<Value>();
        assert_eq!(wren.get(&house, &path).await.code(), "CHARACTER_NOT_FOUND");
        let roster: wire::RosterView = wren.get(&house, "/api/v1/characters").await.data();
        assert_eq!(roster.characters, vec![]);
        let retire = wren.command(&house, account, stream, Wish::Retire {});
        assert_eq!(
            wren.post(&house, "/api/v1/commands", &wren.sign(&retire, vec![])).await.code(),
            "ACCOUNT_CLOSED"
        );
        // Whoever closed it can come in again and see when it goes.
        wren.come_back(&house, account, true).await.data::<wire::SessionView>();
        let chain = wren.account(&house).await.chain().unwrap();
        assert_eq!(chain.keys().closed_at, Some(begun));
        assert!(verify(&wren.get(&house, PATH).await.body).0, "and take it along");
        if round == 0 {
            wren.claim(&house, account, Claim::Reopen {}).await.data::<Value>();
        }
    }
    assert_eq!(house.store.erase_due(wire::Millis(begun.0 + DELETION_MILLIS)).await.unwrap(), 1);
    assert_eq!(wren.get(&house, PATH).await.code(), "SESSION_MISSING");
    assert_eq!(wren.come_back(&house, account, false).await.code(), "ACCOUNT_CLOSED");
    let (_, _, accounts, characters) = house.standing().await;
    assert_eq!((accounts, characters), (0, 0));
}
