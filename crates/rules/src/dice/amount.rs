//! Numbers of dice: whole ones and exact fractions, so that every machine finds the same.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::limit::{AMOUNT_BOTTOM_MAX, AMOUNT_TOP_MAX};

/// An exact number, `top / bottom` in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    top: i64,
    /// At least one.
    bottom: i64,
}

impl Amount {
    pub const ZERO: Self = Self::whole(0);
    pub const ONE: Self = Self::whole(1);

    pub const fn whole(top: i64) -> Self {
        Self { top, bottom: 1 }
    }

    /// None: there is no such number, or it is too large to be kept exact.
    pub fn fraction(top: i64, bottom: i64) -> Option<Self> {
        // Most numbers are whole, and wide divisions are slow.
        if bottom == 1 {
            return Self::checked(Some(top));
        }
        Self::reduced(i128::from(top), i128::from(bottom))
    }

    fn reduced(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let divisor = common(top.unsigned_abs(), bottom.unsigned_abs()).max(1) as i128 * bottom.signum();
        let (top, bottom) = (top / divisor, bottom / divisor);
        let fits = top.abs() <= i128::from(AMOUNT_TOP_MAX) && bottom <= i128::from(AMOUNT_BOTTOM_MAX);
        fits.then_some(Self { top: top as i64, bottom: bottom as i64 })
    }

    fn checked(top: Option<i64>) -> Option<Self> {
        top.filter(|it| it.unsigned_abs() <= AMOUNT_TOP_MAX.unsigned_abs()).map(Self::whole)
    }

    /// None, here and below: the result is too large to be kept exact.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.bottom == 1 && other.bottom == 1 {
            return Self::checked(self.top.checked_add(other.top));
        }
        let top =
            i128::from(self.top) * i128::from(other.bottom) + i128::from(other.top) * i128::from(self.bottom);
        Self::reduced(top, i128::from(self.bottom) * i128::from(other.bottom))
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    pub fn times(self, other: Self) -> Option<Self> {
        if self.bottom == 1 && other.bottom == 1 {
            return Self::checked(self.top.checked_mul(other.top));
        }
        let top = i128::from(self.top) * i128::from(other.top);
        Self::reduced(top, i128::from(self.bottom) * i128::from(other.bottom))
    }

    /// None also where the other is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        let top = i128::from(self.top) * i128::from(other.bottom);
        Self::reduced(top, i128::from(self.bottom) * i128::from(other.top))
    }

    pub const fn negated(self) -> Self {
        Self { top: -self.top, bottom: self.bottom }
    }

    /// The next whole number below.
    pub const fn floor(self) -> i64 {
        self.top.div_euclid(self.bottom)
    }

    /// The next whole number above.
    pub const fn ceiling(self) -> i64 {
        -(-self.top).div_euclid(self.bottom)
    }

    /// The nearest whole number, halves upward.
    pub const fn round(self) -> i64 {
        (self.top * 2 + self.bottom).div_euclid(self.bottom * 2)
    }

    /// Without what is behind the point.
    pub const fn truncated(self) -> i64 {
        self.top / self.bottom
    }

    /// The number as a fraction in lowest terms; the lower part is at least one.
    pub const fn parts(self) -> (i64, i64) {
        (self.top, self.bottom)
    }

    pub const fn is_whole(self) -> bool {
        self.bottom == 1
    }

    pub const fn is_zero(self) -> bool {
        self.top == 0
    }

    pub const fn is_negative(self) -> bool {
        self.top < 0
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.bottom == other.bottom {
            return self.top.cmp(&other.top);
        }
        let one = i128::from(self.top) * i128::from(other.bottom);
        one.cmp(&(i128::from(other.top) * i128::from(self.bottom)))
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Amount {
    fn from(whole: i64) -> Self {
        Self::whole(whole)
    }
}

/// As a decimal where that is exact, else as a fraction.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut scale, mut digits) = (1_i64, 0_usize);
        while scale % self.bottom != 0 && digits < 6 {
            scale *= 10;
            digits += 1;
        }
        if scale % self.bottom != 0 {
            return write!(out, "{}/{}", self.top, self.bottom);
        }
        if digits == 0 {
            return write!(out, "{}", self.top);
        }
        let scaled = i128::from(self.top) * i128::from(scale / self.bottom);
        let sign = if scaled < 0 { "-" } else { "" };
        let (scaled, scale) = (scaled.unsigned_abs(), scale as u128);
        write!(out, "{sign}{}.{:0digits$}", scaled / scale, scaled % scale)
    }
}

