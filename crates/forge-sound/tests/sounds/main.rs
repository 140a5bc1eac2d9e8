//! Every sound measured, as rendered and as a browser decodes it.

mod decoded;

use decoded::{decode, rms};
use forge_sound::{
    Channel, Group, Kind, Sound, Take, all, loudest_lufs, offset, one, recipes, steady_lufs, true_peak_db,
};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The longest delay that decoders are known to leave in: LAME's 576, the filter bank's 529 and a frame.
const DELAYS: [usize; 4] = [0, 529, 1_105, 2_257];

/// All sounds and what became of them, made once for all tests.
fn shelf() -> &'static [(Sound, Take)] {
    static SHELF: OnceLock<Vec<(Sound, Take)>> = OnceLock::new();
    SHELF.get_or_init(|| {
        all()
            .into_iter()
            .map(|sound| {
                let take = decode(&sound.mp3);
                (sound, take)
            })
            .collect()
    })
}

#[test]
fn every_sound_has_a_name_of_its_own_and_a_sentence() {
    let ids: BTreeSet<&str> = shelf().iter().map(|(sound, _)| sound.id.as_str()).collect();
    assert_eq!(ids.len(), shelf().len());
    for (sound, _) in shelf() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(sound.id.strip_prefix("sound/").unwrap().chars().all(plain), "{}", sound.id);
        assert!(sound.id.starts_with(&sound.family), "{}", sound.id);
        let caption = sound.caption;
        assert!(caption.ends_with('.') && caption.len() <= 72, "{}: {caption}", sound.id);
        assert!(caption.starts_with(char::is_uppercase), "{}: {caption}", sound.id);
    }
}

#[test]
fn every_sound_is_as_loud_as_its_group() {
    for (sound, take) in shelf() {
        let heard = if sound.kind == Kind::Once { loudest_lufs(take) } else { steady_lufs(take) };
        assert!((heard - sound.lufs).abs() < 1.0, "{}: {heard} decoded, {} before", sound.id, sound.lufs);
        if sound.kind == Kind::Stem {
            continue;
        }
        let off = sound.lufs - sound.group.target_lufs();
        // A short blow may be softer than its group: its peak is as high as it may be.
        let softest = if sound.true_peak_db > -3.5 { -5.0 } else { -0.6 };
        assert!((softest..=0.3).contains(&off), "{}: {off} off", sound.id);
    }
}

#[test]
fn no_sound_clips_before_or_after_decoding() {
    for (sound, take) in shelf() {
        assert!(sound.true_peak_db <= -2.0, "{}: {}", sound.id, sound.true_peak_db);
        let heard = true_peak_db(take);
        assert!(heard <= -1.0, "{}: {heard} dBTP decoded", sound.id);
    }
}

#[test]
fn every_sound_lasts_as_long_as_its_kind() {
    for (sound, take) in shelf() {
        let (least, most) = match sound.group {
            Group::Tick => (0.03, 2.0),
            Group::Footstep => (0.1, 0.4),
            Group::Handling => (0.25, 1.3),
            Group::Dice => (0.05, 1.3),
            Group::Weapon => (0.15, 1.2),
            Group::Spell => (1.2, 2.8),
            Group::Call => (1.5, 5.0),
            Group::Keeper => (0.5, 1.8),
            Group::Place => (6.0, 21.0),
            Group::Music => (69.0, 70.0),
        };
        assert!((least..=most).contains(&sound.seconds), "{}: {} s", sound.id, sound.seconds);
        let heard = take.len() as f64 / 48_000.0;
        assert!((heard - sound.seconds).abs() < 0.06, "{}: {heard} of {} s", sound.id, sound.seconds);
    }
}

#[test]
fn everything_is_small_and_the_first_scene_smaller() {
    let bytes = |wanted: &dyn Fn(&Sound) -> bool| -> usize {
        shelf().iter().filter(|(sound, _)| wanted(sound)).map(|(sound, _)| sound.mp3.len()).sum()
    };
    let (whole, first) = (bytes(&|_| true), bytes(&|sound| sound.group.is_first_scene()));
    println!("{whole} bytes in all, {first} for the first scene");
    assert!(whole <= 4_000_000, "{whole}");
    assert!(first <= 350_000, "{first}");
    for (sound, _) in shelf() {
        // 64 kbit/s over a sound and its padding, and the tag; 96 for what is in stereo.
        let rate = if sound.channels == 1 { 8_000.0 } else { 12_000.0 };
        let most = rate * (sound.seconds + 0.1) + 800.0;
        assert!(sound.mp3.len() as f64 <= most, "{}: {}", sound.id, sound.mp3.len());
    }
}

#[test]
fn every_sample_is_sound() {
    for (sound, take) in shelf() {
        assert!(take.channels.iter().flatten().all(|sample| sample.is_finite()), "{}", sound.id);
        // Relative to the sound itself: an offset is only heard as a click at its ends.
        let part = offset(take).abs() / take.channels.iter().map(|track| rms(track)).fold(1e-9, f64::max);
        assert!(part < 0.03, "{}: an offset of {part} of its loudness", sound.id);
    }
}

