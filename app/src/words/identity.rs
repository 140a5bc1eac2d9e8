//! The words of keys, devices and ways back.

pub(crate) const DEVICES_HEADING: &str = "Your devices";
pub(crate) const DEVICES_LEAD: &str =
    "Every device has a key of its own, and each of them speaks for you. There is no password to lose.";
pub(crate) const DEVICES_NONE: &str = "Your account begins with your first character. Then your devices stand here, and the ways back if one is lost.";
pub(crate) const DEVICES_OUT: &str = "You are logged out. Log in to see your devices.";
pub(crate) const THIS_DEVICE: &str = "This device";
pub(crate) const HERE_NOW: &str = "Here now";
pub(crate) const FIRST_DEVICE: &str = "The first device";
pub(crate) const THE_FIRST_DEVICE: &str = "the first device";
pub(crate) const A_RECOVERY_KEY: &str = "a recovery key";
pub(crate) const ADDED: &str = "Added ";
pub(crate) const LAST_HERE: &str = "Last here ";
pub(crate) const NEVER_HERE: &str = "Not been here yet.";
pub(crate) const DEVICE_NAME: &str = "Name of this device";
pub(crate) const DEVICE_RENAMED: &str = "The device has its new name.";
pub(crate) const TURN_AWAY: &str = "Turn away";
pub(crate) const TURN_AWAY_BODY: &str = "It is logged out at once and can change nothing any more. It never comes back with this key; taken in again, it makes itself a new one.";
pub(crate) const TURN_AWAY_THIS_BODY: &str = "This is the device in your hands. It is logged out at once, and you come back only with another device or your recovery words.";
pub(crate) const KEEP_DEVICE: &str = "Keep it";
pub(crate) const TURNED_AWAY_NOW: &str = "The device is turned away.";
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "said by the door to the client")
)]
pub(crate) const TURNED_AWAY_HERE: &str = "This device was turned away from its account. Let it in again from another device, or come back with your words.";
pub(crate) const CHAIN_UNBELIEVED: &str = "What the server says about your keys does not hold together, so it is not shown. Do not take in a device now, and ask whoever runs this server.";

pub(crate) fn turn_away_question(name: &str) -> String {
    ["Turn “", name, "” away?"].concat()
}

// Taking in a second device.
pub(crate) const ADD_DEVICE: &str = "Add a device";
pub(crate) const ADD_DEVICE_LEAD: &str = "Open the link on the other device, or point its camera at the picture. It works for ten minutes and for one device. Whoever holds the link can ask to be let in, so show it to nobody else.";
pub(crate) const INVITE: &str = "Make an invitation";
pub(crate) const INVITE_AGAIN: &str = "Make another invitation";
pub(crate) const INVITE_LINK: &str = "Link for the other device";
pub(crate) const COPY_LINK: &str = "Copy the link";
pub(crate) const LINK_COPIED: &str = "The link is copied.";
pub(crate) const QR_ALT: &str = "The link as a picture for a camera. The same link stands beside it as text.";
pub(crate) const INVITE_WAITING: &str = "Waiting for the other device to ask.";
pub(crate) const ASKS_IN: &str = " asks to be let in.";
pub(crate) const COMPARE: &str = "Look at the other device. Let it in only if it shows this very number:";
pub(crate) const LET_IN: &str = "The numbers are the same: let it in";
pub(crate) const KEEP_OUT: &str = "Keep it out";
pub(crate) const KEPT_OUT: &str = "Nobody was let in. The invitation is not used any more here.";

pub(crate) fn let_in(name: &str) -> String {
    ["“", name, "” speaks for you now."].concat()
}

pub(crate) const PAIR: &str = "Join an account";
pub(crate) const PAIR_LEAD: &str = "This device asks another one of yours to be let in.";
pub(crate) const PAIR_NO_SECRET: &str = "This address needs the second half of an invitation. On a device that is logged in, open the settings, choose “Add a device”, and open its link here.";
pub(crate) const PAIR_ASKING: &str = "Asking the other device.";
pub(crate) const PAIR_CODE: &str = "Compare this number with the other device, and let this one in there:";
pub(crate) const PAIR_WAITING: &str = "Waiting to be let in.";
pub(crate) const PAIR_DONE: &str = "You are in. This device speaks for you now.";

// Ways back.
pub(crate) const RECOVERY_HEADING: &str = "Ways back";
pub(crate) const RECOVERY_LEAD: &str = "If every device is lost, 24 words bring everything back. They are made here, shown once, and never sent anywhere.";
pub(crate) const RECOVERY_NONE: &str =
    "There is no way back yet. If you lose this browser's storage now, you lose your characters.";
