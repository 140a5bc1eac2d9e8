//! The same laws on both databases: programs that act for an account by a token.

use ed25519_dalek::SigningKey;
use rules::{
    CommandId, Hash,
    character::Command::{Recolour, Retire},
};
use wire::{
    Answer, Claim, Millis, PublicKey, Purpose, Signed, WishPost,
    account::{
        Consent, NotALink,
        Scope::{self, ReadCharacters, WriteCharacters},
    },
};

use super::{
    ground::Ground,
    on_both,
    owner::{HOUR, Owner, at, key, not_allowed, public, refused, word},
    player::{NOW, ORIGIN, colours, verdict},
};
use crate::{Acting, Store, Submission};

const TOKEN: Hash = Hash([70; 32]);

/// What lets a program in for a day.
fn claim(wren: &mut Owner, key: PublicKey, consent: Signed, scopes: &[Scope]) -> (Claim, wire::SaltedText) {
    let name = wren.player.text("Robot");
    let until = at(24 * HOUR);
    (Claim::AddProgram { key, name: name.reference(), scopes: scopes.to_vec(), until, consent }, name)
}

/// A program whose key the store holds, let in, with a token.
async fn robot(store: &Store, wren: &mut Owner, scopes: &[Scope], token: Hash) -> PublicKey {
    let (key, consent) = store.make_program(wren.player.account, NOW).await.unwrap();
    let (claim, name) = claim(wren, key, consent, scopes);
    let first = wren.first();
    assert_eq!(wren.say_at(store, NOW, &first, claim, Some(name)).await, "linked");
    store.give_token(wren.player.account, key, token, NOW).await.unwrap();
    key
}

/// A program that keeps its own key.
async fn own_robot(store: &Store, wren: &mut Owner, robot: &SigningKey, scopes: &[Scope]) {
    let word = Consent { account: wren.player.account, server: wren.player.server, made_at: NOW };
    let consent = Signed::sign(Purpose::Program, &word, robot);
    let (claim, name) = claim(wren, public(robot), consent, scopes);
    let first = wren.first();
    assert_eq!(wren.say_at(store, NOW, &first, claim, Some(name)).await, "linked");
}

async fn acting(store: &Store, token: Hash) -> Acting {
    store.acting(token, NOW).await.unwrap().unwrap()
}

fn creation(wren: &mut Owner, name: &str) -> WishPost {
    let (wish, text) = wren.player.creation(name);
    let stream = wren.player.stream();
    let id = CommandId(wren.player.luck.bytes());
    WishPost { id, stream, expected: None, wish: rules::Command::Character(wish), texts: vec![text] }
}

async fn does(
    store: &Store,
    wren: &Owner,
    acting: &Acting,
    wish: &WishPost,
    now: Millis,
) -> Result<Answer, String> {
    let place = wren.player.place();
    store.command_of(acting, wish.clone(), &place, now).await.map_err(|it| it.code().code.into())
}

