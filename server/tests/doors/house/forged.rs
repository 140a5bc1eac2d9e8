//! Signatures that plain verification would take.

use wire::{PublicKey, Signature, Signed};

/// The neutral point as key and as `R`, and zero as `S`: plain verification takes it for any message.
pub(crate) fn fits_all() -> (PublicKey, Signature) {
    let (mut key, mut signature) = ([0; 32], [0; 64]);
    (key[0], signature[0]) = (1, 1);
    (PublicKey(key), Signature(signature))
}

/// Adds the group order to `S`: the same signature in another spelling.
pub(crate) fn malleable(signed: &mut Signed) {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0;
    for (byte, order) in signed.signature.0[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
}
