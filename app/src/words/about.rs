//! What Farlantern is, how keys work, and whose work it stands on.

pub(crate) const ABOUT_HEADING: &str = "What Farlantern is";
pub(crate) const ABOUT_LEAD: &str = "A role-playing game that lives in the browser and on your own server. Adventurers sail lantern-lit ships between real stars. One person runs a server; friends open a link.";

/// Heading and paragraphs, one chapter after the other.
pub(crate) const CHAPTERS: [(&str, &[&str]); 4] = [
    (
        "What can be done today",
        &[
            "You can make characters: a name, one of nine species, skin, hair and outfit, three colours and a keepsake. You can rename, recolour and restyle them, retire and restore them, and take the last change back.",
            "Every character has a history. It says who changed what and when, and a slider shows the character as they were at any moment.",
        ],
    ),
    (
        "How keys work",
        &[
            "There is no account to sign up for and no password. On your first visit your browser makes an ED25519 key. The private half never leaves the browser; where the browser can, it is kept so that not even this page can read it.",
            "With your first character the key signs the beginning of an account, and the server learns its public half. To log in, the key signs a number that the server has just made up. Every change is signed too, and the server keeps the signed bytes exactly as they came.",
            "A key in one browser can be lost with that browser: by clearing the site's data, or by losing the device. So every device of yours can have a key of its own, and 24 words on paper, or a file behind a passphrase, bring you back when all of them are gone. The settings have both.",
        ],
    ),
    (
        "What is kept",
        &[
            "Changes are kept for good, in a journal where each entry seals the one before. Names are kept apart from it, so that they can be erased without breaking the seals. Your browser keeps a copy of what you looked at, and every change that has not been sent yet; also the game's files, so that they are fetched once.",
            "There are two cookies for logging in and two for how you like the pages. Nothing is measured, and nothing is loaded from anywhere else.",
        ],
    ),
    (
        "Without scripts, without 3D",
        &[
            "Every page reads as plain HTML before anything else arrives. Making and changing a character needs scripts, because the key is used in the browser. The turning lantern needs WebGL; without it there is a picture.",
        ],
    ),
];

pub(crate) const CREDITS: &str = "Credits";
pub(crate) const CREDITS_RULES: &str = "Rules";
pub(crate) const CREDITS_FONTS: &str = "Typefaces";
pub(crate) const CREDITS_FONTS_LEAD: &str = "All three under the SIL Open Font License 1.1.";
pub(crate) const CREDITS_SOFTWARE: &str = "Software";
pub(crate) const CREDITS_SOFTWARE_LEAD: &str = "Farlantern itself is open source, under the MIT or the Apache 2.0 licence, as you choose. It stands on the work of many others, among it:";
pub(crate) const COMPATIBLE: &str = "Farlantern is compatible with fifth edition.";

/// The statement that the SRD's legal page asks for, word for word. Nothing else may be said of
/// its publisher.
pub(crate) const SRD: &str = "This work includes material from the System Reference Document 5.2 (“SRD 5.2”) by Wizards of the Coast LLC, available at https://www.dndbeyond.com/srd. The SRD 5.2 is licensed under the Creative Commons Attribution 4.0 International License, available at https://creativecommons.org/licenses/by/4.0/legalcode.";

/// Typeface, and the copyright line of its licence.
pub(crate) const FONTS: [(&str, &str); 3] = [
    (
        "Alegreya",
        "Copyright 2011 The Alegreya Project Authors, https://github.com/huertatipografica/Alegreya (Juan Pablo del Peral, Huerta Tipográfica)",
    ),
    (
        "Atkinson Hyperlegible Next",
        "Copyright 2020-2024 The Atkinson Hyperlegible Next Project Authors, https://github.com/googlefonts/atkinson-hyperlegible-next (for the Braille Institute)",
    ),
    (
        "JetBrains Mono",
        "Copyright 2020 The JetBrains Mono Project Authors, https://github.com/JetBrains/JetBrainsMono",
    ),
];

/// Library, and what it does here.
pub(crate) const SOFTWARE: [(&str, &str); 10] = [
    ("Leptos", "pages, on the server and in the browser (MIT)"),
    ("axum, tower and hyper", "the server's doors (MIT)"),
    ("tokio", "many things at once (MIT)"),
    ("SQLx with SQLite and PostgreSQL", "the journal (MIT or Apache 2.0; public domain; PostgreSQL licence)"),
    ("three-d", "the lantern (MIT)"),
    ("ed25519-dalek and RustCrypto", "keys, signatures and hashes (BSD 3-Clause; MIT or Apache 2.0)"),
    ("rexie, idb and gloo", "storage in the browser (MIT or Apache 2.0)"),
    ("qrcodegen and bip39", "invitations as pictures, and the list of words (MIT; CC0)"),
    ("serde", "what travels (MIT or Apache 2.0)"),
    ("Rust and wasm-bindgen", "the language, and its way into the browser (MIT or Apache 2.0)"),
];
