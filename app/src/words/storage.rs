//! The words of what this browser keeps, of downloads, and of sizes.

use wire::asset::Kind;

pub(crate) const STORAGE: &str = "Storage";
pub(crate) const TO_STORAGE: &str = "What this browser keeps, and how much";
pub(crate) const STORAGE_HEADING: &str = "What this browser keeps";
pub(crate) const STORAGE_LEAD: &str = "The game is made of models, sounds and pictures. Your browser fetches each of them once and keeps it, so that the next visit opens at once.";

pub(crate) const FILES_HEADING: &str = "The game's files";
pub(crate) const FILES_NONE: &str = "This server has nothing to keep yet.";
pub(crate) const FILES_OFFLINE: &str =
    "What is kept here is there without a network. Downloading the rest needs the server.";
pub(crate) const FILES_UNKNOWN: &str =
    "This browser has not asked yet what there is. That needs the server, once.";
pub(crate) const FILES_KIND: &str = "Kind";
pub(crate) const FILES_KEPT: &str = "Kept here";
pub(crate) const FILES_ALL: &str = "In all";
/// While it changes from moment to moment.
pub(crate) const FILES_COUNTING: &str = "…";
pub(crate) const FILES_TABLE: &str = "What is kept, by kind";

pub(crate) const NOTHING_KEPT_HEADING: &str = "Nothing can be kept here";
pub(crate) const NOTHING_KEPT: &str = "You can still look around: each visit then fetches what it shows anew. In a usual window, and with site data allowed in the browser's settings, files are kept again.";

pub(crate) const DOWNLOAD: &str = "Download everything now";
pub(crate) const CHECK_FILES: &str = "Check every file";
pub(crate) const DOWNLOADING: &str = "Downloading the game's files";
pub(crate) const DOWNLOAD_LEAVE: &str =
    "If you leave this page the download stops. What has come by then is kept.";
pub(crate) const DOWNLOADED: &str = "Every file is here, and whole.";
pub(crate) const DOWNLOAD_LOST: &str = "The connection was lost. What has come by then is kept.";
pub(crate) const DOWNLOAD_UNKEPT: &str = " What did not fit is fetched when it is needed.";

pub(crate) const CANCEL: &str = "Cancel";
pub(crate) const GO_ON: &str = "Go on";
pub(crate) const STOPPED: &str = "Stopped. What has come by then is kept.";

pub(crate) const FREE: &str = "Free this space";
pub(crate) const FREE_QUESTION: &str = "Remove the game's files from this browser?";
pub(crate) const FREE_BODY: &str = "They are fetched again when they are needed. Nothing you earned is lost: your key, your characters and the changes that wait to be sent stay where they are.";
pub(crate) const FREE_NO: &str = "Keep the files";
pub(crate) const FREED: &str = "The space is free again.";

pub(crate) const ROOM_HEADING: &str = "Whether it stays";
pub(crate) const ROOM_LEAD: &str = "When a device runs out of space, a browser may clear a site that was not visited for a while, with everything in it: files, key and outbox. It can promise not to.";
pub(crate) const ROOM_USED: &str = "Used by this site";
pub(crate) const ROOM_QUOTA: &str = "Room it may use";
pub(crate) const ROOM_PROMISE: &str = "Promise";
pub(crate) const ROOM_AS_TOLD: &str = ", as the browser counts it";
pub(crate) const ROOM_UNTOLD: &str = "This browser does not say";
pub(crate) const PROMISED: &str = "This browser will not clear it by itself";
pub(crate) const NOT_PROMISED: &str = "None yet";
pub(crate) const KEEP: &str = "Ask it to keep everything";
pub(crate) const KEEP_YES: &str = "The browser has promised to keep everything here.";
pub(crate) const KEEP_NO: &str = "The browser makes no promise yet. Many do once a site is visited often, is among the bookmarks, or is installed; then ask again.";

pub(crate) const CLEARED_HEADING: &str = "What happens if the browser clears this";
/// What goes, and what becomes of it.
pub(crate) const CLEARED: [(&str, &str); 4] = [
    ("The game's files", "Come again by themselves, when they are needed."),
    ("Copies of your characters", "Come again once you are back in your account. The server has them all."),
    (
        "The key of this browser",
        "Is gone for good. Another device of yours, your 24 words or a key file bring you back to your account.",
    ),
    (
        "Changes that wait to be sent",
        "Are gone for good: the server has not seen them yet. Go online before you clear anything.",
    ),
];
pub(crate) const CLEARED_LEAD: &str = "Clearing this site's data in the browser's own settings takes everything at once. “Free this space” removes the game's files alone.";
pub(crate) const CLEARED_WORDS: &str = "Write down 24 words";
pub(crate) const CLEARED_DEVICES: &str = "Add another device";
pub(crate) const CLEARED_BACK: &str = "Come back after a loss";

/// The word for a kind of file.
pub(crate) fn kind(it: Kind) -> &'static str {
    match it {
        Kind::Model => "Models",
        Kind::Sound => "Sounds",
        Kind::Picture | Kind::Texture => "Pictures",
        Kind::Data => "Game data",
        Kind::Unknown => "Other",
    }
}

/// `ship, sloop moored` for `ship/sloop-moored`.
pub(crate) fn asset_name(id: &str) -> String {
    id.replace('/', ", ").replace('-', " ")
}

/// `15.9 MB`, in thousands as browsers and disks count.
pub(crate) fn size(bytes: u64) -> String {
    let (unit, word) = match bytes {
        0..1_000_000 => return [&bytes.div_ceil(1_000).to_string(), " kB"].concat(),
        1_000_000..1_000_000_000 => (1_000_000, " MB"),
        _ => (1_000_000_000, " GB"),
    };
    let tenths = (bytes + unit / 20) / (unit / 10);
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), word].concat()
}

/// `3.2 MB of 15.9 MB`.
pub(crate) fn size_of(part: u64, all: u64) -> String {
    [&size(part), " of ", &size(all)].concat()
}

/// `180 of 302 files.`, and what is still to come, as it travels.
pub(crate) fn files_kept(files: u32, all_files: u32, missing_bytes: u64) -> String {
    let kept = [&files.to_string(), " of ", &all_files.to_string(), " files"].concat();
    if files == all_files {
        [&kept, ". Nothing is left to fetch."].concat()
    } else {
        [&kept, ". The rest is ", &size(missing_bytes), " to download."].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        for (bytes, text) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (1_001, "2 kB"),
            (999_999, "1000 kB"),
            (1_000_000, "1.0 MB"),
            (15_870_055, "15.9 MB"),
            (999_900_000, "999.9 MB"),
            (10_700_000_000, "10.7 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn a_file_is_named_in_words() {
        assert_eq!(asset_name("ship/sloop-moored"), "ship, sloop moored");
    }
}
