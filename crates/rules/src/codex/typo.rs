//! How many letters of a word are wrong: one more, one less, another one, or two that changed places.

/// From so many letters on it may still be typed on, and is held against the beginning of a word.
const TYPED_ON: usize = 6;

/// Letters that are wrong, where that are few enough for a word of this length.
pub(super) fn between(typed: &str, word: &str) -> Option<usize> {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let allowed = match typed.len() {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    if word.len() + allowed < typed.len() {
        return None;
    }
    let longest = if typed.len() < TYPED_ON { word.len() } else { word.len().min(typed.len() + allowed) };
    if longest > typed.len() + allowed {
        return None;
    }
    let ends = last_row(&typed, word.get(..longest)?);
    let wrong = if typed.len() < TYPED_ON { ends.last().copied() } else { ends.iter().min().copied() };
    wrong.filter(|it| *it <= allowed)
}

/// The distance from the whole of one to each beginning of the other.
fn last_row(typed: &[char], word: &[char]) -> Vec<usize> {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, other) in word.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            let mut least = changed.min(last[column + 1] + 1).min(here[column] + 1);
            let swapped = row > 0 && column > 0 && typed[row - 1] == *other && word[column - 1] == *letter;
            if swapped {
                least = least.min(before_last[column - 1] + 1);
            }
            here.push(least);
        }
        before_last = std::mem::replace(&mut last, here);
    }
    last
}
