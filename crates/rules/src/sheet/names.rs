//! What stands behind `@` in an expression of dice: the numbers of a sheet by the names that people write,
//! and by those that Foundry's and Roll20's fifth-edition sheets have for them.

use std::collections::BTreeMap;

use super::Sheet;
use crate::book::Skill;

/// Skills as Foundry shortens them.
const SHORT: [(Skill, &str); 18] = [
    (Skill::Acrobatics, "acr"),
    (Skill::AnimalHandling, "ani"),
    (Skill::Arcana, "arc"),
    (Skill::Athletics, "ath"),
    (Skill::Deception, "dec"),
    (Skill::History, "his"),
    (Skill::Insight, "ins"),
    (Skill::Intimidation, "itm"),
    (Skill::Investigation, "inv"),
    (Skill::Medicine, "med"),
    (Skill::Nature, "nat"),
    (Skill::Perception, "prc"),
    (Skill::Performance, "prf"),
    (Skill::Persuasion, "per"),
    (Skill::Religion, "rel"),
    (Skill::SleightOfHand, "slt"),
    (Skill::Stealth, "ste"),
    (Skill::Survival, "sur"),
];

impl Sheet<'_> {
    /// Every number of the sheet that an expression can name: `str` is the modifier, `str.score` the score,
    /// `stealth` what is added to the check, `fighter` the levels in that class.
    pub fn names(&self) -> BTreeMap<String, i32> {
        let mut names = Names(BTreeMap::new());
        self.name_abilities(&mut names);
        self.name_skills(&mut names);
        self.name_body(&mut names);
        self.name_magic(&mut names);
        for (class, level, _) in &self.classes {
            let class = spelled(class);
            names.all(
                i32::from(*level),
                &[&class, &format!("classes.{class}.levels"), &format!("{class}_level")],
            );
        }
        names.0
    }

    fn name_abilities(&self, names: &mut Names) {
        for line in &self.abilities {
            let (short, long) = (line.ability.word(), spelled(line.ability.name()));
            let (modifier, score, save) = (line.modifier, line.score.total, line.save.number.total);
            let own = |what: &str| format!("abilities.{short}.{what}");
            names.all(modifier, &[&short, &long, &own("mod"), &format!("{long}_mod")]);
            names.all(score, &[&format!("{short}.score"), &own("value"), &format!("{long}_score")]);
            names.all(save, &[&format!("{short}.save"), &own("save"), &format!("{long}_save_bonus")]);
        }
    }

    fn name_skills(&self, names: &mut Names) {
        for line in &self.skills {
            let long = spelled(line.skill.name());
            let (check, passive) = (line.check.number.total, line.passive.total);
            let short = SHORT.iter().find(|it| it.0 == line.skill).map_or("", |it| it.1);
            names.all(check, &[&long, &format!("skills.{short}.total"), &format!("{long}_bonus")]);
            names.all(passive, &[&format!("{long}.passive"), &format!("skills.{short}.passive")]);
        }
    }

    fn name_body(&self, names: &mut Names) {
        names.all(self.proficiency, &["proficiency", "prof", "pb", "attributes.prof"]);
        names.all(i32::from(self.level), &["level", "details.level"]);
        names.all(self.armour_class.total, &["ac", "attributes.ac.value"]);
        names.all(self.hp_now, &["hp", "attributes.hp.value"]);
        names.all(self.hp.total, &["hp.max", "attributes.hp.max", "hp_max"]);
        let initiative = self.initiative.number.total;
        names.all(initiative, &["initiative", "attributes.init.total", "initiative_bonus"]);
        names.all(i32::from(self.exhaustion), &["exhaustion", "attributes.exhaustion"]);
        for (gait, feet) in &self.speeds {
            let gait = gait.word();
            names.all(feet.total, &[&format!("speed.{gait}"), &format!("attributes.movement.{gait}")]);
            if gait == "walk" {
                names.all(feet.total, &["speed"]);
            }
        }
    }

    /// Of several who cast, the one with the best DC.
    fn name_magic(&self, names: &mut Names) {
        let Some(caster) = self.casters.iter().rev().max_by_key(|it| it.dc.total) else { return };
        let modifier =
            self.abilities.iter().find(|it| it.ability == caster.ability).map_or(0, |it| it.modifier);
        names.all(modifier, &["spell", "spellcasting", "attributes.spell.mod"]);
        names.all(
            caster.attack.number.total,
            &["spell.attack", "attributes.spell.attack", "spell_attack_bonus"],
        );
        names.all(caster.dc.total, &["spell.dc", "attributes.spell.dc", "spell_save_dc"]);
    }
}

struct Names(BTreeMap<String, i32>);

impl Names {
    fn all(&mut self, number: i32, names: &[&str]) {
        self.0.extend(names.iter().map(|it| ((*it).to_owned(), number)));
    }
}

/// `Sleight of Hand` as `sleight_of_hand`.
fn spelled(name: &str) -> String {
    name.to_lowercase().replace(' ', "_")
}
