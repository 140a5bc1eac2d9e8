//! Species and backgrounds.

use super::fact::Facts;
use super::item::{self, Parcel};
use super::prose::{number, numbers_after};
use super::reference::{Reference, Row, american, bare};
use rules::book::{Book, Kin, Modifier, Sense};

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("Species") {
        let Some(ours) = book.species.iter().find(|it| bare(&it.name) == bare(row.name())) else {
            facts.state("name", format!("species/{}", row.slug()), "nothing", row.name());
            continue;
        };
        facts.state("name", &ours.id, &ours.name, row.name());
        for row in reference.of("SpeciesTrait", row.slug()) {
            species_trait(book, ours, row, facts);
        }
    }
    for row in reference.rows("Background") {
        background(book, reference, row, facts);
    }
}

fn species_trait(book: &Book, ours: &Kin, row: &Row, facts: &mut Facts) {
    let says = row.text("desc");
    match row.text("type") {
        "SIZE" => {
            let theirs = ["Tiny", "Small", "Medium", "Large"].into_iter().filter(|it| says.contains(it));
            facts.set("size", &ours.id, ours.sizes.iter().map(|it| it.name().to_owned()), theirs);
        }
        "SPEED" => {
            let theirs = number(says).unwrap_or_default();
            facts.state("speed", &ours.id, ours.speed, theirs);
        }
        _ => {
            let mut given = book.features_of(&ours.id);
            let found = given.find(|(it, _)| bare(&it.name) == bare(row.name()));
            let id = format!("{}: {}", ours.id, row.name());
            facts.state(
                "trait",
                &id,
                found.map_or("nothing".to_owned(), |(it, _)| american(&it.name)),
                row.name(),
            );
            let Some((feature, level)) = found else { return };
            for theirs in numbers_after(says, "Darkvision with a range of ") {
                let sees = feature.modifiers.iter().find_map(|it| match it {
                    Modifier::Sense { sense: Sense::Darkvision, feet } => feet.constant(),
                    _ => None,
                });
                facts.state("darkvision", &id, sees.unwrap_or_default(), theirs);
            }
            if let Some(theirs) = numbers_after(says, "reach character level ").first().or(numbers_after(
                says,
                "Starting at character level ",
            )
            .first())
            {
                facts.state("trait at level", &id, level, theirs);
            }
        }
    }
}

fn background(book: &Book, reference: &Reference, row: &Row, facts: &mut Facts) {
    let Some(ours) = book.backgrounds.iter().find(|it| bare(&it.name) == bare(row.name())) else {
        return facts.state("name", format!("background/{}", row.slug()), "nothing", row.name());
    };
    facts.state("name", &ours.id, &ours.name, row.name());
    for row in reference.of("BackgroundBenefit", row.slug()) {
        let says = row.text("desc");
        match row.text("type") {
            "ability_score" => {
                let abilities = ours.abilities.iter().map(|it| it.name().to_owned());
                facts.set("background abilities", &ours.id, abilities, says.split(", "));
            }
            "skill_proficiency" => {
                let skills = ours.skills.iter().map(|it| it.name().to_owned());
                facts.set("background skills", &ours.id, skills, says.split(" and "));
            }
            "tool_proficiency" => {
                let theirs = bare(says.trim_start_matches("Choose one kind of "));
                facts.state("background tool", &ours.id, bare(ours.tool.slug()), theirs);
            }
            "feat" => {
                let name = book.features.get(&ours.feat).map_or("nothing", |it| &it.name);
                let fixed = ours.fixed.as_ref().map(|(_, it)| it.rsplit('/').next().unwrap_or_default());
                let fixed = fixed.map(|it| format!(" ({it})")).unwrap_or_default();
                facts.state(
                    "background feat",
                    &ours.id,
                    format!("{name}{fixed}").to_lowercase(),
                    says.to_lowercase(),
                );
            }
            "equipment" => {
                item::packages(book, &Parcel { id: &ours.id, packages: &ours.equipment }, says, facts);
            }
            _ => {}
        }
    }
}
