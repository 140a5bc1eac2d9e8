//! Blows with weapons and fists, as a kit knows them.

use crate::{
    ContentId,
    book::{DamageType, Effect, Sum, Test},
};

/// A weapon that is swung, or a fist.
#[derive(Clone, Debug)]
pub struct Swing {
    pub weapon: Option<ContentId>,
    pub melee: bool,
    pub hands: u8,
    /// The extra attack of the Light property; one of this turn's action that allows it.
    pub light: bool,
    pub leads: bool,
    pub critical_from: u8,
    /// Dice of this face or less count as it.
    pub die_at_least: u8,
    /// More damage, if its tests hold.
    pub more: Vec<Extra>,
    /// Advantage or Disadvantage, always or if tests hold.
    pub leans: Vec<(bool, Vec<Test>)>,
    pub mastery: Option<crate::book::Mastery>,
    /// What it deals without what the ability adds (Cleave).
    pub bare: Vec<Effect>,
}

/// More damage with a hit.
#[derive(Clone, Debug)]
pub struct Extra {
    pub sum: Sum,
    pub of: DamageType,
    /// Or of one of these, whichever hurts more.
    pub or: Vec<DamageType>,
    pub when: Vec<Test>,
    pub once_a_turn: bool,
    pub whose: String,
}

impl Swing {
    /// Whether the extra attack of the Light property is part of the action (SRD 5.2, "Equipment", Nick).
    pub fn nicks(&self) -> bool {
        self.light && self.mastery == Some(crate::book::Mastery::Nick)
    }

    pub fn plain(melee: bool) -> Self {
        Self {
            weapon: None,
            melee,
            hands: 1,
            light: false,
            leads: false,
            critical_from: 20,
            die_at_least: 1,
            more: Vec::new(),
            leans: Vec::new(),
            mastery: None,
            bare: Vec::new(),
        }
    }
}
