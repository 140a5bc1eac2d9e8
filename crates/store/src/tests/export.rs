//! What an account is given to take along proves itself, whatever happened before.

use rules::character::Command::*;
use wire::{
    Claim, Millis,
    export::{Beside, DeviceSeen, Export, ProgramSeen, SessionOpen},
    limit::DELETION_MILLIS,
};

use super::{
    ground::Ground,
    on_both,
    owner::{Owner, at, key, public, refused},
    player::{Luck, NOW, ORIGIN, Player, colours},
};
use crate::{NewSession, export::fits, limit::EXPORT_BYTES_MAX};

async fn exported(ground: &Ground, account: rules::AccountId) -> Export {
    let export = ground.store.export(account, ORIGIN, at(5)).await.unwrap().unwrap();
    // As a file: what is read back is what was given.
    let file = serde_json::to_vec(&export).unwrap();
    let read = Export::read(&file).unwrap();
    assert_eq!(read, export);
    read
}

on_both! {
    async fn an_export_holds_all_and_proves_itself(ground: Ground) {
        let mut ground = ground;
        let mut wren = Owner::known(&ground.store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        wren.add(&ground.store, &first, &phone, "Phone").await;
        let mut finch = Player::known(&ground.store, 2).await;
        finch.begin(&ground.store, "Finch").await;
        let store = &ground.store;
        let stream = wren.player.begin(store, "Wren").await;
        let name = wren.player.text("Marlow");
        let rename = wren.player.command(stream, Rename { name: name.reference() });
        wren.player.send(store, &rename, vec![name]).await.unwrap();
        let recolour = wren.player.command(stream, Recolour { colours: colours("dye/ember") });
        wren.player.send(store, &recolour, vec![]).await.unwrap();
        assert_eq!(wren.player.wish(store, stream, Undo { command: recolour.id }).await, "applied 4..4");
        let mut on_phone = Player { key: phone.clone(), luck: Luck(77), ..wren.player.clone() };
        on_phone.begin(store, "Second").await;
        assert!(on_phone.wish(store, stream, Restore {}).await.starts_with("refused"), "kept too");
        wren.say(store, &first, Claim::RevokeKey { key: public(&phone) }).await;
        wren.say(store, &first, Claim::SetRecovery { keys: vec![public(&key(9))] }).await;
        ground.restart().await;

        let export = exported(&ground, wren.player.account).await;
        let summary = export.verify().unwrap();
        let counts = (summary.statements, summary.characters, summary.events, summary.receipts, summary.texts);
        assert_eq!(counts, (4, 2, 5, 6, 4));
        assert_eq!((summary.position.0, summary.made_at), (11, at(5)));
        assert_eq!(summary.incarnation, ground.store.incarnation());
        let names: Vec<_> = export.contents.texts.iter().map(|it| it.text.as_str()).collect();
        for name in ["Phone", "Wren", "Marlow", "Second"] {
            assert!(names.contains(&name), "{name}");
        }
        let whole = serde_json::to_string(&export).unwrap();
        assert!(!whole.contains("Finch") && !whole.contains(&finch.account.to_string()), "nobody else's");
        assert_eq!(export.contents.references().unwrap().len(), 4);

        // Closed, it can still be taken along; gone, it cannot.
        let by = wren.first();
        assert_eq!(wren.say(&ground.store, &by, Claim::Close {}).await, "linked");
        let closed = exported(&ground, wren.player.account).await;
        assert_eq!(closed.verify().unwrap().events, 5);
        assert_eq!(ground.store.erase_due(Millis(NOW.0 + DELETION_MILLIS)).await.unwrap(), 1);
        assert_eq!(ground.store.export(wren.player.account, ORIGIN, NOW).await.unwrap(), None);
        let stranger = Player::new(&ground.store, 3);
        assert_eq!(ground.store.export(stranger.account, ORIGIN, NOW).await.unwrap(), None);
        let theirs = exported(&ground, finch.account).await.verify().unwrap();
        assert_eq!((theirs.events, theirs.texts), (1, 1));
    }

    async fn when_devices_and_programs_were_here_comes_along(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        wren.add(store, &first, &phone, "Phone").await;
        let (account, mine) = (wren.player.account, wren.player.public());
        let finch = Owner::known(store, 2).await;
        store.log_in(finch.login(&finch.first(), 9), NOW).await.unwrap();
        let beside = async || {
            let export = exported(&ground, account).await;
            export.verify().unwrap();
            export.contents.beside.unwrap()
        };
        assert_eq!(beside().await, Beside::default());

        store.log_in(NewSession { expires_at: at(5), ..wren.login(&first, 1) }, NOW).await.unwrap();
        store.log_in(wren.login(&phone, 2), at(2)).await.unwrap();
        let (program, _consent) = store.make_program(account, at(3)).await.unwrap();
        let seen = |key, at| DeviceSeen { key, seen_at: Some(at), ended_at: None };
        let mut devices = vec![seen(mine, NOW), seen(public(&phone), at(2))];
        devices.sort_by_key(|it| it.key.0);
        let (key, began_at, expires_at) = (public(&phone), at(2), at(1_000_000));
        let here = Beside {
            devices,
            sessions: vec![SessionOpen { key, began_at, seen_at: at(2), expires_at }],
            programs: vec![ProgramSeen { key: program, used_at: None }],
            ..Beside::default()
        };
        assert_eq!(beside().await, here, "a session that has ended is nobody's");

        store.log_out_everywhere(account, at(4)).await.unwrap();
        let mut gone = here;
        gone.sessions.clear();
        gone.devices.iter_mut().for_each(|it| it.ended_at = Some(at(4)));
        assert_eq!(beside().await, gone);
    }

    async fn while_others_write_it_is_of_one_moment(ground: Ground) {
        let mut wren = Player::known(&ground.store, 1).await;
        let stream = wren.begin(&ground.store, "Wren").await;
        let store = ground.store.clone();
        let mut busy = wren.clone();
        let writing = tokio::spawn(async move {
            for turn in 0..300 {
                busy.wish(&store, stream, if turn % 2 == 0 { Retire {} } else { Restore {} }).await;
            }
        });
        let mut before = 0;
        while !writing.is_finished() {
            let summary = exported(&ground, wren.account).await.verify().unwrap();
            assert!(summary.events >= before && summary.receipts == summary.events);
            before = summary.events;
        }
        writing.await.unwrap();
        assert_eq!(exported(&ground, wren.account).await.verify().unwrap().events, 301);
    }
}

/// What is too large is known before it is read; the estimate is never less than the file.
#[tokio::test]
async fn too_large_is_said() {
    assert!(fits(EXPORT_BYTES_MAX).is_ok());
    assert_eq!(refused(fits(EXPORT_BYTES_MAX + 1)), "EXPORT_TOO_LARGE");
    let ground = Ground::sqlite().await;
    let mut wren = Player::known(&ground.store, 1).await;
    let stream = wren.begin(&ground.store, "Wren").await;
    for _ in 0..50 {
        wren.wish(&ground.store, stream, Retire {}).await;
        wren.wish(&ground.store, stream, Restore {}).await;
    }
    let estimate: i64 = crate::engine::read_on!(&ground.store.inner.engine, pool => {
        sqlx::query_scalar(crate::read::export::SIZE).bind(wren.account.to_string()).fetch_one(pool).await.unwrap()
    });
    let file = serde_json::to_vec(&exported(&ground, wren.account).await).unwrap().len() as i64;
    assert!(file < estimate && estimate < 3 * file, "{file} {estimate}");
}
