//! What a creature always is or can: its traits, and what it does unasked.

use super::super::{
    Fact,
    effect::Lead,
    prose::{Say, joined, say},
    voice::{Subject, Voice},
};
use crate::book::{Aura, Creature, Knack, Time, Trait};

impl Voice<'_> {
    pub(super) fn traits(&self, creature: &Creature) -> Vec<Fact> {
        let mut rows: Vec<Fact> = creature.traits.iter().map(|it| self.nature(it)).collect();
        if creature.legendary_resistances > 0 {
            let name = format!("Legendary Resistance ({}/Day)", creature.legendary_resistances);
            let says =
                format!("When {} a saving throw, it can choose to succeed instead", self.me.does("fail"));
            rows.push(Fact { name, says: Say::from(says).sentence().prose() });
        }
        if !creature.specials.is_empty() {
            let says = joined(creature.specials.iter().map(|it| self.special(*it)));
            rows.push(Fact { name: "Special".to_owned(), says: says.prose() });
        }
        let unasked = |it: &Time| matches!(it, Time::Free | Time::TurnStart | Time::TurnEnd | Time::Death);
        let acts = creature.actions.iter().filter(|it| unasked(&it.time));
        for act in acts {
            let told = self.row(act, &creature.name);
            // Where a trait has the words and an action of the same name what it does, they stand together.
            match rows.iter_mut().find(|it| it.name == told.name) {
                Some(row) => {
                    let mut says = Say::default();
                    row.says.drain(..).for_each(|it| says.add(Say::piece(it)));
                    says.add(" ");
                    told.says.into_iter().for_each(|it| says.add(Say::piece(it)));
                    row.says = says.prose();
                }
                None => rows.push(told),
            }
        }
        rows
    }

    fn nature(&self, it: &Trait) -> Fact {
        let mut all = vec![Say::from(it.text.as_str()).sentence()];
        all.extend(self.changes(&it.modifiers, &self.me).into_iter().map(Say::sentence));
        all.extend(it.knacks.iter().filter_map(|it| self.knack(it)).map(Say::sentence));
        all.extend(it.aura.as_ref().map(|it| self.aura(it)));
        Fact { name: it.name.clone(), says: joined(all).prose() }
    }

    fn aura(&self, aura: &Aura) -> Say {
        let who = if aura.enemies_only { "an enemy" } else { "a creature" };
        let told = self.upon(Subject::the("the target")).told(&aura.effects, Lead::Plain);
        say![format!("When {who} starts its turn within {} feet: ", aura.feet), joined(told)]
    }

    /// The numbers of a knack; the rest stands in the words of the trait.
    fn knack(&self, knack: &Knack) -> Option<Say> {
        let me = &self.me;
        let but = |of: &[crate::book::DamageType]| super::super::amount::kinds(of, "or");
        Some(match knack {
            Knack::Regeneration { hp, but: of } => {
                let unless = if of.is_empty() {
                    String::new()
                } else {
                    format!(", unless it took {} damage since its last turn", but(of))
                };
                say![
                    me.does("regain"),
                    " ",
                    self.amount_of(hp, "Hit Points"),
                    " at the start of each of its turns",
                    unless
                ]
            }
            Knack::Absorbs(of) => {
                format!("{} Hit Points from {} damage instead of losing them", me.does("regain"), but(of))
                    .into()
            }
            Knack::UndeadFortitude { but: of } => {
                let unless = if of.is_empty() {
                    String::new()
                } else {
                    format!(", unless by {} damage or a Critical Hit", but(of))
                };
                format!("when damage drops it to 0 Hit Points{unless}, a Constitution saving throw (DC 5 plus the damage) leaves it with 1").into()
            }
            Knack::Charge { feet, action, effects } => {
                let told = self.upon(Subject::the("the target")).told(effects, Lead::Plain);
                say![
                    format!(
                        "If it moved {feet} feet or more straight at the target just before a hit with {action}: "
                    ),
                    joined(told)
                ]
            }
            Knack::SunlightHypersensitivity(amount) => {
                say![
                    me.does("take"),
                    " ",
                    self.amount(amount),
                    " Radiant damage when it starts its turn in sunlight"
                ]
            }
            Knack::Thorns { amount, of } => {
                say!["a creature that hits it with a melee attack takes ", self.damage(amount, &[*of])]
            }
            Knack::PackTactics
            | Knack::MagicResistance
            | Knack::Flyby
            | Knack::Swarm
            | Knack::SpiderClimb
            | Knack::Amphibious
            | Knack::Told
            | Knack::Rejuvenation
            | Knack::SunlightSensitivity
            | Knack::IgnoresDifficultTerrain
            | Knack::Incorporeal => return None,
        })
    }
}
