//! Attunement, and what is worn and held (SRD 5.2, "Equipment", Attunement, Armor, Weapons).

use super::{Context, Event, Goods, Refusal, Thing};
use crate::{
    ItemId,
    book::Item,
    build::{Place, Rule, clash},
};

pub(super) fn attune(goods: &Goods, thing: &ItemId, context: &Context<'_>) -> Result<Event, Refusal> {
    let (had, item) = goods.thing(thing, context)?;
    let name = || item.name.clone();
    if !item.attunement {
        return Err(Refusal::NeedsNoAttunement(name()));
    }
    if context.adventurer.is_some_and(|it| !item.attunes(it)) {
        return Err(Refusal::AttunedBy(Rule::attuned_by(item, context.book)));
    }
    if had.attuned {
        return Err(Refusal::Attuned(name()));
    }
    let attuned = || goods.things.values().filter(|it| it.attuned);
    if attuned().any(|it| it.item == had.item) {
        return Err(Refusal::SecondCopy(name()));
    }
    if attuned().count() >= context.attunement_most as usize {
        return Err(Refusal::AttunementFull { most: context.attunement_most });
    }
    if !context.resting {
        return Err(Refusal::NotResting);
    }
    Ok(Event::Attuned { by: goods.account.clone(), thing: *thing })
}

pub(super) fn end_attunement(goods: &Goods, thing: &ItemId, context: &Context<'_>) -> Result<Event, Refusal> {
    let (had, item) = goods.thing(thing, context)?;
    match (had.attuned, context.resting) {
        (false, _) => Err(Refusal::NotAttuned(item.name.clone())),
        (true, false) => Err(Refusal::NotResting),
        (true, true) => Ok(Event::AttunementEnded { by: goods.account.clone(), thing: *thing }),
    }
}

pub(super) fn put(
    goods: &Goods,
    thing: &ItemId,
    place: Place,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    let (had, item) = goods.thing(thing, context)?;
    if had.place == place {
        return Err(Refusal::NothingChanges);
    }
    if place == Place::Worn && item.weapon.is_some() {
        return Err(Refusal::NotWorn(item.name.clone()));
    }
    let others = goods.things.iter().filter(|(id, it)| *id != thing && it.place != Place::Stowed);
    let others: Vec<(&Item, Place)> =
        others.filter_map(|(_, it)| Some((context.book.items.get(&it.item)?, it.place))).collect();
    let hand = matches!(place, Place::MainHand | Place::OffHand);
    if let Some((by, _)) = others.iter().find(|(_, at)| hand && *at == place) {
        return Err(Refusal::HandTaken { item: item.name.clone(), by: by.name.clone() });
    }
    if let Some(rule) = clash(item, place, &others) {
        return Err(Refusal::Hands(rule));
    }
    Ok(Event::Put { by: goods.account.clone(), thing: *thing, place })
}

impl Goods {
    /// A thing that is here, and what the book says of it.
    pub(super) fn thing<'b>(
        &self,
        id: &ItemId,
        context: &Context<'b>,
    ) -> Result<(&Thing, &'b Item), Refusal> {
        let thing = self.things.get(id).ok_or(Refusal::NotHere)?;
        let item = context.book.items.get(&thing.item);
        item.map(|item| (thing, item)).ok_or_else(|| Refusal::Unknown(thing.item.as_str().to_owned()))
    }
}
