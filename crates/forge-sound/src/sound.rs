//! A finished sound and what the manifest says of it.

use crate::track::RATE_HZ;
use serde::Serialize;

/// One file with everything that a player or a meter wants to know.
#[derive(Clone, Serialize)]
pub struct Sound {
    /// Its name for ever, as `sound/footstep-wood-1`.
    pub id: String,
    /// The id without its variant: any sound of one family may stand for another.
    pub family: String,
    /// 1 to `variants`.
    pub variant: u8,
    pub variants: u8,
    pub kind: Kind,
    pub group: Group,
    /// The slider that it obeys.
    pub channel: Channel,
    /// A sentence for people who do not hear it.
    pub caption: &'static str,
    /// The file: MPEG-1 layer III at 48 kHz with a LAME tag, so that most decoders trim its padding.
    #[serde(skip)]
    pub mp3: Vec<u8>,
    /// 1 or 2.
    pub channels: u8,
    /// How long the file plays, pre- and post-roll included.
    pub seconds: f64,
    /// Only of loops and stems.
    pub loop_points: Option<LoopPoints>,
    /// Only of stems: the intensity of the piece, 0.0 to 1.0, from which on it is heard in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enters: Option<f64>,
    /// Loops and stems: integrated loudness. Others: their loudest 400 milliseconds.
    pub lufs: f64,
    /// Before encoding, in dBTP.
    pub true_peak_db: f64,
}

/// How a sound is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Once from its beginning.
    Once,
    /// Round and round between its loop points.
    Loop,
    /// As a loop, in step with the other stems of its piece: all start at one time.
    Stem,
}

/// The slider that a sound obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Music,
    Ambience,
    Effects,
    Interface,
    Voice,
}

/// What a sound belongs to; its loudness and its size go by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    Tick,
    Footstep,
    Handling,
    Dice,
    Weapon,
    Spell,
    Place,
    Call,
    Keeper,
    Music,
}

impl Group {
    pub fn channel(self) -> Channel {
        match self {
            Self::Tick => Channel::Interface,
            Self::Footstep | Self::Handling | Self::Dice | Self::Weapon | Self::Spell => Channel::Effects,
            Self::Place | Self::Call => Channel::Ambience,
            Self::Keeper => Channel::Voice,
            Self::Music => Channel::Music,
        }
    }

    /// The loudness that a sound of this group is brought to, unless its peak forbids it.
    /// None for music: its stems are mixed by hand.
    pub fn target_lufs(self) -> f64 {
        match self {
            Self::Tick => -26.0,
            Self::Footstep => -25.0,
            Self::Handling => -21.0,
            Self::Dice => -20.0,
            Self::Weapon | Self::Spell => -18.5,
            Self::Place => -28.0,
            Self::Call => -26.0,
            Self::Keeper => -21.0,
            // A single stem; the five have faders of their own and are about this together.
            Self::Music => -21.0,
        }
    }

    /// What a first scene needs before it sounds like a place; all else may come later.
    pub fn is_first_scene(self) -> bool {
        matches!(self, Self::Tick | Self::Footstep | Self::Place)
    }
}

/// Where a loop turns. Set `loopStart` and `loopEnd` of an `AudioBufferSourceNode` to
/// `start_seconds` and `start_seconds + length_seconds`, and start it at `start_seconds`.
///
/// The file goes on for a quarter of a second on both sides with what the loop itself has there.
/// So any span of this length that lies inside it loops without a seam, and a decoder that shifts
/// everything by its delay does no harm. A loop is a whole number of frames long, so that LAME
/// meets the same samples at both ends in the same place of a frame and codes them alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LoopPoints {
    /// Samples at 48 kHz from the beginning of the file.
    pub start: usize,
    /// Samples at 48 kHz; also a whole number of samples at 44.1 kHz.
    pub length: usize,
    pub start_seconds: f64,
    pub length_seconds: f64,
}

impl LoopPoints {
    pub fn new(start: usize, length: usize) -> Self {
        Self { start, length, start_seconds: start as f64 / RATE_HZ, length_seconds: length as f64 / RATE_HZ }
    }
}
