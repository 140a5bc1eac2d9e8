//! The words of the harbour.

pub(crate) const HARBOUR: &str = "Harbour";
pub(crate) const HARBOUR_CANVAS: &str =
    "The harbour. Arrow keys or W, A, S and D walk; everything here is in the list of words, too.";
pub(crate) const FIGURE_CANVAS: &str = "The figure turns on its base.";
pub(crate) const HARBOUR_PICTURE: &str = "A lantern-lit quay under the stars: a quest board, a shop with a striped awning, a tavern with warm windows, a trunk room, and a ship at her moorings.";
pub(crate) const HARBOUR_PLACES: &str = "Places of the harbour";
pub(crate) const HARBOUR_COMING: &str = "The harbour comes into sight";
pub(crate) const HARBOUR_WORDS: &str = "In words";
pub(crate) const HARBOUR_PEOPLE: &str = "People";
pub(crate) const HARBOUR_YOU: &str = "You";
pub(crate) const HARBOUR_FLAT: &str = "This browser draws no pictures with depth, so a painted one stands in. Everything here can be done all the same.";
pub(crate) const HARBOUR_LOST: &str =
    "The graphics card took a rest. The harbour comes back by itself in a moment.";
pub(crate) const SIT: &str = "Sit down";
pub(crate) const STAND: &str = "Stand up";
pub(crate) const CHEER: &str = "Cheer";
pub(crate) const HARBOUR_UNKEPT: &str =
    "The harbour is here, but its files could not be kept for the next visit. ";
pub(crate) const SITS: &str = "You sit down on the planks and listen to the water.";
pub(crate) const STANDS: &str = "You get up again.";
pub(crate) const CHEERS: &str = "You throw your arms up and cheer. Somebody in the tavern cheers back.";
pub(crate) const HOUR: &str = "Hour";
pub(crate) const HOURS: [(&str, &str); 4] =
    [("clock", "By the clock"), ("day", "Day"), ("dusk", "Dusk"), ("night", "Night")];

/// What is said of an hour that somebody chose.
pub(crate) fn hour_said(word: &str) -> Option<&'static str> {
    Some(match word {
        "day" => "It is day. Gulls are about.",
        "dusk" => "It is dusk. The lanterns are being lit.",
        "night" => "It is night. The stars are where they really are.",
        _ => "It is as late as your clock says.",
    })
}

/// A place to look at: its name in the scene, on screen, and what one reads there.
pub(crate) struct Spot {
    pub(crate) name: &'static str,
    pub(crate) word: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) sentence: &'static str,
}

/// The first one is where one begins.
pub(crate) const SPOTS: [Spot; 5] = [
    Spot {
        name: "harbour",
        word: "Quay",
        icon: "anchor",
        sentence: "The harbour. Ships from the near stars tie up here, and so do you.",
    },
    Spot {
        name: "board",
        word: "Quest board",
        icon: "board",
        sentence: "The quest board. Adventures that you can join will be pinned here.",
    },
    Spot {
        name: "shop",
        word: "Shop",
        icon: "shop",
        sentence: "The shop. What it sells, and for how much, will stand on these shelves.",
    },
    Spot {
        name: "trunk-room",
        word: "Trunk room",
        icon: "trunk",
        sentence: "The trunk room. What you own will be kept here, safe from the sea.",
    },
    Spot {
        name: "ship",
        word: "Ship",
        icon: "ship",
        sentence: "Your ship. When her crew is whole she will set sail from here.",
    },
];

/// Who stands around, in the order of the scene: who it is, how one greets them, and what comes of it.
pub(crate) struct Host {
    pub(crate) word: &'static str,
    pub(crate) greet: &'static str,
    pub(crate) answer: &'static str,
    /// The voice and the mood of that answer.
    pub(crate) voice: (&'static str, &'static str),
}

pub(crate) const HOSTS: [Host; 4] = [
    Host {
        word: "Innkeeper",
        greet: "Greet the innkeeper",
        answer: "The innkeeper hums a welcome and nods towards the warm windows.",
        voice: ("innkeeper", "greeting"),
    },
    Host {
        word: "Shopkeeper",
        greet: "Greet the shopkeeper",
        answer: "The shopkeeper chirps from behind the counter and polishes something brass.",
        voice: ("chandler", "greeting"),
    },
    Host {
        word: "Keeper of trunks",
        greet: "Greet the keeper of trunks",
        answer: "The keeper of trunks grumbles kindly. Nothing was ever lost in there.",
        voice: ("trunkwarden", "pleased"),
    },
    Host {
        word: "Harbourmaster",
        greet: "Greet the harbourmaster",
        answer: "The harbourmaster murmurs a star's name and goes on watching the sky.",
        voice: ("trunkwarden", "question"),
    },
];
