//! Starting equipment: the packages that class and background offer, as they were picked (SRD 5.2,
//! "Character Creation", Starting Equipment).

use super::{Purse, Refusal};
use crate::{
    ContentId,
    book::{Coin, Lot, Package},
    build::Adventurer,
};

/// What was picked, each lot of an item that exists, and the coins beside it.
pub(super) fn packages(adventurer: &Adventurer<'_>) -> Result<(Vec<Lot>, Purse), Refusal> {
    let mut lots = Vec::new();
    let mut gp = 0_u32;
    let mut take = |key: String, whose: &str, packages: &[Package]| {
        if packages.is_empty() {
            return Ok(());
        }
        let picked = adventurer.build.picks.get(&key).and_then(|it| it.first());
        let package = picked.and_then(|it| packages.iter().find(|package| package.id == *it));
        let Some(package) = package else { return Err(Refusal::NotChosen(whose.to_owned())) };
        gp = gp.saturating_add(package.gp);
        for lot in &package.items {
            lots.push(Lot { item: item(adventurer, &lot.item)?, count: lot.count });
        }
        Ok(())
    };
    // Only the first class equips one.
    if let Some((class, _)) = adventurer.classes.first() {
        take(format!("{}/equipment", class.id.slug()), &class.name, &class.equipment)?;
    }
    if let Some(background) = adventurer.background {
        take("background/equipment".into(), &background.name, &background.equipment)?;
    }
    Ok((lots, [(Coin::Gp, gp)].into_iter().collect()))
}

/// An item, or of a category the tool that was chosen; where no tool is of it, the first of the category.
fn item(adventurer: &Adventurer<'_>, id: &ContentId) -> Result<ContentId, Refusal> {
    let book = adventurer.book;
    if book.items.get(id).is_some() {
        return Ok(id.clone());
    }
    let chosen = adventurer
        .tools
        .keys()
        .find(|tool| book.items.get(tool).is_some_and(|it| it.categories.contains(id)));
    let first = || book.items_of(id).next().map(|it| it.id.clone());
    chosen.map(|it| (*it).clone()).or_else(first).ok_or_else(|| Refusal::Unknown(id.as_str().to_owned()))
}
