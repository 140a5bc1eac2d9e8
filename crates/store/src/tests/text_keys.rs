//! The keys of texts lie beside the database, never in it, and go without a trace.

use std::fs;

use rules::{AccountId, character::Command::*};

use super::{
    ground::Ground,
    on_both,
    player::{Luck, NOW, ORIGIN, Player},
};
use crate::{engine::read_on, text_keys::TextKeys};

fn sealed(luck: &mut Luck) -> Vec<u8> {
    luck.bytes::<72>().to_vec()
}

#[tokio::test]
async fn kept_found_replaced_and_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("texts.keys");
    let keys = TextKeys::load_or_make(&path).unwrap();
    let mut luck = Luck(1);
    let accounts: Vec<AccountId> = (0..20).map(|_| AccountId(luck.bytes())).collect();
    let mut kept: Vec<_> = accounts.iter().map(|it| (*it, sealed(&mut luck))).collect();
    keys.keep(&kept[..5]).await.unwrap();
    // Somebody else has the file open, and hears of all that comes and goes.
    let other = TextKeys::load_or_make(&path).unwrap();
    keys.keep(&kept[5..]).await.unwrap();
    kept[3].1 = sealed(&mut luck);
    let before = other.find(accounts[3]).unwrap().unwrap();
    keys.keep(&kept[3..4]).await.unwrap();
    for keys in [&keys, &other, &TextKeys::load_or_make(&path).unwrap()] {
        for (account, sealed) in &kept {
            assert_eq!(keys.find(*account).unwrap().as_ref(), Some(sealed));
        }
        assert_eq!(keys.find(AccountId([7; 32])).unwrap(), None);
        assert_eq!(keys.find(AccountId([0; 32])).unwrap(), None);
    }
    other.forget(vec![accounts[3], accounts[9]]).await.unwrap();
    let bytes = fs::read(&path).unwrap();
    for gone in [&before, &kept[3].1, &kept[9].1, &accounts[3].0.to_vec()] {
        assert!(!bytes.windows(gone.len()).any(|it| it == &gone[..]));
    }
    for keys in [&keys, &other, &TextKeys::load_or_make(&path).unwrap()] {
        assert_eq!(keys.find(accounts[3]).unwrap(), None);
        assert_eq!(keys.find(accounts[9]).unwrap(), None);
        assert_eq!(keys.find(accounts[10]).unwrap().as_ref(), Some(&kept[10].1));
    }
}

#[tokio::test]
async fn half_a_record_is_no_key_and_a_stranger_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("texts.keys");
    let mut luck = Luck(2);
    let (first, second) =
        ((AccountId(luck.bytes()), sealed(&mut luck)), (AccountId(luck.bytes()), sealed(&mut luck)));
    TextKeys::load_or_make(&path).unwrap().keep(&[first.clone(), second.clone()]).await.unwrap();
    // A power cut in the middle of the second.
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let keys = TextKeys::load_or_make(&path).unwrap();
        let third = whole.len() / 3;
        assert_eq!(keys.find(first.0).unwrap().is_some(), length >= 2 * third, "{length}");
        assert_eq!(keys.find(second.0).unwrap(), None, "{length}");
        keys.keep(std::slice::from_ref(&second)).await.unwrap();
        assert_eq!(TextKeys::load_or_make(&path).unwrap().find(second.0).unwrap().as_ref(), Some(&second.1));
    }
    fs::write(&path, [b'x'; 400]).unwrap();
    let why = TextKeys::load_or_make(&path).err().unwrap().to_string();
    assert!(why.contains("texts.keys") && why.contains("does not hold the keys of texts"), "{why}");
}

