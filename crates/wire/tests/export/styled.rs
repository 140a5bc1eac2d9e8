//! An account whose character has an appearance.

use rules::{
    CommandId,
    character::{Appearance, Command as Wish},
};

use super::{House, PHONE, WREN, text};

impl House {
    /// A character with an appearance, changed, refused and taken back.
    pub(crate) fn styled() -> Self {
        let mut house = Self::open();
        let name = text(30, "Wren");
        let mut wish = Self::wish(&name);
        let wizard = appearance("outfit/wizard", Some("hair/long"), None);
        if let Wish::Create { appearance, .. } = &mut wish {
            *appearance = Some(wizard);
        }
        house.does(PHONE, WREN, wish, vec![name]);
        let bard = appearance("outfit/bard", None, Some("hair/beard"));
        house.does(PHONE, WREN, Wish::Restyle { appearance: bard.clone() }, vec![]);
        house.does(PHONE, WREN, Wish::Restyle { appearance: bard }, vec![]);
        house.does(PHONE, WREN, Wish::Undo { command: CommandId([101; 16]) }, vec![]);
        house
    }
}

pub(crate) fn appearance(outfit: &str, hair: Option<&str>, beard: Option<&str>) -> Appearance {
    let id = |text: &str| text.parse().unwrap();
    Appearance {
        outfit: id(outfit),
        hair: hair.map(id),
        beard: beard.map(id),
        hair_colour: id("hair-colour/straw"),
        skin: id("skin/umber"),
    }
}