on_both! {
    async fn a_program_acts_by_its_token(ground: Ground) {
        let mut ground = ground;
        let mut wren = Owner::known(&ground.store, 1).await;
        let account = wren.player.account;
        let key = robot(&ground.store, &mut wren, &[ReadCharacters, WriteCharacters], TOKEN).await;
        assert_eq!(ground.store.acting(Hash([0; 32]), NOW).await.unwrap(), None, "an unknown token");
        let robot = acting(&ground.store, TOKEN).await;
        let scopes = vec![ReadCharacters, WriteCharacters];
        assert_eq!(robot, Acting { account, key, scopes, until: at(24 * HOUR) });
        let wish = creation(&mut wren, "Pip");
        let first = does(&ground.store, &wren, &robot, &wish, NOW).await.unwrap();
        assert_eq!((verdict(&first).as_str(), first.events[0].key), ("applied 1..1", key));
        // The same again, later, and after a restart.
        for later in [1, HOUR] {
            let again = does(&ground.store, &wren, &robot, &wish, at(later)).await.unwrap();
            assert_eq!((again.receipt, again.events), (first.receipt.clone(), first.events.clone()));
            ground.restart().await;
        }
        let store = &ground.store;
        let other = WishPost { wish: rules::Command::Character(Retire {}), texts: vec![], ..wish.clone() };
        assert_eq!(does(store, &wren, &robot, &other, NOW).await.unwrap_err(), "COMMAND_ID_REUSED");
        let other = WishPost { stream: wren.player.stream(), ..wish.clone() };
        assert_eq!(does(store, &wren, &robot, &other, NOW).await.unwrap_err(), "COMMAND_ID_REUSED");
        // The history says who it was, and the account when it last came.
        let history = store.history(account, wish.stream).await.unwrap().unwrap();
        assert_eq!(history.keys, [(key, "Robot".to_owned())].into());
        let view = store.account(account, wren.player.public(), NOW).await.unwrap().unwrap();
        let chain = view.chain().unwrap();
        assert_eq!(view.program_name(&chain.keys().programs[0]), Some("Robot"));
        assert!(view.seen.contains_key(&key));
        let export = store.export(account, ORIGIN, NOW).await.unwrap().unwrap();
        assert_eq!(export.verify().unwrap().events, 1);
        assert_eq!(ground.check().await, 3);
    }

    async fn the_same_wish_at_once_happens_once(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        robot(store, &mut wren, &[WriteCharacters], TOKEN).await;
        let robot = acting(store, TOKEN).await;
        let wish = creation(&mut wren, "Pip");
        let many = (0..12).map(|n| does(store, &wren, &robot, &wish, at(n)));
        let answers = futures::future::join_all(many).await;
        let first = answers[0].clone().unwrap().receipt;
        assert!(answers.iter().all(|it| it.as_ref().is_ok_and(|it| it.receipt == first)), "{answers:?}");
        assert_eq!(ground.check().await, 3);
    }

    async fn a_program_acts_no_more(ground: Ground) {
        let store = &ground.store;
        let token = |n: u8| Hash([n; 32]);
        let mut wren = Owner::known(store, 1).await;
        let first = wren.first();
        assert_eq!(wren.say(store, &first, Claim::SetRecovery { keys: vec![public(&key(9))] }).await, "linked");
        let good = wren.head;
        let turned_away = robot(store, &mut wren, &[WriteCharacters], token(1)).await;
        let undone = robot(store, &mut wren, &[WriteCharacters], token(2)).await;
        let before = [acting(store, token(1)).await, acting(store, token(2)).await];
        // Its time is over.
        assert!(store.acting(token(1), at(24 * HOUR - 1)).await.unwrap().is_some());
        assert_eq!(store.acting(token(1), at(24 * HOUR)).await.unwrap(), None);
        let wish = creation(&mut wren, "Pip");
        assert_eq!(does(store, &wren, &before[0], &wish, at(24 * HOUR)).await.unwrap_err(), "TOKEN_UNKNOWN");
        // It was turned away.
        assert_eq!(wren.say(store, &first, Claim::RevokeKey { key: turned_away }).await, "linked");
        assert_eq!(store.acting(token(1), NOW).await.unwrap(), None);
        // It was taken back.
        assert!(store.acting(token(2), NOW).await.unwrap().is_some());
        assert_eq!(wren.say(store, &key(9), Claim::Undo { to: good, away: vec![] }).await, "linked");
        assert_eq!(store.acting(token(2), NOW).await.unwrap(), None);
        for (robot, its) in before.iter().zip([turned_away, undone]) {
            assert_eq!(does(store, &wren, robot, &wish, NOW).await.unwrap_err(), "TOKEN_UNKNOWN");
            let account = wren.player.account;
            assert_eq!(refused(store.give_token(account, its, token(3), NOW).await), "KEY_UNKNOWN");
        }
        // The account is to be deleted.
        let third = robot(store, &mut wren, &[WriteCharacters], token(4)).await;
        let robot = acting(store, token(4)).await;
        assert_eq!(wren.say(store, &first, Claim::Close {}).await, "linked");
        assert_eq!(refused(store.acting(token(4), NOW).await), "ACCOUNT_CLOSED");
        assert_eq!(does(store, &wren, &robot, &wish, NOW).await.unwrap_err(), "ACCOUNT_CLOSED");
        assert_eq!(wren.say(store, &first, Claim::Reopen {}).await, "linked");
        assert_eq!(acting(store, token(4)).await.key, third);
        ground.run("INSERT INTO locks (account_id, since, locked_by, why)
            SELECT stream_id, 1, 'x', 'harm' FROM account_events WHERE sequence = 1").await;
        assert_eq!(refused(store.acting(token(4), NOW).await), "ACCOUNT_LOCKED");
        assert_eq!(does(store, &wren, &robot, &wish, NOW).await.unwrap_err(), "ACCOUNT_LOCKED");
        ground.run("DELETE FROM locks").await;
        assert_eq!(verdict(&does(store, &wren, &robot, &wish, NOW).await.unwrap()), "applied 1..1");
        ground.check().await;
    }

    async fn a_program_with_a_key_of_its_own(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (writer, reader) = (key(30), key(31));
        own_robot(store, &mut wren, &writer, &[WriteCharacters]).await;
        own_robot(store, &mut wren, &reader, &[ReadCharacters]).await;
        let stream = wren.player.begin(store, "Pip").await;
        let another = ground.another().await;
        let mut sends = async |to: &Store, by: &SigningKey, now| {
            let mut player = wren.player.clone();
            let command = wren.player.command(stream, Recolour { colours: colours("dye/ember") });
            player.key = by.clone();
            let submission = Submission::open(player.post(&command, vec![]), &player.place()).unwrap();
            to.command(submission, now).await.map_or_else(|it| it.code().code.into(), |it| verdict(&it))
        };
        assert_eq!(sends(&another, &writer, NOW).await, "applied 2..2");
        for to in [store, &another] {
            assert_eq!(sends(to, &reader, NOW).await, "KEY_UNKNOWN");
            assert_eq!(sends(to, &writer, at(24 * HOUR)).await, "KEY_UNKNOWN");
        }
        // It neither logs in nor speaks.
        assert_eq!(refused(store.log_in(wren.login(&writer, 1), NOW).await), "KEY_UNKNOWN");
        let stranger = not_allowed(NotALink::Stranger);
        assert_eq!(wren.say(store, &writer, Claim::RevokeKey { key: public(&reader) }).await, stranger);
        let account = wren.player.account;
        assert_eq!(refused(store.give_token(account, public(&writer), TOKEN, NOW).await), "KEY_UNKNOWN");
        another.close().await;
        ground.check().await;
    }

    async fn a_token_is_replaced_and_belongs_to_one_account(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let other = Owner::known(store, 2).await;
        let key = robot(store, &mut wren, &[ReadCharacters], TOKEN).await;
        assert_eq!(refused(store.give_token(other.player.account, key, TOKEN, NOW).await), "KEY_UNKNOWN");
        store.give_token(wren.player.account, key, Hash([71; 32]), NOW).await.unwrap();
        assert_eq!(store.acting(TOKEN, NOW).await.unwrap(), None);
        assert_eq!(acting(store, Hash([71; 32])).await.key, key);
        // One that may only read has no key that writes, whoever asks.
        let robot = acting(store, Hash([71; 32])).await;
        let wish = creation(&mut wren, "Pip");
        assert_eq!(does(store, &wren, &robot, &wish, NOW).await.unwrap_err(), "KEY_UNKNOWN");
    }

    async fn a_key_that_nobody_lets_in_goes(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        robot(store, &mut wren, &[WriteCharacters], TOKEN).await;
        let (made, consent) = store.make_program(wren.player.account, NOW).await.unwrap();
        assert_eq!(refused(store.give_token(wren.player.account, made, TOKEN, NOW).await), "KEY_UNKNOWN");
        store.sweep(at(HOUR - 1)).await.unwrap();
        assert_eq!(ground.rows("program_keys").await, 2);
        store.sweep(at(HOUR)).await.unwrap();
        assert_eq!(ground.rows("program_keys").await, 1);
        let (claim, name) = claim(&mut wren, made, consent, &[ReadCharacters]);
        let first = wren.first();
        assert_eq!(wren.say_at(store, NOW, &first, claim, Some(name)).await, "linked");
        assert_eq!(refused(store.give_token(wren.player.account, made, TOKEN, NOW).await), "KEY_UNKNOWN");
        store.sweep(at(24 * HOUR)).await.unwrap();
        assert_eq!(ground.rows("program_keys").await, 0, "their time is over");
        ground.check().await;
    }

    async fn keys_that_nobody_lets_in_do_not_pile_up(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let other = Owner::known(store, 2).await;
        store.make_program(other.player.account, NOW).await.unwrap();
        robot(store, &mut wren, &[WriteCharacters], TOKEN).await;
        for n in 1..100 {
            store.make_program(wren.player.account, at(n)).await.unwrap();
        }
        // The one that is let in, the younger ones of its account, and the other's.
        assert_eq!(ground.rows("program_keys").await, 1 + (crate::limit::PROGRAM_KEYS_MAX + 1) + 1);
        acting(store, TOKEN).await;
    }

    async fn the_programs_are_made_anew_from_the_journal(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        robot(store, &mut wren, &[WriteCharacters], TOKEN).await;
        for sql in [
            "DELETE FROM programs",
            "UPDATE programs SET scopes = 'account:read'",
            "UPDATE programs SET ends_at = ends_at + 1",
            "UPDATE programs SET revoked_at = 1",
        ] {
            ground.run(sql).await;
            assert_eq!(store.rebuild().await.unwrap().differences.len(), 1, "{sql}");
            assert_eq!(store.restore_projections().await.unwrap().differences.len(), 1, "{sql}");
            ground.check().await;
        }
        assert_eq!(acting(store, TOKEN).await.scopes, [WriteCharacters]);
    }
}

/// The key that the server holds for a program is in no file in the clear, nor is the token.
#[tokio::test]
async fn what_a_program_has_is_sealed() {
    let ground = Ground::sqlite().await;
    let mut wren = Owner::known(&ground.store, 1).await;
    let key = robot(&ground.store, &mut wren, &[WriteCharacters], TOKEN).await;
    let account = wren.player.account;
    let sealed = crate::read::program::held(&ground.store.inner.engine, account, key, NOW).await.unwrap();
    let sealer = ground.store.inner.keys.data_key(account).unwrap().unwrap();
    let seed = sealer.open_bytes(&sealed.unwrap().secret, &key.0).unwrap();
    assert_eq!(public(&SigningKey::from_bytes(&seed.clone().try_into().unwrap())), key);
    ground.store.close().await;
    ground.holds_nowhere(&seed);
    ground.holds_nowhere(b"Robot");
}

#[test]
fn scopes_are_written_as_ever() {
    let text = crate::program::written(&Scope::ALL);
    assert_eq!(text, "characters:read characters:write account:read");
    assert_eq!(crate::program::read(&text).unwrap(), Scope::ALL);
    assert_eq!(crate::program::read("").unwrap(), []);
    assert!(crate::program::read("ships:sink").is_err());
    assert_eq!(word(&(&wire::error::SCOPE_MISSING).into()), "SCOPE_MISSING");
}