on_both! {
    async fn keys_move_out_of_an_old_database(ground: Ground) {
        let mut ground = ground;
        let mut players = Vec::new();
        for seed in 1..=40 {
            let mut player = Player::known(&ground.store, seed).await;
            player.begin(&ground.store, "Wren").await;
            players.push(player);
        }
        // As step 1 had it.
        let mut old = Vec::new();
        for player in &players {
            let key = ground.store.inner.keys.texts.find(player.account).unwrap().unwrap();
            let mut connection = ground.store.inner.engine.connect().await.unwrap();
            crate::engine::on!(&mut connection, it: E => {
                sqlx::query::<E>("INSERT INTO data_keys (account_id, sealed) VALUES ($1, $2)")
                    .bind(player.account.to_string())
                    .bind(key.clone())
                    .execute(it)
                    .await
                    .unwrap();
            });
            connection.close().await.unwrap();
            old.push(key);
        }
        ground.store.close().await;
        fs::remove_file(ground.folder.path().join("keys/texts.keys")).unwrap();
        // Once as it should be, and once more as if the power had gone after the first half.
        for _ in 0..2 {
            ground.store = ground.another().await;
            assert_eq!(ground.rows("data_keys").await, 0);
            for player in &players {
                let roster = ground.store.roster(player.account).await.unwrap();
                assert_eq!(roster.characters[0].name(), Some("Wren"));
            }
            for key in &old {
                assert_eq!(ground.holding(key), ["texts.keys"]);
            }
            let mut connection = ground.store.inner.engine.connect().await.unwrap();
            crate::engine::on!(&mut connection, it: E => {
                sqlx::query::<E>("INSERT INTO data_keys (account_id, sealed) VALUES ($1, $2)")
                    .bind(players[0].account.to_string())
                    .bind(old[0].clone())
                    .execute(it)
                    .await
                    .unwrap();
            });
            connection.close().await.unwrap();
            ground.store.close().await;
        }
        ground.store = ground.another().await;
        assert_eq!(ground.holding(&old[0]), ["texts.keys"]);
        ground.check().await;
    }

    async fn a_damaged_projection_never_costs_a_key(ground: Ground) {
        let mut ground = ground;
        let mut wren = Player::known(&ground.store, 1).await;
        wren.begin(&ground.store, "Wren").await;
        let key = ground.store.inner.keys.texts.find(wren.account).unwrap();
        ground.run("DELETE FROM account_keys").await;
        ground.restart().await;
        // Opening it again is the same as ever, and no new account.
        Player::known(&ground.store, 1).await;
        assert_eq!(ground.store.inner.keys.texts.find(wren.account).unwrap(), key);
        ground.store.restore_projections().await.unwrap();
        assert_eq!(ground.store.roster(wren.account).await.unwrap().characters[0].name(), Some("Wren"));
        let texts: i64 = read_on!(&ground.store.inner.engine, pool => {
            sqlx::query_scalar("SELECT COUNT(*) FROM texts").fetch_one(pool).await.unwrap()
        });
        assert_eq!(texts, 1);
    }
}

/// Even with the server's own keys: what the database holds of people's words is noise.
#[tokio::test]
async fn a_backup_of_the_database_alone_reads_nothing() {
    let mut ground = Ground::sqlite().await;
    let mut wren = Player::known(&ground.store, 1).await;
    let stream = wren.begin(&ground.store, "Wren").await;
    ground.store.close().await;
    fs::remove_file(ground.folder.path().join("keys/texts.keys")).unwrap();
    ground.store = ground.another().await;
    let store = &ground.store;
    let view = store.character(wren.account, stream).await.unwrap().unwrap();
    assert_eq!((view.name(), &view.texts), (None, &[].into()));
    assert_eq!(store.export(wren.account, ORIGIN, NOW).await.unwrap().unwrap().contents.texts, []);
    // Play goes on without words; no new key takes the place of the one that may come back.
    assert_eq!(wren.wish(store, stream, Retire {}).await, "applied 2..2");
    let (wish, text) = wren.creation("Marlow");
    let command = wren.command(wren.clone().stream(), wish);
    assert_eq!(wren.send(store, &command, vec![text]).await.unwrap_err().code, "INTERNAL");
    assert_eq!(ground.store.inner.keys.texts.find(wren.account).unwrap(), None);
    ground.check().await;
}
