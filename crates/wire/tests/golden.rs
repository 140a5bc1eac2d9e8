//! What was once written must be readable for ever. The samples lie beside this file and are never
//! changed; a new shape adds one. `GOLDEN_WRITE=1` writes samples that are not there yet.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

#[path = "golden/company.rs"]
mod company;
#[path = "export/ground.rs"]
mod ground;
#[path = "golden/heard.rs"]
mod heard;
#[path = "golden/styled.rs"]
mod styled;

use std::{collections::BTreeSet, fs, path::PathBuf};

use ed25519_dalek::SigningKey;
use rules::{
    AccountId, CommandId, Content, Event, Hash, StreamId, TextId,
    character::{Before, Colours, Command as Wish, Created, Plain, Recoloured, Renamed, Undone},
};
use serde::{Serialize, de::DeserializeOwned};
use wire::{
    CharacterSnapshot, Claim, Command, CommandPost, Login, LoginPost, Millis, Outcome, Position, PublicKey,
    Purpose, Receipt, SaltedText, Sequence, Signed, Statement, export::Export,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The sample of that name; today's value is written when there is none yet.
fn sample(name: &str, today: &impl Serialize) -> String {
    let path = folder().join(format!("{name}.json"));
    if !path.exists() && std::env::var_os("GOLDEN_WRITE").is_some() {
        fs::create_dir_all(folder()).unwrap();
        fs::write(&path, serde_json::to_string_pretty(today).unwrap() + "\n").unwrap();
    }
    fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} has no sample; run once with GOLDEN_WRITE=1"))
}

