//! What is given for good: proficiencies, spells, other features; and rules that are code.

use super::{
    prose::{Say, joined, listed, number, parted, say},
    test::armour,
    time::returns,
    voice::Voice,
};
use crate::{
    ContentId,
    book::{AbilityOrPicked, ArmourKind, Free, Grant, Special, SpellRole, WeaponProperty, WeaponTest},
};

impl Voice<'_> {
    /// What somebody is given, a sentence each; `of` is the class by whose levels spells come.
    pub(super) fn grants(&self, grants: &[Grant], of: &str) -> Vec<Say> {
        let mut all = Vec::new();
        let proficient = self.proficient(grants);
        if !proficient.is_empty() {
            all.push(say!["you gain proficiency ", parted(proficient, ", and ")]);
        }
        let mut rest = grants;
        while let Some(first) = rest.first() {
            let mut alike = 1;
            match first {
                Grant::Spell { level, role, ability, free, .. } => {
                    let same = |it: &&Grant| {
                        matches!(it, Grant::Spell { level: l, role: r, ability: a, free: f, .. }
                            if l == level && r == role && a == ability && f == free)
                    };
                    let spells: Vec<&ContentId> =
                        rest.iter().take_while(same).filter_map(|it| spell(it)).collect();
                    alike = spells.len();
                    let from = if *level > 1 { format!("from {of} {level} on, ") } else { String::new() };
                    // With what they are cast is said once, behind the last of them.
                    let later = rest
                        .iter()
                        .skip(alike)
                        .any(|it| matches!(it, Grant::Spell { ability: a, .. } if a == ability));
                    let said = std::iter::once(say![from, self.spells(&spells, *role)]);
                    let free = free.as_ref().map(|it| self.cast_free(&spells, it));
                    let first = grants
                        .iter()
                        .position(|it| matches!(it, Grant::Spell { ability: a, .. } if a == ability));
                    let alone = first.and_then(|it| grants.get(it)) == rest.first() && spells.len() == 1;
                    let ability = ability.as_ref().filter(|_| !later).map(|it| cast_with(it, alone));
                    all.push(joined(said.chain(free).chain(ability).map(Say::sentence)));
                }
                Grant::Feature(id) => all.push(say!["you gain ", self.link(id)]),
                Grant::Expertise(skill) => all.push(say!["you gain Expertise in ", self.skill(*skill)]),
                Grant::Language(id) => all.push(say!["you know ", self.link(id)]),
                Grant::MoreSpells { class, role, count } => {
                    let what = match role {
                        SpellRole::Cantrip => "cantrips",
                        SpellRole::Spellbook => "spells in your spellbook",
                        SpellRole::Prepared | SpellRole::Always | SpellRole::Only => "prepared spells",
                    };
                    let more = match (self.constant(count), *role) {
                        (Some(1), SpellRole::Cantrip) => "one more cantrip".into(),
                        (Some(count), _) => format!("{} more {what}", number(count)).into(),
                        (None, _) => self.amount_of(count, &format!("more {what}")),
                    };
                    all.push(say!["as a ", self.link(class), ", you have ", more]);
                }
                Grant::MoreLists { class, lists, level } => {
                    let lists = listed(lists.iter().map(|it| self.link(it)), "and");
                    let from = if *level > 1 { format!("from {of} {level} on, ") } else { String::new() };
                    let class = self.link(class);
                    all.push(say![
                        from,
                        "you can prepare spells from the spell lists of ",
                        lists,
                        " as ",
                        class,
                        " spells"
                    ]);
                }
                Grant::InspirationDaily {} => {
                    all.push("you gain Heroic Inspiration whenever you finish a Long Rest".into());
                }
                Grant::Skill(_) | Grant::Save(_) | Grant::Tool(_) | Grant::Weapons(_) | Grant::Armour(_) => {}
            }
            rest = rest.get(alike..).unwrap_or_default();
        }
        all.into_iter().map(Say::sentence).collect()
    }

    /// Proficiencies, each kind with its preposition.
    fn proficient(&self, grants: &[Grant]) -> Vec<Say> {
        let skills = grants
            .iter()
            .filter_map(|it| if let Grant::Skill(it) = it { Some(self.skill(*it)) } else { None });
        let skills = listed(skills, "and");
        let mut all = Vec::new();
        if !skills.is_empty() {
            all.push(say!["in ", skills]);
        }
        let saves = self.saves(grants);
        if !saves.is_empty() {
            all.push(format!("in {saves} saving throws").into());
        }
        let with =
            listed([self.tools(grants), weapons_of(grants)].into_iter().filter(|it| !it.is_empty()), "and");
        if !with.is_empty() {
            all.push(say!["with ", with]);
        }
        let armours = armours(grants);
        if !armours.is_empty() {
            all.push(format!("with {armours}").into());
        }
        all
    }

    fn saves(&self, grants: &[Grant]) -> String {
        let saves =
            grants.iter().filter_map(|it| if let Grant::Save(it) = it { Some(it.name()) } else { None });
        listed(saves, "and").plain()
    }

    pub(super) fn tools(&self, grants: &[Grant]) -> Say {
        let tools =
            grants.iter().filter_map(|it| if let Grant::Tool(it) = it { Some(self.link(it)) } else { None });
        listed(tools, "and")
    }

    pub(super) fn skill(&self, skill: crate::book::Skill) -> Say {
        match format!("skill/{}", skill.word()).parse::<ContentId>() {
            Ok(id) if self.book.terms.get(&id).is_some() => Say::link(&id, skill.name()),
            _ => skill.name().into(),
        }
    }

    fn spells(&self, spells: &[&ContentId], role: SpellRole) -> Say {
        let names = listed(spells.iter().map(|it| self.link(it)), "and");
        match (role, spells.len()) {
            (SpellRole::Cantrip, 1) => say!["you know the ", names, " cantrip"],
            (SpellRole::Cantrip, _) => say!["you know the ", names, " cantrips"],
            (SpellRole::Prepared, _) => say!["you have ", names, " prepared"],
            (SpellRole::Spellbook, 1) => say![names, " is in your spellbook"],
            (SpellRole::Spellbook, _) => say![names, " are in your spellbook"],
            (SpellRole::Always, _) => say!["you always have ", names, " prepared"],
            (SpellRole::Only, _) => say!["you can cast ", names],
        }
    }

    fn cast_free(&self, spells: &[&ContentId], free: &Free) -> Say {
        let it = if spells.len() == 1 { "it" } else { "each" };
        let often = match self.constant(&free.count) {
            Some(99..) => "at will".into(),
            Some(1) => "once".into(),
            Some(2) => "twice".into(),
            Some(count) => format!("{} times", number(count)).into(),
            None => say!["a number of times equal to ", self.amount(&free.count)],
        };
        let back = match (self.constant(&free.count), free.returns) {
            (Some(99..), _) | (_, crate::book::Return::Never) => String::new(),
            (_, at) => format!(", and regain this {}", returns(at)),
        };
        say![format!("you can cast {it} "), often, " without a spell slot", back]
    }

    #[expect(clippy::too_many_lines, reason = "a plain match, an arm for each special")]
    pub(super) fn special(&self, special: Special) -> Say {
        let (me, does) = (&self.me, |verb: &str| self.me.does(verb));
        let said = match special {
            Special::JackOfAllTrades => format!(
                "{} half {} Proficiency Bonus to ability checks that don't use it otherwise",
                does("add"),
                me.its()
            ),
            Special::Evasion => format!(
                "on a Dexterity saving throw for half damage, {} no damage on a success and half on a failure",
                does("take")
            ),
            Special::SpellRecall => "a spell slot of level 1 to 4 that a spell takes isn't expended if a d4 \
                                     shows the slot's level"
                .to_owned(),
            Special::Irresistible => format!(
                "Bludgeoning, Piercing and Slashing damage that {} ignores Resistance",
                does("deal")
            ),
            Special::FoeSlayer => "the damage die of Hunter's Mark is a d10".to_owned(),
            Special::TacticalMaster => {
                "the Push, Sap or Slow property may take the place of a weapon's own mastery property".to_owned()
            }
            Special::HordeBreaker => format!(
                "once on each of {} turns, an attack with a weapon lets {} attack another creature within 5 feet \
                 of the target with the same weapon",
                me.its(),
                me.noun
            ),
            Special::SavageAttacker => {
                "once per turn, the damage dice of a weapon that hits are rolled twice, and either roll counts"
                    .to_owned()
            }
            Special::Alert => format!(
                "right after rolling Initiative, {} swap Initiative with a willing ally",
                does("can")
            ),
            Special::IndomitableMight => format!(
                "{} Strength checks and saving throws total at least {} Strength score",
                me.whose(),
                me.its()
            ),
            Special::Elusive => format!(
                "no attack roll has Advantage against {}, unless {} Incapacitated",
                me.noun,
                me.again().does("are")
            ),
            Special::RelentlessEndurance => {
                format!("once between Long Rests, {} to 1 Hit Point instead of 0", does("drop"))
            }
            Special::MartialArts => format!(
                "{} use Dexterity instead of Strength with Unarmed Strikes and Monk weapons",
                does("can")
            ),
            Special::TwoWeaponFighting => format!(
                "{} {} ability modifier to the damage of the extra attack of the Light property",
                does("add"),
                me.its()
            ),
            Special::UnbreakableConcentration => {
                format!("taking damage doesn't break {} Concentration", me.whose())
            }
            Special::GreatWeaponFighting => "this works with weapons that are held in two hands".to_owned(),
            Special::RitualAdept => format!(
                "{} cast Ritual spells from {} spellbook without preparing them",
                does("can"),
                me.its()
            ),
            Special::UnarmouredWithoutShield => {
                format!("holding a Shield takes {} unarmoured defence away", me.its())
            }
            Special::IgnoresCover => {
                format!("{} attacks ignore Half Cover and Three-Quarters Cover", me.whose())
            }
            Special::DevilsSight => {
                format!("{} normally in Dim Light and Darkness, magical or not, within 120 feet", does("see"))
            }
            Special::UnimpededDarkvision => {
                format!("magical Darkness doesn't hinder {} Darkvision", me.whose())
            }
            Special::Wish => "what happens at the chosen moment is for the table to see to".to_owned(),
        };
        Say::from(said).sentence()
    }
}