/// As text: `14`, or `7/2` in lowest terms. There is one spelling of a number.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.bottom {
            1 => out.collect_str(&self.top),
            bottom => out.collect_str(&format_args!("{}/{bottom}", self.top)),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

crate::text_shape!(
    Amount,
    "An exact number: `14`, or `7/2` in lowest terms.",
    "^(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?$",
    "7/2"
);

/// This is no number such as `14` or `7/2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is no exact number in lowest terms, such as 14 or 7/2.")]
pub struct NoAmount;

impl FromStr for Amount {
    type Err = NoAmount;

    fn from_str(text: &str) -> Result<Self, NoAmount> {
        let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
        let amount = match (top.parse(), bottom.parse()) {
            (Ok(top), Ok(bottom)) => Self::fraction(top, bottom).ok_or(NoAmount)?,
            _ => return Err(NoAmount),
        };
        let again = match amount.bottom {
            1 => amount.top.to_string(),
            bottom => format!("{}/{bottom}", amount.top),
        };
        if again == text { Ok(amount) } else { Err(NoAmount) }
    }
}

fn common(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(top: i64, bottom: i64) -> Amount {
        Amount::fraction(top, bottom).unwrap()
    }

    #[test]
    fn fractions_are_exact_and_in_lowest_terms() {
        assert_eq!(of(1, 3).plus(of(1, 6)), Some(of(1, 2)));
        assert_eq!(of(6, -4), of(-3, 2));
        assert_eq!(of(1, 3).times(of(3, 1)), Some(Amount::ONE));
        assert_eq!(of(1, 2).over(of(1, 4)), Some(Amount::whole(2)));
        assert_eq!(Amount::ONE.over(Amount::ZERO), None);
        assert!(of(1, 3) < of(1, 2) && of(-1, 2) < of(-1, 3));
    }

    #[test]
    fn they_are_rounded_as_they_are_called() {
        for (it, floor, ceiling, round, truncated) in [
            (of(7, 2), 3, 4, 4, 3),
            (of(-7, 2), -4, -3, -3, -3),
            (of(4, 1), 4, 4, 4, 4),
            (of(1, 3), 0, 1, 0, 0),
        ] {
            assert_eq!(
                (it.floor(), it.ceiling(), it.round(), it.truncated()),
                (floor, ceiling, round, truncated),
                "{it}"
            );
        }
    }

    #[test]
    fn they_are_written_as_people_write_them() {
        for (it, text) in [
            (of(14, 1), "14"),
            (of(5, 2), "2.5"),
            (of(-1, 8), "-0.125"),
            (of(1, 3), "1/3"),
            (of(157, 50), "3.14"),
        ] {
            assert_eq!(it.to_string(), text);
        }
    }

    #[test]
    fn a_number_travels_in_one_spelling() {
        for (it, text) in [(of(14, 1), "\"14\""), (of(-7, 2), "\"-7/2\"")] {
            assert_eq!(serde_json::to_string(&it).unwrap(), text);
            assert_eq!(serde_json::from_str::<Amount>(text).unwrap(), it);
        }
        for text in ["14/1", "4/2", "07", "+7", "1/0", "1/-2", "", "7 ", "1e3", "0x7", "9999999999999999"] {
            assert!(serde_json::from_str::<Amount>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_too_large_is_no_number() {
        let most = Amount::whole(AMOUNT_TOP_MAX);
        assert_eq!(most.plus(Amount::ONE), None);
        assert_eq!(most.times(most), None);
        assert_eq!(of(1, AMOUNT_BOTTOM_MAX).times(of(1, 7)), None);
        assert_eq!(Amount::whole(i64::MAX).plus(Amount::whole(i64::MAX)), None);
    }
}
