//! The way over, when the server has a new public address. What a browser keeps belongs to the
//! address of its page, so at the new one it would stand there with nothing. Both addresses are pages
//! of the same server, and the browser itself carries word between them, behind `#`:
//!
//! 1. The former address sends what waits, thinks of a secret word of its own (the state) and goes to
//!    the new one: which account, and what should come along.
//! 2. The new address makes a key, signs that this account may take it in, and goes back.
//! 3. The former address believes that only with its own word, once and for some minutes; it lets the
//!    key in, and goes to the new one again.
//! 4. The new address logs in with the key, which proves that it was let in, takes over what came
//!    along, and turns the former key away: whoever gets the old name later must hold none.
//!
//! Anybody can send somebody to either page with words of his own. So nothing is signed at the former
//! address without its own word; and at the new one nothing counts but what the account's chain says:
//! that its new key was let in, and by whom. Where to go is told by the page (that is, by the server),
//! never by the words that were carried. Each step can be done again.

mod arrive;
mod coming;
mod leave;
mod leaving;
mod message;
mod standing;

use serde::{Deserialize, Serialize};
use wire::path::{MOVE, own_path};

use crate::trouble::Trouble;
use message::Message;
use standing::Standing;

pub(crate) use arrive::finish_left;

/// What a browser keeps for its person beside keys and changes: how it likes the pages. Whoever
/// shows it reads it with care.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Small {
    pub theme: String,
    pub look: String,
    pub shortcuts: Option<String>,
}

/// What the page asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The path to be opened in the end, whoever wrote it.
    pub to: String,
    /// What stood behind `#`.
    pub fragment: Option<String>,
    pub small: Small,
    /// A person has said to log in.
    pub by_hand: bool,
    /// Without this account: it stays where it is.
    pub skip: bool,
    /// Without the changes that wait: there are too many to carry.
    pub light: bool,
}

/// What happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing is to be moved: this is the one address, and nobody is on the way.
    Nothing,
    /// On to this address, in the place of this page.
    Go(String),
    /// An account is here. The page goes on to this address for the next one, or else opens this path.
    Arrived { to: String, small: Small, next: Option<String> },
    /// Its person has logged out at the former address, so nothing is done unasked.
    LoggedOut,
    /// The key of the former address speaks for nobody any more.
    TurnedAway,
    /// So many changes wait, and are too many to carry.
    TooMany(u32),
}

/// One step of the way. Any trouble leaves everything as it was, and the step can be done again.
pub async fn step(mut wish: Wish) -> Result<Step, Trouble> {
    let Some(standing) = standing::standing()? else { return Ok(Step::Nothing) };
    let message = match wish.fragment.take() {
        Some(fragment) => message::read(&fragment)?.or_else(|| {
            // It belongs to the page that was asked for.
            wish.to = [&wish.to, "#", &fragment].concat();
            None
        }),
        None => None,
    };
    wish.to = own_path(&wish.to).unwrap_or("/").into();
    match standing {
        Standing::Home { former } => arrive::step(&former, message).await,
        Standing::Former { home, index } => leave::step(&home, index, wish, message).await,
    }
}

fn strange() -> Trouble {
    Trouble::Unfit(
        "This browser did not begin this move, or began it too long ago. Nothing was changed. Open the old address to begin anew."
            .into(),
    )
}

fn going(origin: &str, message: &Message) -> Result<Step, Trouble> {
    address(origin, message).map(Step::Go)
}

/// Address, page and word.
fn address(origin: &str, message: &Message) -> Result<String, Trouble> {
    Ok([origin, MOVE, "#", &message::write(message)?].concat())
}
