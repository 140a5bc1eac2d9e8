//! Four voices that go from chord to chord by the smallest steps.

use super::score::{BARS, Chord, HARMONY};

/// Four MIDI numbers, low to high.
pub type Voicing = [u8; 4];

/// How far down and up each voice goes.
const RANGES: [(u8, u8); 4] = [(50, 62), (55, 67), (60, 72), (64, 77)];

/// A chord that is held: from which half bar, for how many of them, in which voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub half: usize,
    pub halves: usize,
    pub voices: Voicing,
}

/// The pad's part: the cheapest way through all chords, found by going through every way once.
pub fn voicings() -> Vec<Held> {
    let spans = spans();
    let choices: Vec<Vec<Voicing>> = spans.iter().map(|(_, _, chord)| candidates(chord)).collect();
    let mut costs: Vec<u32> = choices[0].iter().map(|voices| stance(*voices)).collect();
    let mut paths: Vec<Vec<usize>> = Vec::new();
    for step in 1..spans.len() {
        let (mut next, mut path) = (Vec::new(), Vec::new());
        for to in &choices[step] {
            let (from, cost) = choices[step - 1]
                .iter()
                .zip(&costs)
                .map(|(from, cost)| cost + motion(*from, *to))
                .enumerate()
                .min_by_key(|(_, cost)| *cost)
                .unwrap_or((0, u32::MAX / 2));
            next.push(cost + stance(*to));
            path.push(from);
        }
        costs = next;
        paths.push(path);
    }
    let mut at = (0..costs.len()).min_by_key(|&at| costs[at]).unwrap_or(0);
    let mut held = Vec::new();
    for step in (0..spans.len()).rev() {
        held.push(Held { half: spans[step].0, halves: spans[step].1, voices: choices[step][at] });
        if step > 0 {
            at = paths[step - 1][at];
        }
    }
    held.reverse();
    held
}

/// Chords with where they begin and how long they last, in half bars.
fn spans() -> Vec<(usize, usize, &'static Chord)> {
    let mut spans: Vec<(usize, usize, &'static Chord)> = Vec::new();
    for half in 0..BARS * 2 {
        let chord = HARMONY[half / 2][half % 2];
        match spans.last_mut() {
            Some((_, halves, last)) if *last == chord && half % 2 == 1 => *halves += 1,
            _ => spans.push((half, 1, chord)),
        }
    }
    spans
}

/// Every way to spread a chord over the voices: all three tones, at most one colour.
fn candidates(chord: &Chord) -> Vec<Voicing> {
    let fits = |voice: usize| {
        let (low, high) = RANGES[voice];
        (low..=high).filter(move |midi| {
            chord.tones.contains(&(midi % 12)) || (voice > 1 && chord.colours.contains(&(midi % 12)))
        })
    };
    let mut found = Vec::new();
    for a in fits(0) {
        for b in fits(1).filter(|b| *b > a + 2) {
            for c in fits(2).filter(|c| *c > b + 1 && *c < b + 10) {
                for d in fits(3).filter(|d| *d > c + 2 && *d < c + 10) {
                    let voices = [a, b, c, d];
                    if chord.tones.iter().all(|tone| voices.iter().any(|midi| midi % 12 == *tone)) {
                        found.push(voices);
                    }
                }
            }
        }
    }
    found
}

/// What a voicing costs by itself: far from the middle of its ranges, or muddy below.
fn stance(voices: Voicing) -> u32 {
    let middle: u32 =
        (0..4).map(|at| u32::from(voices[at].abs_diff(u8::midpoint(RANGES[at].0, RANGES[at].1)))).sum();
    let mud = if voices[1] - voices[0] < 5 { 3 } else { 0 };
    middle / 3 + mud
}

/// What it costs to go on: every semitone, more for leaps, most for fifths and octaves in parallel.
pub fn motion(from: Voicing, to: Voicing) -> u32 {
    let steps: u32 = (0..4)
        .map(|at| {
            let step = u32::from(from[at].abs_diff(to[at]));
            step + if step > 4 { 2 * (step - 4) } else { 0 }
        })
        .sum();
    steps + 9 * parallels(from, to)
}

/// How many pairs of voices move in parallel fifths or octaves.
pub fn parallels(from: Voicing, to: Voicing) -> u32 {
    let mut count = 0;
    for low in 0..4 {
        for high in low + 1..4 {
            let (before, after) = ((from[high] - from[low]) % 12, (to[high] - to[low]) % 12);
            let moved = from[low] != to[low] && from[high] != to[high];
            let same_way = (to[low] > from[low]) == (to[high] > from[high]);
            if moved && same_way && before == after && (before == 7 || before == 0) {
                count += 1;
            }
        }
    }
    count
}
