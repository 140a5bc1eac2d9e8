//! The words of a history: what happened, at which moment, and whether it can be believed.

use rules::{Event, TextId};
use wire::HistoryView;

pub(crate) const PAST: &str = "The past of ";
pub(crate) const MOMENT: &str = "Moment";
pub(crate) const NOW: &str = "Now";
pub(crate) const STANDING: &str = "Standing";
pub(crate) const BY: &str = "By ";
pub(crate) const UNREADABLE: &str =
    "This history was written by a newer Farlantern and cannot be read by this one.";
pub(crate) const CHECKING: &str = "Your browser checks the chain of this history.";

/// The name a text stands for, at any moment.
pub(crate) fn name_at(view: &HistoryView, id: TextId) -> String {
    view.texts.get(&id).map_or(super::ERASED, String::as_str).into()
}

/// The name after the last moment.
pub(crate) fn last_name(view: &HistoryView) -> String {
    let moments = view.moments().unwrap_or_default();
    moments.last().map(|it| name_at(view, it.after.name.id)).unwrap_or_default()
}

/// What an event is called.
pub(crate) fn event(event: &Event) -> &'static str {
    match event {
        Event::Created(_) => "Made",
        Event::Recoloured(_) => "Recoloured",
        Event::Renamed(_) => "Renamed",
        Event::Restored(_) => "Restored",
        Event::Restyled(_) => "Restyled",
        Event::Retired(_) => "Retired",
        Event::Undone(_) => "Took back the last change",
    }
}

pub(crate) fn in_play(retired: bool) -> &'static str {
    if retired { "Retired" } else { "In play" }
}

pub(crate) fn moment_of(at: usize, last: usize) -> String {
    format!("{at} of {last}")
}

pub(crate) fn chain_checked(events: usize) -> String {
    match events {
        1 => "Chain checked: 1 event.".into(),
        more => format!("Chain checked: {more} events."),
    }
}

pub(crate) fn chain_broken(at: usize) -> String {
    format!("The chain does not hold at event {at}: this history was altered, or damaged on its way.")
}
