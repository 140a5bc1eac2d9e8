//! Data folders as older versions left them. Each can still be opened, and says what it said.
//! `GOLDEN_WRITE=1` adds a sample of today's shape when a step of the database has none yet.

use std::{fs, path::PathBuf};

use rules::character::Command::*;
use wire::Claim;

use super::{
    kill::open,
    owner::{HOUR, Owner, at, key, public},
    pairing::{SECRET, asked},
    player::{NOW, Player, colours},
};
use crate::Store;

/// The newest step of the database; a sample of each lies in `golden/`.
const STEPS: i64 = 4;

fn sample(step: i64) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tests/golden").join(step.to_string())
}

/// A little of everything.
async fn write(folder: &std::path::Path) {
    let store = open(folder).await;
    let mut wren = Player::known(&store, 1).await;
    let stream = wren.begin(&store, "Wren").await;
    let name = wren.text("Marlow");
    let rename = wren.command(stream, Rename { name: name.reference() });
    wren.send(&store, &rename, vec![name]).await.unwrap();
    wren.wish(&store, stream, Recolour { colours: colours("dye/ember") }).await;
    wren.wish(&store, stream, Retire {}).await;
    wren.wish(&store, stream, Retire {}).await;
    wren.wish(&store, stream, Restore {}).await;
    write_company(&store, wren).await;
    store.close().await;
    for log in ["farlantern.db-wal", "farlantern.db-shm"] {
        let _ = fs::remove_file(folder.join(log));
    }
}

/// What step 2 brought: devices, recovery keys, a program, lineages, and a place to meet.
async fn write_company(store: &Store, player: Player) {
    let head = rules::Hash(player.account.0);
    let mut wren = Owner { player, head };
    let (first, phone) = (wren.first(), key(1));
    wren.add(store, &first, &phone, "Phone").await;
    wren.add(store, &phone, &key(2), "Tablet").await;
    let recovery = Claim::SetRecovery { keys: vec![public(&key(9)), public(&key(8))] };
    wren.say(store, &first, recovery).await;
    wren.say(store, &key(9), Claim::RevokeKey { key: public(&key(2)) }).await;
    let (robot, name) = wren.claim_to_let_in(&key(5), at(HOUR).0);
    wren.say_at(store, NOW, &first, robot, Some(name)).await;
    store.log_in(wren.login(&first, 1), NOW).await.unwrap();
    store.log_out_everywhere(wren.player.account, NOW).await.unwrap();
    store.log_in(wren.login(&phone, 2), at(2)).await.unwrap();
    let mut gone = Owner::known(store, 9).await;
    let last = gone.first();
    gone.player.begin(store, "Finch").await;
    gone.say(store, &last, Claim::Close {}).await;
    store.open_pairing(super::pairing::post(SECRET.id()), wren.player.account, NOW).await.unwrap();
    store.ask_pairing(SECRET.id(), asked(&wren, &key(3)), NOW).await.unwrap();
}

/// What is still known of it.
async fn read_company(store: &Store, mut player: Player) {
    let view = store.account(player.account, player.public(), NOW).await.unwrap().unwrap();
    let chain = view.chain().unwrap();
    let names: Vec<_> = chain.keys().devices.iter().map(|it| (view.name(it), it.revoked_at)).collect();
    assert_eq!(names, [(None, None), (Some("Phone"), None), (Some("Tablet"), Some(NOW))]);
    let robot = &chain.keys().programs[0];
    assert_eq!((view.program_name(robot), robot.until), (Some("Robot"), at(HOUR)));
    assert_eq!(view.seen, [(player.public(), NOW), (public(&key(1)), at(2))].into());
    assert_eq!(store.recover(public(&key(8)), NOW).await.unwrap().unwrap().account, player.account);
    let session = store.session(rules::Hash([2; 32]), NOW).await.unwrap().unwrap();
    assert_eq!((session.view.key, session.lineage), (public(&key(1)), [2; 16]));
    let pairing = store.pairing(SECRET.id(), NOW).await.unwrap().unwrap();
    assert_eq!(pairing.asked.unwrap().name, "Firefox on Linux");
    // Somebody closed an account; its keys are still here, and go when it is time.
    let closed = Player::new(store, 9);
    assert_eq!(store.roster(closed.account).await.unwrap().characters, vec![]);
    assert_eq!(
        store.export(closed.account, super::player::ORIGIN, NOW).await.unwrap().unwrap().contents.texts.len(),
        1
    );
    assert_eq!(store.erase_due(at(wire::limit::DELETION_MILLIS)).await.unwrap(), 1);
    // And life goes on.
    let mut wren = Owner { head: chain.head(), player: player.clone() };
    let first = wren.first();
    let renewal = crate::NewSession { renew: true, ..wren.login(&first, 3) };
    assert_eq!(store.log_in(renewal, NOW).await.unwrap_err().code().code, "SESSION_ENDED");
    player.luck.0 = 77;
    wren.player = player;
    assert_eq!(wren.add(store, &first, &key(4), "Watch").await, "linked");
}

#[tokio::test]
async fn old_data_folders_are_still_opened() {
    for step in 1..=STEPS {
        let old = sample(step);
        if !old.exists() && std::env::var_os("GOLDEN_WRITE").is_some() {
            fs::create_dir_all(&old).unwrap();
            write(&old).await;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("keys")).unwrap();
        for file in ["farlantern.db", "keys/server.key", "keys/text.key", "keys/texts.keys"] {
            // Step 1 had these keys in the database.
            if step == 1 && file.ends_with("texts.keys") {
                continue;
            }
            fs::copy(old.join(file), folder.path().join(file)).unwrap();
        }
        let store = open(folder.path()).await;
        let rebuilt = store.rebuild().await.unwrap();
        let events = if step == 1 { 6 } else { 14 };
        assert_eq!((rebuilt.events, rebuilt.differences), (events, vec![]), "step {step}");
        let wren = Player::new(&store, 1);
        let roster = store.roster(wren.account).await.unwrap();
        assert_eq!(roster.characters[0].name(), Some("Marlow"));
        assert_eq!(roster.characters[0].changed_at, NOW);
        if step >= 2 {
            read_company(&store, wren).await;
        } else {
            // An account of before has one link, and takes more.
            let mut wren = Owner { head: rules::Hash(wren.account.0), player: wren };
            let first = wren.first();
            wren.player.luck.0 = 77;
            assert_eq!(wren.chain(&store).await.len(), 1);
            assert_eq!(wren.add(&store, &first, &key(4), "Watch").await, "linked");
        }
        assert_eq!(store.rebuild().await.unwrap().differences, Vec::<String>::new());
        store.close().await;
    }
}

#[test]
fn every_step_has_a_sample() {
    let newest = crate::engine::migrate::SQLITE.iter().map(|it| it.version).max();
    assert_eq!(newest, Some(STEPS), "raise STEPS and run once with GOLDEN_WRITE=1");
}
