//! What chance may choose: ornaments of the tune and the lute's figures, by one seed.

use super::score::{BAR, BARS, MELODY, REST, Section, chord_at, scale, section};
use crate::chance::Chance;

/// A note in eighths from the beginning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    pub at: usize,
    pub eighths: usize,
    pub midi: u8,
    /// 0 to 1.
    pub loud: f64,
}

/// What one seed makes of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    pub lead: Vec<Note>,
    pub lute: Vec<Note>,
}

/// The seed whose arrangement [`super::judge`] likes best of two thousand.
pub const PINNED: u32 = 930;

/// Arranges the score. Equal seeds give equal arrangements.
pub fn arrange(seed: u32) -> Arrangement {
    let mut chance = Chance::of(&format!("harbour/arrangement-{seed}"));
    let lead = ornament(&tune(), &mut chance);
    let lute = figures(&lead, &mut chance);
    Arrangement { lead, lute }
}

/// The tune as it is written, without rests. Four-bar phrases swell and fade.
pub fn tune() -> Vec<Note> {
    let mut notes = Vec::new();
    for (bar, row) in MELODY.iter().enumerate() {
        let mut at = bar * BAR;
        for &(midi, eighths) in *row {
            if midi != REST {
                let accent = if at.is_multiple_of(BAR) { 0.08 } else { 0.0 };
                notes.push(Note { at, eighths, midi, loud: 0.66 + swell(at) + accent });
            }
            at += eighths;
        }
    }
    notes
}

/// The breath of a phrase of four bars, -0.1 to 0.16.
pub fn swell(at: usize) -> f64 {
    let part = (at % (4 * BAR)) as f64 / (4 * BAR) as f64;
    0.26 * libm::sin(std::f64::consts::PI * part) - 0.1
}

/// Where a note is long and the next a third away, chance may walk through what lies between;
/// before a step it may touch the neighbour. The first eight bars stay plain, and so does the motif.
fn ornament(plain: &[Note], chance: &mut Chance) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, note) in plain.iter().enumerate() {
        let bar = note.at / BAR;
        let next = plain.get(index + 1).filter(|next| next.at == note.at + note.eighths);
        let motif = section(bar) != Section::Bridge && bar % 8 < 3;
        let wish = if section(bar) == Section::First || motif { 1.0 } else { chance.unit() };
        match next {
            Some(next) if note.eighths >= 3 && wish < 0.38 => {
                let passing = between(note.midi, next.midi, bar, chance);
                let loud = note.loud * 0.8;
                notes.push(Note { eighths: note.eighths - 1, ..*note });
                notes.push(Note { at: next.at - 1, eighths: 1, midi: passing, loud });
            }
            _ => notes.push(*note),
        }
    }
    notes
}

/// A tone of the scale on the way from one note to the next.
fn between(from: u8, to: u8, bar: usize, chance: &mut Chance) -> u8 {
    let scale = scale(bar);
    let (low, high) = (from.min(to), from.max(to));
    let inside: Vec<u8> = (low + 1..high).filter(|midi| scale.contains(&(midi % 12))).collect();
    if let Some(&midi) = inside.get(chance.below(inside.len().max(1))) {
        return midi;
    }
    let upper = (high + 1..=high + 2).find(|midi| scale.contains(&(midi % 12)));
    upper.unwrap_or(from)
}

/// Pulses of the lute's two-bar figures: how many of twelve eighths, spread evenly (Euclid).
fn pulses(section: Section) -> usize {
    match section {
        Section::First => 7,
        Section::Again | Section::Home => 8,
        Section::Bridge => 9,
    }
}

/// The lute: a low tone on each first eighth, then a figure that a section keeps: hands remember
/// shapes, not notes. Every fourth pair of bars has it one tone higher.
fn figures(lead: &[Note], chance: &mut Chance) -> Vec<Note> {
    let shapes: [[usize; 2 * BAR]; 4] = std::array::from_fn(|_| shape(chance));
    let mut notes: Vec<Note> = Vec::new();
    for at in 0..BARS * BAR {
        let bar = at / BAR;
        let (count, step) = (pulses(section(bar)), at % (2 * BAR));
        let first = at.is_multiple_of(BAR);
        // In the last bar it lets the chord ring.
        let plays = bar < BARS - 1 && step * count % (2 * BAR) < count;
        if !plays && !first {
            continue;
        }
        let higher = usize::from(bar % 8 >= 6);
        let midi = if first { root(at) } else { rung(at, shapes[bar / 8][step] + higher, lead) };
        let accent = if at % 3 == 0 { 0.1 } else { 0.0 };
        let loud = 0.52 + swell(at) + accent + chance.between(-0.05, 0.05);
        notes.push(Note { at, eighths: 3, midi, loud });
    }
    notes
}

/// A figure of two bars, as rungs of the chord: a walk that turns at its ends.
fn shape(chance: &mut Chance) -> [usize; 2 * BAR] {
    let (mut rung, mut way) = (chance.below(3) as i64, 1);
    std::array::from_fn(|_| {
        let now = rung;
        if chance.unit() < 0.3 || rung >= 4 || rung <= 0 {
            way = if rung >= 3 {
                -1
            } else if rung <= 1 {
                1
            } else {
                -way
            };
        }
        rung = (rung + way * (1 + chance.below(2) as i64)).clamp(0, 4);
        now as usize
    })
}

/// The chord's bass where a lute has it: D3 to C#4.
fn root(at: usize) -> u8 {
    50 + (chord_at(at).bass + 10) % 12
}

/// A rung of the chord from A3 up; one that would rub against the tune gives way to its neighbour.
fn rung(at: usize, rung: usize, lead: &[Note]) -> u8 {
    let chord = chord_at(at);
    let sung = lead.iter().rev().find(|note| note.at <= at && at < note.at + note.eighths);
    let clear = |midi: &u8| sung.is_none_or(|sung| sung.midi.abs_diff(*midi) > 1);
    let ladder: Vec<u8> = (57..=79).filter(|midi| chord.tones.contains(&(midi % 12))).filter(clear).collect();
    ladder[rung.min(ladder.len() - 1)]
}
