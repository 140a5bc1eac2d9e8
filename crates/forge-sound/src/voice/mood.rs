//! Moods: how a murmur rises, falls, hurries and smiles.

/// The shape of a murmur.
pub(crate) struct Mood {
    pub name: &'static str,
    /// Melody in semitones above rest, one per syllable; more syllables than two are spread over it.
    pub tune: &'static [f64],
    /// Where the last syllable glides to, in semitones above where it stands.
    pub glide: f64,
    /// Factor of the keeper's pace.
    pub pace: f64,
    /// Factor of all formants: a smile shortens the throat.
    pub smile: f64,
    /// How much longer the last syllable is.
    pub linger: f64,
    /// How much the pitch trembles, in semitones.
    pub tremble: f64,
    /// 0 is a murmur behind the hand, 1 an open mouth.
    pub open: f64,
}

/// In the order of the captions in [`super::Keeper`].
pub(crate) const MOODS: &[Mood] = &[
    Mood {
        name: "greeting",
        tune: &[0.0, 4.0, 1.0],
        glide: -2.0,
        pace: 1.0,
        smile: 1.04,
        linger: 1.5,
        tremble: 0.0,
        open: 0.75,
    },
    Mood {
        name: "question",
        tune: &[1.0, 0.0, 2.0, 4.0],
        glide: 5.0,
        pace: 1.05,
        smile: 1.0,
        linger: 1.4,
        tremble: 0.0,
        open: 0.65,
    },
    Mood {
        name: "pleased",
        tune: &[3.0, 7.0, 5.0],
        glide: -3.0,
        pace: 0.95,
        smile: 1.09,
        linger: 1.9,
        tremble: 0.15,
        open: 0.6,
    },
    Mood {
        name: "worried",
        tune: &[1.0, 0.0, -1.0, -3.0],
        glide: -2.0,
        pace: 0.8,
        smile: 0.95,
        linger: 1.5,
        tremble: 0.5,
        open: 0.45,
    },
    Mood {
        name: "farewell",
        tune: &[4.0, 0.0],
        glide: -4.0,
        pace: 0.75,
        smile: 1.03,
        linger: 1.9,
        tremble: 0.0,
        open: 0.7,
    },
    Mood {
        name: "haggle",
        tune: &[2.0, 0.0, 3.0, 1.0, 4.0, -1.0],
        glide: -2.0,
        pace: 1.3,
        smile: 1.02,
        linger: 1.3,
        tremble: 0.0,
        open: 0.75,
    },
];
