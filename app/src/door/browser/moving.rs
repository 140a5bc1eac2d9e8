//! The door to the client's move to another address.

use client::moving;

use super::told;
use crate::{
    dom,
    door::Trouble,
    moving::{Addresses, Moved, Small, Wish},
};

/// What the server wrote into the page of its addresses.
pub(crate) fn addresses() -> Option<Addresses> {
    let former = dom::meta("farlantern-former")?;
    let former = former.split(' ').map(str::to_owned).collect();
    Some(Addresses { home: dom::meta("farlantern-home")?, former })
}

pub(crate) async fn move_on(wish: Wish) -> Result<Moved, Trouble> {
    let Wish { to, fragment, small, by_hand, skip, light } = wish;
    let Small { theme, look, shortcuts } = small;
    let small = moving::Small { theme, look, shortcuts };
    let step = moving::step(moving::Wish { to, fragment, small, by_hand, skip, light }).await;
    Ok(match step.map_err(told)? {
        moving::Step::Nothing => Moved::Nothing,
        moving::Step::Go(address) => Moved::Go(address),
        moving::Step::Arrived { to, small, next } => {
            let moving::Small { theme, look, shortcuts } = small;
            Moved::Arrived { to, small: Small { theme, look, shortcuts }, next }
        }
        moving::Step::LoggedOut => Moved::LoggedOut,
        moving::Step::TurnedAway => Moved::TurnedAway,
        moving::Step::TooMany(changes) => Moved::TooMany(changes),
    })
}
