//! What a face is painted with: a ramp of the spectrum, a finish, and whether players may recolour it.

/// One of the 32 colour gradients that the whole game is painted with. The number is its row in
/// the atlas, for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Ramp {
    // The dyes, in the order of content/dyes.json.
    Ember,
    Lantern,
    Brass,
    Straw,
    Kelp,
    Pine,
    Tide,
    Deep,
    Indigo,
    Heather,
    Rose,
    Madder,
    Bone,
    Slate,
    Pitch,
    Oak,
    // The spectral classes, coolest first: rarity is starlight.
    StarM,
    StarK,
    StarG,
    StarF,
    StarA,
    StarB,
    StarO,
    // Skins and plain matter.
    Porcelain,
    Sand,
    Umber,
    Ebony,
    Moss,
    Rust,
    Iron,
    Stone,
    Ink,
}

impl Ramp {
    /// All of them, in the order of their rows.
    #[rustfmt::skip]
    pub const ALL: [Self; 32] = [
        Self::Ember, Self::Lantern, Self::Brass, Self::Straw, Self::Kelp, Self::Pine, Self::Tide, Self::Deep,
        Self::Indigo, Self::Heather, Self::Rose, Self::Madder, Self::Bone, Self::Slate, Self::Pitch, Self::Oak,
        Self::StarM, Self::StarK, Self::StarG, Self::StarF, Self::StarA, Self::StarB, Self::StarO,
        Self::Porcelain, Self::Sand, Self::Umber, Self::Ebony, Self::Moss, Self::Rust, Self::Iron, Self::Stone,
        Self::Ink,
    ];

    /// The ramp of `dye/<slug>`.
    pub fn of_dye(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().take(16).find(|ramp| format!("{ramp:?}").to_lowercase() == slug)
    }

    /// The colour in the middle of the ramp as sRGB. Dyes and stars are the tokens of the look.
    pub fn colour(self) -> [u8; 3] {
        const COLOURS: [u32; 32] = [
            0xff7a59, 0xffb454, 0xd9a441, 0xe6d08a, 0x7fd08a, 0x3f7d5a, 0x5cc8d6, 0x2f6f9f, 0x5a63b8,
            0xa98bd0, 0xf08cae, 0xa8434f, 0xe7dfcf, 0x6d7690, 0x2a2f45, 0x8a5f3c, 0xff8a5c, 0xffc48a,
            0xfff1c9, 0xf4f3ff, 0xc6d4ff, 0x9fb8ff, 0x86a0ff, 0xefc3a0, 0xd09a6a, 0x96613f, 0x5c3a2b,
            0x6f9456, 0xb5713a, 0x9aa3b2, 0x8b8592, 0x1b1a2e,
        ];
        let [_, red, green, blue] = COLOURS[self as usize].to_be_bytes();
        [red, green, blue]
    }
}

/// How a surface takes the light: the quadrant of the atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Finish {
    Matte,
    Metal,
    Rough,
    Glow,
}

impl Finish {
    pub const ALL: [Self; 4] = [Self::Matte, Self::Metal, Self::Rough, Self::Glow];
}

/// What a player may recolour. The number travels in the alpha of COLOR_0 as `255 - slot`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Slot {
    /// Nobody: the ramp in the mesh stays.
    Fixed,
    Cloak,
    Trim,
    Lantern,
    Skin,
    Hair,
    /// The spectral class: rarity on things, the rim of a base on figures.
    Star,
}

impl Slot {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Fixed, Self::Cloak, Self::Trim, Self::Lantern, Self::Skin, Self::Hair, Self::Star];
}

/// The paint of a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub ramp: Ramp,
    pub finish: Finish,
    pub slot: Slot,
    /// How much lighter (up to 0.4) or darker (down to -0.4) than its place on the ramp says.
    pub tone: f32,
}

impl Paint {
    /// Cloth, skin, paint.
    pub const fn matte(ramp: Ramp) -> Self {
        Self { ramp, finish: Finish::Matte, slot: Slot::Fixed, tone: 0.0 }
    }

    /// Brass, steel.
    pub const fn metal(ramp: Ramp) -> Self {
        Self { finish: Finish::Metal, ..Self::matte(ramp) }
    }

    /// Wood, leather, stone, fur.
    pub const fn rough(ramp: Ramp) -> Self {
        Self { finish: Finish::Rough, ..Self::matte(ramp) }
    }

    /// What shines by itself.
    pub const fn glow(ramp: Ramp) -> Self {
        Self { finish: Finish::Glow, ..Self::matte(ramp) }
    }

    /// The same, to be recoloured by a player.
    #[must_use]
    pub const fn for_slot(self, slot: Slot) -> Self {
        Self { slot, ..self }
    }

    /// The same, lighter or darker by `tone`.
    #[must_use]
    pub const fn toned(self, tone: f32) -> Self {
        Self { tone, ..self }
    }
}
