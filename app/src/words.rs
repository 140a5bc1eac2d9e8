//! Every sentence of the screen, in one place. Plain, kind, specific: what happened, and what to
//! do next.

mod about;
mod api;
mod appearance;
mod codex;
mod data;
mod dice;
mod harbour;
mod history;
mod identity;
mod moving;
mod owner;
mod places;
mod privacy;
mod programs;
mod settings;
mod sound;
mod storage;

pub(crate) use about::*;
pub(crate) use api::*;
pub(crate) use appearance::*;
pub(crate) use codex::*;
pub(crate) use data::*;
pub(crate) use dice::*;
pub(crate) use harbour::*;
pub(crate) use history::*;
pub(crate) use identity::*;
pub(crate) use moving::*;
pub(crate) use owner::*;
pub(crate) use places::*;
pub(crate) use privacy::*;
pub(crate) use programs::*;
pub(crate) use settings::*;
pub(crate) use sound::*;
pub(crate) use storage::*;

use rules::{CommandId, ContentId};
use wire::{CharacterView, Figure};

pub(crate) const FARLANTERN: &str = "Farlantern";
pub(crate) const VERSION: &str = concat!("Farlantern ", env!("CARGO_PKG_VERSION"));
/// The lantern keeps its light, and the stars stay real, wherever the line breaks.
pub(crate) const MOTTO: &str = "Adventures by lantern\u{a0}light, between real\u{a0}stars";

// The frame of every page.
pub(crate) const SKIP: &str = "Skip to the page";
pub(crate) const HOME: &str = "Home";
pub(crate) const CHARACTERS: &str = "Characters";
pub(crate) const ABOUT: &str = "About";
pub(crate) const ABOUT_AND_CREDITS: &str = "About and credits";
pub(crate) const VELLUM_THEME: &str = "Vellum theme";
pub(crate) const CLOSE: &str = "Close";

// The mark in the strip.
pub(crate) const ONLINE: &str = "Online";
pub(crate) const OFFLINE_SHORT: &str = "Offline";
pub(crate) const RECONNECTING: &str = "Reconnecting";
pub(crate) const SENDING: &str = "Sending";

pub(crate) fn waiting(changes: u32) -> String {
    match changes {
        1 => "1 change waiting".into(),
        more => format!("{more} changes waiting"),
    }
}

// Landing.
pub(crate) const LANDING_LEAD: &str = "Farlantern is a role-playing game that lives in your browser and on a server of your own. You start with one character, a lantern and something you brought from home. Nothing that happens to them is ever forgotten.";
pub(crate) const VISITOR_HEADING: &str = "Who will you be?";
pub(crate) const VISITOR_LEAD: &str = "Nine kinds of people sail from here. Turn one around with a finger or the pointer; nothing is kept until you make a character.";
pub(crate) const VISITOR_ANOTHER: &str = "Somebody else";
pub(crate) const VISITOR_MAKE: &str = "Make one of your own";
pub(crate) const MAKE_CHARACTER: &str = "Make your character";
pub(crate) const WHAT_IS_THIS: &str = "What is this?";
pub(crate) const NO_ACCOUNT: &str = "No account, no password, nothing to install.";
pub(crate) const LANTERN_ALT: &str = "A brass ship's lantern, lit";
pub(crate) const WHY: &str = "What you can count on";

/// Icon, heading and sentence of each card.
pub(crate) const VALUES: [(&str, &str, &str); 3] = [
    (
        "key",
        "Your key, your character",
        "A key is made in your browser and never leaves it. Whatever you change is signed with it, and nobody else can sign in your name.",
    ),
    (
        "clock",
        "Nothing is forgotten",
        "Every change is written down for good. Look at your character as they were at any moment, and take the last change back.",
    ),
    (
        "check",
        "Nothing is taken on trust",
        "Each entry seals the one before it. Your own browser checks the whole chain, so a history that was altered shows it.",
    ),
];

// States that every page knows.
pub(crate) const BROKEN: &str = "Something broke on our side. Nothing was lost; please try again.";
pub(crate) const OFFLINE: &str = "The server cannot be reached just now.";
pub(crate) const WENT_OFFLINE: &str = "You are offline. What you change is kept here and sent later.";
pub(crate) const BACK_ONLINE: &str = "You are online again.";
pub(crate) const OFFLINE_HEADING: &str = "You are offline";
pub(crate) const OFFLINE_NOTHING: &str = "This page has not been seen in this browser yet, so there is nothing to show. It opens as soon as the server can be reached.";
pub(crate) const FAILED_HEADING: &str = "This could not be read";
pub(crate) const CHUNK_MISSING: &str =
    "A part of the game could not be fetched. The network may be gone; nothing is lost.";
pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const SEND_NOW: &str = "Send now";
pub(crate) const LOADING: &str = "Loading";
pub(crate) const KEPT: &str = "Kept here. It will be sent as soon as the server can be reached.";
pub(crate) const PENDING: &str =
    "A change waits to be sent. Until it is decided, this character can only be read.";

pub(crate) fn kept_since(at: &str) -> String {
    format!("This is how it stood on {at}. It will be asked for again as soon as the server can be reached.")
}

// Logging in.
pub(crate) const LOCKED_HEADING: &str = "This opens with your key";
pub(crate) const LOCKED: &str =
    "What stands here belongs to one key. It opens when the browser that holds the key logs in.";
pub(crate) const LOCKED_ROSTER: &str = "Your characters wait inside, and the key to them is in this browser.";
pub(crate) const LOCKED_STRANGER: &str = "This browser holds no key to it. Open this page in the browser where the character was made, or make a character of your own.";
pub(crate) const RENEWING: &str = "Logging in with the key of this browser";
pub(crate) const LOG_IN: &str = "Log in";
pub(crate) const LOG_OUT: &str = "Log out";
pub(crate) const LOGGED_IN: &str = "You are logged in.";
pub(crate) const LOGGED_OUT: &str = "You are logged out. Your key stays in this browser.";

// The key.
pub(crate) const KEY_HEADING: &str = "Your key";
pub(crate) const KEY_LOOKING: &str = "Your key is made in this browser, with your first visit.";
pub(crate) const KEY_HELD: &str = "This browser holds your key.";
pub(crate) const KEY_NEW: &str = "This browser has made a key for you. Nothing has been sent yet: your account begins with your first character.";
pub(crate) const KEY_OUT: &str = "This browser holds your key. You are logged out.";
pub(crate) const KEY_LOSS: &str = "If the data of this site is deleted from the browser, its key is gone. Another device or your 24 words bring you back: both are in the settings.";
pub(crate) const KEY_PLAIN: &str = "This address is insecure (plain HTTP), so the browser cannot lock the key away. Use HTTPS, or localhost, for anything you want to keep.";
/// The browser dropped its storage, and with it the key that was here before.
pub(crate) fn key_lost(did: &str) -> String {
    let lost = short_did(did);
    ["This browser has lost the key it had before (", &lost, "): its storage was cleared. A new key was made. With another device or your 24 words this browser comes back to what the old one held."].concat()
}

pub(crate) const KEY_NAME: &str = "Public name of your key";
pub(crate) const COPY: &str = "Copy";
pub(crate) const COPIED: &str = "The public name of your key is copied.";
pub(crate) const NOT_COPIED: &str =
    "This browser does not let pages copy here. Select the name and copy it by hand.";

/// A public name with its middle left out; other names stay as they are.
pub(crate) fn short_did(did: &str) -> String {
    match (did.get(..16), did.get(did.len().saturating_sub(6)..)) {
        (Some(head), Some(tail)) if did.starts_with("did:key:") && did.len() > 24 => {
            [head, "…", tail].concat()
        }
        _ => did.into(),
    }
}

// Characters.
pub(crate) const ROSTER_EMPTY: &str = "No characters yet";
pub(crate) const ROSTER_EMPTY_LEAD: &str = "Give someone a name below, and they stand here.";
pub(crate) const NEW_CHARACTER: &str = "New character";
pub(crate) const RETIRED: &str = "Retired";
pub(crate) const CHANGED: &str = "Changed ";
pub(crate) const ERASED: &str = "A name that was erased";

pub(crate) fn retired_ones(count: usize) -> String {
    format!("Retired ({count})")
}

/// The name as it is shown.
pub(crate) fn name_of(view: &CharacterView) -> String {
    view.name().unwrap_or(ERASED).into()
}

/// `Elf. Keeps a brass compass.` without guessing the article.
pub(crate) fn in_short(species: &ContentId, keepsake: &ContentId) -> String {
    [species_name(species), ". Keepsake: ", keepsake_name(keepsake), "."].concat()
}

pub(crate) fn portrait(name: &str, figure: &Figure) -> String {
    let [species, cloak] = [species_name(&figure.species), dye_name(&figure.colours.cloak)];
    // Names of the content are plain; the tables of all letters would weigh more than the page.
    [name, ", ", &species.to_ascii_lowercase(), " in a cloak of ", &cloak.to_ascii_lowercase()].concat()
}

