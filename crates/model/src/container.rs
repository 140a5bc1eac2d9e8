//! The container of a binary glTF: a header, a JSON chunk, and a binary chunk.

use crate::limit::{FILE_BYTES_MAX, JSON_BYTES_MAX};
use crate::read::Unreadable;

const MAGIC: &[u8; 4] = b"glTF";
const JSON: &[u8; 4] = b"JSON";
const BIN: &[u8; 4] = b"BIN\0";

/// The two halves. Chunks of other kinds are passed over, as the format asks.
pub(crate) fn open(bytes: &[u8]) -> Result<(&[u8], &[u8]), Unreadable> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Unreadable::TooMuch("bytes"));
    }
    let (header, mut rest) = bytes.split_at_checked(12).ok_or(Unreadable::Truncated)?;
    if &header[..4] != MAGIC || number(&header[4..8]) != 2 {
        return Err(Unreadable::NotGltf);
    }
    if number(&header[8..12]) as usize != bytes.len() {
        return Err(Unreadable::Truncated);
    }
    let (mut text, mut bin) = (None, None);
    while !rest.is_empty() {
        let (head, after) = rest.split_at_checked(8).ok_or(Unreadable::Truncated)?;
        let (chunk, after) = after.split_at_checked(number(head) as usize).ok_or(Unreadable::Truncated)?;
        match &head[4..8] {
            kind if kind == JSON && text.is_none() => text = Some(chunk),
            kind if kind == BIN && bin.is_none() => bin = Some(chunk),
            _ => {}
        }
        rest = after;
    }
    let text = text.ok_or(Unreadable::NotGltf)?;
    if text.len() > JSON_BYTES_MAX {
        return Err(Unreadable::TooMuch("bytes of JSON"));
    }
    Ok((text, bin.unwrap_or_default()))
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}
