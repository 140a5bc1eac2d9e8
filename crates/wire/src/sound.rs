//! What there is to hear: every sound with its family, its slider and its sentence. The files stand
//! in the manifest, and so do the points at which a loop turns. Stable for ever: fields are only
//! added, and what an old browser does not know it passes over.

use std::collections::BTreeSet;

pub use rules::ContentId;
use serde::{Deserialize, Serialize};

use crate::limit::{CAPTION_CHARS_MAX, SOUND_SECONDS_MAX, SOUNDS_BYTES_MAX, SOUNDS_MAX};

/// The shape that is written today.
pub const VERSION: u32 = 1;
/// The rate at which every file is made; loop points count samples of it.
pub const RATE_HZ: u32 = 48_000;
/// Where the slider of a channel stands until somebody moves it: there is room above.
pub const LEVEL_USUAL: u8 = 80;
/// The asset that holds the list.
pub const ID: &str = "data/sounds";

/// Every sound of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sounds {
    pub v: u32,
    pub sounds: Vec<Sound>,
}

/// One file, and what a player or a meter wants to know of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sound {
    /// `sound/slug`, never reused for something else.
    pub id: ContentId,
    /// The id without its variant: any sound of one family may stand for another.
    pub family: ContentId,
    /// 1 to `variants`.
    pub variant: u8,
    pub variants: u8,
    pub kind: Kind,
    /// What it belongs to, as `footstep`; for lists and meters.
    pub group: String,
    /// The slider that it obeys.
    pub channel: Channel,
    /// A sentence for people who do not hear it.
    pub caption: String,
    /// 1 or 2.
    pub channels: u8,
    /// How long the file plays, pre- and post-roll of a loop included.
    pub seconds: f64,
    /// Loops and stems: integrated loudness. Others: their loudest 400 milliseconds.
    pub lufs: f64,
    /// In dBTP.
    pub true_peak_db: f64,
    /// A first scene wants it before it sounds like a place.
    #[serde(default)]
    pub first_scene: bool,
    /// Of a stem: the intensity of its piece, 0.0 to 1.0, from which on it is heard in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enters: Option<f64>,
}

/// How a sound is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Once from its beginning.
    Once,
    /// Round and round between its loop points.
    Loop,
    /// As a loop, in step with the other stems of its piece: all start at one time.
    Stem,
    /// Something that a later release brought.
    #[serde(other)]
    Unknown,
}

/// The slider that a sound obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Music,
    Ambience,
    Interface,
    Voice,
    /// Also what a later release brought: its slider is not known here, and effects are the widest.
    #[serde(other)]
    Effects,
}

/// Why a list of sounds cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("the list of sounds is longer than {SOUNDS_BYTES_MAX} bytes")]
    TooLong,
    #[error("the list of sounds is not readable: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("the list holds more than {SOUNDS_MAX} sounds")]
    TooMany,
    #[error("{0}: listed twice")]
    Twice(ContentId),
    #[error("{0}: a variant that its family does not have")]
    Variant(ContentId),
    #[error("{0}: no caption, or one of more than {CAPTION_CHARS_MAX} characters")]
    Caption(ContentId),
    #[error("{0}: longer than {SOUND_SECONDS_MAX} seconds, or of no length")]
    Seconds(ContentId),
}

impl Channel {
    /// Every slider, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Music, Self::Ambience, Self::Effects, Self::Interface, Self::Voice];
}

impl Sounds {
    /// A list of today's version.
    pub fn of(sounds: Vec<Sound>) -> Self {
        Self { v: VERSION, sounds }
    }

