//! What cannot be computed is tried: the same rolls each time.

use std::collections::BTreeMap;

use rules::dice::{Amount, Expr, Stream, Table, Unrolled};

use super::{Kind, Odds, Point};

/// So many tell a share to about a tenth of a percent.
const ROLLS: u32 = 200_000;
/// Most dice and steps of all rolls together.
const DICE_MAX: u64 = 4_000_000;
/// Of the stream that they fall from.
const KEY: [u8; 32] = *b"the odds of what nobody computes";

pub(crate) fn tried(expr: &Expr, values: &dyn Fn(&str) -> Option<Amount>) -> Result<Odds, Unrolled> {
    let mut stream = Stream::of(KEY);
    let mut table = Table::default();
    let mut seen: BTreeMap<Amount, u32> = BTreeMap::new();
    let (mut rolls, mut dice, mut why_not) = (0, 0_u64, None);
    let steps = (expr.steps().len() + expr.operations()) as u64;
    for _ in 0..ROLLS {
        match table.total(expr, values, &mut stream) {
            Ok(amount) => {
                *seen.entry(amount).or_default() += 1;
                rolls += 1;
            }
            Err(why) => why_not = Some(why),
        }
        dice += u64::from(table.thrown()) + steps;
        if dice > DICE_MAX {
            break;
        }
    }
    match (rolls, why_not) {
        (0, Some(why)) => Err(why),
        _ => {
            let share = |times: u32| f64::from(times) / f64::from(rolls);
            let points =
                seen.into_iter().map(|(amount, times)| Point { amount, share: share(times), cases: None });
            Ok(Odds { points: points.collect(), kind: Kind::Tried { rolls } })
        }
    }
}
