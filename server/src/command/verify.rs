//! `farlantern verify FILE`: whether an exported account holds together, or the receipt of a roll. Needs no
//! server, no settings and no network.

use std::{fs::File, io::Read, path::Path, process::ExitCode};

use anyhow::{Context, bail};
use wire::{
    PublicKey,
    account::Chain,
    dice::{Proof, Proven},
    export::{Beside, Export, Fault, Summary},
    limit::EXPORT_BYTES_MAX,
};

use crate::say;

pub(super) fn verify(file: &Path) -> anyhow::Result<ExitCode> {
    report(file)?.iter().for_each(say::line);
    Ok(ExitCode::SUCCESS)
}

/// What to say about a file that holds together; the error is the first thing in it that does not.
fn report(file: &Path) -> anyhow::Result<Vec<String>> {
    let bytes = read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    if let Ok(proof) = serde_json::from_slice::<Proof>(&bytes) {
        return match proof.check() {
            Ok(proven) => Ok(roll(&proof, &proven).iter().map(|it| plain(it)).collect()),
            Err(doubt) => bail!("{} is not to be believed. {}", file.display(), plain(&doubt.to_string())),
        };
    }
    match proven(&bytes) {
        Ok(lines) => Ok(lines.iter().map(|it| plain(it)).collect()),
        Err(fault) => bail!("{} is not to be believed. {}", file.display(), plain(&fault.to_string())),
    }
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let file = File::open(file)?;
    if file.metadata()?.len() > EXPORT_BYTES_MAX {
        bail!("it is larger than any export: {EXPORT_BYTES_MAX} bytes at most");
    }
    let mut bytes = Vec::new();
    // Not every file knows its own length.
    file.take(EXPORT_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn proven(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let export = Export::read(bytes)?;
    let summary = export.verify()?;
    let chain = export.contents.chain()?;
    let erased = export.contents.references()?.len() - export.contents.texts.len();
    Ok(lines(&export, &summary, &chain, erased))
}

fn roll(proof: &Proof, proven: &Proven) -> Vec<String> {
    let Proven { promise, receipt, expr, rolls } = proven;
    let mut lines = vec!["The roll is genuine.".to_owned()];
    match rolls {
        Ok(rolls) => lines.extend(rolls.iter().map(|it| it.story(expr))),
        Err(why) => lines.push(format!("{expr} could not be rolled. {why}")),
    }
    lines.push(format!("Rolled: {}", app::date::words(receipt.time)));
    lines.push(format!("Server: {}", proof.server()));
    let place =
        format!("roll {} of {} under promise {}", receipt.index + 1, promise.links, promise.generation + 1);
    lines.push(format!("Stream: {}, {place}, made {}", receipt.stream, app::date::words(promise.time)));
    lines.push("Whether that server is one to trust, only its key tells.".to_owned());
    lines
}

fn lines(export: &Export, summary: &Summary, chain: &Chain, erased: usize) -> Vec<String> {
    let Summary { account, server, origin, statements, characters, events, receipts, texts, .. } = summary;
    let made = app::date::words(summary.made_at);
    let recovery = chain.keys().recovery.len();
    let mut lines = vec![
        "Everything in this file fits together.".to_owned(),
        format!("Account: {account}"),
        format!("Server: {server} at {origin}"),
        format!("Made: {made}, when the journal stood at {}, {}", summary.position, summary.head),
        format!("Statements: {statements}. Recovery keys: {recovery}. Devices:"),
    ];
    lines.extend(chain.keys().active().map(|device| {
        let name = device.name.and_then(|name| export.contents.text(name.id));
        let since = app::date::words(device.added_at);
        let here = seen(export, device.key);
        format!("  {} ({}), since {since}{here}", name.unwrap_or("a device without a name"), device.key.did())
    }));
    let programs = chain.keys().programs.iter().filter(|it| it.is_active(summary.made_at));
    lines.extend(programs.map(|program| {
        let name = export.contents.text(program.name.id).unwrap_or("a program whose name was erased");
        let until = app::date::words(program.until);
        format!("  a program, {name} ({}), until {until}", program.key.did())
    }));
    if let Some(since) = chain.keys().closed_at {
        lines.push(format!("The account was to be deleted, since {}.", app::date::words(since)));
    }
    if let Some(beside) = &export.contents.beside {
        lines.extend(house(beside));
    }
    lines.push(format!("Characters: {characters}, with {events} events."));
    lines.push(format!("Commands: {receipts}, each with its receipt."));
    lines.push(format!("Texts: {texts}. Erased: {erased}."));
    lines.push("Whose account it is, only its id tells.".to_owned());
    lines
}

/// When a device was last here, if the file says so.
fn seen(export: &Export, key: PublicKey) -> String {
    let devices = export.contents.beside.iter().flat_map(|it| &it.devices);
    let seen = devices.filter(|it| it.key == key).find_map(|it| it.seen_at);
    seen.map_or(String::new(), |at| format!(", last here {}", app::date::words(at)))
}

/// What only the server says: who was logged in, and what its owner had to do with the account.
fn house(beside: &Beside) -> Vec<String> {
    let mut lines = vec![format!("Logged in when the file was made: {}.", beside.sessions.len())];
    if let Some(since) = beside.owner_since {
        lines.push(format!("The account was the owner's of the server, since {}.", app::date::words(since)));
    }
    if let Some(lock) = &beside.lock {
        lines.push(format!("It was locked, since {}: {}", app::date::words(lock.since), lock.why));
    }
    if !beside.deeds.is_empty() {
        lines.push(format!("Deeds of owners that concern it: {}.", beside.deeds.len()));
    }
    lines
}

/// Names and addresses come out of the file; none of them may speak to the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { char::REPLACEMENT_CHARACTER } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, ffi::OsString, fs, path::PathBuf};

    use rules::{
        Hash, StreamId,
        dice::{Amount, Dialect},
    };
    use wire::{
        Millis, Purpose, Signed,
        dice::{Links, Promise, RollReceipt, Wish},
    };

    use super::*;

    fn samples() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/wire/tests/golden")
    }

    fn sample() -> PathBuf {
        samples().join("export.json")
    }

    /// A changed copy of the sample, and what is said of it.
    fn changed(change: impl FnOnce(String) -> String) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("account.json");
        fs::write(&file, change(fs::read_to_string(sample()).unwrap())).unwrap();
        report(&file).map_err(|why| format!("{why:#}"))
    }

    #[test]
    fn a_good_file_is_told_of() {
        let lines = changed(|it| it).unwrap();
        let said = lines.join("\n");
        for part in [
            "Everything in this file fits together.",
            "at https://lantern.example",
            "Made: 2026-11-30 00:53 UTC, when the journal stood at 12, ",
            "Statements: 5. Recovery keys: 1. Devices:",
            "  Laptop (did:key:z6Mk",
            "Characters: 2, with 7 events.",
            "Commands: 8, each with its receipt.",
            "Texts: 5. Erased: 0.",
        ] {
            assert!(said.contains(part), "{part:?} is not in\n{said}");
        }
        assert_eq!(lines.iter().filter(|it| it.contains("did:key")).count(), 1, "the other was turned away");
    }

    #[test]
    fn what_the_server_knows_beside_is_told_too() {
        let said = report(&samples().join("export-known.json")).unwrap().join("\n");
        for part in [
            "  Laptop (did:key:z6Mk",
            "Logged in when the file was made: 1.",
            "The account was the owner's of the server, since 20",
            "It was locked, since 20",
            ": Spam in the harbour",
            "Deeds of owners that concern it: 1.",
        ] {
            assert!(said.contains(part), "{part:?} is not in\n{said}");
        }
        assert_eq!(said.matches(", last here 20").count(), 1, "{said}");
    }

    #[test]
    fn the_first_fault_is_named() {
        for (from, to, sentence) in [
            ("\"Marsh Wren\"", "\"Marsh Hen\"", "is not the one that was signed"),
            ("\"v\": 1", "\"v\": 2", "has not the parts of version 2"),
            ("\"v\": 1", "\"v\": 3", "has version 3"),
            ("\"receipts\": [", "\"letters\": [", "This is not an export"),
            ("\"kind\": \"renamed.v1\"", "\"kind\": \"retired.v1\"", "is not what its hash says"),
            (
                "https://lantern.example",
                "https://other.example",
                "belongs to another account, server or address",
            ),
        ] {
            let why = changed(|it| it.replacen(from, to, 1)).unwrap_err();
            assert!(why.contains("account.json is not to be believed. "), "{why}");
            assert!(why.contains(sentence) && !why.contains('\n'), "{why}");
        }
    }

    /// A roll as a server of seed 3 signs it.
    fn rolled() -> Proof {
        let key = ed25519_dalek::SigningKey::from_bytes(&[3; 32]);
        let (stream, links) = (StreamId([7; 16]), Links::of(Hash([5; 32]), 10));
        let (end, count) = (links.end(), links.count());
        let promise = Promise { stream, generation: 0, end, links: count, time: Millis(1_795_000_000_000) };
        let (values, share) = (BTreeMap::from([("str".to_owned(), Amount::whole(5))]), Hash([1; 32]));
        let wish = Wish { expr: "1d1+@str".into(), dialect: Dialect::Foundry, values, times: 1, share };
        let (amounts, time) = (vec![Amount::whole(6)], Millis(1_795_000_001_000));
        let link = links.link(2).unwrap();
        let receipt = RollReceipt { stream, generation: 0, index: 2, link, wish, amounts, time };
        Proof {
            promise: Signed::sign(Purpose::Promise, &promise, &key),
            receipt: Signed::sign(Purpose::Roll, &receipt, &key),
        }
    }

    #[test]
    fn the_receipt_of_a_roll_is_checked_too() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("roll.json");
        let text = serde_json::to_string(&rolled()).unwrap();
        fs::write(&file, &text).unwrap();
        let said = report(&file).unwrap().join("\n");
        for part in ["The roll is genuine.", "1d1 (1) + @str = 6", "roll 3 of 10 under promise 1"] {
            assert!(said.contains(part), "{part:?} is not in\n{said}");
        }
        let signature = wire::encoding::encode(&rolled().receipt.signature.0);
        let other = wire::encoding::encode(&rolled().promise.signature.0);
        fs::write(&file, text.replace(&signature, &other)).unwrap();
        let why = format!("{:#}", report(&file).unwrap_err());
        assert!(
            why.ends_with("is not to be believed. The signature does not fit the key and the bytes."),
            "{why}"
        );
    }

    #[test]
    fn a_file_cannot_speak_to_the_terminal() {
        let why = changed(|it| it.replacen("\"farlantern account\"", "\"\\u001b[2J\"", 1)).unwrap_err();
        assert!(!why.contains('\u{1b}'), "{why:?}");
    }

    #[test]
    fn what_is_no_file_or_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("account.json");
        assert!(format!("{:#}", report(&file).unwrap_err()).contains("account.json cannot be read"));
        File::create(&file).unwrap().set_len(EXPORT_BYTES_MAX + 1).unwrap();
        assert!(format!("{:#}", report(&file).unwrap_err()).contains("larger than any export"));
    }

    #[test]
    fn the_command_ends_as_it_should() {
        let run = |file: &Path| {
            super::super::run(["farlantern", "verify"].map(OsString::from).into_iter().chain([file.into()]))
        };
        assert_eq!(run(&sample()), ExitCode::SUCCESS);
        assert_eq!(run(Path::new(env!("CARGO_MANIFEST_DIR"))), ExitCode::FAILURE, "a folder");
        assert_eq!(run(&sample().with_file_name("chain.json")), ExitCode::FAILURE);
    }
}
