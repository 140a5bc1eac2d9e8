//! What players choose from is what the forge makes: outfits, cuts, and the ramps of skin and hair.

use std::collections::BTreeSet;

use forge::figure::{hair, outfit, species};
use forge::paint::Ramp;
use serde_json::Value;

fn rows(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("content is JSON")
}

fn slug<'a>(id: &'a Value, kind: &str) -> &'a str {
    let id = id.as_str().expect("an id is text");
    id.strip_prefix(kind).unwrap_or_else(|| panic!("{id} is no {kind}"))
}

fn slugs(rows: &[Value], kind: &str) -> BTreeSet<String> {
    rows.iter().map(|row| slug(&row["id"], kind).to_owned()).collect()
}

#[test]
fn every_outfit_is_made_and_can_be_chosen() {
    let outfits = rows(include_str!("../../../content/outfits.json"));
    let made = outfit::OUTFITS.iter().map(|(slug, _)| (*slug).to_owned()).collect();
    assert_eq!(slugs(&outfits, "outfit/"), made);
}

#[test]
fn every_cut_is_made_and_can_be_chosen() {
    let cuts = rows(include_str!("../../../content/cuts.json"));
    let beards = rows(include_str!("../../../content/beards.json"));
    let made: BTreeSet<String> = hair::CUTS.iter().map(|(slug, _)| (*slug).to_owned()).collect();
    let (chins, heads): (BTreeSet<_>, _) = made.into_iter().partition(|it| it.starts_with("beard"));
    assert_eq!(slugs(&beards, "hair/"), chins);
    // What hair becomes under a hat is nobody's choice.
    let mut chosen = slugs(&cuts, "hair/");
    assert!(chosen.insert("tucked".into()));
    assert_eq!(chosen, heads);
}

#[test]
fn every_skin_and_colour_of_hair_is_a_ramp() {
    let skins = rows(include_str!("../../../content/skins.json"));
    let colours = rows(include_str!("../../../content/hair-colours.json"));
    for (row, kind) in
        skins.iter().map(|it| (it, "skin/")).chain(colours.iter().map(|it| (it, "hair-colour/")))
    {
        let ramp = Ramp::ALL[row["ramp"].as_u64().unwrap() as usize];
        let [r, g, b] = ramp.colour();
        assert_eq!(row["colour"], format!("#{r:02x}{g:02x}{b:02x}"), "{ramp:?}");
        assert_eq!(slug(&row["id"], kind), format!("{ramp:?}").to_lowercase());
    }
}

#[test]
fn every_species_usually_looks_as_its_figure_comes() {
    let rows = rows(include_str!("../../../content/species.json"));
    let made = species::all();
    assert_eq!(rows.len(), made.len());
    for (row, made) in rows.iter().zip(made) {
        assert_eq!(slug(&row["id"], "species/"), made.slug);
        let usual = &row["usual"];
        let cuts: BTreeSet<&str> = ["hair", "beard"]
            .into_iter()
            .filter_map(|it| usual.get(it))
            .map(|it| slug(it, "hair/"))
            .collect();
        assert_eq!(cuts, made.cuts.iter().copied().collect(), "{}", made.slug);
        assert_eq!(slug(&usual["skin"], "skin/"), format!("{:?}", made.skin).to_lowercase());
        assert_eq!(slug(&usual["hair_colour"], "hair-colour/"), format!("{:?}", made.hair).to_lowercase());
        assert_eq!(usual["outfit"], "outfit/wayfarer");
    }
}
