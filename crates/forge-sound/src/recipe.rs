//! How a sound is made: rendered, levelled, wrapped, encoded, measured.

use crate::chance::Chance;
use crate::measure::{loudest_lufs, steady_lufs, true_peak_db};
use crate::mp3::{self, Fineness};
use crate::sound::{Group, Kind, LoopPoints, Sound};
use crate::tone::filter::{Pass, filter, filter_round};
use crate::track::{Take, decibels, fade, round_off, samples};

/// What every loop has of itself before and behind: more than any decoder's delay.
const ROLL_SECONDS: f64 = 0.25;
/// MP3 overshoots; this much room keeps the decoded file under -1 dBTP.
const CEILING_DB: f64 = -2.2;
/// How far a peak may be rounded off to make a short sound louder.
const ROUNDING_DB: f64 = 6.0;
/// What is softer than this at the end of a sound is not heard, and is cut.
const INAUDIBLE: f32 = 0.000_8;

pub(crate) type Make = Box<dyn Fn(&mut Chance) -> Take + Send + Sync>;

/// How one sound is made, and what is known of it before.
pub struct Recipe {
    pub(crate) family: String,
    pub(crate) variant: u8,
    pub(crate) variants: u8,
    pub(crate) kind: Kind,
    pub(crate) group: Group,
    pub(crate) caption: &'static str,
    pub(crate) fineness: Fineness,
    /// The loudness that it is brought to, unless its peak forbids it.
    pub(crate) target_lufs: f64,
    /// Of a stem: the intensity from which on it is heard.
    pub(crate) enters: Option<f64>,
    pub(crate) make: Make,
}

impl Recipe {
    /// The sound's name for ever: the family, and the variant where there are several.
    pub fn id(&self) -> String {
        if self.variants == 1 { self.family.clone() } else { format!("{}-{}", self.family, self.variant) }
    }

    pub fn group(&self) -> Group {
        self.group
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Of a stem: the intensity of the piece from which on it is heard.
    pub fn enters(&self) -> Option<f64> {
        self.enters
    }

    /// The samples as they are encoded, loops without pre- and post-roll.
    pub fn take(&self) -> Take {
        let mut take = (self.make)(&mut Chance::of(&self.id()));
        self.clean(&mut take);
        self.bring_to_level(&mut take);
        take
    }

    /// Makes the sound.
    ///
    /// # Panics
    /// When LAME refuses its settings or has no memory left.
    pub fn render(&self) -> Sound {
        let take = self.take();
        let (lufs, true_peak_db) = (self.lufs(&take), true_peak_db(&take));
        let (file, loop_points) = match self.kind {
            Kind::Once => (take, None),
            Kind::Loop | Kind::Stem => wrap(&take),
        };
        Sound {
            id: self.id(),
            family: self.family.clone(),
            variant: self.variant,
            variants: self.variants,
            kind: self.kind,
            group: self.group,
            channel: self.group.channel(),
            caption: self.caption,
            mp3: mp3::encode(&file, self.fineness),
            channels: file.channels.len() as u8,
            seconds: file.len() as f64 / f64::from(crate::RATE),
            loop_points,
            enters: self.enters,
            lufs,
            true_peak_db,
        }
    }

    fn lufs(&self, take: &Take) -> f64 {
        match self.kind {
            Kind::Once => loudest_lufs(take),
            Kind::Loop | Kind::Stem => steady_lufs(take),
        }
    }

    /// Takes away offset and rumble, and from single sounds the end that nobody hears.
    fn clean(&self, take: &mut Take) {
        for track in &mut take.channels {
            match self.kind {
                Kind::Once => {
                    filter(track, Pass::High, 32.0, 0.7);
                    let most = crate::track::peak(track) as f32;
                    let end = track.iter().rposition(|sample| sample.abs() > INAUDIBLE * most);
                    track.truncate(end.map_or(0, |end| end + 1));
                    fade(track, 0.0005, 0.015);
                }
                Kind::Loop => filter_round(track, Pass::High, 32.0, 0.7),
                // Filtered where they are mixed.
                Kind::Stem => {}
            }
        }
    }

    fn bring_to_level(&self, take: &mut Take) {
        let wanted = self.target_lufs - self.lufs(take);
        let allowed = CEILING_DB - true_peak_db(take);
        if self.kind == Kind::Once && wanted > allowed {
            // A blow is mostly its first peak. Rounding that gives the rest of it room.
            take.gain(decibels(wanted.min(allowed + ROUNDING_DB)));
            take.channels.iter_mut().for_each(|track| round_off(track, decibels(CEILING_DB - 0.3)));
            take.gain(decibels((CEILING_DB - true_peak_db(take)).min(0.0)));
        } else {
            take.gain(decibels(wanted.min(allowed)));
        }
    }
}

/// A loop with a quarter of a second of itself on both sides.
fn wrap(take: &Take) -> (Take, Option<LoopPoints>) {
    let (roll, length) = (samples(ROLL_SECONDS), take.len());
    let channels = take
        .channels
        .iter()
        .map(|track| {
            let mut long = track[length - roll..].to_vec();
            long.extend_from_slice(track);
            long.extend_from_slice(&track[..roll]);
            long
        })
        .collect();
    (Take { channels }, Some(LoopPoints::new(roll, length)))
}
