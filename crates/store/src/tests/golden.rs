//! Data folders as older versions left them. Each can still be opened, and says what it said.
//! `GOLDEN_WRITE=1` adds a sample of today's shape when a step of the database has none yet.

use std::{fs, path::PathBuf};

use rules::character::Command::*;

use super::{
    kill::open,
    player::{NOW, Player, colours},
};

/// The newest step of the database; a sample of each lies in `golden/`.
const STEPS: i64 = 1;

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
    store.close().await;
    for log in ["farlantern.db-wal", "farlantern.db-shm"] {
        let _ = fs::remove_file(folder.join(log));
    }
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
        for file in ["farlantern.db", "keys/server.key", "keys/text.key"] {
            fs::copy(old.join(file), folder.path().join(file)).unwrap();
        }
        let store = open(folder.path()).await;
        let rebuilt = store.rebuild().await.unwrap();
        assert_eq!((rebuilt.events, rebuilt.differences), (6, vec![]), "step {step}");
        let wren = Player::new(&store, 1);
        let roster = store.roster(wren.account).await.unwrap();
        assert_eq!(roster.characters[0].name(), Some("Marlow"));
        assert_eq!(roster.characters[0].changed_at, NOW);
        store.close().await;
    }
}

#[test]
fn every_step_has_a_sample() {
    let newest = crate::engine::migrate::SQLITE.iter().map(|it| it.version).max();
    assert_eq!(newest, Some(STEPS), "raise STEPS and run once with GOLDEN_WRITE=1");
}
