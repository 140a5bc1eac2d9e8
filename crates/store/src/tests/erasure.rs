//! Accounts that are closed, come back in time, or go for good: from the database, from the files
//! beside it, and from every backup of it.

use std::fs;

use rules::{Hash, character::Command::*};
use wire::{Claim, Millis, Position, account::Scope, limit::DELETION_MILLIS};

use super::{
    ground::Ground,
    on_both,
    owner::{HOUR, Owner, at, key, public, refused, word},
    pairing::{SECRET, asked, post},
    player::{NOW, Player},
};
use crate::NewSession;

const DUE: Millis = Millis(NOW.0 + DELETION_MILLIS);
const TOKEN: Hash = Hash([77; 32]);
const NAME: &str = "Wrenwhistle Saltmarsh";

async fn said(owner: &mut Owner, ground: &Ground, claim: Claim, now: Millis) -> String {
    let by = owner.first();
    owner.say_at(&ground.store, now, &by, claim, None).await
}

/// An account with a little of everything, and its character.
async fn lives(ground: &Ground) -> (Owner, rules::StreamId) {
    let store = &ground.store;
    let mut wren = Owner::known(store, 1).await;
    let (first, phone) = (wren.first(), key(1));
    wren.add(store, &first, &phone, "Wrenwhistle's phone").await;
    let recovery = Claim::SetRecovery { keys: vec![public(&key(9))] };
    wren.say(store, &first, recovery).await;
    let stream = wren.player.begin(store, NAME).await;
    store.log_in(wren.login(&first, 1), NOW).await.unwrap();
    let (program, consent) = store.make_program(wren.player.account, NOW).await.unwrap();
    let name = wren.player.text("Wrenwhistle's robot");
    let until = at(30 * 24 * HOUR);
    let scopes = vec![Scope::WriteCharacters];
    let claim = Claim::AddProgram { key: program, name: name.reference(), scopes, until, consent };
    assert_eq!(wren.say_at(store, NOW, &first, claim, Some(name)).await, "linked");
    store.give_token(wren.player.account, program, TOKEN, NOW).await.unwrap();
    assert!(store.acting(TOKEN, NOW).await.unwrap().is_some());
    store.open_pairing(post(SECRET.id()), wren.player.account, NOW).await.unwrap();
    store.ask_pairing(SECRET.id(), asked(&wren, &key(3)), NOW).await.unwrap();
    (wren, stream)
}

async fn is_gone(ground: &Ground, wren: &mut Owner) {
    let store = &ground.store;
    let (account, first) = (wren.player.account, wren.first());
    assert_eq!(store.inner.keys.texts.find(account).unwrap(), None);
    assert_eq!(store.roster(account).await.unwrap().characters, vec![]);
    assert_eq!(store.recover(public(&key(9)), NOW).await.unwrap(), None);
    assert_eq!(store.pairing(SECRET.id(), NOW).await.unwrap(), None);
    assert_eq!(store.session(Hash([1; 32]), NOW).await.unwrap(), None);
    assert_eq!(store.acting(TOKEN, NOW).await.unwrap(), None);
    assert_eq!(refused(store.make_program(account, NOW).await), "ACCOUNT_CLOSED");
    let gone = "ACCOUNT_CLOSED: This account was deleted. It cannot be opened again. To begin anew in this browser, remove the account from it in the settings.";
    assert_eq!(said(wren, ground, Claim::Reopen {}, DUE).await, gone);
    assert_eq!(word(&store.log_in(wren.login(&first, 5), DUE).await.unwrap_err()), gone);
    assert_eq!(refused(store.open_pairing(post(Hash([8; 32])), account, NOW).await), "ACCOUNT_CLOSED");
    assert_eq!(word(&Owner::try_open(store, 1).await.unwrap_err()), gone);
}

