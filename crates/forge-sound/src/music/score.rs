//! The score: a barcarolle in six-eight, AABA, Dorian until the bridge and Ionian at the end.

/// Samples of one eighth, 0.36 seconds: a whole number at 44.1 kHz too, and fifteen frames of MP3.
pub const EIGHTH: usize = 17_280;
/// Eighths of a bar.
pub const BAR: usize = 6;
pub const BARS: usize = 32;
/// Samples of the whole piece: 69.12 seconds.
pub const LENGTH: usize = EIGHTH * BAR * BARS;

/// The five notes that say "Farlantern" everywhere: home, the lantern lifted by a fifth, a step
/// beyond, and back down by thirds to the second, which asks to go on. D A B G E are common to
/// D Dorian and D Ionian, so the motif fits every bar of the harbour.
pub const MOTIF: [u8; 5] = [62, 69, 71, 67, 64];

/// Which eight bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    First,
    Again,
    Bridge,
    Home,
}

/// The section of a bar (from 0).
pub fn section(bar: usize) -> Section {
    [Section::First, Section::Again, Section::Bridge, Section::Home][bar / 8 % 4]
}

/// A chord: what the bass plays, what must sound, what may sound too.
#[derive(Debug, PartialEq, Eq)]
pub struct Chord {
    pub name: &'static str,
    /// MIDI.
    pub bass: u8,
    /// Pitch classes, C is 0.
    pub tones: [u8; 3],
    pub colours: &'static [u8],
}

const fn chord(name: &'static str, bass: u8, tones: [u8; 3], colours: &'static [u8]) -> Chord {
    Chord { name, bass, tones, colours }
}

const DM: Chord = chord("Dm", 38, [2, 5, 9], &[4]);
const G_D: Chord = chord("G/D", 38, [7, 11, 2], &[4]);
const G: Chord = chord("G", 43, [7, 11, 2], &[4]);
const C: Chord = chord("C", 36, [0, 4, 7], &[2]);
const C_E: Chord = chord("C/E", 40, [0, 4, 7], &[2]);
const F: Chord = chord("F", 41, [5, 9, 0], &[4]);
const AM: Chord = chord("Am7", 45, [9, 0, 4], &[7]);
const AS: Chord = chord("Asus", 45, [9, 2, 4], &[]);
const A: Chord = chord("A", 45, [9, 1, 4], &[]);
const D: Chord = chord("D", 50, [2, 6, 9], &[4, 11]);
const D_LOW: Chord = chord("D", 38, [2, 6, 9], &[4, 11]);
// Its bright third leaves before the hall could carry it into the minor of the first bar.
const D_OPEN: Chord = chord("Dsus2", 38, [2, 9, 4], &[]);
const A_C: Chord = chord("A/C#", 49, [9, 1, 4], &[]);
const BM: Chord = chord("Bm7", 47, [11, 2, 6], &[9]);
const EM: Chord = chord("Em7/G", 43, [4, 7, 11], &[2]);

/// Two chords a bar, one for each dotted quarter.
pub const HARMONY: [[&Chord; 2]; BARS] = [
    [&DM, &DM],
    [&G_D, &G_D],
    [&DM, &DM],
    [&C, &C],
    [&F, &F],
    [&C_E, &C_E],
    [&G, &G],
    [&AM, &AM],
    [&DM, &DM],
    [&G_D, &G_D],
    [&DM, &DM],
    [&C, &C],
    [&F, &F],
    [&C_E, &C_E],
    [&G, &G],
    [&AS, &A],
    [&D, &D],
    [&A_C, &A_C],
    [&BM, &BM],
    [&G, &G],
    [&A, &A],
    [&BM, &BM],
    [&EM, &EM],
    [&AS, &AM],
    [&DM, &DM],
    [&G_D, &G_D],
    [&DM, &DM],
    [&C, &C],
    [&F, &F],
    [&G, &G],
    [&AS, &A],
    [&D_LOW, &D_OPEN],
];

/// The chord that sounds at an eighth counted from the beginning.
pub fn chord_at(eighth: usize) -> &'static Chord {
    HARMONY[eighth / BAR % BARS][eighth % BAR / 3]
}

/// The scale of a bar, as pitch classes: Ionian in the bridge and in the last two bars.
pub fn scale(bar: usize) -> [u8; 7] {
    const DORIAN: [u8; 7] = [0, 2, 4, 5, 7, 9, 11];
    const IONIAN: [u8; 7] = [1, 2, 4, 6, 7, 9, 11];
    if (15..23).contains(&bar) || bar >= 30 { IONIAN } else { DORIAN }
}

/// A rest in [`MELODY`].
pub const REST: u8 = 0;

/// The tune: for each bar its notes as (MIDI, eighths). Its rests are part of it.
pub const MELODY: [&[(u8, usize)]; BARS] = [
    // A: the motif, a question, an answer that stays open.
    &[(62, 3), (69, 3)],
    &[(71, 3), (67, 3)],
    &[(64, 2), (65, 1), (69, 3)],
    &[(67, 3), (REST, 3)],
    &[(69, 2), (72, 1), (76, 3)],
    &[(74, 2), (72, 1), (67, 3)],
    &[(69, 3), (71, 2), (67, 1)],
    &[(64, 3), (REST, 3)],
    // A again, reaching higher, and turning towards the light (C to C sharp).
    &[(62, 3), (69, 3)],
    &[(71, 3), (67, 3)],
    &[(64, 2), (65, 1), (69, 3)],
    &[(72, 3), (67, 2), (REST, 1)],
    &[(69, 2), (72, 1), (77, 3)],
    &[(76, 2), (74, 1), (72, 3)],
    &[(71, 3), (69, 1), (71, 2)],
    &[(74, 3), (73, 3)],
    // B: the motif upside down, then in its own shape a fifth higher.
    &[(78, 3), (71, 3)],
    &[(69, 3), (73, 3)],
    &[(76, 2), (74, 4)],
    &[(71, 3), (REST, 3)],
    &[(69, 3), (76, 3)],
    &[(78, 3), (74, 3)],
    &[(71, 2), (73, 1), (74, 3)],
    &[(76, 2), (74, 1), (69, 1), (REST, 2)],
    // A, home: thirds climb to the dominant, and the last bar is bright.
    &[(62, 3), (69, 3)],
    &[(71, 3), (67, 3)],
    &[(64, 2), (65, 1), (69, 3)],
    &[(72, 2), (71, 1), (67, 3)],
    &[(69, 3), (72, 3)],
    &[(71, 3), (74, 3)],
    &[(76, 2), (74, 1), (73, 3)],
    &[(74, 4), (REST, 2)],
];

/// Where the dulcimer answers, mostly into rests of the tune: (bar, eighth, MIDI).
/// At the end it has the motif, as fast as a thought.
pub const ANSWERS: &[(usize, usize, u8)] = &[
    (3, 3, 79),
    (3, 4, 76),
    (3, 5, 72),
    (7, 3, 76),
    (7, 4, 72),
    (7, 5, 69),
    (11, 5, 76),
    (19, 3, 79),
    (19, 4, 74),
    (19, 5, 71),
    (23, 4, 72),
    (23, 5, 76),
    (31, 0, 74),
    (31, 1, 81),
    (31, 2, 83),
    (31, 3, 79),
    (31, 4, 76),
];
