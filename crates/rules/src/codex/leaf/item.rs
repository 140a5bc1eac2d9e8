//! Weapons, armour, tools, gear and packs.

use super::{
    Fact, Leaf, Part, fact,
    feature::rows,
    goods::{cost, weight},
    grant::armour_name,
    prose::{Say, listed, say, titled},
    voice::Voice,
};
use crate::{
    ContentId,
    book::{Armour, ArmourKind, Book, Item, Rarity, Tool, Weapon, WeaponProperty},
};

pub(super) fn leaf(book: &Book, item: &Item) -> Leaf {
    let voice = Voice::you(book);
    let mut parts = Vec::new();
    let changes = voice.changes(&item.modifiers, &voice.me).into_iter().map(Say::sentence);
    let mut does: Vec<Fact> = changes.map(|it| Fact { name: String::new(), says: it.prose() }).collect();
    does.extend(rows(&voice, &item.activities, &item.name));
    parts.push(Part { heading: "What it does".to_owned(), rows: does });
    if let Some(tool) = &item.tool {
        parts.push(Part { heading: "Uses".to_owned(), rows: uses(tool) });
    }
    parts.retain(|it| !it.rows.is_empty());
    Leaf {
        facts: facts(&voice, item),
        text: vec![item.text.clone()],
        parts,
        prompts: Vec::new(),
        source: item.source.clone(),
        automation: Some(item.automation),
    }
}

fn facts(voice: &Voice<'_>, item: &Item) -> Vec<Fact> {
    let mut all = Vec::new();
    if let Some(rarity) = item.rarity {
        all.push(fact("Rarity", self::rarity(rarity)));
    }
    if item.attunement {
        let by = listed(item.attuned_by.iter().map(|it| voice.link(it)), "or");
        let by = if item.attuned_by.is_empty() { by } else { say![", by ", by] };
        all.push(fact("Attunement", say!["Required", by]));
    }
    if let Some(weapon) = &item.weapon {
        all.extend(voice.weapon(weapon));
    }
    if let Some(armour) = &item.armour {
        all.extend(worn(armour));
    }
    if let Some(tool) = &item.tool {
        all.push(fact("Ability", tool.ability.name()));
    }
    if !item.categories.is_empty() {
        all.push(fact("Kind", listed(item.categories.iter().map(|it| voice.link(it)), "and")));
    }
    let lot = if item.lot > 1 { format!(" for {}", item.lot) } else { String::new() };
    all.push(fact("Cost", format!("{}{lot}", super::prose::capital(&cost(item.cost)))));
    all.push(fact(
        "Weight",
        format!(
            "{}{}",
            super::prose::capital(&weight(item.weight)),
            if item.weight > 0 { lot.as_str() } else { "" }
        ),
    ));
    if !item.contents.is_empty() {
        all.push(fact("Contents", listed(item.contents.iter().map(|it| voice.lot(it)), "and")));
    }
    if let Some(tool) = item.tool.as_ref().filter(|it| !it.crafts.is_empty()) {
        all.push(fact("Craft", listed(tool.crafts.iter().map(|it| voice.link(it)), "and")));
    }
    let makers =
        voice.book.items.iter().filter(|it| it.tool.as_ref().is_some_and(|it| it.crafts.contains(&item.id)));
    let makers = listed(makers.map(|it| Say::link(&it.id, &it.name)), "or");
    if !makers.is_empty() {
        all.push(fact("Crafted With", makers));
    }
    all
}

fn rarity(rarity: Rarity) -> &'static str {
    match rarity {
        Rarity::Common => "Common",
        Rarity::Uncommon => "Uncommon",
        Rarity::Rare => "Rare",
        Rarity::VeryRare => "Very Rare",
        Rarity::Legendary => "Legendary",
        Rarity::Artifact => "Artifact",
    }
}

impl Voice<'_> {
    fn weapon(&self, weapon: &Weapon) -> Vec<Fact> {
        let reach = if weapon.melee { "Melee" } else { "Ranged" };
        let mut all = vec![
            fact("Category", format!("{} {reach} weapon", weapon.category.name())),
            fact("Damage", self.amount_of(&weapon.damage, weapon.of.name())),
        ];
        let mut properties: Vec<Say> =
            weapon.properties.iter().map(|it| self.property(*it, weapon)).collect();
        let ranged = weapon.has(WeaponProperty::Ammunition) || weapon.has(WeaponProperty::Thrown);
        if let Some((normal, long)) = weapon.range.filter(|_| !ranged) {
            properties.push(format!("Range {normal}/{long} feet").into());
        }
        if !properties.is_empty() {
            all.push(fact("Properties", super::prose::parted(properties, ", ")));
        }
        all.push(fact("Mastery", self.word_of("mastery", &weapon.mastery.word(), weapon.mastery.name())));
        all
    }

    fn property(&self, property: WeaponProperty, weapon: &Weapon) -> Say {
        let name = self.word_of("property", &property.word(), property.name());
        let range =
            weapon.range.map(|(normal, long)| format!("range {normal}/{long} feet")).unwrap_or_default();
        match property {
            WeaponProperty::Versatile => match &weapon.versatile {
                Some(damage) => say![name, " (", self.amount(damage), ")"],
                None => name,
            },
            WeaponProperty::Ammunition => match &weapon.ammunition {
                Some(ammunition) => say![name, format!(" ({range}; "), self.link(ammunition), ")"],
                None => say![name, format!(" ({range})")],
            },
            WeaponProperty::Thrown if !range.is_empty() => say![name, format!(" ({range})")],
            WeaponProperty::Thrown
            | WeaponProperty::Finesse
            | WeaponProperty::Heavy
            | WeaponProperty::Light
            | WeaponProperty::Loading
            | WeaponProperty::Reach
            | WeaponProperty::TwoHanded => name,
        }
    }

    fn word_of(&self, kind: &str, word: &str, name: &str) -> Say {
        match format!("{kind}/{word}").parse::<ContentId>() {
            Ok(id) if self.book.terms.get(&id).is_some() => Say::link(&id, name),
            Ok(id) if name.is_empty() => titled(&id).into(),
            _ => name.into(),
        }
    }
}

fn worn(armour: &Armour) -> Vec<Fact> {
    let base = armour.base;
    let class = match (armour.kind, armour.dexterity_most) {
        (ArmourKind::Shield, _) => format!("+{base}"),
        (_, Some(0)) => base.to_string(),
        (_, Some(most)) => format!("{base} + Dexterity modifier (maximum of {most})"),
        (_, None) => format!("{base} + Dexterity modifier"),
    };
    let mut all = vec![fact("Category", armour_name(armour.kind)), fact("Armour Class", class)];
    if let Some(strength) = armour.strength {
        all.push(fact("Strength", format!("{strength} or higher; otherwise Speed is 10 feet less")));
    }
    if armour.stealth_disadvantage {
        all.push(fact("Stealth", "Disadvantage"));
    }
    all
}

fn uses(tool: &Tool) -> Vec<Fact> {
    let says = |it: &crate::book::Use| Say::from(format!("{} (DC {})", it.text.trim_end_matches('.'), it.dc));
    tool.uses.iter().map(|it| Fact { name: String::new(), says: says(it).sentence().prose() }).collect()
}
