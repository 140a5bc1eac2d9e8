//! The addresses of the drawings in `public/`. Each carries a hash of what it leads to, so that the server can
//! let a browser keep it for good: who is away from any network for an hour still sees every icon that comes up.

/// The icons, and the larger scenes of empty and troubled pages: `NAME` is a symbol in it.
pub(crate) const ICONS: Picture = Picture::of("/icons.svg?", include_bytes!("../../public/icons.svg"));
/// A figure of each species as a flat drawing: a symbol each.
pub(crate) const FIGURES: Picture = Picture::of("/figures.svg?", include_bytes!("../../public/figures.svg"));
/// The lantern of the landing page, whole.
pub(crate) const LANTERN: Picture = Picture::of("/lantern.svg?", include_bytes!("../../public/lantern.svg"));

const HASH_DIGITS: usize = 16;

/// A drawing and what it is today. Its bytes are read when this is compiled and are in no program.
pub(crate) struct Picture {
    path: &'static str,
    hash: [u8; HASH_DIGITS],
}

impl Picture {
    const fn of(path: &'static str, bytes: &[u8]) -> Self {
        Self { path, hash: digits(fnv(bytes)) }
    }

    /// The address of the whole.
    pub(crate) fn whole(&self) -> String {
        [self.path, self.hash()].concat()
    }

    /// The address of the symbol that is called `name`.
    pub(crate) fn symbol(&self, name: &str) -> String {
        [self.path, self.hash(), "#", name].concat()
    }

    fn hash(&self) -> &str {
        std::str::from_utf8(&self.hash).unwrap_or_default()
    }
}

/// FNV-1a in 64 bits: it tells one version from another, and nothing is trusted to it.
const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

const fn digits(hash: u64) -> [u8; HASH_DIGITS] {
    let mut digits = [0; HASH_DIGITS];
    let mut at = 0;
    while at < HASH_DIGITS {
        digits[at] = b"0123456789abcdef"[(hash >> (60 - 4 * at)) as usize & 0xf];
        at += 1;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_bytes() {
        // The vectors of the FNV reference: the empty text and "foobar".
        assert_eq!(&digits(fnv(b"")), b"cbf29ce484222325");
        assert_eq!(&digits(fnv(b"foobar")), b"85944171f73967e8");
    }

    #[test]
    fn an_address_changes_with_the_bytes() {
        let [one, other] = [b"one", b"two"].map(|bytes| Picture::of("/it.svg?", bytes));
        assert_ne!(one.whole(), other.whole());
        assert_eq!(one.symbol("plus"), [&one.whole(), "#plus"].concat());
    }
}
