//! What must be so before something can be had: scores for a second class, and what features require.

use super::{Adventurer, Rule, gather::Gather};
use crate::book::{Again, Class, Requirement};

impl Gather<'_> {
    /// SRD 5.2, "Character Creation", Multiclassing, Prerequisites.
    pub(super) fn multiclass(&mut self) {
        if self.adventurer.classes.len() < 2 {
            return;
        }
        for (class, _) in self.adventurer.classes.clone() {
            for one_of in &class.primary {
                if !one_of.iter().any(|it| self.adventurer.score(*it).total() >= 13) {
                    let names: Vec<_> = one_of.iter().map(|it| it.name()).collect();
                    let ability = names.join(" or ");
                    self.forbid("levels", Rule::Multiclass { class: class.name.clone(), ability });
                }
            }
        }
    }

    pub(super) fn requirements(&mut self) {
        let mut missing = Vec::new();
        for held in &self.adventurer.features {
            for requirement in &held.feature.requires {
                if !self.adventurer.meets(requirement, held.at) {
                    let needs = self.needs(requirement);
                    let rule = Rule::Requires { feature: held.feature.name.clone(), needs };
                    missing.push((held.key.clone(), rule));
                }
            }
        }
        missing.into_iter().for_each(|(key, rule)| self.forbid(&key, rule));
    }

    fn needs(&self, requirement: &Requirement) -> String {
        match requirement {
            Requirement::Level(level) => format!("level {level}"),
            Requirement::ClassLevel(class, level) => {
                let name = self.adventurer.book.classes.get(class).map_or(class.slug(), |it| &it.name);
                format!("{name} level {level}")
            }
            Requirement::Score(abilities, score) => {
                let names: Vec<_> = abilities.iter().map(|it| it.name()).collect();
                format!("{} {score}", names.join(" or "))
            }
            Requirement::Feature(id) => {
                self.adventurer.book.features.get(id).map_or(id.slug(), |it| &it.name).to_owned()
            }
            Requirement::Spellcasting => "the Spellcasting or Pact Magic feature".into(),
            Requirement::DamagingCantrip => "a cantrip that deals damage".into(),
        }
    }
}

impl Adventurer<'_> {
    /// Whether what a feature requires is so at this level of the character.
    pub fn meets(&self, requirement: &Requirement, at: u8) -> bool {
        match requirement {
            Requirement::Level(level) => at >= *level,
            Requirement::ClassLevel(class, level) => {
                self.class_level(class.slug()).is_some_and(|it| it >= *level)
            }
            Requirement::Score(abilities, score) => {
                abilities.iter().any(|it| self.score(*it).total() >= *score)
            }
            Requirement::Feature(id) => self.has(id),
            Requirement::Spellcasting => self.classes.iter().any(|(class, _)| class.casting.is_some()),
            Requirement::DamagingCantrip => {
                self.spells.iter().any(|it| it.spell.level == 0 && it.spell.harms())
            }
        }
    }

    /// When a choice of a class's spells may be made anew.
    pub fn changes(class: &Class) -> Again {
        class.casting.as_ref().map_or(Again::Never, |it| it.changes)
    }
}
