//! Thousands of random commands and statements, honest and not, then the journal against its
//! projections.

use rules::{Hash, StreamId, character::Command::*};
use wire::{Claim, Sequence, account::Chain};

use super::{
    ground::Ground,
    on_both,
    owner::{HOUR, Owner, key, public, word},
    player::{Luck, NOW, Player, appearance, colours, said},
};
use crate::{KeyStanding, Store, StoreError};

const DYES: [&str; 5] = ["dye/tide", "dye/ember", "dye/kelp", "dye/rose", "dye/nowhere"];
const OUTFITS: [&str; 4] = ["outfit/bard", "outfit/monk", "outfit/rogue", "outfit/nowhere"];

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
        let wish = match luck.below(9) {
            0 => {
                let (mut wish, text) = player.creation("Another");
                if let Create { appearance: chosen, .. } = &mut wish {
                    *chosen = (luck.below(2) == 0).then(|| appearance(OUTFITS[luck.below(4) as usize]));
                }
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
            4 => Restyle { appearance: appearance(OUTFITS[luck.below(4) as usize]) },
            5 => Retire {},
            6 | 7 => Restore {},
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

    async fn statements_are_judged_as_the_chain_judges(ground: Ground) {
        let other = ground.another().await;
        let turns = if std::env::var_os("FARLANTERN_LONG").is_some() { 4_000 } else { 400 };
        for seed in 0..4 {
            judge(&ground.store, &other, seed, turns / 4).await;
        }
        ground.check().await;
        other.close().await;
    }
}

/// Says random things by random keys to two writers, and every answer is that of a chain that was
/// folded here.
async fn judge(store: &Store, other: &Store, seed: u64, turns: u64) {
    let mut luck = Luck(seed ^ 0x5eed);
    let mut owner = Owner::known(store, 500 + seed).await;
    let mut chain = Chain::begin(&owner.player.statement, NOW).unwrap();
    let mut now = NOW;
    for turn in 0..turns {
        now.0 += luck.below(5) as i64 * HOUR;
        let mut by = if luck.below(4) == 0 { owner.first() } else { key(luck.below(12) as u8) };
        let about = key(luck.below(12) as u8);
        let past: Vec<Hash> = chain.statements().map(|(hash, ..)| hash).collect();
        let spare = key(40 + luck.below(6) as u8);
        let (claim, text) = match luck.below(18) {
            0..3 => {
                let (claim, text) = owner.claim_to_add(&about, "Another");
                (claim, Some(text))
            }
            3 => (Claim::RevokeKey { key: public(&about) }, None),
            4 => {
                let text = owner.player.text("Renamed");
                (Claim::NameKey { key: public(&about), name: text.reference() }, Some(text))
            }
            5 | 6 => {
                let keys = (0..luck.below(4)).map(|_| public(&key(luck.below(12) as u8))).collect();
                (Claim::SetRecovery { keys }, None)
            }
            7 => (Claim::Close {}, None),
            8 | 9 => (Claim::Reopen {}, None),
            10 | 11 => {
                let (claim, text) =
                    owner.claim_to_let_in(&about, luck.below(40) as i64 * HOUR + now.0 - HOUR);
                (claim, Some(text))
            }
            14 | 15 => (owner.claim_to_keep(&spare), None),
            16 | 17 => {
                by = spare;
                (owner.claim_to_reenter(&about), None)
            }
            _ => {
                let to = past[past.len() - 1 - luck.below(past.len().min(6) as u64) as usize];
                let away = if luck.below(2) == 0 { vec![public(&about)] } else { Vec::new() };
                (Claim::Undo { to, away }, None)
            }
        };
        if luck.below(10) == 0 {
            owner.head = past[luck.below(past.len() as u64) as usize];
        }
        let post = owner.post(&by, claim, text);
        // The very same once more changes nothing, and is no fault.
        let again =
            chain.statements().any(|(hash, _, by, _)| (hash, by) == (post.signed.hash(), post.signed.key));
        let refused = if again { None } else { chain.push(&post.signed, now).err() };
        let expected = refused.map(|why| word(&StoreError::not_a_link(&why)));
        let to = if luck.below(2) == 0 { store } else { other };
        let said = owner.send(to, post, now).await.map_err(|it| word(&it));
        assert_eq!(said, expected.map_or(Ok(chain.head()), Err), "seed {seed}, turn {turn}");
        owner.head = chain.head();
    }
    assert_eq!(owner.chain(store).await, chain);
    for n in 0..12 {
        let standing = store.has_key(owner.player.account, public(&key(n))).await.unwrap();
        let active = chain.keys().is_active(public(&key(n)));
        assert_eq!(standing == KeyStanding::Active, active, "seed {seed}, key {n}");
    }
}