on_both! {
    async fn what_is_closed_is_as_if_it_were_not_there_until_it_comes_back(ground: Ground) {
        let other = ground.another().await;
        let (mut wren, stream) = lives(&ground).await;
        let store = &ground.store;
        let (account, first) = (wren.player.account, wren.first());
        let whole = store.character(account, stream).await.unwrap();
        let retire = wren.player.command(stream, Retire {});
        wren.player.send(&other, &retire, vec![]).await.unwrap();
        assert_eq!(said(&mut wren, &ground, Claim::Close {}, NOW).await, "linked");
        for store in [store, &other] {
            assert_eq!(store.roster(account).await.unwrap().characters, vec![]);
            assert_eq!(store.character(account, stream).await.unwrap(), None);
            assert_eq!(store.history(account, stream).await.unwrap(), None);
            assert_eq!(store.events_after(account, Position(0), 100).await.unwrap(), vec![]);
            assert_eq!(wren.player.wish(store, stream, Restore {}).await, "door ACCOUNT_CLOSED");
            let again = wren.player.send(store, &retire, vec![]).await;
            assert_eq!(again.unwrap_err().code, "ACCOUNT_CLOSED", "also what was answered before");
            assert_eq!(refused(store.open_pairing(post(Hash([8; 32])), account, NOW).await), "ACCOUNT_CLOSED");
            // Who is a stranger learns nothing of it.
            let mut thief = Player { key: key(7), ..wren.player.clone() };
            assert_eq!(thief.wish(store, stream, Restore {}).await, "door KEY_UNKNOWN");
        }
        // The way back stays open.
        assert!(store.session(Hash([1; 32]), NOW).await.unwrap().is_some());
        other.log_in(NewSession { renew: true, ..wren.login(&first, 6) }, NOW).await.unwrap();
        assert_eq!(wren.devices(store).await, ["(the first)", "Wrenwhistle's phone"]);
        ground.check().await;
        assert_eq!(store.erase_due(Millis(DUE.0 - 1)).await.unwrap(), 0);
        assert_eq!(said(&mut wren, &ground, Claim::Reopen {}, Millis(DUE.0 - 1)).await, "linked");
        assert_eq!(store.erase_due(Millis(DUE.0 * 2)).await.unwrap(), 0);
        for store in [store, &other] {
            let back = store.character(account, stream).await.unwrap().unwrap();
            assert_eq!((back.name(), back.created_at), (Some(NAME), whole.as_ref().unwrap().created_at));
            assert!(wren.player.send(store, &retire, vec![]).await.is_ok());
        }
        assert_eq!(wren.player.wish(&other, stream, Restore {}).await, "applied 3..3");
        ground.check().await;
        other.close().await;
    }

    async fn what_is_gone_leaves_no_personal_byte(ground: Ground) {
        let mut ground = ground;
        let (mut wren, stream) = lives(&ground).await;
        let mut finch = Player::known(&ground.store, 2).await;
        finch.begin(&ground.store, "Finch").await;
        let other = ground.another().await;
        wren.player.wish(&other, stream, Retire {}).await;
        let key = ground.store.inner.keys.texts.find(wren.player.account).unwrap().unwrap();
        assert_eq!(ground.holding(&key), ["texts.keys"], "the search finds what is there");
        let events = ground.check().await;
        assert_eq!(said(&mut wren, &ground, Claim::Close {}, NOW).await, "linked");
        let before = ground.store.totals(NOW).await.unwrap();

        assert_eq!(ground.store.erase_due(DUE).await.unwrap(), 1);
        assert_eq!(ground.store.erase_due(DUE).await.unwrap(), 0, "once");
        ground.holds_nowhere(NAME.as_bytes());
        ground.holds_nowhere(b"Wrenwhistle");
        ground.holds_nowhere(&key);
        for (table, left) in [("texts", 1), ("character_state", 1), ("devices", 0), ("sessions", 0), ("pairings", 0), ("program_keys", 0), ("data_keys", 0)] {
            assert_eq!(ground.rows(table).await, left, "{table}");
        }
        is_gone(&ground, &mut wren).await;
        assert_eq!(wren.player.wish(&other, stream, Restore {}).await, "door ACCOUNT_CLOSED");
        assert_eq!(refused(other.log_in(wren.login(&wren.first(), 4), DUE).await), "ACCOUNT_CLOSED");
        other.close().await;
        let after = ground.store.totals(NOW).await.unwrap();
        assert_eq!((after.accounts, after.characters), (before.accounts - 1, before.characters - 1));

        // What everyone's hashes are made of is still whole, and nothing is made of it again.
        assert_eq!(ground.check().await, events + 1);
        ground.store.restore_projections().await.unwrap();
        ground.restart().await;
        assert_eq!(ground.check().await, events + 1);
        is_gone(&ground, &mut wren).await;
        assert_eq!(ground.store.roster(finch.account).await.unwrap().characters[0].name(), Some("Finch"));
        assert_eq!(finch.wish(&ground.store, finch.clone().stream(), Retire {}).await, "refused CHARACTER_NOT_FOUND");
    }

    async fn the_list_is_carried_out_at_every_start(ground: Ground) {
        let mut ground = ground;
        let (mut wren, _) = lives(&ground).await;
        assert_eq!(said(&mut wren, &ground, Claim::Close {}, NOW).await, "linked");
        let key = ground.store.inner.keys.texts.find(wren.player.account).unwrap().unwrap();
        // The power goes right after the list was written: the rest is done at the next start.
        ground.store.inner.keys.erased.add(vec![wren.player.account], DUE).await.unwrap();
        ground.restart().await;
        is_gone(&ground, &mut wren).await;
        ground.holds_nowhere(&key);
        ground.check().await;
        let list = ground.folder.path().join("keys/erased.txt");
        assert_eq!(fs::read_to_string(&list).unwrap(), format!("{} {}\n", wren.player.account, DUE.0));
    }
}