#[test]
fn no_sound_begins_late_or_is_mostly_silence() {
    for (sound, take) in shelf() {
        let track = &take.channels[0];
        let most = track.iter().fold(0.0f32, |most, sample| most.max(sample.abs()));
        let quiet = track.chunks(480).filter(|part| part.iter().all(|s| s.abs() < most * 0.003)).count();
        let share = quiet as f64 * 480.0 / track.len() as f64;
        assert!(share < 0.45, "{}: {share} of it is silence", sound.id);
        if matches!(sound.channel, Channel::Interface | Channel::Effects) {
            let onset = track.iter().position(|sample| sample.abs() > most * 0.02).unwrap();
            // A spell may swell; all else answers a hand.
            let latest = if sound.group == Group::Spell { 6_000 } else { 1_200 };
            assert!(onset < latest, "{}: begins after {onset} samples", sound.id);
        }
    }
}

#[test]
fn loops_turn_without_a_seam_behind_any_delay() {
    for (sound, take) in shelf() {
        let Some(points) = sound.loop_points else {
            assert_eq!(sound.kind, Kind::Once, "{}", sound.id);
            continue;
        };
        assert_eq!(points.length * 44_100 % 48_000, 0, "{}", sound.id);
        assert_eq!(points.length % 1_152, 0, "{}: not a whole number of frames", sound.id);
        assert!(points.start >= 9_600, "{}", sound.id);
        let mut worst = 0.0f64;
        for track in &take.channels {
            let usual = roughness(track, 20_000..points.length - 20_000);
            for delay in DELAYS {
                let mut loud = 1e-6;
                // A decoder that leaves its delay in reads that much earlier in the song.
                let (from, to) = (points.start - delay, points.start - delay + points.length);
                let turned: Vec<f32> =
                    track[to - 2_000..to].iter().chain(&track[from..from + 2_000]).copied().collect();
                let seam = roughness(&turned, 1_990..2_010);
                assert!(seam <= usual, "{} at {delay}: {seam} at the seam, {usual} at most within", sound.id);
                // What follows the end in the file is what stands at the beginning.
                let off: Vec<f32> = (0..4_000)
                    .map(|at| {
                        loud += f64::from(track[from + at]).powi(2);
                        track[from + at] - track[to + at]
                    })
                    .collect();
                let part = rms(&off) / (loud / 4_000.0).sqrt();
                worst = worst.max(part);
                assert!(part < 0.02, "{} at {delay}: {part} of it differs", sound.id);
            }
        }
        println!("{}: its ends differ by {worst:.3} of it", sound.id);
    }
}

/// The largest bend (second difference) in a range: what a click has and music has little of.
fn roughness(track: &[f32], range: std::ops::Range<usize>) -> f32 {
    range.map(|at| (track[at - 1] - 2.0 * track[at] + track[at + 1]).abs()).fold(0.0, f32::max)
}

#[test]
fn decoded_loops_are_the_rendered_ones() {
    for recipe in recipes().iter().filter(|recipe| recipe.kind() == Kind::Loop) {
        let (sound, heard) = shelf().iter().find(|(sound, _)| sound.id == recipe.id()).unwrap();
        let source = recipe.take();
        let start = sound.loop_points.unwrap().start;
        let heard = &heard.channels[0][start..start + source.len()];
        let product: f64 =
            source.channels[0].iter().zip(heard).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
        let alike = product / source.len() as f64 / (rms(&source.channels[0]) * rms(heard));
        assert!(alike > 0.9, "{}: {alike}", sound.id);
    }
}

#[test]
fn the_stems_together_are_a_mix() {
    let stems: Vec<_> = shelf().iter().filter(|(sound, _)| sound.kind == Kind::Stem).collect();
    assert_eq!(stems.len(), 5);
    let mut mix = stems[0].1.clone();
    for (sound, take) in &stems[1..] {
        assert_eq!(sound.loop_points, stems[0].0.loop_points, "{}", sound.id);
        assert_eq!(take.len(), mix.len(), "{}", sound.id);
        for (to, from) in mix.channels.iter_mut().zip(&take.channels) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        }
    }
    let (lufs, peak) = (steady_lufs(&mix), true_peak_db(&mix));
    println!("all stems together: {lufs:.1} LUFS, {peak:.1} dBTP");
    assert!((-23.0..=-20.0).contains(&lufs), "{lufs}");
    assert!(peak <= -1.0, "{peak}");
    // Both ears have their share.
    let (left, right) = (rms(&mix.channels[0]), rms(&mix.channels[1]));
    assert!((0.7..1.4).contains(&(left / right)), "{left} to {right}");
}

#[test]
fn the_same_id_makes_the_same_bytes() {
    for (sound, _) in shelf().iter().filter(|(sound, _)| sound.kind == Kind::Once).step_by(3) {
        assert!(one(&sound.id).unwrap().mp3 == sound.mp3, "{}", sound.id);
    }
    assert!(one("sound/place-lantern").unwrap().mp3 == find("sound/place-lantern").mp3);
    assert!(one("sound/harbour-perc").unwrap().mp3 == find("sound/harbour-perc").mp3);
}

/// Renders everything a second time, so only when asked: `FARLANTERN_LONG=1`.
#[test]
fn everything_is_the_same_a_second_time_when_asked() {
    if std::env::var_os("FARLANTERN_LONG").is_none() {
        return;
    }
    for (sound, (before, _)) in all().iter().zip(shelf()) {
        assert!(sound.mp3 == before.mp3, "{}", sound.id);
    }
}

#[test]
fn variants_differ() {
    for (sound, _) in shelf().iter().filter(|(sound, _)| sound.variant > 1) {
        assert!(sound.mp3 != find(&format!("{}-1", sound.family)).mp3, "{}", sound.id);
    }
}

fn find(id: &str) -> &'static Sound {
    shelf().iter().map(|(sound, _)| sound).find(|sound| sound.id == id).expect("it is on the shelf")
}
