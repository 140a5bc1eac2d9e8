//! A character in a fight: its sheet becomes a kit, and becomes it anew when a state begins or ends.

use std::collections::BTreeMap;

use super::{Act, Extra, Fighter, Kit, Swing, kits::Kits};
use crate::{
    book::{
        Ability, Activity, Book, Cost, DamageType, Effect, Mastery, Modifier, Range, Return, Skill,
        SpellRole, Style, Sum, Targets, Test, Time, WeaponProperty, Who,
    },
    build::{Adventurer, Build},
    circumstance::Verdict,
    sheet::{Attack, Bearer, Sheet},
};

/// The build that a kit is made of; its `now` follows the fight.
#[derive(Clone, Debug)]
pub struct Hero<'b> {
    pub book: &'b Book,
    pub build: Build,
    pub(super) kits: Kits,
}

impl<'b> Hero<'b> {
    pub fn of(book: &'b Book, build: Build) -> Self {
        Self { book, build, kits: Kits::default() }
    }

    pub fn kit(&self) -> Kit {
        let adventurer = Adventurer::of(self.book, &self.build);
        let sheet = Sheet::of(&adventurer);
        let bearer = Bearer::of(&adventurer);
        kit(&sheet, &bearer)
    }
}

impl Fighter<'_> {
    /// How much of a resource there is at most: a sheet says so; a stat block begins with it.
    pub(super) fn resource_most(&self, key: &str) -> u32 {
        let Some(hero) = &self.hero else { return self.kit.stock.get(key).copied().unwrap_or(0) };
        let adventurer = Adventurer::of(hero.book, &hero.build);
        let sheet = Sheet::of(&adventurer);
        let resource = sheet.resources.iter().find(|it| it.id.as_str() == key).map(|it| it.most);
        let named = |level: u8, pact: bool| if pact { "slot/pact".into() } else { format!("slot/{level}") };
        let slots = || sheet.slots.iter().find(|it| named(it.level, it.pact) == key).map(|it| it.most);
        resource.or_else(slots).unwrap_or(0)
    }
}

impl Hero<'_> {
    /// The level of the slots of Pact Magic; 0: there are none.
    pub(super) fn pact(&self) -> u8 {
        Adventurer::of(self.book, &self.build).slots().1.1
    }
}

fn kit(sheet: &Sheet<'_>, bearer: &Bearer<'_>) -> Kit {
    let adventurer = bearer.adventurer;
    let side = |it: std::cmp::Ordering| it as i32;
    let mut kit = Kit {
        name: if sheet.name.is_empty() { sheet.species.to_owned() } else { sheet.name.to_owned() },
        proper: true,
        size: sheet.size,
        kind: sheet.creature_type,
        armour_class: sheet.armour_class.total,
        hp: sheet.hp.total.max(1),
        initiative: sheet.initiative.number.total,
        initiative_lean: side(sheet.initiative.lean.side()),
        speeds: sheet.speeds.iter().map(|(gait, feet)| (*gait, feet.total)).collect(),
        hovers: bearer.bearings.iter().any(|it| {
            matches!(it.modifier, Modifier::Speed { hover: true, when, .. } if bearer.holds(when) == Verdict::Yes)
        }),
        modifiers: std::array::from_fn(|at| sheet.abilities[at].modifier),
        saves: std::array::from_fn(|at| sheet.abilities[at].save.number.total),
        bearings: bearings(bearer),
        resistances: sheet.resistances.iter().map(|it| it.0).collect(),
        immunities: sheet.immunities.iter().map(|it| it.0).collect(),
        vulnerabilities: sheet.vulnerabilities.iter().map(|it| it.0).collect(),
        condition_immunities: sheet.condition_immunities.iter().map(|it| it.0).collect(),
        senses: sheet.senses.iter().map(|it| (it.0, it.1.max(0) as u32)).collect(),
        skills: sheet.skills.iter().map(|it| (it.skill, it.check.number.total)).collect(),
        acts: Vec::new(),
        multiattack: Vec::new(),
        knacks: Vec::new(),
        specials: adventurer.features.iter().flat_map(|it| it.feature.specials.clone()).collect(),
        auras: Vec::new(),
        radiates: Vec::new(),
        legendary_actions: 0,
        legendary_resistances: 0,
        shield: bearer.shield.is_some(),
        armour: bearer.suit.and_then(|it| it.armour.as_ref()).map(|it| it.kind),
        proficiency: sheet.proficiency,
        xp: 0,
        challenge: 8 * i32::from(sheet.level),
        values: values(bearer),
        stock: BTreeMap::new(),
        in_hand: in_hand(bearer),
        hero: true,
        escape: escape(sheet),
        opportunity: None,
        occasions: Vec::new(),
        turnly: Vec::new(),
    };
    // A Dash is as long as the Speed with all that makes it more.
    let speed = kit.speeds.get(&crate::book::Gait::Walk).copied().unwrap_or(0);
    kit.values.insert("speed".into(), speed);
    stock(&mut kit, sheet);
    if kit.specials.contains(&crate::book::Special::RelentlessEndurance) {
        let spent = bearer.adventurer.build.now.spent.get(super::damage::RELENTLESS).copied().unwrap_or(0);
        kit.stock.insert(super::damage::RELENTLESS.into(), 1_u32.saturating_sub(spent));
    }
    weapons(&mut kit, sheet);
    doings(&mut kit, sheet, bearer);
    kit.take_gear(bearer);
    kit.take_radiance(bearer);
    if sheet.no_spells.is_none() {
        spells(&mut kit, sheet, bearer);
    }
    kit.take_inspiration(sheet.inspiration);
    kit.settle();
    kit
}

