//! The same laws on both databases: characters and accounts.

use rules::character::Command::*;
use wire::{Millis, Sequence};

use super::{
    ground::Ground,
    on_both,
    player::{Player, appearance, colours, receipt, said, verdict},
};
use crate::KeyStanding;

on_both! {
    async fn a_character_lives_and_its_history_tells_it(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let stream = wren.begin(store, "Wren").await;
        let name = wren.text("Marlow");
        let rename = wren.command(stream, Rename { name: name.reference() });
        assert_eq!(said(wren.send(store, &rename, vec![name]).await), "applied 2..2");
        assert_eq!(wren.wish(store, stream, Recolour { colours: colours("dye/ember") }).await, "applied 3..3");
        assert_eq!(wren.wish(store, stream, Retire {}).await, "applied 4..4");
        assert_eq!(wren.wish(store, stream, Recolour { colours: colours("dye/kelp") }).await, "refused CHARACTER_RETIRED");
        assert_eq!(wren.wish(store, stream, Restore {}).await, "applied 5..5");
        assert_eq!(wren.wish(store, stream, Undo { command: rename.id }).await, "refused NOT_THE_LAST_COMMAND");

        let view = store.character(wren.account, stream).await.unwrap().unwrap();
        assert_eq!((view.name(), view.snapshot.sequence), (Some("Marlow"), Sequence(5)));
        let roster = store.roster(wren.account).await.unwrap();
        assert_eq!(roster.characters, vec![view.clone()]);

        let history = store.history(wren.account, stream).await.unwrap().unwrap();
        let mut previous = wire::journal::GENESIS;
        for recorded in &history.events {
            assert!(recorded.follows(previous));
            previous = recorded.hash;
        }
        let moments = history.moments().unwrap();
        let names: Vec<_> = moments.iter().map(|it| history.texts[&it.after.name.id].as_str()).collect();
        assert_eq!(names, ["Wren", "Marlow", "Marlow", "Marlow", "Marlow"]);
        assert_eq!(moments.last().unwrap().after, view.snapshot.character());
        assert_eq!(ground.check().await, 6);
    }

    async fn the_browser_folds_what_the_server_folded(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let (wish, text) = wren.creation("Wren");
        let stream = wren.stream();
        let begun = wren.command(stream, wish);
        let mut view = *wren.send(store, &begun, vec![text]).await.unwrap().character.map(Box::new).unwrap();
        let restyle = Restyle { appearance: appearance("outfit/monk") };
        for wish in [Recolour { colours: colours("dye/rose") }, restyle, Retire {}, Restore {}] {
            let command = wren.command(stream, wish);
            let answer = wren.send(store, &command, vec![]).await.unwrap();
            assert!(view.fold(&answer.events).unwrap());
            assert!(view.fold(&answer.events).unwrap(), "what is already in is passed over");
            assert_eq!(Some(&view), store.character(wren.account, stream).await.unwrap().as_ref());
        }
    }

    async fn an_appearance_is_folded_told_and_taken_back(ground: Ground) {
        let mut ground = ground;
        let mut wren = Player::known(&ground.store, 1).await;
        let stream = wren.begin(&ground.store, "Wren").await;
        let plain = ground.store.character(wren.account, stream).await.unwrap().unwrap();
        assert_eq!((plain.snapshot.v, plain.snapshot.appearance.as_ref()), (1, None));
        assert_eq!(plain.figure().appearance.outfit.as_str(), "outfit/wayfarer");
        let bard = Restyle { appearance: appearance("outfit/bard") };
        let restyle = wren.command(stream, bard.clone());
        assert_eq!(said(wren.send(&ground.store, &restyle, vec![]).await), "applied 2..2");
        assert_eq!(wren.wish(&ground.store, stream, bard).await, "refused NOTHING_CHANGES");
        let unknown = Restyle { appearance: appearance("outfit/nowhere") };
        assert_eq!(wren.wish(&ground.store, stream, unknown).await, "refused UNKNOWN_OUTFIT");
        ground.restart().await;
        let view = ground.store.character(wren.account, stream).await.unwrap().unwrap();
        assert_eq!(view.figure().appearance, appearance("outfit/bard"));
        assert_eq!(ground.store.roster(wren.account).await.unwrap().characters, vec![view.clone()]);
        assert_eq!(wren.wish(&ground.store, stream, Undo { command: restyle.id }).await, "applied 3..3");
        let view = ground.store.character(wren.account, stream).await.unwrap().unwrap();
        assert_eq!(view.figure(), plain.figure());
        let history = ground.store.history(wren.account, stream).await.unwrap().unwrap();
        let outfits: Vec<_> =
            history.moments().unwrap().iter().map(|it| it.figure().appearance.outfit.to_string()).collect();
        assert_eq!(outfits, ["outfit/wayfarer", "outfit/bard", "outfit/wayfarer"]);
        assert_eq!(ground.check().await, 4);
    }

    async fn one_receipt_per_command_for_ever(ground: Ground) {
        let mut ground = ground;
        let mut wren = Player::known(&ground.store, 1).await;
        let stream = wren.begin(&ground.store, "Wren").await;
        let retire = wren.command(stream, Retire {});
        let first = wren.send(&ground.store, &retire, vec![]).await.unwrap();
        for _ in 0..3 {
            assert_eq!(wren.send(&ground.store, &retire, vec![]).await.unwrap(), first);
            ground.restart().await;
        }
        let mut other = retire.clone();
        other.made_at = Millis(1);
        assert_eq!(said(wren.send(&ground.store, &other, vec![]).await), "door COMMAND_ID_REUSED");
        let refused = wren.command(stream, Retire {});
        let first = wren.send(&ground.store, &refused, vec![]).await.unwrap();
        assert_eq!(verdict(&first), "refused CHARACTER_RETIRED");
        wren.wish(&ground.store, stream, Restore {}).await;
        assert_eq!(wren.send(&ground.store, &refused, vec![]).await.unwrap(), first, "refused stays refused");
        ground.check().await;
    }

    async fn what_was_seen_must_still_stand(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let stream = wren.begin(store, "Wren").await;
        for (expected, said_of_it) in [(0, "refused CONFLICT"), (2, "refused CONFLICT"), (1, "applied 2..2"), (1, "refused CONFLICT")] {
            let mut command = wren.command(stream, Retire {});
            command.expected = Some(Sequence(expected));
            assert_eq!(said(wren.send(store, &command, vec![]).await), said_of_it, "expected {expected}");
        }
    }

    async fn strangers_see_and_change_nothing(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let stream = wren.begin(store, "Wren").await;
        let mut stranger = Player::known(store, 2).await;
        for expected in [None, Some(Sequence(0)), Some(Sequence(1))] {
            let mut command = stranger.command(stream, Retire {});
            command.expected = expected;
            assert_eq!(said(stranger.send(store, &command, vec![]).await), "refused CHARACTER_NOT_FOUND");
        }
        assert_eq!(store.character(stranger.account, stream).await.unwrap(), None);
        assert_eq!(store.history(stranger.account, stream).await.unwrap(), None);
        assert_eq!(store.roster(stranger.account).await.unwrap().characters, vec![]);
        // A key that signs for an account it does not belong to.
        let mut forged = stranger.command(stream, Retire {});
        forged.account = wren.account;
        assert_eq!(said(stranger.send(store, &forged, vec![]).await), "door KEY_UNKNOWN");
        let mut nobody = Player::new(store, 3);
        assert_eq!(nobody.wish(store, stream, Retire {}).await, "door ACCOUNT_UNKNOWN");
        assert_eq!(wren.wish(store, stream, Retire {}).await, "applied 2..2");
        ground.check().await;
    }

    async fn receipts_say_where_the_journal_stood(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let (wish, text) = wren.creation("Wren");
        let stream = wren.stream();
        let command = wren.command(stream, wish);
        let answer = wren.send(store, &command, vec![text]).await.unwrap();
        let receipt = receipt(&answer);
        assert_eq!(answer.receipt.key, store.server_key());
        assert_eq!(receipt.incarnation, store.incarnation());
        assert_eq!(receipt.position.0, 2, "the account, then the character");
        assert_eq!(answer.events[0].position, receipt.position);
    }

    async fn an_account_opens_once(ground: Ground) {
        let store = &ground.store;
        let wren = Player::known(store, 1).await;
        Player::known(store, 1).await;
        assert_eq!(store.has_key(wren.account, wren.public()).await.unwrap(), KeyStanding::Active);
        let stranger = Player::new(store, 2);
        assert_eq!(store.has_key(wren.account, stranger.public()).await.unwrap(), KeyStanding::UnknownKey);
        assert_eq!(store.has_key(stranger.account, stranger.public()).await.unwrap(), KeyStanding::UnknownAccount);
        assert_eq!(ground.check().await, 1);
    }

    async fn a_lost_projection_comes_back_from_the_events(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let stream = wren.begin(store, "Wren").await;
        wren.wish(store, stream, Retire {}).await;
        let whole = store.character(wren.account, stream).await.unwrap();
        let mut connection = store.inner.engine.connect().await.unwrap();
        crate::engine::on!(&mut connection, it: E => {
            sqlx::query::<E>("UPDATE character_state SET state = '{}'").execute(&mut *it).await.unwrap();
            sqlx::query::<E>("DELETE FROM account_keys").execute(it).await.unwrap();
        });
        assert_eq!(store.rebuild().await.unwrap().differences.len(), 2);
        assert_eq!(store.restore_projections().await.unwrap().differences.len(), 2);
        ground.check().await;
        assert_eq!(store.character(wren.account, stream).await.unwrap(), whole);
        assert_eq!(wren.wish(store, stream, Restore {}).await, "applied 3..3");
    }

    async fn any_changed_byte_of_the_journal_is_noticed(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let stream = wren.begin(store, "Wren").await;
        wren.wish(store, stream, Retire {}).await;
        ground.check().await;
        for change in [
            "UPDATE character_events SET time = time + 1 WHERE sequence = 2",
            "UPDATE character_events SET kind = 'restored.v1' WHERE sequence = 2",
            "DELETE FROM character_events WHERE sequence = 2",
            "DELETE FROM receipts",
            "UPDATE journal_head SET position = 7",
            "DELETE FROM account_keys",
        ] {
            let mut connection = store.inner.engine.connect().await.unwrap();
            connection.begin().await.unwrap();
            crate::engine::on!(&mut connection, it: E => {
                sqlx::query::<E>(change).execute(it).await.unwrap();
            });
            connection.commit().await.unwrap();
            assert!(!store.rebuild().await.unwrap().differences.is_empty(), "{change}");
        }
        // A damaged journal is not written over what was folded while it was whole.
        let before = store.character(wren.account, stream).await.unwrap();
        assert!(!store.restore_projections().await.unwrap().differences.is_empty());
        assert_eq!(store.character(wren.account, stream).await.unwrap(), before);
    }
}

/// What people wrote is nowhere in the file in the clear.
#[tokio::test]
async fn names_are_sealed() {
    let mut ground = Ground::sqlite().await;
    let mut wren = Player::known(&ground.store, 1).await;
    wren.begin(&ground.store, "Wrenwhistle Saltmarsh").await;
    ground.restart().await;
    let roster = ground.store.roster(wren.account).await.unwrap();
    assert_eq!(roster.characters[0].name(), Some("Wrenwhistle Saltmarsh"));
    ground.store.close().await;
    ground.holds_nowhere(b"Wrenwhistle");
}
