//! Ability scores: the array, the points and the dice (SRD 5.2, "Character Creation").

use super::{Method, Rule, Scores};

/// The standard array.
pub const ARRAY: [u8; 6] = [15, 14, 13, 12, 10, 8];
/// Points that buy scores.
pub const POINTS: u32 = 27;

/// What a score costs in points; nothing: it cannot be bought.
pub const fn point_cost(score: u8) -> Option<u32> {
    match score {
        8..=13 => Some(score as u32 - 8),
        14 => Some(7),
        15 => Some(9),
        _ => None,
    }
}

pub(super) fn check(scores: &Scores) -> Result<(), Rule> {
    match scores.by {
        Method::Array => {
            let mut sorted = scores.base;
            sorted.sort_unstable_by(|left, right| right.cmp(left));
            if sorted == ARRAY { Ok(()) } else { Err(Rule::Array) }
        }
        Method::PointBuy => {
            let mut spent = 0;
            for score in scores.base {
                spent += point_cost(score).ok_or(Rule::PointScore(score))?;
            }
            if spent <= POINTS { Ok(()) } else { Err(Rule::Points(spent)) }
        }
        Method::Rolled => match scores.base.iter().find(|it| !(3..=18).contains(*it)) {
            Some(score) => Err(Rule::Rolled(*score)),
            None => Ok(()),
        },
    }
}