/// Hands that hold something which is no Shield: even what is swung with both is held with one meanwhile.
fn in_hand(bearer: &Bearer<'_>) -> u8 {
    let items = &bearer.adventurer.book.items;
    let goods = bearer.adventurer.build.goods.iter();
    let held = goods.filter(|it| it.count > 0).filter_map(|it| items.get(&it.item).map(|item| (it, item)));
    held.filter(|(it, item)| !item.is_shield() && it.place.hands(item) > 0).count() as u8
}

fn escape(sheet: &Sheet<'_>) -> i32 {
    let skills = sheet.skills.iter().filter(|it| matches!(it.skill, Skill::Athletics | Skill::Acrobatics));
    skills.map(|it| it.check.number.total).max().unwrap_or(0)
}

/// What leans rolls is asked again for every roll; what is in the numbers already is left out.
fn bearings(bearer: &Bearer<'_>) -> Vec<Modifier> {
    let leans = |it: &&Modifier| {
        matches!(
            it,
            Modifier::Advantage { .. }
                | Modifier::Disadvantage { .. }
                | Modifier::AdvantageAgainst { .. }
                | Modifier::DisadvantageAgainst { .. }
                | Modifier::Reroll { .. }
                | Modifier::Jump { .. }
                | Modifier::JumpTimes { .. }
                | Modifier::JumpFor { .. }
        )
    };
    bearer.bearings.iter().map(|it| it.modifier).filter(leans).cloned().collect()
}

fn values(bearer: &Bearer<'_>) -> BTreeMap<String, i32> {
    let mut names: Vec<String> = Ability::ALL.iter().map(|it| it.letters().to_owned()).collect();
    names.extend(Ability::ALL.iter().map(|it| format!("score.{}", it.letters())));
    names.extend(["prof", "level", "cantrip", "speed"].map(str::to_owned));
    names.extend(bearer.adventurer.classes.iter().map(|(class, _)| class.id.slug().to_owned()));
    names.into_iter().filter_map(|name| bearer.value(&name).map(|value| (name, value))).collect()
}

fn stock(kit: &mut Kit, sheet: &Sheet<'_>) {
    for resource in &sheet.resources {
        kit.stock.insert(resource.id.as_str().to_owned(), resource.left);
        if resource.returns == Return::Turn {
            kit.turnly.push((resource.id.as_str().to_owned(), resource.most));
        }
    }
    for slot in &sheet.slots {
        let key = if slot.pact { "slot/pact".to_owned() } else { format!("slot/{}", slot.level) };
        kit.stock.insert(key, slot.left);
    }
}