/// A folder as it was some days ago: the database, and if `with_keys` the keys of accounts too.
async fn an_old_backup_is_restored(with_keys: bool) {
    let mut ground = Ground::sqlite().await;
    let (mut wren, _) = lives(&ground).await;
    ground.store.close().await;
    let files: &[&str] = if with_keys { &["farlantern.db", "keys/texts.keys"] } else { &["farlantern.db"] };
    let path = |file: &str| ground.folder.path().join(file);
    let backup: Vec<Vec<u8>> = files.iter().map(|file| fs::read(path(file)).unwrap()).collect();
    ground.store = ground.another().await;
    let key = ground.store.inner.keys.texts.find(wren.player.account).unwrap().unwrap();
    let head = wren.head;
    assert_eq!(said(&mut wren, &ground, Claim::Close {}, NOW).await, "linked");
    assert_eq!(ground.store.erase_due(DUE).await.unwrap(), 1);
    ground.store.close().await;

    let path = |file: &str| ground.folder.path().join(file);
    for (file, bytes) in files.iter().zip(&backup) {
        fs::write(path(file), bytes).unwrap();
    }
    ground.store = ground.another().await;
    // In this database it was never closed, and yet.
    wren.head = head;
    is_gone(&ground, &mut wren).await;
    ground.holds_nowhere(&key);
    for table in ["texts", "character_state", "devices", "sessions", "pairings"] {
        assert_eq!(ground.rows(table).await, 0, "{table}");
    }
    assert_eq!(ground.check().await, 5);
}

#[tokio::test]
async fn a_restored_database_does_not_bring_it_back() {
    an_old_backup_is_restored(false).await;
}

#[tokio::test]
async fn nor_does_a_restored_file_of_keys() {
    an_old_backup_is_restored(true).await;
}

#[tokio::test]
async fn a_torn_line_is_written_anew_and_a_strange_one_is_said() {
    let ground = Ground::sqlite().await;
    let list = ground.folder.path().join("keys/erased.txt");
    let erased = &ground.store.inner.keys.erased;
    let (one, two) = (rules::AccountId([1; 32]), rules::AccountId([2; 32]));
    erased.add(vec![one], at(1)).await.unwrap();
    let whole = fs::read_to_string(&list).unwrap();
    fs::write(&list, format!("{whole}{}", &two.to_string()[..20])).unwrap();
    assert_eq!(erased.all().unwrap(), [(one, at(1))].into());
    erased.add(vec![one, two], at(2)).await.unwrap();
    assert_eq!(erased.all().unwrap(), [(one, at(1)), (two, at(2))].into());
    fs::write(&list, format!("{whole}somebody\n")).unwrap();
    ground.store.close().await;
    let options = crate::Options {
        database: crate::Database::Sqlite(ground.folder.path().join("farlantern.db")),
        keys: ground.folder.path().join("keys"),
        readers: 1,
    };
    let why = crate::Store::open(options).await.err().unwrap().to_string();
    assert!(why.contains("erased.txt") && why.contains("line 2"), "{why}");
}
