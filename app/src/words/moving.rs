//! The words of the way from an old address to the new one.

pub(crate) const MOVE: &str = "Moving to the new address";
pub(crate) const MOVE_LEAD: &str = "Farlantern has a new address: ";
pub(crate) const MOVE_NONE: &str = "There is nothing to move. This is the only address that this server has.";
pub(crate) const MOVE_BUSY: &str = "Your key and whatever waits to be sent are taken along. This takes a moment, and nothing is asked of you.";
pub(crate) const MOVE_NOBODY: &str = "You are at the new address already, and nothing is on its way here.";
pub(crate) const MOVE_OUT: &str = "You logged out at the old address, so your key stays where it is until you say so. To take it along, it logs in once.";
pub(crate) const MOVE_LOG_IN: &str = "Log in and take it along";
pub(crate) const MOVE_AWAY: &str = "The key that this browser has for the old address was turned away from its account, so there is nothing to take along. At the new address another device or your 24 words bring you back.";
pub(crate) const MOVE_LIGHT: &str = "Go without these changes";
pub(crate) const MOVE_STOPPED: &str = "The way to the new address was broken off";
pub(crate) const MOVE_STOPPED_LEAD: &str =
    "Nothing is lost: what was not taken along yet is still where it was.";
pub(crate) const MOVE_SKIP: &str = "Go there without my key";
pub(crate) const MOVE_STAY: &str = "Stay here and read";
pub(crate) const MOVE_GO_ON: &str = "Go on";
pub(crate) const MOVE_DONE: &str = "You are at the new address, and your key came along.";

pub(crate) fn move_too_many(changes: u32) -> String {
    format!(
        "{changes} changes wait in this browser, which the server has not taken so far. They are too many to take along. If you go without them, they stay here and are not sent any more."
    )
}

// At the old address, on pages that are read there.
pub(crate) const MOVED_HEADING: &str = "This is the old address";
pub(crate) const MOVED: &str =
    "Farlantern lives at a new one now. Your key and your changes come along when you go there from here.";
pub(crate) const MOVED_GO: &str = "Go to the new address";

// At the new address, for who may have played at the old one.
pub(crate) const CAME_FROM: &str = "Farlantern had another address before: ";
pub(crate) const CAME_FROM_HOW: &str =
    ". If you played there in this browser, open it once, and your key comes along.";
