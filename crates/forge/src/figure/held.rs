//! What is held: every weapon of the rules (SRD 5.2, "Weapons"), shields, and what spells are cast
//! with. Each stands along +y with the place of the fist at the origin.

mod arms;
mod blade;
mod focus;
mod haft;

pub(super) use arms::{shield_kite, shield_round};

use crate::mesh::Mesh;

/// The slug of a `held/…`, and how it is made.
pub type Thing = (&'static str, fn() -> Mesh);

/// Everything, in alphabetical order.
pub const HELD: [Thing; 56] = [
    ("amulet", focus::amulet),
    ("battleaxe", haft::battleaxe),
    ("blowgun", arms::blowgun),
    ("club", haft::club),
    ("crystal", focus::crystal),
    ("dagger", blade::dagger),
    ("dart", arms::dart),
    ("druid-staff", focus::druid_staff),
    ("drum", focus::drum),
    ("emblem", focus::emblem),
    ("flail", haft::flail),
    ("flute", focus::flute),
    ("glaive", haft::glaive),
    ("greataxe", haft::greataxe),
    ("greatclub", haft::greatclub),
    ("greatsword", blade::greatsword),
    ("halberd", haft::halberd),
    ("hand-crossbow", arms::hand_crossbow),
    ("handaxe", haft::handaxe),
    ("heavy-crossbow", arms::heavy_crossbow),
    ("javelin", haft::javelin),
    ("lance", haft::lance),
    ("lantern", focus::lantern),
    ("light-crossbow", arms::light_crossbow),
    ("light-hammer", haft::light_hammer),
    ("longbow", arms::longbow),
    ("longsword", blade::longsword),
    ("lute", focus::lute),
    ("mace", haft::mace),
    ("maul", haft::maul),
    ("mistletoe", focus::mistletoe),
    ("morningstar", haft::morningstar),
    ("musket", arms::musket),
    ("orb", focus::orb),
    ("pike", haft::pike),
    ("pistol", arms::pistol),
    ("quarterstaff", haft::quarterstaff),
    ("rapier", blade::rapier),
    ("reliquary", focus::reliquary),
    ("rod", focus::rod),
    ("scimitar", blade::scimitar),
    ("shield", arms::shield_round),
    ("shield-kite", arms::shield_kite),
    ("shortbow", arms::shortbow),
    ("shortsword", blade::shortsword),
    ("sickle", blade::sickle),
    ("sling", arms::sling),
    ("spear", haft::spear),
    ("staff", focus::staff),
    ("tome", focus::tome),
    ("trident", haft::trident),
    ("wand", focus::wand),
    ("war-pick", haft::war_pick),
    ("warhammer", haft::warhammer),
    ("whip", arms::whip),
    ("yew-wand", focus::yew_wand),
];

/// The thing of that name; nothing where there is none.
pub fn held(slug: &str) -> Mesh {
    HELD.iter().find(|(name, _)| *name == slug).map_or_else(Mesh::default, |(_, make)| make())
}
