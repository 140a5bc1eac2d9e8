//! What liars make of signatures, for tests.

use super::{PublicKey, Signature};

/// The published edge cases: message, key, signature.
pub(crate) fn edge_cases() -> Vec<(Vec<u8>, PublicKey, Signature)> {
    let vectors = include_str!("edge_cases.txt");
    let lines = vectors.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let [message, key, signature]: [&str; 3] =
                line.split_whitespace().collect::<Vec<_>>().try_into().unwrap();
            let key = PublicKey(hex::decode(key).unwrap().try_into().unwrap());
            let signature = Signature(hex::decode(signature).unwrap().try_into().unwrap());
            (hex::decode(message).unwrap(), key, signature)
        })
        .collect()
}

/// Adds the group order to `S`: the same signature in another spelling.
pub(crate) fn malleable(mut signature: Signature) -> Signature {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0;
    for (byte, order) in signature.0[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
    signature
}
