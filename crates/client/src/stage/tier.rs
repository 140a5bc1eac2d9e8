//! How much a machine can bear: three ways to draw the same picture, chosen by measuring.

use serde::{Deserialize, Serialize};

use crate::small;

/// From plain to rich.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    Low,
    Middle,
    High,
}

/// What a tier spends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Means {
    /// Pixels drawn for one of the style's, at most.
    pub(super) ratio_max: f64,
    /// Samples of a pixel.
    pub(super) samples: i32,
    /// Pixels on a side of the shadow's picture.
    pub(super) shadow: u32,
    /// The shadow is drawn anew with each so many frames.
    pub(super) shadow_each: u32,
    /// The sea's mirror is so many times smaller than the picture; none: it mirrors the sky alone.
    pub(super) mirror: Option<u32>,
    /// Light beyond white, and what it does to the eye.
    pub(super) light: bool,
}

/// Frames that are measured before a tier is thought too much, or too little; or so many milliseconds,
/// where each of them takes long.
const FRAMES: u32 = 40;
const MEASURED_MILLIS: f64 = 1_500.0;
const FRAMES_MIN: u32 = 2;
/// A frame is too slow when it takes so many times as long as a screen shows it; one that took less
/// than this leaves room for more.
const SLOW: f64 = 1.45;
const QUICK_MILLIS: f64 = 17.6;
/// A screen shows a frame so often.
const SCREEN_MILLIS: f64 = 1_000.0 / 60.0;
/// Ambient motion comes at most so often: thirty times a second, with room for a clock that is coarse.
const AMBIENT_MILLIS: f64 = 31.0;
/// Where a frame takes long, ambient motion leaves so many times as much for everything else.
const REST: f64 = 4.0;
const REST_MILLIS_MAX: f64 = 15_000.0;
/// Where even the plainest picture is slow it has fewer pixels, down to a quarter of them.
const COARSER: f64 = 0.7;
const COARSE: f64 = 0.5;
/// A tier that was too much is not tried again on this machine.
const NOTE: &str = "farlantern.stage";

impl Tier {
    /// The word for it in settings.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Low, Self::Middle, Self::High].into_iter().find(|it| it.word() == word)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }

    pub(super) fn means(self) -> Means {
        match self {
            Self::Low => {
                Means { ratio_max: 1.0, samples: 1, shadow: 1024, shadow_each: 4, mirror: None, light: false }
            }
            Self::Middle => Means {
                ratio_max: 1.5,
                samples: 4,
                shadow: 1024,
                shadow_each: 2,
                mirror: Some(3),
                light: true,
            },
            Self::High => Means {
                ratio_max: 2.0,
                samples: 4,
                shadow: 2048,
                shadow_each: 1,
                mirror: Some(2),
                light: true,
            },
        }
    }
}

/// Chooses a tier by what frames take.
pub(super) struct Chooser {
    now: Tier,
    /// Higher than this was too much.
    most: Tier,
    wished: Option<Tier>,
    frames: u32,
    slow: u32,
    millis: f64,
    /// Milliseconds between frames of ambient motion.
    ambient_millis: f64,
    /// Pixels drawn for one that would be, along a side.
    scale: f64,
}

impl Chooser {
    pub(super) fn new(wished: Option<Tier>) -> Self {
        let most = small::get(NOTE).unwrap_or(Tier::High);
        let now = wished.unwrap_or(most.min(Tier::Middle));
        Self {
            now,
            most,
            wished,
            frames: 0,
            slow: 0,
            millis: 0.0,
            ambient_millis: AMBIENT_MILLIS,
            scale: 1.0,
        }
    }

    pub(super) fn now(&self) -> Tier {
        self.now
    }

    pub(super) fn scale(&self) -> f64 {
        self.scale
    }

    pub(super) fn ambient_millis(&self) -> f64 {
        self.ambient_millis
    }

    pub(super) fn wish(&mut self, wished: Option<Tier>) {
        self.wished = wished;
        if let Some(wished) = wished {
            (self.now, self.scale) = (wished, 1.0);
        }
        self.forget();
    }

    /// Hears how long the screen took for a frame. Tells whether another tier is on.
    pub(super) fn hear(&mut self, millis: f64) -> bool {
        let slow = millis > SCREEN_MILLIS * SLOW;
        // What takes long comes more seldom, until it takes less; asked for, it comes as it can.
        self.ambient_millis = if slow { (millis * REST).min(REST_MILLIS_MAX) } else { AMBIENT_MILLIS };
        self.frames += 1;
        self.millis += millis;
        self.slow += u32::from(slow);
        let enough = self.frames >= FRAMES || (self.frames >= FRAMES_MIN && self.millis > MEASURED_MILLIS);
        if !enough {
            return false;
        }
        let (slow, mean) = (self.slow * 2 > self.frames, self.millis / f64::from(self.frames));
        self.forget();
        let next = self.next(slow, mean);
        if slow && next == self.now && self.wished.is_none() {
            self.scale = (self.scale * COARSER).max(COARSE);
        }
        std::mem::replace(&mut self.now, next) != next
    }

    fn next(&mut self, slow: bool, mean: f64) -> Tier {
        match self.now {
            now if self.wished.is_some() => now,
            Tier::High | Tier::Middle if slow => {
                self.most = if self.now == Tier::High { Tier::Middle } else { Tier::Low };
                small::set(NOTE, &self.most);
                self.most
            }
            Tier::Low if mean < QUICK_MILLIS && self.most > Tier::Low => Tier::Middle,
            Tier::Middle if mean < QUICK_MILLIS && self.most > Tier::Middle => Tier::High,
            same => same,
        }
    }

    /// What came before a pause says nothing.
    pub(super) fn forget(&mut self) {
        (self.frames, self.slow, self.millis) = (0, 0, 0.0);
    }
}
