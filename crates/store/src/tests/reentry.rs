//! A device that comes back by its re-entry key stands everywhere where the lost one stood.

use rules::character::Command::{Restore, Retire};
use wire::{Claim, account::NotALink};

use super::{
    ground::Ground,
    on_both,
    owner::{Owner, at, key, not_allowed, public, refused},
    player::{Luck, NOW, Player},
};
use crate::KeyStanding;

on_both! {
    async fn the_new_key_stands_where_the_lost_one_stood(ground: Ground) {
        let mut ground = ground;
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let account = wren.player.account;
        let (first, phone, spare, anew) = (wren.first(), key(1), key(40), key(50));
        wren.add(store, &first, &phone, "Phone").await;
        let stream = wren.player.begin(store, "Wren").await;
        assert_eq!(wren.say(store, &phone, wren.claim_to_keep(&spare)).await, "linked");
        let session = |n| rules::Hash([n; 32]);
        store.log_in(wren.login(&first, 1), NOW).await.unwrap();
        store.log_in(wren.login(&phone, 2), NOW).await.unwrap();
        let chain = store.chain(account).await.unwrap().unwrap();
        assert_eq!(chain.reentry_of(public(&phone)), Some(public(&spare)));
        assert_eq!(refused(store.log_in(wren.login(&spare, 3), NOW).await), "KEY_UNKNOWN");

        assert_eq!(wren.say(store, &spare, wren.claim_to_reenter(&anew)).await, "linked");
        assert!(store.session(session(1), NOW).await.unwrap().is_some());
        assert_eq!(store.session(session(2), NOW).await.unwrap(), None, "the lost key is logged out");
        assert_eq!(refused(store.log_in(wren.login(&phone, 4), NOW).await), "KEY_UNKNOWN");
        store.log_in(wren.login(&anew, 5), at(3)).await.unwrap();
        assert_eq!(wren.devices(store).await, ["(the first)", "Phone"]);

        let mut lost = Player { key: phone.clone(), luck: Luck(77), ..wren.player.clone() };
        let mut back = Player { key: anew.clone(), luck: Luck(78), ..wren.player.clone() };
        assert_eq!(lost.wish(store, stream, Retire {}).await, "door KEY_UNKNOWN");
        assert_eq!(back.wish(store, stream, Retire {}).await, "applied 2..2");
        let history = store.history(account, stream).await.unwrap().unwrap();
        assert_eq!(history.keys[&public(&anew)], "Phone", "it has the name");

        ground.check().await;
        ground.restart().await;
        let store = &ground.store;
        assert_eq!(wren.devices(store).await, ["(the first)", "Phone"]);
        assert_eq!(back.wish(store, stream, Restore {}).await, "applied 3..3");
        // The names of both hang on one text, and part when one is named.
        let text = wren.player.text("The new one");
        let naming = Claim::NameKey { key: public(&anew), name: text.reference() };
        assert_eq!(wren.say_at(store, NOW, &anew, naming, Some(text)).await, "linked");
        assert_eq!(wren.devices(store).await, ["(the first)", "The new one"]);
        let history = store.history(account, stream).await.unwrap().unwrap();
        assert_eq!(history.keys[&public(&anew)], "The new one");
        ground.check().await;
    }

    async fn an_undo_brings_the_lost_key_back_and_not_the_re_entry_key(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, spare, words) = (wren.first(), key(40), key(9));
        let recovery = Claim::SetRecovery { keys: vec![public(&words)] };
        assert_eq!(wren.say(store, &first, recovery).await, "linked");
        assert_eq!(wren.say(store, &first, wren.claim_to_keep(&spare)).await, "linked");
        let good = wren.head;
        assert_eq!(wren.say(store, &spare, wren.claim_to_reenter(&key(50))).await, "linked");
        store.log_in(wren.login(&key(50), 1), NOW).await.unwrap();
        let undo = Claim::Undo { to: good, away: Vec::new() };
        assert_eq!(wren.say(store, &words, undo).await, "linked");
        assert_eq!(store.session(rules::Hash([1; 32]), NOW).await.unwrap(), None);
        assert_eq!(refused(store.log_in(wren.login(&key(50), 2), NOW).await), "KEY_UNKNOWN");
        store.log_in(wren.login(&first, 3), NOW).await.unwrap();
        let again = wren.claim_to_reenter(&key(51));
        assert_eq!(wren.say(store, &spare, again).await, not_allowed(NotALink::TurnedAway));
        let chain = store.chain(wren.player.account).await.unwrap().unwrap();
        assert_eq!(chain.reentry_of(public(&first)), None, "so the device makes itself another");
        assert_eq!(wren.say(store, &first, wren.claim_to_keep(&key(41))).await, "linked");
        ground.check().await;
    }

    async fn another_writer_hears_of_it(ground: Ground) {
        let other = ground.another().await;
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, spare, anew) = (wren.first(), key(40), key(50));
        let stream = wren.player.begin(&other, "Wren").await;
        wren.say(store, &first, wren.claim_to_keep(&spare)).await;
        assert_eq!(wren.say(&other, &spare, wren.claim_to_reenter(&anew)).await, "linked");
        let mut back = Player { key: anew.clone(), luck: Luck(78), ..wren.player.clone() };
        assert_eq!(back.wish(store, stream, Retire {}).await, "applied 2..2");
        assert_eq!(wren.player.wish(store, stream, Restore {}).await, "door KEY_UNKNOWN");
        for store in [store, &other] {
            let standing = store.has_key(wren.player.account, public(&first)).await.unwrap();
            assert_eq!(standing, KeyStanding::UnknownKey);
        }
        ground.check().await;
        other.close().await;
    }
}
