//! Twenty-four words of the English list of BIP-39: 32 random bytes and a check digit.

use std::fmt;

use ed25519_dalek::SigningKey;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{chance, trouble::Trouble};

/// The list, in its order. The crate that has it would cost the bundle 24 KB more, 6 KB in Brotli; a
/// test holds the two against each other.
const ENGLISH: &str = include_str!("english.txt");
/// How many there are.
const COUNT: usize = 24;
/// Words of the list differ in their first four letters.
const TELLING_LETTERS: usize = 4;

/// A recovery key as a person writes it down. Wiped from memory when it is dropped.
pub struct Words(Zeroizing<[u8; 32]>);

impl Words {
    /// New ones, from the browser's own source of chance.
    pub fn make() -> Result<Self, Trouble> {
        let mut entropy = Zeroizing::new([0; 32]);
        chance::fill(&mut entropy[..])?;
        Ok(Self(entropy))
    }

    /// Reads words as a person types them: capitals, line ends and many spaces do not matter. What
    /// is wrong is told in a sentence that names the word and its place.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = Zeroizing::new(text.to_lowercase());
        let mut bits = Bits::none();
        let mut count = 0;
        for word in text.split_whitespace() {
            let number = number(word).ok_or_else(|| unknown(count + 1, word))?;
            if count < COUNT {
                bits.put(count, number);
            }
            count += 1;
        }
        if count != COUNT {
            return Err(["There are 24 words; these are ", &count.to_string(), "."].concat());
        }
        let mut entropy = Zeroizing::new([0; 32]);
        entropy.copy_from_slice(&bits.0[..32]);
        let read = Self(entropy);
        if read.bits().0 == bits.0 {
            Ok(read)
        } else {
            Err("Each of these words is in the list, but together they do not fit. Two may be swapped, or one is another."
                .into())
        }
    }

    /// The words, in order.
    pub fn list(&self) -> Vec<&'static str> {
        let bits = self.bits();
        (0..COUNT).filter_map(|at| ENGLISH.lines().nth(bits.get(at))).collect()
    }

    /// The bytes and their check digit, the first of their SHA-256 (BIP-39, "Generating the mnemonic").
    fn bits(&self) -> Bits {
        let mut bits = Bits::none();
        bits.0[..32].copy_from_slice(&self.0[..]);
        bits.0[32] = Sha256::digest(&self.0[..])[0];
        bits
    }

    /// The key they stand for. Its seed is a hash with a tag of our own: who uses the same words
    /// elsewhere gives nothing away here.
    pub(crate) fn key(&self) -> SigningKey {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/recovery/words\0");
        sum.update(&self.0[..]);
        let seed = Zeroizing::new(<[u8; 32]>::from(sum.finalize()));
        SigningKey::from_bytes(&seed)
    }
}

/// Never shown in a log.
impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}

/// 24 numbers of eleven bits, the highest bit first; the last two bytes stay empty.
struct Bits(Zeroizing<[u8; 35]>);

impl Bits {
    fn none() -> Self {
        Self(Zeroizing::new([0; 35]))
    }

    fn get(&self, at: usize) -> usize {
        let (byte, shift) = Self::place(at);
        let three = self.0[byte..byte + 3].iter().fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
        (three >> shift) & 0x7ff
    }

    fn put(&mut self, at: usize, number: usize) {
        let (byte, shift) = Self::place(at);
        for (its, new) in self.0[byte..].iter_mut().zip(&((number << shift) as u32).to_be_bytes()[1..]) {
            *its |= new;
        }
    }

    /// The first of the three bytes that a number lies in, and how many bits there are behind it.
    fn place(at: usize) -> (usize, usize) {
        let bit = at * 11;
        (bit / 8, 13 - bit % 8)
    }
}

/// The word's number in the list.
fn number(word: &str) -> Option<usize> {
    ENGLISH.lines().position(|it| it == word)
}

fn unknown(place: usize, word: &str) -> String {
    let said = ["Word ", &place.to_string(), ", “", word, "”, is not in the list."].concat();
    let telling = word.char_indices().nth(TELLING_LETTERS).map_or(word, |(end, _)| &word[..end]);
    let mut meant = ENGLISH.lines().filter(|it| it.starts_with(telling));
    match (meant.next(), meant.next()) {
        (Some(meant), None) => [&said, " Did you mean “", meant, "”?"].concat(),
        _ => said,
    }
}
