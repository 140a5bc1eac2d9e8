//! The three who keep the harbour, as throats.

use crate::tone::formant::{AE, AH, EE, EH, OH, OO, UH, Vowel};

/// A throat and its habits.
pub(crate) struct Keeper {
    pub name: &'static str,
    /// The pitch at rest.
    pub hz: f64,
    /// How much longer or shorter the throat is than a plain one; shorter is brighter.
    pub throat: f64,
    /// Syllables per second at rest.
    pub pace: f64,
    /// How far the melody of its speech goes, as a factor.
    pub lively: f64,
    /// Breath beside the tone, 0 to 1.
    pub breath: f64,
    /// How unsteady each period is, 0 to 1.
    pub creak: f64,
    /// Favourite vowels.
    pub vowels: [Vowel; 4],
    /// What stands before the moods in captions.
    pub captions: [&'static str; 6],
}

/// In the order in which one meets them on the quay.
pub(crate) const KEEPERS: &[Keeper] = &[
    Keeper {
        name: "innkeeper",
        hz: 112.0,
        throat: 0.92,
        pace: 4.2,
        lively: 0.85,
        breath: 0.10,
        creak: 0.12,
        vowels: [OH, AH, UH, OO],
        captions: [
            "The innkeeper rumbles a greeting.",
            "The innkeeper asks something in a deep voice.",
            "The innkeeper chuckles, well pleased.",
            "The innkeeper grumbles with worry.",
            "The innkeeper rumbles a goodbye.",
            "The innkeeper names a price and waits.",
        ],
    },
    Keeper {
        name: "chandler",
        hz: 208.0,
        throat: 1.12,
        pace: 6.0,
        lively: 1.25,
        breath: 0.14,
        creak: 0.03,
        vowels: [EH, AE, EE, AH],
        captions: [
            "The chandler calls a quick hello.",
            "The chandler asks something, quick and bright.",
            "The chandler hums, delighted.",
            "The chandler murmurs with worry.",
            "The chandler sings a goodbye.",
            "The chandler haggles, fast and cheerful.",
        ],
    },
    Keeper {
        name: "trunkwarden",
        hz: 150.0,
        throat: 1.02,
        pace: 4.8,
        lively: 0.95,
        breath: 0.34,
        creak: 0.3,
        vowels: [UH, EH, OH, EE],
        captions: [
            "The trunk warden mutters a dry greeting.",
            "The trunk warden asks something in a thin old voice.",
            "The trunk warden gives a small pleased hum.",
            "The trunk warden whispers with worry.",
            "The trunk warden mutters a goodbye.",
            "The trunk warden mutters figures.",
        ],
    },
];