pub(crate) const RECOVERY_MAKE: &str = "Make my 24 words";
pub(crate) const RECOVERY_MAKE_NEW: &str = "Make new words";
pub(crate) const RECOVERY_NEW_LEAD: &str =
    "New words take the place of the old ones. The old ones stop working once the new ones are checked.";
pub(crate) const RECOVERY_WRITE: &str = "Write these words down, in this order, or print them. They are shown only now. Whoever has them has everything that is yours here.";
pub(crate) const RECOVERY_PRINT: &str = "Print as a card";
pub(crate) const RECOVERY_WRITTEN: &str = "I have written them down";
pub(crate) const RECOVERY_FORGET: &str = "Not now";
pub(crate) const RECOVERY_CHECK: &str =
    "Show that they are written down: which words are these? They count only after that.";
pub(crate) const RECOVERY_CHECK_DONE: &str = "Keep these words as my way back";
pub(crate) const RECOVERY_SHOW_AGAIN: &str = "Show the words again";
pub(crate) const RECOVERY_WRONG: &str = "That is another word. Look at your paper again.";
pub(crate) const RECOVERY_SET: &str = "Your words are your way back now.";
pub(crate) const RECOVERY_CHANGED: &str = "The recovery keys were changed.";
pub(crate) const CARD_HEADING: &str = "Farlantern: 24 words that bring everything back";
pub(crate) const CARD_ADDRESS: &str = "To come back, open this address and write the words in order: ";
pub(crate) const CARD_SAFE: &str =
    "Keep this paper where you keep a passport. Nobody who runs the server will ever ask for it.";

pub(crate) fn recovery_keys(count: usize) -> String {
    match count {
        1 => "There is one way back.".into(),
        more => {
            format!("There are {more} ways back. The first is the highest: it can undo what the others did.")
        }
    }
}

pub(crate) fn word_number(at: usize) -> String {
    format!("Word {}", at + 1)
}

pub(crate) const FILE_HEADING: &str = "A key file";
pub(crate) const FILE_LEAD: &str = "A further way back, as a file that a passphrase opens. It ranks below the words: what is done with it, the words can undo.";
pub(crate) const PASSPHRASE: &str = "Passphrase";
pub(crate) const PASSPHRASE_HINT: &str =
    "At least eight characters. A few words in a row that mean something to nobody else are best.";
pub(crate) const FILE_SAVE: &str = "Make and save the file";
pub(crate) const FILE_SAVED: &str = "The file is saved, and counts as a way back.";
pub(crate) const FILE_NEEDS_WORDS: &str = "Make your 24 words first. The file comes after them.";
pub(crate) const FILE_NAME: &str = "farlantern-key.json";

pub(crate) const FILES_DROP: &str = "Take the power from all key files";
pub(crate) const FILES_DROP_QUESTION: &str = "Take the power from all key files?";
pub(crate) const FILES_DROP_BODY: &str =
    "No key file opens the account any more. Your words and your devices stay as they are.";
pub(crate) const FILES_KEEP: &str = "Keep them";
pub(crate) const FILES_DROPPED: &str = "No key file opens the account any more.";

pub(crate) const CHANGES_HEADING: &str = "What changed about your keys";
pub(crate) const CHANGES_LEAD: &str =
    "For 72 hours, a higher way back can take a change back, with everything after it.";
pub(crate) const CHANGES_NONE: &str = "Nothing has changed since your account began.";
pub(crate) const TAKE_BACK: &str = "Take this back";
pub(crate) const TAKE_BACK_LEAD: &str = "Write your 24 words. Your keys will be again as they were before this change, and all changes after it are taken back as well.";

pub(crate) fn turn_away_too(quoted: &str) -> String {
    ["This was not me: turn ", quoted, " away too, or it can do the same again."].concat()
}

pub(crate) const TAKEN_BACK: &str = "The keys were taken back to how they were before.";
pub(crate) const TAKEN_BACK_NOW: &str = "Your keys are again as they were.";

pub(crate) const REENTRY_KEPT: &str =
    "A re-entry key was kept, for the day when this device's browser loses its own.";
pub(crate) const REENTRY_DROPPED: &str = "A re-entry key was turned away.";
pub(crate) const ITS_REENTRY_KEY: &str = "its re-entry key";

pub(crate) fn came_back_alone(quoted: &str) -> String {
    ["Its browser lost its key, and came back with a new one: ", quoted, "."].concat()
}

pub(crate) const CLOSED: &str = "The account is to be deleted.";
pub(crate) const REOPENED: &str = "The account was reopened and stays.";

