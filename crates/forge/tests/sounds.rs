//! Sounds are packed with all that a player of them wants to know.

use std::collections::BTreeSet;

use forge::{pack, scene};
use serde_json::Value;
use wire::{
    asset::Kind,
    sound::{self, Sounds},
};

#[test]
fn a_sound_has_its_file_its_loop_and_its_sentence() {
    let sounds = ["sound/place-lantern", "sound/tick-press-1"].map(|id| forge_sound::one(id).unwrap());
    let files = pack::sound_files(&sounds).unwrap();
    let [lantern, press, data] = files.as_slice() else { panic!("{} files", files.len()) };
    assert_eq!((lantern.kind, press.kind, data.kind), (Kind::Sound, Kind::Sound, Kind::Data));
    let turn = lantern.loop_points.unwrap();
    assert!(turn.start_samples > 0 && turn.length_samples > 48_000, "{turn:?}");
    assert!(press.loop_points.is_none());
    let rows: Value = serde_json::from_slice(&data.bytes).unwrap();
    let row = &rows["sounds"][0];
    assert_eq!(row["id"], "sound/place-lantern");
    assert_eq!(row["channel"], "ambience");
    assert_eq!(row["caption"], "A lantern flickers.");
    assert!(row["seconds"].as_f64().unwrap() > 1.0 && row["lufs"].as_f64().unwrap() < -10.0, "{row}");
    assert!(row.get("mp3").is_none() && row.get("loop_points").is_none());
    let list = Sounds::read(&data.bytes).unwrap();
    assert_eq!((list.sounds[0].kind, list.sounds[1].kind), (sound::Kind::Loop, sound::Kind::Once));
}

#[test]
fn a_piece_grows_with_its_intensity() {
    let mut enters: Vec<f64> =
        forge_sound::recipes().iter().filter_map(forge_sound::Recipe::enters).collect();
    enters.sort_by(f64::total_cmp);
    assert_eq!(enters, [0.0, 0.0, 0.25, 0.5, 0.75]);
}

#[test]
fn what_sounds_in_the_harbour_is_a_sound_or_a_family() {
    let mut known = BTreeSet::new();
    for recipe in forge_sound::recipes() {
        let id = recipe.id();
        // A variant ends in its number.
        let family = id.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end_matches('-').to_owned();
        known.extend([id, family]);
    }
    let harbour = scene::harbour();
    for emitter in &harbour.sounds {
        assert!(known.contains(emitter.sound.as_str()), "{}", emitter.sound);
    }
}