fn reads<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, today: &T) {
    let read: T = serde_json::from_str(&sample(name, today)).unwrap();
    assert_eq!(read, *today, "{name}");
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn public() -> PublicKey {
    PublicKey(key().verifying_key().to_bytes())
}

fn text() -> SaltedText {
    SaltedText { id: TextId([4; 16]), salt: [5; 16], text: "Wren".into() }
}

fn colours() -> Colours {
    let id = |text: &str| text.parse().unwrap();
    Colours { cloak: id("dye/tide"), trim: id("dye/brass"), lantern: id("dye/lantern") }
}

fn wishes() -> Vec<(&'static str, Wish)> {
    vec![
        (
            "create",
            Wish::Create {
                name: text().reference(),
                species: "species/elf".parse().unwrap(),
                colours: colours(),
                keepsake: "keepsake/brass-compass".parse().unwrap(),
                appearance: None,
            },
        ),
        ("rename", Wish::Rename { name: text().reference() }),
        ("recolour", Wish::Recolour { colours: colours() }),
        ("retire", Wish::Retire {}),
        ("restore", Wish::Restore {}),
        ("undo", Wish::Undo { command: CommandId([6; 16]) }),
    ]
}

fn command(wish: Wish) -> Command {
    Command {
        id: CommandId([1; 16]),
        account: AccountId([2; 32]),
        server: public(),
        origin: "http://127.0.0.1:3000".into(),
        rules_version: 1,
        content_hash: Hash([3; 32]),
        stream: StreamId([9; 16]),
        expected: Some(Sequence(9_007_199_254_740_993)),
        made_at: Millis(1_795_000_000_000),
        wish: rules::Command::Character(wish),
    }
}

fn events() -> Vec<Event> {
    let command = CommandId([1; 16]);
    let name = text().reference();
    vec![
        Event::Created(Created {
            account: AccountId([2; 32]),
            name,
            species: "species/elf".parse().unwrap(),
            colours: colours(),
            keepsake: "keepsake/brass-compass".parse().unwrap(),
            appearance: None,
            command,
        }),
        Event::Recoloured(Recoloured { colours: colours(), command }),
        Event::Renamed(Renamed { name, command }),
        Event::Restored(Plain { command }),
        Event::Retired(Plain { command }),
        Event::Undone(Undone {
            undone: CommandId([6; 16]),
            before: Before { name, colours: colours(), appearance: None, retired: true },
            command,
        }),
    ]
}

#[test]
fn old_commands_are_still_believed() {
    wishes().into_iter().for_each(|(name, wish)| is_believed(name, wish));
}

fn is_believed(name: &str, wish: Wish) {
    let texts = if matches!(wish, Wish::Create { .. } | Wish::Rename { .. }) { vec![text()] } else { vec![] };
    let today = CommandPost { signed: Signed::sign(Purpose::Command, &command(wish.clone()), &key()), texts };
    let old: CommandPost = serde_json::from_str(&sample(&format!("command-{name}"), &today)).unwrap();
    let read: Command = old.signed.open(Purpose::Command).unwrap();
    assert_eq!(read, command(wish));
    assert_eq!(wire::text::check(&old.texts, read.text()).unwrap().len(), old.texts.len());
}

#[test]
fn old_events_still_say_the_same() {
    events().iter().for_each(|event| says_the_same(event.kind(), event));
}

fn says_the_same(name: &str, event: &Event) {
    let today = serde_json::json!({ "kind": event.kind(), "body": event.body() });
    let old: serde_json::Value = serde_json::from_str(&sample(&format!("event-{name}"), &today)).unwrap();
    let read = Event::read(old["kind"].as_str().unwrap(), old["body"].as_str().unwrap()).unwrap();
    assert_eq!(read, *event);
    assert_eq!(read.body(), old["body"].as_str().unwrap(), "written as it was hashed");
}

#[test]
fn old_statements_logins_receipts_and_snapshots_are_still_read() {
    let statement = Statement {
        account: None,
        previous: None,
        server: public(),
        origin: "http://127.0.0.1:3000".into(),
        made_at: Millis(1),
        claim: Claim::Open { key: public(), salt: Hash([8; 32]) },
    };
    let signed = Signed::sign(Purpose::Account, &statement, &key());
    reads("statement", &signed);
    assert_eq!(Statement::open_first(&signed).unwrap().1, statement);
    let login = Login {
        nonce: "nonce".into(),
        server: public(),
        origin: "http://127.0.0.1:3000".into(),
        account: AccountId([2; 32]),
        made_at: Millis(1),
    };
    reads("login", &LoginPost { signed: Signed::sign(Purpose::Login, &login, &key()), renew: false });
    for (name, outcome) in [
        ("applied", Outcome::Applied { stream: StreamId([9; 16]), first: Sequence(1), last: Sequence(2) }),
        ("refused", Outcome::Refused { code: "NOTHING_CHANGES".into(), sentence: "…".into() }),
    ] {
        let receipt = Receipt {
            command: CommandId([1; 16]),
            command_hash: Hash([3; 32]),
            outcome,
            incarnation: StreamId([5; 16]),
            position: Position(7),
            head: Hash([6; 32]),
            time: Millis(1),
        };
        let signed = Signed::sign(Purpose::Receipt, &receipt, &key());
        reads(&format!("receipt-{name}"), &signed);
        assert_eq!(signed.open::<Receipt>(Purpose::Receipt).unwrap(), receipt);
    }
    let character = events().iter().fold(None, rules::apply).unwrap();
    is_folded_as_ever("snapshot", Sequence(6), &character);
}

/// A snapshot is read, and written to the letter as it lies in databases that were folded long ago.
fn is_folded_as_ever(name: &str, sequence: Sequence, character: &rules::Character) {
    let today = CharacterSnapshot::of(StreamId([9; 16]), sequence, Hash([6; 32]), character);
    reads(name, &today);
    assert_eq!(today.character(), *character, "{name}");
    assert_eq!(serde_json::to_string_pretty(&today).unwrap() + "\n", sample(name, &today), "{name}");
}

/// The hash of a row and of the head are formats too.
#[test]
fn the_chain_is_hashed_as_ever() {
    let row = wire::Row {
        previous: wire::journal::GENESIS,
        stream: "09090909090909090909090909090909",
        sequence: Sequence(1),
        position: Position(1),
        kind: "retired.v1",
        body: "{}",
        time: Millis(1),
        key: public(),
        cause: "01010101010101010101010101010101",
    };
    reads(
        "chain",
        &[row.hash(), wire::journal::head(wire::journal::GENESIS, row.hash()), text().reference().hash],
    );
}

/// An export made today is still proof in ten years, whatever commands and content look like then.
#[test]
fn old_exports_still_prove_themselves() {
    let old = sample("export", &ground::House::lived().export());
    let summary = Export::read(old.as_bytes()).unwrap().verify().unwrap();
    assert_eq!((summary.statements, summary.events, summary.receipts, summary.texts), (5, 7, 8, 5));
    let old = sample("export-reentry", &ground::House::come_back().export());
    let summary = Export::read(old.as_bytes()).unwrap().verify().unwrap();
    assert_eq!((summary.statements, summary.events, summary.receipts, summary.texts), (3, 2, 2, 1));
    let old = sample("export-programs", &ground::House::with_programs().export());
    let summary = Export::read(old.as_bytes()).unwrap().verify().unwrap();
    assert_eq!((summary.statements, summary.events, summary.receipts, summary.texts), (7, 3, 4, 3));
    let old = Export::read(sample("export-known", &ground::House::known().export()).as_bytes()).unwrap();
    old.verify().unwrap();
    let beside = old.contents.beside.unwrap();
    let why = beside.lock.unwrap().why;
    assert_eq!((old.v, beside.devices.len(), why.as_str()), (2, 2, "Spam in the harbour"));
}

/// A browser of this year must find its way in the manifest of any later one, and the other way.
#[test]
fn old_manifests_of_assets_are_still_read() {
    use wire::asset::{Asset, Bounds, Credit, Kind, LoopPoints, Manifest};
    let asset = |id: &str, kind, ending: &str| Asset {
        id: id.parse().unwrap(),
        kind,
        path: format!("{id}.00112233aabbccdd.{ending}"),
        bytes: 1_234,
        packed_bytes: None,
        sha256: Hash([3; 32]),
        needs: vec![],
        loop_points: None,
        triangles: None,
        bounds: None,
        credits: vec![],
    };
    let bounds = Bounds { low_millimetres: [-250, 0, -300], high_millimetres: [250, 1_800, 300] };
    let credit = Credit {
        work: "HYG".into(),
        author: "David Nash".into(),
        license: "CC-BY-SA-4.0".into(),
        address: Some("https://example.org".into()),
    };
    let figure = Asset {
        packed_bytes: Some(567),
        needs: vec!["texture/spectrum".parse().unwrap()],
        triangles: Some(800),
        bounds: Some(bounds),
        ..asset("figure/elf", Kind::Model, "glb")
    };
    let sky = Asset { credits: vec![credit], ..asset("sky/stars", Kind::Data, "json") };
    let song = LoopPoints { start_samples: 9_600, length_samples: 4_320_000 };
    let song = Asset { loop_points: Some(song), ..asset("music/harbour", Kind::Sound, "mp3") };
    let others = [asset("icon/sword", Kind::Picture, "png"), asset("texture/spectrum", Kind::Texture, "png")];
    let today = Manifest::of([figure, sky, song].into_iter().chain(others).collect());
    reads("assets", &today);
    assert_eq!(Manifest::read(sample("assets", &today).as_bytes()).unwrap(), today);
}

/// A place that was once built stays standing.
#[test]
fn old_scenes_are_still_read() {
    use wire::scene::{Emitter, Fog, Instance, Keeper, Light, Obstacle, Rig, Scene, Spot, View, When};
    let id = |text: &str| text.parse().unwrap();
    let rig = |stars: f32| Rig {
        toward_key: [-0.5, 0.75, 0.5],
        key: [2.5, 2.25, 1.75],
        sky: [0.5, 0.625, 0.875],
        ground: [0.25, 0.25, 0.125],
        rim: [0.5, 0.5, 0.75],
        exposure: 1.0,
        fog: Fog { colour: [0.125, 0.25, 0.5], density: 0.015625, falloff: 6.0 },
        zenith: [0.125, 0.25, 0.5],
        horizon: [0.5, 0.5, 0.75],
        stars,
        lanterns: 1.5,
    };
    let today = Scene {
        v: wire::scene::VERSION,
        id: id("scene/harbour"),
        sea_level: -1.25,
        instances: vec![Instance {
            asset: id("prop/gull"),
            at: [1.0, 2.5, -3.0],
            yaw: 90.0,
            scale: 1.25,
            hue: 2.0,
            value: -0.0625,
            clip: Some("glide".into()),
            phase: 0.25,
            when: When::Day,
        }],
        day: rig(0.0),
        night: rig(1.0),
        lights: vec![Light { at: [0.0, 2.0, 0.0], colour: [2.0, 1.0, 0.5], radius: 7.5, flicker: 0.125 }],
        walk: vec![[0.0, 0.0], [0.0, 4.0], [4.0, 4.0]],
        obstacles: vec![
            Obstacle::Circle { at: [1.0, 1.0], radius: 0.5 },
            Obstacle::Box { at: [2.0, 2.0], half: [1.0, 0.5], yaw: 45.0 },
        ],
        views: vec![View {
            name: "harbour".into(),
            eye: [0.0, 5.0, 12.0],
            target: [0.0, 1.0, 0.0],
            field: 35.0,
            sentence: "Here ships come in.".into(),
        }],
        spawn: Spot { at: [1.0, 0.0, 2.0], yaw: 180.0 },
        keepers: vec![Keeper {
            name: "Innkeeper".into(),
            figure: id("figure/human"),
            spot: Spot { at: [2.0, 0.0, 1.0], yaw: 0.0 },
            pose: "idle".into(),
            outfit: Some(id("outfit/bard")),
            cloak: Some(id("dye/pine")),
            trim: None,
        }],
        sounds: vec![Emitter { sound: id("sound/water-lapping"), at: [0.0, 0.0, 3.0], near: 2.0, far: 12.0 }],
    };
    reads("scene", &today);
    assert_eq!(Scene::read(sample("scene", &today).as_bytes()).unwrap(), today);
}

/// What was once heard goes on sounding.
#[test]
fn old_lists_of_sounds_are_still_read() {
    let today = heard::sounds();
    reads("sounds", &today);
    let old = sample("sounds", &today);
    assert_eq!(wire::sound::Sounds::read(old.as_bytes()).unwrap(), today);
}

#[test]
fn no_sample_is_left_unread() {
    let mut names: BTreeSet<String> = wishes().iter().map(|(name, _)| format!("command-{name}")).collect();
    names.extend(events().iter().map(|event| format!("event-{}", event.kind())));
    names.extend(
        [
            "statement",
            "login",
            "receipt-applied",
            "receipt-refused",
            "snapshot",
            "chain",
            "assets",
            "scene",
            "sounds",
            "export",
            "export-known",
            "export-programs",
            "export-reentry",
        ]
        .map(str::to_owned),
    );
    names.extend(company::names());
    names.extend(styled::names());
    let found: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|it| it.unwrap().file_name().to_str().unwrap().strip_suffix(".json").map(str::to_owned))
        .collect();
    assert_eq!(found, names);
}

#[test]
fn the_built_in_pack_is_known() {
    assert_eq!(Content::built_in().species.len(), 9);
}