    /// Reads one that came from elsewhere and judges it.
    ///
    /// # Errors
    /// When it is no list of sounds, or one that a browser could not bear.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        if bytes.len() > SOUNDS_BYTES_MAX {
            return Err(Unusable::TooLong);
        }
        let sounds: Self = serde_json::from_slice(bytes)?;
        sounds.check()?;
        Ok(sounds)
    }

    /// Whether it can be played from.
    ///
    /// # Errors
    /// The first sound that is wrong, and how.
    pub fn check(&self) -> Result<(), Unusable> {
        if self.sounds.len() > SOUNDS_MAX {
            return Err(Unusable::TooMany);
        }
        let mut ids = BTreeSet::new();
        for sound in &self.sounds {
            let id = || sound.id.clone();
            if !ids.insert(&sound.id) {
                return Err(Unusable::Twice(id()));
            }
            if !(1..=sound.variants).contains(&sound.variant) {
                return Err(Unusable::Variant(id()));
            }
            if sound.caption.trim().is_empty() || sound.caption.chars().count() > CAPTION_CHARS_MAX {
                return Err(Unusable::Caption(id()));
            }
            // What is decoded takes a hundred times the memory of its file.
            if !(sound.seconds > 0.0 && sound.seconds <= SOUND_SECONDS_MAX) {
                return Err(Unusable::Seconds(id()));
            }
        }
        Ok(())
    }

    /// The sounds that go by a name: the one of that id, or else all variants of that family.
    pub fn named<'a>(&'a self, name: &ContentId) -> Vec<&'a Sound> {
        let all = |fits: fn(&Sound) -> &ContentId| self.sounds.iter().filter(move |it| fits(it) == name);
        let family: Vec<_> = all(|it| &it.family).collect();
        if family.is_empty() { all(|it| &it.id).collect() } else { family }
    }

    /// The stems of a piece, as `harbour`: those whose id is `sound/<piece>-<name>`.
    pub fn stems<'a>(&'a self, piece: &str) -> impl Iterator<Item = &'a Sound> {
        let of = move |sound: &Sound| {
            let rest = sound.id.slug().strip_prefix(piece);
            sound.kind == Kind::Stem && rest.is_some_and(|it| it.starts_with('-'))
        };
        self.sounds.iter().filter(move |it| of(it))
    }

    /// What a first scene wants, before music and all else.
    pub fn first_scene(&self) -> impl Iterator<Item = &ContentId> {
        self.sounds.iter().filter(|it| it.first_scene).map(|it| &it.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(id: &str, family: &str, variant: u8, variants: u8) -> Sound {
        Sound {
            id: id.parse().unwrap(),
            family: family.parse().unwrap(),
            variant,
            variants,
            kind: Kind::Once,
            group: "call".into(),
            channel: Channel::Ambience,
            caption: "A gull cries.".into(),
            channels: 1,
            seconds: 1.25,
            lufs: -26.0,
            true_peak_db: -3.5,
            first_scene: false,
            enters: None,
        }
    }

    fn stem(name: &str) -> Sound {
        Sound { kind: Kind::Stem, channel: Channel::Music, ..sound(name, name, 1, 1) }
    }

    fn list() -> Sounds {
        Sounds::of(vec![
            sound("sound/call-gull-1", "sound/call-gull", 1, 2),
            sound("sound/call-gull-2", "sound/call-gull", 2, 2),
            Sound { first_scene: true, ..sound("sound/call-bell", "sound/call-bell", 1, 1) },
            stem("sound/harbour-pad"),
            stem("sound/harbours-pad"),
            sound("sound/harbour-gate", "sound/harbour-gate", 1, 1),
        ])
    }

    fn read(change: impl Fn(&mut Sound)) -> Result<Sounds, Unusable> {
        let mut list = list();
        change(&mut list.sounds[1]);
        Sounds::read(&serde_json::to_vec(&list).unwrap())
    }

    #[test]
    fn sounds_are_found_by_id_family_and_piece() {
        let list = read(|_| ()).unwrap();
        let named = |name: &str| -> Vec<String> {
            list.named(&name.parse().unwrap()).iter().map(|it| it.id.to_string()).collect()
        };
        assert_eq!(named("sound/call-gull"), ["sound/call-gull-1", "sound/call-gull-2"]);
        assert_eq!(named("sound/call-gull-2"), ["sound/call-gull-2"]);
        assert_eq!(named("sound/call-bell"), ["sound/call-bell"]);
        assert!(named("sound/call").is_empty());
        let stems: Vec<&str> = list.stems("harbour").map(|it| it.id.as_str()).collect();
        assert_eq!(stems, ["sound/harbour-pad"]);
        let first: Vec<&str> = list.first_scene().map(ContentId::as_str).collect();
        assert_eq!(first, ["sound/call-bell"]);
    }

    #[test]
    fn a_lying_list_is_refused() {
        assert!(matches!(read(|it| it.id = list().sounds[0].id.clone()), Err(Unusable::Twice(_))));
        for (variant, variants) in [(0, 2), (3, 2), (1, 0)] {
            let lie = |it: &mut Sound| (it.variant, it.variants) = (variant, variants);
            assert!(matches!(read(lie), Err(Unusable::Variant(_))), "{variant} of {variants}");
        }
        for caption in ["".to_owned(), "  ".to_owned(), "a".repeat(CAPTION_CHARS_MAX + 1)] {
            assert!(matches!(read(|it| it.caption = caption.clone()), Err(Unusable::Caption(_))));
        }
        for seconds in [0.0, -1.0, SOUND_SECONDS_MAX + 1.0] {
            assert!(matches!(read(|it| it.seconds = seconds), Err(Unusable::Seconds(_))), "{seconds}");
        }
        let many = Sounds::of(vec![sound("sound/a", "sound/a", 1, 1); SOUNDS_MAX + 1]);
        assert!(matches!(many.check(), Err(Unusable::TooMany)));
        assert!(matches!(Sounds::read(&vec![b' '; SOUNDS_BYTES_MAX + 1]), Err(Unusable::TooLong)));
        for text in ["", "{}", r#"{"v":1,"sounds":[{"id":"sound"}]}"#] {
            assert!(matches!(Sounds::read(text.as_bytes()), Err(Unusable::Malformed(_))), "{text}");
        }
        let long = serde_json::to_string(&list()).unwrap().replace("1.25", "1e999");
        assert!(matches!(Sounds::read(long.as_bytes()), Err(Unusable::Malformed(_))));
    }

    #[test]
    fn what_a_later_release_brings_is_passed_over() {
        let text = r#"{"v":2,"new":1,"sounds":[{"id":"sound/smell","family":"sound/smell","variant":1,
            "variants":1,"kind":"smelt","group":"nose","channel":"nose","caption":"Tar.","channels":1,
            "seconds":1.0,"lufs":-20.0,"true_peak_db":-3.0,"nose":2}]}"#;
        let read = Sounds::read(text.as_bytes()).unwrap();
        assert_eq!((read.sounds[0].kind, read.sounds[0].channel), (Kind::Unknown, Channel::Effects));
    }
}
