//! Names to suggest, put together from syllables of our own.

const BEGINNINGS: [&str; 24] = [
    "Al", "Bre", "Cor", "Dar", "El", "Fen", "Gar", "Hal", "Is", "Jor", "Kel", "Lin", "Mar", "Nor", "Or",
    "Per", "Quil", "Ros", "Sel", "Tam", "Ul", "Ver", "Wren", "Yar",
];
const ENDINGS: [&str; 20] = [
    "a", "an", "beth", "da", "dric", "en", "eth", "ia", "in", "is", "la", "lo", "mund", "na", "o", "ric",
    "sa", "tha", "win", "ys",
];
const FAMILIES: [&str; 20] = [
    "Amber", "Ash", "Brine", "Cinder", "Copper", "Deep", "Fair", "Gale", "Gull", "Lantern", "Moon", "North",
    "Oak", "Raven", "Salt", "Star", "Stone", "Tide", "Wick", "Wind",
];
const PLACES: [&str; 14] = [
    "bell", "bourne", "brook", "crest", "fall", "hand", "helm", "hook", "keel", "mark", "ward", "watch",
    "well", "wright",
];

/// A given and a family name; each byte of chance chooses one part.
pub(crate) fn suggest(chance: [u8; 16]) -> String {
    let pick = |parts: &[&'static str], byte: u8| parts[usize::from(byte) % parts.len()];
    let [first, second, third, fourth, ..] = chance;
    let given = [pick(&BEGINNINGS, first), pick(&ENDINGS, second)].concat();
    [&given, " ", pick(&FAMILIES, third), pick(&PLACES, fourth)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suggestion_is_a_name() {
        for byte in 0..=u8::MAX {
            let chance = [byte, byte.wrapping_mul(7), byte.wrapping_mul(11), byte.rotate_left(3)];
            let mut bytes = [0; 16];
            bytes[..4].copy_from_slice(&chance);
            let name = suggest(bytes);
            assert!(rules::Name::parse(&name).is_ok(), "{name}");
        }
    }
}