pub(crate) fn species_name(id: &ContentId) -> &'static str {
    rules::Content::built_in().species(id).map_or("Unknown species", |it| &it.name)
}

pub(crate) fn keepsake_name(id: &ContentId) -> &'static str {
    rules::Content::built_in().keepsake(id).map_or("Unknown keepsake", |it| &it.name)
}

pub(crate) fn keepsake_story(id: &ContentId) -> &'static str {
    rules::Content::built_in().keepsake(id).map_or("", |it| &it.story)
}

/// What a species looks like from across the quay.
pub(crate) fn silhouette(id: &ContentId) -> &'static str {
    rules::Content::built_in().species(id).map_or("", |it| &it.silhouette)
}

pub(crate) fn dye_name(id: &ContentId) -> &'static str {
    rules::Content::built_in().dye(id).map_or("Unknown dye", |it| &it.name)
}

// The form.
pub(crate) const NAME: &str = "Name";
pub(crate) const NAME_HINT: &str = "Up to 40 characters. You can change it later.";
pub(crate) const SUGGEST: &str = "Suggest a name";
pub(crate) const SPECIES: &str = "Species";
pub(crate) const CLOAK: &str = "Cloak";
pub(crate) const TRIM: &str = "Trim";
pub(crate) const LANTERN: &str = "Lantern";
pub(crate) const COLOURS: &str = "Colours";
pub(crate) const KEEPSAKE: &str = "Keepsake";
pub(crate) const MADE: &str = "Made";
pub(crate) const LAST_CHANGE: &str = "Last change";
pub(crate) const MAKE: &str = "Make this character";
pub(crate) const UNNAMED: &str = "Someone new";

pub(crate) fn made(name: &str) -> String {
    [name, " is made."].concat()
}

// A character.
pub(crate) const RENAME: &str = "Rename";
pub(crate) const RECOLOUR: &str = "Recolour";
pub(crate) const RETIRE: &str = "Retire";
pub(crate) const RESTORE: &str = "Restore";
pub(crate) const HISTORY: &str = "History";
pub(crate) const SAVE_NAME: &str = "Save the name";
pub(crate) const SAVE_COLOURS: &str = "Save the colours";
pub(crate) const KEEP_IN_PLAY: &str = "Keep in play";
pub(crate) const RETIRE_BODY: &str =
    "A retired character leaves play, but not history. You can restore them at any time.";
pub(crate) const IS_RETIRED: &str = "This character is retired and can only be read.";
pub(crate) const SAVED: &str = "Saved.";
pub(crate) const WHERE: &str = "Where you are";

pub(crate) fn retire_question(name: &str) -> String {
    ["Retire ", name, "?"].concat()
}

/// What the last change was, as the button that takes it back says it; `undoing` is the command
/// that took another back, and to take that one back is to redo.
pub(crate) fn undo(view: &CharacterView, undoing: Option<CommandId>) -> Option<String> {
    let last = view.snapshot.last.as_ref()?;
    let (before, now) = (&last.before, &view.snapshot);
    let redo = undoing == Some(last.command);
    let retired = if redo { before.retired } else { now.retired };
    let what = if before.name != now.name {
        "renamed"
    } else if before.colours != now.colours {
        "recoloured"
    } else if before.appearance != now.appearance {
        "restyled"
    } else if retired {
        "retired"
    } else {
        "restored"
    };
    Some([if redo { "Redo: " } else { "Undo: " }, what].concat())
}

// Not there.
pub(crate) const NOT_FOUND: &str = "Nothing is anchored here";
pub(crate) const NOT_FOUND_LEAD: &str = "This address leads nowhere. It may have been mistyped.";
pub(crate) const CHARACTER_NOT_FOUND: &str = "This character is not known here";
pub(crate) const CHARACTER_NOT_FOUND_LEAD: &str =
    "The address may be mistyped, or the character belongs to another key than the one of this browser.";
pub(crate) const TO_HARBOUR: &str = "To the start";
pub(crate) const TO_CHARACTERS: &str = "To the characters";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_keeps_its_ends() {
        let did = wire::PublicKey([7; 32]).did();
        let short = short_did(&did);
        assert!(short.starts_with("did:key:z6Mk") && short.len() < 30, "{short}");
        assert_eq!(short_did("did:key:z1"), "did:key:z1");
    }
}
