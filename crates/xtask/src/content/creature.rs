//! Stat blocks, but for what they do.

use super::fact::Facts;
use super::prose::{dice, letters, plain};
use super::reference::{Reference, Row, bare};
use rules::book::{Ability, Book, Challenge, Creature, Gait, Sense, Skill};

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("Creature") {
        let Some(ours) = book.creatures.iter().find(|it| bare(it.id.slug()) == bare(row.slug())) else {
            facts.absent("creatures", row.name());
            continue;
        };
        body(ours, row, facts);
        scores(ours, row, facts);
        bears(ours, row, facts);
        senses(ours, row, facts);
        languages(ours, row, facts);
        threat(ours, row, facts);
    }
}

fn body(ours: &Creature, row: &Row, facts: &mut Facts) {
    let id = &ours.id;
    facts.state("name", id, &ours.name, row.name());
    facts.state("creature size", id, ours.size.word(), row.link("size"));
    facts.state("creature type", id, ours.kind.word(), row.link("type"));
    facts.state("alignment", id, ours.alignment.to_lowercase(), row.text("alignment"));
    facts.state(
        "armour class",
        id,
        i64::from(ours.armour_class),
        row.number("armor_class").unwrap_or_default(),
    );
    let hp = ours.hp.plain();
    facts.state("hit dice", id, plain(&hp), dice(row.text("hit_dice")));
    facts.state(
        "hit points",
        id,
        i64::from(hp.twice_average() / 2),
        row.number("hit_points").unwrap_or_default(),
    );
    for (gait, field) in [
        (Gait::Walk, "walk"),
        (Gait::Burrow, "burrow"),
        (Gait::Climb, "climb"),
        (Gait::Fly, "fly"),
        (Gait::Swim, "swim"),
    ] {
        let feet = ours.paces.iter().find(|it| it.gait == gait).map_or(0, |it| it.feet);
        facts.state(
            "creature speed",
            format!("{id}: {field}"),
            i64::from(feet),
            row.number(field).unwrap_or_default(),
        );
    }
    facts.state("hovers", id, ours.paces.iter().any(|it| it.hover), row.flag("hover"));
}

fn scores(ours: &Creature, row: &Row, facts: &mut Facts) {
    let modifier = |ability: Ability| (i32::from(ours.scores[ability as usize]) - 10).div_euclid(2);
    for ability in Ability::ALL.iter().copied() {
        let name = ability.name().to_lowercase();
        let id = format!("{}: {}", ours.id, letters(&name));
        let theirs = row.number(&format!("ability_score_{name}")).unwrap_or_default();
        facts.state("score", &id, i64::from(ours.scores[ability as usize]), theirs);
        if let Some(theirs) = row.number(&format!("saving_throw_{name}")) {
            let save = ours.saves.get(&ability).copied().unwrap_or_else(|| modifier(ability));
            facts.state("creature save", &id, i64::from(save), theirs);
        }
    }
    for skill in Skill::ALL.iter().copied() {
        let said = row.number(&format!("skill_bonus_{}", skill.word().replace('-', "_")));
        let has = ours.skills.get(&skill).map(|it| i64::from(*it));
        if said.is_some() || has.is_some() {
            let tell = |it: Option<i64>| it.map_or("nothing".to_owned(), |it| it.to_string());
            facts.state("creature skill", format!("{}: {skill}", ours.id), tell(has), tell(said));
        }
    }
}

fn bears(ours: &Creature, row: &Row, facts: &mut Facts) {
    let id = &ours.id;
    let words = |all: &[rules::book::DamageType]| all.iter().map(|it| it.word()).collect::<Vec<_>>();
    facts.set("vulnerabilities", id, words(&ours.vulnerabilities), row.list("damage_vulnerabilities"));
    facts.set("resistances", id, words(&ours.resistances), row.list("damage_resistances"));
    facts.set("immunities", id, words(&ours.immunities), row.list("damage_immunities"));
    let conditions = ours.condition_immunities.iter().map(|it| it.word());
    facts.set("condition immunities", id, conditions, row.list("condition_immunities"));
}

fn senses(ours: &Creature, row: &Row, facts: &mut Facts) {
    for sense in Sense::ALL.iter().copied() {
        let feet = ours.senses.get(&sense).copied().unwrap_or_default();
        let theirs = row.number(&format!("{}_range", sense.word())).unwrap_or_default();
        facts.state("creature sense", format!("{}: {sense}", ours.id), i64::from(feet), theirs);
    }
    if let Some(theirs) = row.number("passive_perception") {
        facts.state("passive perception", &ours.id, i64::from(ours.passive_perception), theirs);
    }
}

fn languages(ours: &Creature, row: &Row, facts: &mut Facts) {
    let said = ours.languages.join(", ").to_lowercase().replace('-', " ");
    for theirs in row.list("languages") {
        let spoken = theirs.replace('-', " ");
        let known = said.contains(&spoken);
        facts.state("creature language", format!("{}: {theirs}", ours.id), known, true);
    }
    let telepathy = said.split_once("telepathy ").and_then(|(_, it)| it.split(' ').next()?.parse().ok());
    facts.state(
        "telepathy",
        &ours.id,
        telepathy.unwrap_or(0),
        row.number("telepathy_range").unwrap_or_default(),
    );
}

fn threat(ours: &Creature, row: &Row, facts: &mut Facts) {
    let id = &ours.id;
    if let Some(theirs) = row.number("initiative_bonus") {
        facts.state("initiative", id, i64::from(ours.initiative), theirs);
    }
    let eighths = u16::try_from(row.thousandths("challenge_rating") * 8 / 1000).unwrap_or_default();
    facts.state("challenge rating", id, ours.challenge, Challenge(eighths));
    if let Some(theirs) = row.number("experience_points_integer") {
        facts.state("experience", id, ours.challenge.xp().unwrap_or_default(), theirs);
    }
    if let Some(theirs) = row.number("proficiency_bonus") {
        facts.state("creature proficiency", id, i64::from(ours.proficiency), theirs);
    }
}