fn cast_with(ability: &AbilityOrPicked, alone: bool) -> Say {
    let them = if alone { "it" } else { "these spells" };
    match ability {
        AbilityOrPicked::Ability(ability) => {
            format!("{} is your spellcasting ability for {them}", ability.name()).into()
        }
        AbilityOrPicked::Picked(_) => {
            format!("the ability that you chose is your spellcasting ability for {them}").into()
        }
    }
}

fn spell(grant: &Grant) -> Option<&ContentId> {
    if let Grant::Spell { spell, .. } = grant { Some(spell) } else { None }
}

pub(super) fn weapons_of(grants: &[Grant]) -> Say {
    let weapons =
        grants.iter().filter_map(|it| if let Grant::Weapons(it) = it { Some(weapons(it)) } else { None });
    listed(weapons, "and")
}

/// `Light and Medium armour and Shields`.
pub(super) fn armours(grants: &[Grant]) -> String {
    let kinds: Vec<ArmourKind> =
        grants.iter().filter_map(|it| if let Grant::Armour(it) = it { Some(*it) } else { None }).collect();
    let body: Vec<&str> = kinds.iter().filter(|it| **it != ArmourKind::Shield).map(|it| it.name()).collect();
    let shields = kinds.contains(&ArmourKind::Shield);
    let body = match body.as_slice() {
        [] => String::new(),
        all => format!("{} armour", listed(all.iter().copied(), "and").plain()),
    };
    match (body.is_empty(), shields) {
        (true, false) => String::new(),
        (true, true) => "Shields".to_owned(),
        (false, true) => format!("{body} and Shields"),
        (false, false) => body,
    }
}