/// The Attack action: weapons that are held, or bare hands; as often as the sheet says.
fn weapons(kit: &mut Kit, sheet: &Sheet<'_>) {
    let mut usual = Vec::new();
    let held: Vec<_> = sheet.attacks.iter().filter(|it| it.held && it.hands_free).collect();
    for (at, attack) in held.iter().enumerate() {
        let mut act = swing(attack, sheet.abilities[attack.ability as usize].modifier);
        // The weapon of the extra attack itself does not lead to it.
        let other = held.get(at + 1).is_none_or(|it| !it.light);
        if let Some(swing) = &mut act.swing {
            swing.leads = other && !attack.light && attack.properties.contains(&WeaponProperty::Light);
        }
        if attack.light {
            // After an attack with another Light weapon, as a Bonus Action.
            kit.acts.push(Act { time: Time::BonusAction, ..act });
        } else {
            usual.push(kit.acts.len());
            kit.acts.push(act);
        }
    }
    let count = u8::try_from(sheet.attack_count.total).unwrap_or(1).max(1);
    if !usual.is_empty() {
        kit.multiattack = vec![vec![(usual, count)]];
    }
}

/// What one hit with a weapon deals.
fn deals(sum: &Sum, of: DamageType) -> Effect {
    let sum = sum.to_string().replace('\u{2212}', "-");
    let amount = sum.parse().unwrap_or_else(|_| crate::book::Formula::number(1));
    Effect::Damage { amount, of: vec![of], when: Vec::new() }
}

fn swing(attack: &Attack<'_>, modifier: i32) -> Act {
    let mut damage = deals(&attack.damage.sum, attack.damage.of);
    if let Effect::Damage { of, .. } = &mut damage {
        of.extend(&attack.instead);
    }
    let bare = if attack.mastery == Some(Mastery::Cleave) {
        let mut sum = attack.damage.sum.clone();
        sum.flat -= modifier.max(0);
        vec![deals(&sum, attack.damage.of)]
    } else {
        Vec::new()
    };
    let style = if attack.melee { Style::Melee } else { Style::Ranged };
    let range = match (attack.melee, attack.range) {
        (true, None) => Range::Reach(attack.reach),
        (true, Some((normal, long))) => Range::ReachOrRanges(attack.reach, normal, long),
        (false, Some((normal, long))) => Range::Ranges(normal, long),
        (false, None) => Range::Ranges(20, 60),
    };
    let activity = Activity {
        name: Some(attack.name.to_owned()),
        time: Time::Action,
        cost: Vec::new(),
        when: Vec::new(),
        on: None,
        range,
        area: None,
        targets: Targets { who: Who::Other, ..Targets::default() },
        duration: crate::book::Duration::Instant,
        effects: vec![Effect::Attack {
            style,
            bonus: Some(attack.to_hit.number.total),
            hit: vec![damage],
            miss: Vec::new(),
            times: None,
        }],
    };
    let always = |whose: &str, hurt: &crate::sheet::Hurt<'_>, when: &[Test]| Extra {
        sum: hurt.sum.clone(),
        of: hurt.of,
        or: hurt.or.to_vec(),
        when: when.to_vec(),
        once_a_turn: hurt.once_a_turn,
        whose: whose.to_owned(),
    };
    let mut more: Vec<_> = attack.more.iter().map(|(hurt, whose)| always(whose, hurt, &[])).collect();
    more.extend(attack.perhaps.iter().map(|(hurt, whose, when)| always(whose, hurt, when)));
    let lean = &attack.to_hit.lean;
    let mut leans: Vec<_> = lean.advantage.iter().map(|_| (true, Vec::new())).collect();
    leans.extend(lean.disadvantage.iter().map(|_| (false, Vec::new())));
    let mut act = Act::plain(attack.name.to_owned(), activity);
    act.bonus = attack.to_hit.number.total;
    act.ability = attack.ability;
    act.swing = Some(Swing {
        weapon: attack.weapon.map(|it| it.id.clone()),
        melee: attack.melee,
        hands: attack.hands,
        light: attack.light,
        leads: false,
        critical_from: attack.critical_from.0,
        die_at_least: attack.damage.die_at_least,
        more,
        leans,
        mastery: attack.mastery,
        bare,
    });
    act
}

