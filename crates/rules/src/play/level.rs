//! Experience points, milestones and the next level (SRD 5.2, "Character Creation", Level Advancement).

use super::{Event, Refusal, scene::Scene};
use crate::{
    ContentId,
    build::{Adventurer, Level, Rule},
    limit::LEVEL_MAX,
};

/// What each level takes (SRD 5.2, "Character Creation", Character Advancement).
pub const XP: [u32; LEVEL_MAX] = [
    0, 300, 900, 2_700, 6_500, 14_000, 23_000, 34_000, 48_000, 64_000, 85_000, 100_000, 120_000, 140_000,
    165_000, 195_000, 225_000, 265_000, 305_000, 355_000,
];

/// Experience points that anybody has at most.
const XP_MOST: u32 = 10_000_000;

/// The level that so many points reach.
pub fn level_of_xp(xp: u32) -> u8 {
    XP.iter().filter(|needs| xp >= **needs).count() as u8
}

impl Scene<'_, '_> {
    pub(super) fn gain_xp(&mut self, xp: u32) -> Result<(), Refusal> {
        let Some(had) = self.adventurer.build.xp else { return Err(Refusal::Milestones) };
        match xp {
            0 => Err(Refusal::NothingChanges),
            xp if xp > XP_MOST || had > XP_MOST - xp => Err(Refusal::TooMuch),
            xp => {
                self.emit(Event::XpGained { xp });
                Ok(())
            }
        }
    }

    pub(super) fn gain_level(&mut self, class: &ContentId, rolled: bool) -> Result<(), Refusal> {
        let build = self.adventurer.build;
        let level = build.level() + 1;
        let Some(needs) = XP.get(usize::from(level) - 1) else { return Err(Refusal::HighestLevel) };
        // A higher maximum must not wake whoever is dying.
        if self.hp() == 0 {
            return Err(Refusal::GrowsAtZero);
        }
        if let Some(has) = build.xp.filter(|it| it < needs) {
            return Err(Refusal::XpShort { level, needs: *needs, has });
        }
        let Some(entry) = self.adventurer.book.classes.get(class) else {
            return Err(Refusal::Unknown(class.as_str().to_owned()));
        };
        self.multiclass(class)?;
        let shown = rolled.then(|| self.chance.draw(u32::from(entry.hit_die)) as u8);
        self.emit(Event::LevelGained { class: class.clone(), shown });
        Ok(())
    }

    /// What the build would forbid, with the level and not without it.
    fn multiclass(&self, class: &ContentId) -> Result<(), Refusal> {
        let mut after = self.adventurer.build.clone();
        after.levels.push(Level { class: class.clone(), hp: None });
        let forbidden = Adventurer::of(self.adventurer.book, &after).illegal;
        let new = forbidden
            .into_iter()
            .find(|it| matches!(it.rule, Rule::Multiclass { .. }) && !self.adventurer.illegal.contains(it));
        new.map_or(Ok(()), |it| Err(Refusal::Illegal(it.rule)))
    }
}
