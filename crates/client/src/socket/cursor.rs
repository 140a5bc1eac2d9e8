//! Where this tab stopped. It outlives a socket, so that the next one goes on from there.

use std::cell::Cell;

use rules::AccountId;
use wire::Position;

thread_local! {
    static AT: Cell<Option<(AccountId, Position)>> = const { Cell::new(None) };
}

/// The last event of the account that this tab has seen, if it has followed it at all.
pub(super) fn of(account: AccountId) -> Option<Position> {
    AT.get().filter(|(whose, _)| *whose == account).map(|(_, position)| position)
}

pub(super) fn set(account: AccountId, position: Position) {
    AT.set(Some((account, position)));
}
