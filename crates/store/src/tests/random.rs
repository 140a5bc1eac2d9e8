//! Thousands of random commands, honest and not, then the journal against its projections.

use rules::{StreamId, character::Command::*};
use wire::Sequence;

use super::{
    ground::Ground,
    on_both,
    player::{Luck, Player, colours, said},
};
use crate::Store;

const DYES: [&str; 5] = ["dye/tide", "dye/ember", "dye/kelp", "dye/rose", "dye/nowhere"];

/// Plays one player's share. Every answer must be one of the words the law knows.
async fn play(store: Store, seed: u64, turns: u64) -> u64 {
    let mut luck = Luck(seed ^ 0xabcd);
    let mut player = Player::known(&store, seed).await;
    let mut streams: Vec<StreamId> = vec![player.begin(&store, "First").await];
    let mut last = None;
    let mut applied = 1;
    for turn in 0..turns {
        let stream = streams[luck.below(streams.len() as u64) as usize];
        let mut texts = Vec::new();
        let wish = match luck.below(8) {
            0 => {
                let (wish, text) = player.creation("Another");
                texts.push(text);
                wish
            }
            1 | 2 => {
                let text = player.text(if luck.below(9) == 0 { " bad" } else { "Marlow" });
                let wish = Rename { name: text.reference() };
                texts.push(text);
                wish
            }
            3 => Recolour { colours: colours(DYES[luck.below(5) as usize]) },
            4 => Retire {},
            5 | 6 => Restore {},
            _ => Undo { command: last.unwrap_or(rules::CommandId([0; 16])) },
        };
        let stream =
            if matches!(wish, Create { .. }) && luck.below(3) > 0 { player.stream() } else { stream };
        let mut command = player.command(stream, wish);
        if luck.below(6) == 0 {
            command.expected = Some(Sequence(luck.below(12) as i64));
        }
        let answer = player.send(&store, &command, texts.clone()).await;
        if luck.below(5) == 0 {
            let again = player.send(&store, &command, texts).await.unwrap();
            assert_eq!(again.receipt, answer.as_ref().unwrap().receipt, "seed {seed}, turn {turn}");
        }
        let word = said(answer);
        if word.starts_with("applied") {
            applied += 1;
            last = Some(command.id);
            if !streams.contains(&stream) {
                streams.push(stream);
            }
        } else {
            assert!(word.starts_with("refused"), "seed {seed}, turn {turn}: {word}");
        }
    }
    applied
}

on_both! {
    async fn random_play_folds_as_it_was_projected(ground: Ground) {
        let mut ground = ground;
        let turns = if std::env::var_os("FARLANTERN_LONG").is_some() { 4_000 } else { 400 };
        let players: Vec<_> = (0..8).map(|seed| tokio::spawn(play(ground.store.clone(), seed, turns))).collect();
        let mut applied = 8;
        for player in players {
            applied += player.await.unwrap() as i64;
        }
        assert_eq!(ground.check().await, applied);
        ground.restart().await;
        assert_eq!(ground.check().await, applied);
    }

    async fn two_writers_on_one_database_keep_one_chain(ground: Ground) {
        let other = ground.another().await;
        let players: Vec<_> = (0..6)
            .map(|seed| {
                let store = if seed % 2 == 0 { ground.store.clone() } else { other.clone() };
                tokio::spawn(play(store, 100 + seed, 60))
            })
            .collect();
        let mut applied = 6;
        for player in players {
            applied += player.await.unwrap() as i64;
        }
        assert_eq!(ground.check().await, applied);
        other.close().await;
    }
}