pub(crate) fn program_let_in(quoted: &str) -> String {
    ["Let in as a program: ", quoted, "."].concat()
}

pub(crate) fn quoted(name: &str) -> String {
    ["“", name, "”"].concat()
}

pub(crate) fn taken_in(quoted: &str) -> String {
    ["Let in: ", quoted, "."].concat()
}

pub(crate) fn turned_away(quoted: &str) -> String {
    ["Turned away: ", quoted, "."].concat()
}

pub(crate) const LOSS_HEADING: &str = "If this browser loses its storage";
pub(crate) const LOSS: [&str; 4] = [
    "Browsers clear what they keep: by hand, in private windows, or when space runs low. Your key is then gone from this browser, and nothing else: everything that is yours stays on the server.",
    "While you are logged in, the browser mostly comes back by itself. A re-entry key lies in another part of its storage, sealed, and the server opens it for a browser that is still logged in, and for no other. It works once and makes a new key in the place of the lost one; your other devices are told, and a way back can take it back. Whoever has logged out is not brought back.",
    "Otherwise another device helps: open the settings there and add this browser again. Without one, write your 24 words, or open your key file, on the page for coming back.",
    "If only half of the storage is lost, the browser notices. Where the key is gone, this page names the key that was lost and makes a new one, which must be let in. Where only the small half is gone, nothing changes for you.",
];
pub(crate) const TO_RESTORE: &str = "Come back with words or a file";

pub(crate) const LEAVE_HEADING: &str = "Logging out";
pub(crate) const LOG_OUT_HERE: &str = "Log out here";
pub(crate) const LOG_OUT_ALL: &str = "Log out everywhere";
pub(crate) const LOG_OUT_ALL_QUESTION: &str = "Log out on all devices?";
pub(crate) const LOG_OUT_ALL_BODY: &str = "Every device is logged out, this one too. Each keeps its key and comes back only when someone presses “Log in” on it. To shut a device out for good, turn it away instead.";
pub(crate) const STAY: &str = "Stay";
pub(crate) const LOGGED_OUT_ELSEWHERE: &str =
    "You were logged out from another tab or device. Your key stays in this browser.";
pub(crate) const LOGGED_OUT_EVERYWHERE: &str =
    "You are logged out on all devices. The keys stay where they are.";

// Coming back.
pub(crate) const COME_BACK: &str = "Come back";
pub(crate) const PLAYED_BEFORE: &str = "Have you played before? ";
pub(crate) const PLAYED_BEFORE_HOW: &str = ", or add this browser from the settings of another device.";
pub(crate) const COME_BACK_LEAD: &str =
    "This brings your account to this browser. Your other devices stay as they are, and are told.";
pub(crate) const COME_BACK_WORDS: &str = "With your 24 words";
pub(crate) const WORDS_LABEL: &str = "Your words, in order";
pub(crate) const WORDS_HINT: &str =
    "Spaces or lines between them; small or large letters make no difference. They stay in this browser.";
pub(crate) const COME_BACK_DO: &str = "Bring me back";
pub(crate) const COME_BACK_FILE: &str = "With a key file";
pub(crate) const FILE_LABEL: &str = "Key file";
pub(crate) const FILE_MISSING: &str = "Choose the file first.";
pub(crate) const CAME_BACK_ALONE: &str =
    "This browser had lost its key and came back by itself, with a new one. Nothing is missing.";
pub(crate) const CAME_BACK: &str = "You are back. This browser speaks for you again.";

// News and reminders.
pub(crate) const NEWS_HEADING: &str = "Your keys have changed";
pub(crate) const NEWS_LEAD: &str =
    "If this was you, all is well. If not, take it back in the settings within 72 hours.";
pub(crate) const NEWS_REWRITTEN: &str = "The server tells another story of your keys than it did before. It may have been restored from an old backup. Ask whoever runs it before you take in a device.";
pub(crate) const NEWS_SHORTER: &str = "The server has forgotten changes of your keys that it showed before. It may have been set back to an old copy. A device that you turned away since then may be in again: look at your keys, and ask whoever runs the server before you take in a device.";
pub(crate) const NEWS_KNOWN: &str = "That is fine";
pub(crate) const NEWS_LOOK: &str = "Look at my keys";
pub(crate) const REMIND_HEADING: &str = "Keep a way back";
pub(crate) const REMIND: &str = "What is yours hangs on the key in this browser. Two minutes with pen and paper make sure that you can always come back.";
pub(crate) const REMIND_DO: &str = "Write down my words";
pub(crate) const NOT_NOW: &str = "Not now";

pub(crate) fn by(who: &str) -> String {
    [", by ", who].concat()
}
