//! What makes one arrangement better than another, in points against it.

use super::arrange::{Arrangement, Note};
use super::score::{BAR, chord_at, scale};

/// Points against an arrangement; fewer is better. Each is a rule of the craft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Leaps of the tune over a sixth, and leaps over a fourth that are not answered by a turn.
    pub leaps: f64,
    /// Long or accented notes of the tune outside the chord that do not resolve by a step.
    pub rubs: f64,
    /// Notes outside the scale.
    pub strays: f64,
    /// The same pitch or the same bar too often in a row.
    pub dull: f64,
    /// Ornament where there should be calm, and calm for too long.
    pub busy: f64,
    /// The lute: leaps, and seconds against the tune.
    pub lute: f64,
}

impl Verdict {
    pub fn total(self) -> f64 {
        self.leaps + self.rubs + self.strays + self.dull + self.busy + self.lute
    }
}

pub fn judge(piece: &Arrangement) -> Verdict {
    let lead = &piece.lead;
    Verdict {
        leaps: leaps(lead),
        rubs: rubs(lead),
        strays: strays(lead) + strays(&piece.lute),
        dull: dull(lead) + 0.5 * dull(&piece.lute),
        busy: busy(lead),
        lute: lute(piece),
    }
}

fn step(from: &Note, to: &Note) -> i32 {
    i32::from(to.midi) - i32::from(from.midi)
}

fn leaps(lead: &[Note]) -> f64 {
    let wide = lead.windows(2).filter(|pair| step(&pair[0], &pair[1]).abs() > 9).count();
    let unanswered = lead
        .windows(3)
        .filter(|three| {
            let (leap, after) = (step(&three[0], &three[1]), step(&three[1], &three[2]));
            leap.abs() > 5 && leap.signum() == after.signum() && after.abs() > 2
        })
        .count();
    4.0 * wide as f64 + 2.0 * unanswered as f64
}

fn rubs(lead: &[Note]) -> f64 {
    lead.iter()
        .enumerate()
        .filter(|(_, note)| note.at % 3 == 0 || note.eighths > 2)
        .filter(|(_, note)| !belongs(note))
        .map(|(index, note)| match lead.get(index + 1) {
            Some(next) if step(note, next).abs() <= 2 && belongs(next) => 0.4,
            _ => 3.0,
        })
        .sum()
}

fn belongs(note: &Note) -> bool {
    let chord = chord_at(note.at);
    let class = note.midi % 12;
    chord.tones.contains(&class) || chord.colours.contains(&class)
}

fn strays(notes: &[Note]) -> f64 {
    5.0 * notes.iter().filter(|note| !scale(note.at / BAR).contains(&(note.midi % 12))).count() as f64
}

fn dull(notes: &[Note]) -> f64 {
    let repeats = notes.windows(2).filter(|pair| pair[0].midi == pair[1].midi).count();
    let swings =
        notes.windows(4).filter(|four| four[0].midi == four[2].midi && four[1].midi == four[3].midi).count();
    repeats as f64 + 0.5 * swings as f64
}

/// The second A wants two to four ornaments, the bridge one to three, the last A one to three:
/// it should grow and then come to rest.
fn busy(lead: &[Note]) -> f64 {
    let plain = super::arrange::tune();
    let added = |bars: std::ops::Range<usize>| {
        let count = |notes: &[Note]| notes.iter().filter(|note| bars.contains(&(note.at / BAR))).count();
        count(lead) as f64 - count(&plain) as f64
    };
    let off = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
    off(added(8..16), 2.0, 4.0) + off(added(16..24), 1.0, 3.0) + off(added(24..32), 1.0, 3.0)
}

fn lute(piece: &Arrangement) -> f64 {
    let upper: Vec<&Note> = piece.lute.iter().filter(|note| note.at % BAR != 0).collect();
    let wide = upper.windows(2).filter(|pair| step(pair[0], pair[1]).abs() > 7).count();
    let clashes = piece
        .lute
        .iter()
        .filter(|note| {
            piece.lead.iter().any(|sung| {
                sung.at <= note.at
                    && note.at < sung.at + sung.eighths
                    && matches!(sung.midi.abs_diff(note.midi) % 12, 1 | 11)
            })
        })
        .count();
    0.4 * wide as f64 + 1.5 * clashes as f64
}
