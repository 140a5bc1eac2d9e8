//! The spell that an act casts.

use crate::{
    ContentId,
    book::{DamageType, School},
    circumstance::Cast,
};

/// A spell that is cast with an act.
#[derive(Clone, Debug)]
pub struct Magic {
    pub id: ContentId,
    pub level: u8,
    pub school: School,
    pub deals: Option<DamageType>,
    pub concentration: bool,
    /// Takes words, and a hand that is free.
    pub verbal: bool,
    pub by_hand: bool,
}

impl Magic {
    /// As tests of modifiers ask for it.
    pub(super) const fn cast(&self) -> Cast {
        Cast { deals: self.deals, cantrip: self.level == 0, school: self.school }
    }
}
