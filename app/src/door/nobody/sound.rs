//! Nobody hears anything here.

use crate::door::Levels;

pub(crate) fn levels() -> Levels {
    Levels::default()
}

pub(crate) fn keep_levels(_levels: Levels) {}