/// `Martial weapons that have the Finesse or Light property`.
pub(super) fn weapons(test: &WeaponTest) -> String {
    let reach = match test.melee {
        Some(true) => "Melee ",
        Some(false) => "Ranged ",
        None => "",
    };
    let category = test.category.map(|it| format!("{} ", it.name())).unwrap_or_default();
    if let ([_, ..], "", "", []) = (test.ids.as_slice(), reach, category.as_str(), test.properties.as_slice())
    {
        return listed(test.ids.iter().map(|it| super::prose::plural(&super::prose::titled(it))), "and")
            .plain();
    }
    let kind = match (category.as_str(), reach) {
        ("", "") => "weapons".to_owned(),
        _ => format!("{category}{reach}weapons"),
    };
    let properties = match test.properties.as_slice() {
        [] => String::new(),
        all => {
            let names = listed(all.iter().map(|it: &WeaponProperty| it.name()), "or").plain();
            format!(" that have the {names} property")
        }
    };
    let ids = match test.ids.as_slice() {
        [] => String::new(),
        all => format!(" ({})", listed(all.iter().map(super::prose::titled), "or").plain()),
    };
    format!("{kind}{properties}{ids}")
}

pub(super) fn armour_name(kind: ArmourKind) -> String {
    super::prose::capital(armour(kind).trim_start_matches("a "))
}
