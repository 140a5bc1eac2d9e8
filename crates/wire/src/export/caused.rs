//! Whether an event is what a command wished. A server could otherwise hang any event on it.

use rules::{AccountId, Character, Event, character::Command as Wish};

/// Whether this wish, of this account, on a character as it stood before, can come to this event.
pub(super) fn caused(wish: &Wish, event: &Event, account: AccountId, before: Option<&Character>) -> bool {
    match (wish, event) {
        (Wish::Create { name, species, colours, keepsake, appearance }, Event::Created(it)) => {
            before.is_none()
                && it.account == account
                && it.name == *name
                && it.species == *species
                && it.colours == *colours
                && it.keepsake == *keepsake
                && it.appearance == *appearance
        }
        (Wish::Rename { name }, Event::Renamed(it)) => it.name == *name,
        (Wish::Recolour { colours }, Event::Recoloured(it)) => it.colours == *colours,
        (Wish::Restyle { appearance }, Event::Restyled(it)) => it.appearance == *appearance,
        (Wish::Retire {}, Event::Retired(_)) | (Wish::Restore {}, Event::Restored(_)) => true,
        (Wish::Undo { command }, Event::Undone(it)) => {
            let last = before.and_then(|it| it.last.as_ref());
            it.undone == *command
                && last.is_some_and(|last| last.command == *command && last.before == it.before)
        }
        (
            Wish::Create { .. }
            | Wish::Rename { .. }
            | Wish::Recolour { .. }
            | Wish::Restyle { .. }
            | Wish::Retire {}
            | Wish::Restore {}
            | Wish::Undo { .. },
            _,
        ) => false,
    }
}
