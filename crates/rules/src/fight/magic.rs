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
    /// Takes something that has a price or is consumed.
    pub priced: bool,
    /// Words, gestures or materials tell that it is cast.
    pub shows: bool,
}

impl Magic {
    /// Cast without words, gestures and materials.
    pub(super) const fn do_without(&mut self) {
        (self.verbal, self.by_hand, self.shows) = (false, false, false);
    }

    /// As tests of modifiers ask for it.
    pub(super) const fn cast(&self) -> Cast {
        Cast { deals: self.deals, cantrip: self.level == 0, school: self.school }
    }
}
