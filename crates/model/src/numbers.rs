//! The binary half: numbers that accessors name, each read within its bounds.

use crate::document::{Accessor, Document, View};
use crate::limit::ACCESSORS_MAX;
use crate::read::Unreadable;

const U8: u32 = 5121;
const I16: u32 = 5122;
const U16: u32 = 5123;
const U32: u32 = 5125;
const FLOAT: u32 = 5126;

/// The binary half with what finds numbers in it.
pub(crate) struct Numbers<'a> {
    bin: &'a [u8],
    views: &'a [View],
    accessors: &'a [Accessor],
}

impl<'a> Numbers<'a> {
    pub(crate) fn of(document: &'a Document, bin: &'a [u8]) -> Result<Self, Unreadable> {
        let Document { views, accessors, buffers, .. } = document;
        if views.len().max(accessors.len()) > ACCESSORS_MAX {
            return Err(Unreadable::TooMuch("accessors"));
        }
        match buffers.as_slice() {
            [] => {}
            // The chunk may be up to three bytes longer than its buffer: padding.
            [one] if one.uri.is_none() && one.length <= bin.len() => {}
            _ => return Err(Unreadable::Unsupported("data outside of the file")),
        }
        Ok(Self { bin, views, accessors })
    }

    /// Rows of `N` numbers each. Normalised integers become 0.0 to 1.0, or -1.0 to 1.0.
    pub(crate) fn floats<const N: usize>(
        &self,
        accessor: usize,
        most: usize,
    ) -> Result<Vec<[f32; N]>, Unreadable> {
        let (accessor, rows) = self.rows::<N>(accessor, most)?;
        let read = reader(accessor)?;
        rows.map(|row| {
            let mut numbers = [0.0; N];
            let width = row.len() / N;
            for (number, bytes) in numbers.iter_mut().zip(row.chunks_exact(width)) {
                *number = read(bytes);
                if !number.is_finite() {
                    return Err(Unreadable::NotANumber);
                }
            }
            Ok(numbers)
        })
        .collect()
    }

    /// Whole numbers, as indices are.
    pub(crate) fn wholes(&self, accessor: usize, most: usize) -> Result<Vec<u32>, Unreadable> {
        let (accessor, rows) = self.rows::<1>(accessor, most)?;
        if accessor.normalized || !matches!(accessor.component, U8 | U16 | U32) {
            return Err(Unreadable::Type);
        }
        Ok(rows.map(whole).collect())
    }

    /// The bytes of each row.
    fn rows<const N: usize>(
        &self,
        accessor: usize,
        most: usize,
    ) -> Result<(&'a Accessor, impl Iterator<Item = &'a [u8]> + use<'a, N>), Unreadable> {
        let accessor = self.accessors.get(accessor).ok_or(Unreadable::Missing("accessor"))?;
        if accessor.sparse.is_some() {
            return Err(Unreadable::Unsupported("sparse accessors"));
        }
        if accessor.count > most {
            return Err(Unreadable::TooMuch("numbers"));
        }
        let columns = match accessor.kind.as_str() {
            "SCALAR" => 1,
            "VEC2" => 2,
            "VEC3" => 3,
            "VEC4" => 4,
            _ => 0,
        };
        let row = width(accessor.component).ok_or(Unreadable::Type)? * N;
        if columns != N {
            return Err(Unreadable::Type);
        }
        let view = accessor.view.and_then(|it| self.views.get(it)).ok_or(Unreadable::Missing("view"))?;
        let stride = view.stride.unwrap_or(row);
        if view.buffer != 0 || stride < row || stride > 252.max(row) {
            return Err(Unreadable::Type);
        }
        let bytes = part(self.bin, view.offset, view.length)?;
        // The last row may end before its stride does.
        let length = match accessor.count {
            0 => 0,
            count => (count - 1)
                .checked_mul(stride)
                .and_then(|it| it.checked_add(row))
                .ok_or(Unreadable::Truncated)?,
        };
        let bytes = part(bytes, accessor.offset, length)?;
        Ok((accessor, bytes.chunks(stride).map(move |chunk| &chunk[..row])))
    }
}

fn part(bytes: &[u8], from: usize, length: usize) -> Result<&[u8], Unreadable> {
    let to = from.checked_add(length).ok_or(Unreadable::Truncated)?;
    bytes.get(from..to).ok_or(Unreadable::Truncated)
}

fn width(component: u32) -> Option<usize> {
    match component {
        U8 => Some(1),
        I16 | U16 => Some(2),
        U32 | FLOAT => Some(4),
        _ => None,
    }
}

fn reader(accessor: &Accessor) -> Result<fn(&[u8]) -> f32, Unreadable> {
    Ok(match (accessor.component, accessor.normalized) {
        (FLOAT, false) => |bytes| f32::from_bits(whole(bytes)),
        (U8, true) => |bytes| whole(bytes) as f32 / 255.0,
        (U16, true) => |bytes| whole(bytes) as f32 / 65_535.0,
        (I16, true) => |bytes| (f32::from(whole(bytes) as u16 as i16) / 32_767.0).max(-1.0),
        _ => return Err(Unreadable::Type),
    })
}

/// Little end first.
fn whole(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}
