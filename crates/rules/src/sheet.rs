//! The sheet: every number of a character with its reasons, every roll with what leans it, and what can
//! be done now. Made anew from a build whenever one looks; nothing on it is kept.

mod attack;
mod bearer;
mod body;
mod component;
mod magic;
mod names;
mod number;
mod roll;
mod stock;

use serde::Serialize;

pub use attack::{Attack, Hurt};
pub use bearer::{Bearer, Bearing};
pub use component::Lack;
pub use magic::{Caster, SheetSpell, SlotLine};
pub use number::{Lean, Number, Reason, Roll};
pub use roll::{AbilityLine, SkillLine};
pub(crate) use stock::times_key;
pub use stock::{Doing, Load, ResourceLine, StateLine};

use crate::{
    ContentId,
    book::{Condition, CreatureType, DamageType, Gait, Sense, Size},
    build::Adventurer,
};

/// A character's sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet<'a> {
    pub name: &'a str,
    pub species: &'a str,
    pub creature_type: CreatureType,
    pub background: &'a str,
    pub size: Size,
    /// Class and level, with its subclass.
    pub classes: Vec<(&'a str, u8, Option<&'a str>)>,
    pub level: u8,
    pub proficiency: i32,
    pub abilities: Vec<AbilityLine<'a>>,
    pub skills: Vec<SkillLine<'a>>,
    pub initiative: Roll<'a>,
    pub death_saves: Roll<'a>,
    pub concentration: Roll<'a>,
    pub armour_class: Number<'a>,
    pub hp: Number<'a>,
    /// Hit points at the moment, and temporary ones.
    pub hp_now: i32,
    pub temporary_hp: u32,
    /// Dice by their sides: how many there are, how many are left.
    pub hit_dice: Vec<(u8, u8, u8)>,
    /// Feet.
    pub speeds: Vec<(Gait, Number<'a>)>,
    pub senses: Vec<(Sense, i32, &'a str)>,
    pub resistances: Vec<(DamageType, &'a str)>,
    pub immunities: Vec<(DamageType, &'a str)>,
    pub vulnerabilities: Vec<(DamageType, &'a str)>,
    pub condition_immunities: Vec<(Condition, &'a str)>,
    pub conditions: Vec<Condition>,
    pub exhaustion: u8,
    pub inspiration: bool,
    /// How attacks upon the character lean.
    pub attacked: Lean<'a>,
    /// Attacks of one Attack action.
    pub attack_count: Number<'a>,
    pub attacks: Vec<Attack<'a>>,
    pub casters: Vec<Caster<'a>>,
    /// Why no spell can be cast now.
    pub no_spells: Option<&'a str>,
    pub slots: Vec<SlotLine>,
    pub spells: Vec<SheetSpell<'a>>,
    pub resources: Vec<ResourceLine<'a>>,
    pub states: Vec<StateLine<'a>>,
    pub doings: Vec<Doing<'a>>,
    pub features: Vec<(&'a str, &'a str)>,
    pub languages: Vec<&'a str>,
    pub tools: Vec<&'a str>,
    pub load: Load<'a>,
    pub attunement: (u32, Number<'a>),
    /// What people must see to.
    pub prompts: Vec<(&'a str, &'a str)>,
    /// How many choices are open, and what is illegal.
    pub pending: usize,
    pub illegal: Vec<String>,
}

impl<'a> Sheet<'a> {
    pub fn of(adventurer: &'a Adventurer<'a>) -> Self {
        let bearer = Bearer::of(adventurer);
        let hp = body::hp(&bearer);
        let (build, book) = (adventurer.build, adventurer.book);
        let lost = i32::try_from(build.now.lost).unwrap_or(i32::MAX);
        let language = |id: &ContentId| book.languages.get(id).map(|it| it.name.as_str());
        let tool = |id: &&ContentId| book.items.get(id).map(|it| it.name.as_str());
        Self {
            name: &build.name,
            species: adventurer.species.map_or("", |it| &it.name),
            creature_type: adventurer.species.map_or(CreatureType::Humanoid, |it| it.creature_type),
            background: adventurer.background.map_or("", |it| &it.name),
            size: adventurer.size,
            classes: classes(adventurer),
            level: adventurer.level(),
            proficiency: adventurer.proficiency(),
            abilities: roll::abilities(&bearer),
            skills: roll::skills(&bearer),
            initiative: roll::initiative(&bearer),
            death_saves: roll::death_saves(&bearer),
            concentration: roll::concentration(&bearer),
            armour_class: body::armour_class(&bearer),
            hp_now: (hp.total - lost).max(0),
            temporary_hp: build.now.temporary_hp,
            hp,
            hit_dice: body::hit_dice(&bearer),
            speeds: body::speeds(&bearer),
            senses: body::senses(&bearer),
            resistances: body::resistances(&bearer),
            immunities: body::immunities(&bearer),
            vulnerabilities: body::vulnerabilities(&bearer),
            condition_immunities: body::condition_immunities(&bearer),
            conditions: bearer.conditions.clone(),
            exhaustion: build.now.exhaustion,
            inspiration: build.now.inspiration,
            attacked: bearer.attacked(),
            attack_count: attack::count(&bearer),
            attacks: attack::attacks(&bearer),
            casters: magic::casters(&bearer),
            no_spells: magic::forbidden(&bearer),
            slots: magic::slots(&bearer),
            spells: magic::spells(&bearer),
            resources: stock::resources(&bearer),
            states: stock::states(&bearer),
            doings: stock::doings(&bearer),
            features: adventurer
                .features
                .iter()
                .map(|it| (it.feature.name.as_str(), it.feature.text.as_str()))
                .collect(),
            languages: adventurer.languages.iter().filter_map(language).collect(),
            tools: adventurer.tools.keys().filter_map(tool).collect(),
            load: stock::load(&bearer),
            attunement: stock::attunement(&bearer),
            prompts: stock::prompts(&bearer),
            pending: adventurer.pending.len(),
            illegal: adventurer.illegal.iter().map(ToString::to_string).collect(),
        }
    }
}

fn classes<'a>(adventurer: &Adventurer<'a>) -> Vec<(&'a str, u8, Option<&'a str>)> {
    let line = |(class, level): &(&'a crate::book::Class, u8)| {
        let subclass = adventurer.subclasses.iter().find(|it| it.class == class.id);
        (class.name.as_str(), *level, subclass.map(|it| it.name.as_str()))
    };
    adventurer.classes.iter().map(line).collect()
}
