//! The words of taking everything along, and of deleting everything.

pub(crate) const DATA_HEADING: &str = "Your data";
pub(crate) const DATA_LEAD: &str = "Everything this server holds of you, as one file: your keys, your characters with their whole histories, every change as you signed it, and every receipt. Also when your devices and programs were last here, who is logged in, and what the owner of this server did to your account.";
pub(crate) const DATA_LEFT_OUT: &str = "Left out are only the secrets that the server keeps for your programs, and what ends within minutes, such as an invitation to a device.";
pub(crate) const DATA_SAVE: &str = "Download everything";
pub(crate) const DATA_SAVED: &str = "The file is ready, and your browser saves it.";
pub(crate) const DATA_CHECK: &str = "The file proves itself, years later and without this server. To check it, run this where you have Farlantern:";
pub(crate) const DATA_COMMAND: &str = "farlantern verify ";
pub(crate) const DATA_PRIVATE: &str =
    "The names you wrote stand in it in plain words. Keep it where you keep letters.";

pub(crate) const DELETE_HEADING: &str = "Delete everything";
pub(crate) const DELETE_GOES: &str = "What goes, after seven days, and for good:";
pub(crate) const DELETE_GOES_LIST: [&str; 3] = [
    "every text you wrote, and the key that could read it, also out of old backups;",
    "your characters, and the names of your devices and programs;",
    "your logins, invitations and tokens.",
];
pub(crate) const DELETE_STAYS: &str = "What stays: the sealed entries of the journal and their receipts, because each entry seals the one before it. They are signed by keys that belong to no name, and carry none of your words.";
pub(crate) const DELETE_SAVE_FIRST: &str = "Download everything first if you may want it one day.";
pub(crate) const DELETE: &str = "Delete everything";
pub(crate) const DELETE_QUESTION: &str = "Delete everything of yours on this server?";
pub(crate) const DELETE_BODY: &str = "From now on nothing of yours can be seen or changed. In seven days it is gone, and nobody can bring it back. Until then you can cancel from every device that is in.";
pub(crate) const DELETE_TYPE: &str = "To go on, type the word delete";
pub(crate) const DELETE_WORD: &str = "delete";
pub(crate) const DELETE_MISTYPED: &str = "Type the word delete in the line above, so that this is no slip.";
pub(crate) const DELETE_KEEP: &str = "Keep everything";
pub(crate) const DELETE_BEGUN: &str = "Your account is closed. In seven days it is gone.";
pub(crate) const DELETE_CANCEL: &str = "Cancel, and keep everything";
pub(crate) const DELETE_CANCELLED: &str = "Your account is open again. Nothing was lost.";

pub(crate) const CLOSING_HEADING: &str = "Your account is to be deleted";

pub(crate) fn closing(at: &str) -> String {
    [
        "Nothing of yours can be seen or changed now. On ",
        at,
        " everything is gone for good. Until then you can cancel.",
    ]
    .concat()
}