fn doings(kit: &mut Kit, sheet: &Sheet<'_>, bearer: &Bearer<'_>) {
    for doing in &sheet.doings {
        if doing.barred == Some("Not as things are") {
            continue;
        }
        let mut act = Act::plain(doing.name.to_owned(), doing.activity.clone());
        act.dc = save_dc(doing.activity, bearer);
        super::picked::name(&mut act.activity.when, doing.key, bearer);
        for cost in &doing.activity.cost {
            match cost {
                Cost::Uses { of, count } => {
                    let count = u32::try_from(bearer.number(count)).unwrap_or(1);
                    act.spends.push((of.as_str().to_owned(), count));
                }
                Cost::Times { count, returns } => {
                    let key = crate::sheet::times_key(doing.key, doing.activity);
                    if *returns == Return::Turn {
                        kit.turnly.push((key.clone(), u32::try_from(bearer.number(count)).unwrap_or(1)));
                    }
                    kit.stock.insert(key.clone(), doing.left.unwrap_or(1));
                    act.spends.push((key, 1));
                }
                Cost::Slot(level) => {
                    act.spends.push((format!("slot/{level}"), 1));
                    act.values.push(("slot", i32::from(*level)));
                }
                Cost::PactSlot {} => {
                    act.spends.push(("slot/pact".into(), 1));
                    act.values.push(("slot", i32::from(bearer.adventurer.slots().1.1)));
                }
                Cost::Forgo { of, dice } => {
                    let whose = bearer.adventurer.book.features.get(of).map(|it| it.name.clone());
                    act.forgoes = whose.map(|it| (it, *dice));
                }
                // What is paid with other things is left to people.
                _ => act.spends.push((super::kit::NEVER.into(), 1)),
            }
        }
        kit.acts.push(act);
    }
}

/// The DC that the activity says, or the one of the class's spells.
pub(super) fn save_dc(activity: &Activity, bearer: &Bearer<'_>) -> i32 {
    let mut dc = None;
    for effect in &activity.effects {
        effect.walk(&mut |it| {
            if let Effect::Save { dc: Some(formula), .. } = it {
                dc = Some(bearer.number(formula));
            }
        });
    }
    let casting = || bearer.adventurer.classes.iter().find_map(|(class, _)| class.casting.as_ref());
    dc.unwrap_or_else(|| {
        8 + bearer.adventurer.proficiency() + casting().map_or(0, |it| bearer.modifier(it.ability))
    })
}

/// Each spell at its own level and with every higher slot that there is.
fn spells(kit: &mut Kit, sheet: &Sheet<'_>, bearer: &Bearer<'_>) {
    let slots: Vec<(u8, String)> = sheet
        .slots
        .iter()
        .map(|it| (it.level, if it.pact { "slot/pact".to_owned() } else { format!("slot/{}", it.level) }))
        .collect();
    let goods = &bearer.adventurer.build.goods;
    for (item, _) in sheet.spells.iter().flat_map(|it| &it.uses_up) {
        let count = goods.iter().filter(|it| it.item == *item).map(|it| it.count).sum();
        kit.stock.insert(item.as_str().to_owned(), count);
    }
    for line in sheet.spells.iter().filter(|it| !matches!(it.role, SpellRole::Spellbook)) {
        let Some(spell) = bearer.adventurer.book.spells.named(line.id).filter(|_| line.lacks.is_none())
        else {
            continue;
        };
        if !matches!(spell.cast.time, Time::Action | Time::BonusAction | Time::Reaction(_)) {
            continue;
        }
        let mut ways: Vec<(u8, Option<(String, u32)>)> = Vec::new();
        match (line.level, line.role) {
            (0, _) => ways.push((0, None)),
            (_, SpellRole::Only) => {}
            _ => ways.extend(
                slots.iter().filter(|it| it.0 >= line.level).map(|it| (it.0, Some((it.1.clone(), 1)))),
            ),
        }
        if let Some((_, left)) = line.free {
            let key = format!("free:{}", spell.id.slug());
            kit.stock.insert(key.clone(), left);
            ways.push((line.level, Some((key, 1))));
        }
        for (level, spends) in ways {
            let mut act = Act::spell(spell, level.max(line.level));
            act.dc = line.dc;
            act.bonus = line.attack;
            act.ability = line.ability;
            act.values.push(("spell", bearer.modifier(line.ability)));
            act.spends.extend(spends);
            act.spends.extend(line.uses_up.iter().map(|(item, count)| (item.as_str().to_owned(), *count)));
            if let Some(magic) = &mut act.spell {
                magic.by_hand = line.by_hand;
            }
            super::potency::empower(&mut act, bearer);
            kit.acts.push(act);
            kit.go_on(spell, kit.acts.len() - 1);
        }
    }
}

impl DamageType {
    /// Whether a weapon can deal it by itself.
    pub const fn is_physical(self) -> bool {
        matches!(self, Self::Bludgeoning | Self::Piercing | Self::Slashing)
    }
}
