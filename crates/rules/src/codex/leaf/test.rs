//! What must be so, as a clause behind `if`.

use super::{
    prose::{Say, article, clause, clauses, listed, parted, plural, say},
    voice::Voice,
};
use crate::book::{ArmourKind, Condition, CreatureType, Formula, Test, WeaponProperty};

impl Voice<'_> {
    /// ` if the attack uses Strength and is no spell`; nothing where nothing is asked.
    pub(super) fn only_if(&self, when: &[Test]) -> Say {
        if when.is_empty() { Say::default() } else { say![" if ", self.all(when)] }
    }

    /// All of them; commas keep apart what is itself one of several.
    pub(super) fn all(&self, when: &[Test]) -> Say {
        let several = |it: &Test| matches!(it, Test::Any(all) if all.len() > 1);
        let said = |it: &Test| self.holds(it, true);
        let single = when.iter().filter(|it| !several(it)).map(said);
        let single = clauses(single, &self.subjects(), "and");
        let compound = when.iter().filter(|it| several(it)).map(said);
        parted(std::iter::once(single).chain(compound), ", and ")
    }

    /// One of them, or none.
    fn any(&self, tests: &[Test], yes: bool) -> Say {
        let word = if yes { "or" } else { "and" };
        if let Some(said) = self.alike(tests, yes) {
            return said;
        }
        let mut all = Vec::new();
        let mut rest = tests;
        while !rest.is_empty() {
            // Those of one kind are told as one.
            let most = (2..=rest.len())
                .rev()
                .find(|it| self.alike(rest.get(..*it).unwrap_or_default(), yes).is_some());
            let (now, later) = rest.split_at(most.unwrap_or(1));
            rest = later;
            all.extend(self.alike(now, yes).or_else(|| now.first().map(|it| self.holds(it, yes))));
        }
        all.dedup();
        clauses(all, &self.subjects(), word)
    }

    /// Several tests that ask the same of several things.
    fn alike(&self, tests: &[Test], yes: bool) -> Option<Say> {
        let each = |of: fn(&Test) -> Option<Condition>| tests.iter().map(of).collect::<Option<Vec<_>>>();
        let either = |all: Vec<Condition>| {
            say!["the ", listed(all.iter().map(|it| self.condition(*it)), "or"), " condition"]
        };
        if tests.len() < 2 {
            return None;
        }
        if let Some(all) = each(|it| if let Test::TargetHas(it) = it { Some(*it) } else { None }) {
            return Some(say![format!("the target {} ", has("has", yes)), either(all)]);
        }
        if let Some(all) = each(|it| if let Test::Has(it) = it { Some(*it) } else { None }) {
            return Some(say![format!("{} {} ", self.me.noun, has(&self.me.verb("have"), yes)), either(all)]);
        }
        if let Some(all) = each(|it| if let Test::AgainstCondition(it) = it { Some(*it) } else { None }) {
            return Some(say![
                if yes { "the save is against " } else { "the save isn't against " },
                either(all)
            ]);
        }
        let kinds =
            tests.iter().map(|it| if let Test::TargetIs(it) = it { Some(creature(*it)) } else { None });
        if let Some(all) = kinds.collect::<Option<Vec<_>>>() {
            return Some(say![if yes { "the target is " } else { "the target isn't " }, listed(all, "or")]);
        }
        let worn = tests.iter().map(|it| if let Test::Wears(it) = it { Some(*it) } else { None });
        let worn = worn.collect::<Option<Vec<_>>>()?;
        let kinds = listed(worn.iter().map(|it| it.name()), "or");
        (!worn.contains(&ArmourKind::Shield)).then(|| say![self.wears(yes), " ", kinds, " armour"])
    }

    fn subjects(&self) -> [&str; 7] {
        [self.me.noun.as_str(), "the attack", "the roll", "the target", "the weapon", "the spell", "the save"]
    }

    /// The test as a clause, or that it is not so.
    #[expect(clippy::too_many_lines, reason = "a plain match, an arm for each test")]
    pub(super) fn holds(&self, test: &Test, yes: bool) -> Say {
        let me = &self.me;
        let does = |verb: &str| me.does(verb);
        let is = |what: &str| Say::from(format!("{} {}{what}", self.me.noun, negated(&me.verb("are"), yes)));
        let attack =
            |what: &str| Say::from(format!("the attack {} {what}", if yes { "is" } else { "isn't" }));
        let roll =
            |what: &str| Say::from(format!("the roll {} {what}", if yes { "has" } else { "doesn't have" }));
        let target =
            |what: &str| Say::from(format!("the target {} {what}", if yes { "is" } else { "isn't" }));
        match test {
            Test::Not(test) => self.holds(test, !yes),
            Test::Any(tests) => self.any(tests, yes),
            Test::State(id) => say![self.link(id), if yes { " is active" } else { " isn't active" }],
            Test::Wears(kind) => format!("{} {}", self.wears(yes), armour(*kind)).into(),
            Test::Unarmoured if yes => format!("{} no armour", does("wear")).into(),
            Test::Unarmoured => format!("{} armour", does("wear")).into(),
            Test::Shield => self.hands("a Shield", yes),
            Test::AttackUses(it) if yes => format!("the attack uses {}", it.name()).into(),
            Test::AttackUses(it) => format!("the attack doesn't use {}", it.name()).into(),
            Test::Melee => attack("a melee attack"),
            Test::Ranged => attack("a ranged attack"),
            Test::Weapon => attack("made with a weapon"),
            Test::Unarmed => attack("an Unarmed Strike"),
            Test::Spell => attack("made with a spell"),
            Test::WeaponIs(WeaponProperty::Ammunition) if yes => "the weapon is a Ranged weapon".into(),
            Test::WeaponIs(it) if yes => format!("the weapon has the {} property", it.name()).into(),
            Test::WeaponIs(it) => format!("the weapon doesn't have the {} property", it.name()).into(),
            Test::WeaponAmong(ids) => {
                let ids = listed(
                    ids.iter().map(|it| say![article(&self.link(it).plain()), " ", self.link(it)]),
                    "or",
                );
                say![if yes { "the weapon is " } else { "the weapon isn't " }, ids]
            }
            Test::MonkWeapon => attack("made with a Monk weapon"),
            Test::OneWeapon => self.hands("a single weapon in one hand and no other weapon", yes),
            Test::TwoHands => self.hands("the weapon with two hands", yes),
            Test::LightAttack => attack("the extra attack of the Light property"),
            Test::MainHand => attack("made with the weapon in the main hand"),
            Test::Advantage => roll("Advantage"),
            Test::Disadvantage => roll("Disadvantage"),
            Test::AllyBesideTarget => self.ally(yes),
            Test::AgainstCondition(it) => {
                say![
                    if yes { "the save is against " } else { "the save isn't against " },
                    self.the_condition(*it)
                ]
            }
            Test::AgainstDamage(it) if yes => format!("the damage is {}", it.name()).into(),
            Test::AgainstDamage(it) => format!("the damage isn't {}", it.name()).into(),
            Test::AgainstSpells if yes => "the save is against a spell".into(),
            Test::AgainstSpells => "the save isn't against a spell".into(),
            Test::Proficient => is(" proficient in the roll"),
            Test::NotProficient => self.holds(&Test::Proficient, !yes),
            Test::Has(it) => {
                say![format!("{} {} ", me.noun, has(&me.verb("have"), yes)), self.the_condition(*it)]
            }
            Test::TargetHas(it) => say![format!("the target {} ", has("has", yes)), self.the_condition(*it)],
            Test::Bloodied => is(" Bloodied"),
            Test::TargetBloodied => target("Bloodied"),
            Test::TargetHurt if yes => "the target has lost Hit Points".into(),
            Test::TargetHurt => "the target has all its Hit Points".into(),
            Test::TargetUpto(size) if yes => format!("the target is {} or smaller", size.name()).into(),
            Test::TargetUpto(size) => format!("the target is larger than {}", size.name()).into(),
            Test::LaidUponTarget(it) => {
                let by = if yes { " by " } else { ", but not by " };
                say!["the target has ", self.the_condition(*it), by, self.me.noun.clone()]
            }
            Test::TargetMarked => say![
                "the target ",
                if yes { "bears" } else { "doesn't bear" },
                format!(" the mark that {} laid on it", self.me.noun)
            ],
            Test::With(name) => attack(&format!("made with {name}")),
            Test::Straight(feet) if yes => {
                format!("{} moved at least {feet} feet straight toward the target", does("have")).into()
            }
            Test::Straight(feet) => {
                format!("{} moved {feet} feet straight toward the target", self.has_not()).into()
            }
            Test::InWater => is(" underwater"),
            Test::DrewBlood => {
                let has = if yes { does("have") } else { self.has_not() };
                format!("{has} dealt damage in this turn to a creature that was Bloodied already").into()
            }
            Test::OwnTurn if yes => "it is the bearer's own turn".into(),
            Test::OwnTurn => "it isn't the bearer's own turn".into(),
            Test::Rolled(face) if yes => format!("the d20 of the attack shows {face}").into(),
            Test::Rolled(face) => format!("the d20 of the attack doesn't show {face}").into(),
            Test::TargetIs(kind) => target(&creature(*kind)),
            Test::SpellDeals(it) if yes => format!("the spell deals {} damage", it.name()).into(),
            Test::SpellDeals(it) => format!("the spell doesn't deal {} damage", it.name()).into(),
            Test::Cantrip if yes => "the spell is a cantrip".into(),
            Test::Cantrip => "the spell isn't a cantrip".into(),
            Test::SpellOf(it) if yes => format!("the spell is of the school of {}", it.name()).into(),
            Test::SpellOf(it) => format!("the spell isn't of the school of {}", it.name()).into(),
            Test::AtLeast(formula, least) => self.at_least(formula, *least, yes),
            Test::Dim => is(" in Dim Light or Darkness"),
            Test::Sunlight => is(" in sunlight"),
            Test::FirstRound if yes => "it is the first round of combat".into(),
            Test::FirstRound => "it isn't the first round of combat".into(),
            Test::Unmoved if yes => format!("{} moved this turn", self.has_not()).into(),
            Test::Unmoved => format!("{} moved this turn", does("have")).into(),
            Test::SpellAmong(ids) => {
                let ids = listed(ids.iter().map(|it| self.link(it)), "or");
                say![if yes { "the spell is " } else { "the spell isn't " }, ids]
            }
            Test::WithPicked { choice, of } => self.picked(choice, of.as_ref(), yes),
            Test::PartOf(name) => attack(&format!("part of {name}")),
            Test::Carries(id) => {
                let carries = if yes { does("carry") } else { self.does_not("carry") };
                say![carries, " the ", self.link(id)]
            }
            Test::Told(said) if yes => clause(said).into(),
            Test::Told(said) => format!("it isn't so that {}", clause(said)).into(),
        }
    }

    fn wears(&self, yes: bool) -> String {
        if yes { self.me.does("wear") } else { self.does_not("wear") }
    }

    fn hands(&self, what: &str, yes: bool) -> Say {
        let holds = if yes { self.me.does("hold") } else { self.does_not("hold") };
        format!("{holds} {what}").into()
    }

    fn ally(&self, yes: bool) -> Say {
        let ally = format!("an able ally of {}", self.mine());
        match yes {
            true => format!("{ally} is within 5 feet of the target while the roll lacks Disadvantage").into(),
            false => format!("no {} is within 5 feet of the target", ally.trim_start_matches("an ")).into(),
        }
    }

    fn mine(&self) -> String {
        if self.me.noun == "you" { "yours".to_owned() } else { self.me.whose() }
    }

    pub(super) fn does_not(&self, verb: &str) -> String {
        format!("{} {verb}", self.me.does("don't"))
    }

    fn has_not(&self) -> String {
        format!("{} {}", self.me.noun, if self.me.noun == "you" { "haven't" } else { "hasn't" })
    }

    fn at_least(&self, formula: &Formula, least: i32, yes: bool) -> Say {
        let how = if yes { "or higher" } else { "or lower" };
        let number = if yes { least } else { least - 1 };
        match self.constant(formula) {
            Some(known) if (known >= least) == yes => "always".into(),
            Some(_) if formula.text() == "slot" => {
                format!("the spell slot is of level {number} {how}").into()
            }
            Some(_) => "never".into(),
            None => say![self.amount(formula), format!(" is {number} {how}")],
        }
    }

    fn picked(&self, choice: &str, of: Option<&crate::ContentId>, yes: bool) -> Say {
        let what = choice.replace(['-', '_'], " ");
        let uses = if yes { "the attack uses" } else { "the attack doesn't use" };
        let by = of.map(|it| say![" with ", self.link(it)]).unwrap_or_default();
        say![format!("{uses} the {what} chosen"), by]
    }
}

fn negated(is: &str, yes: bool) -> String {
    if yes { is.to_owned() } else { format!("{is}n't") }
}

fn has(has: &str, yes: bool) -> &'static str {
    match (has, yes) {
        ("has", true) => "has",
        (_, true) => "have",
        ("has", false) => "doesn't have",
        (_, false) => "don't have",
    }
}

pub(super) fn armour(kind: ArmourKind) -> String {
    match kind {
        ArmourKind::Shield => "a Shield".to_owned(),
        _ => format!("{} armour", kind.name()),
    }
}

fn creature(kind: CreatureType) -> String {
    match kind {
        CreatureType::Undead => "an Undead".to_owned(),
        CreatureType::Fey => "a Fey".to_owned(),
        _ => super::prose::one(kind.name()),
    }
}

/// Creatures of these kinds.
pub(super) fn creatures(kinds: &[CreatureType], word: &str) -> String {
    let name = |it: &CreatureType| match it {
        CreatureType::Undead | CreatureType::Fey => it.name().to_owned(),
        _ => plural(it.name()),
    };
    listed(kinds.iter().map(name), word).plain()
}
