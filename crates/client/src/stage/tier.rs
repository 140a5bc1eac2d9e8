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

/// Frames that are measured before a tier is thought too much, or too little.
const FRAMES: u32 = 40;
/// A frame that takes longer than this is one too slow; one that takes less leaves room for more.
const SLOW_MILLIS: f64 = 24.0;
const QUICK_MILLIS: f64 = 17.6;
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
}

impl Chooser {
    pub(super) fn new(wished: Option<Tier>) -> Self {
        let most = small::get(NOTE).unwrap_or(Tier::High);
        let now = wished.unwrap_or(most.min(Tier::Middle));
        Self { now, most, wished, frames: 0, slow: 0, millis: 0.0 }
    }

    pub(super) fn now(&self) -> Tier {
        self.now
    }

    pub(super) fn wish(&mut self, wished: Option<Tier>) {
        self.wished = wished;
        if let Some(wished) = wished {
            self.now = wished;
        }
        self.forget();
    }

    /// Hears how long after the one before a frame came, of those that came as quickly as they could.
    /// Tells whether another tier is on.
    pub(super) fn hear(&mut self, millis: f64) -> bool {
        if self.wished.is_some() {
            return false;
        }
        self.frames += 1;
        self.millis += millis;
        self.slow += u32::from(millis > SLOW_MILLIS);
        if self.frames < FRAMES {
            return false;
        }
        let (slow, mean) = (self.slow * 2 > self.frames, self.millis / f64::from(self.frames));
        self.forget();
        let next = match self.now {
            Tier::High | Tier::Middle if slow => {
                self.most = if self.now == Tier::High { Tier::Middle } else { Tier::Low };
                small::set(NOTE, &self.most);
                self.most
            }
            Tier::Low | Tier::Middle if mean < QUICK_MILLIS && self.now < self.most => {
                if self.now == Tier::Low { Tier::Middle } else { Tier::High }
            }
            same => same,
        };
        std::mem::replace(&mut self.now, next) != next
    }

    /// What came before a pause says nothing.
    pub(super) fn forget(&mut self) {
        (self.frames, self.slow, self.millis) = (0, 0, 0.0);
    }
}
