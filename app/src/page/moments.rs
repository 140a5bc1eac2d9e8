//! A history as it is shown: every moment with who, when, what before and what after.

use rules::{Character, Content, ContentId, Event, Hash, character::Appearance};
use wire::{HistoryView, Millis, journal::GENESIS};

use crate::{component::figure::Looks, words};

/// One event, and the character right after it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Moment {
    pub(crate) what: &'static str,
    pub(crate) who: String,
    pub(crate) at: Millis,
    pub(crate) name: String,
    pub(crate) looks: Looks,
    pub(crate) changes: Vec<Change>,
}

/// One value, before and after. There is nothing before the beginning.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) what: &'static str,
    pub(crate) before: Option<Value>,
    pub(crate) after: Value,
}

/// A value in words; a colour shows itself too.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) word: String,
    pub(crate) swatch: Option<ContentId>,
}

/// Every moment, oldest first; none when a newer Farlantern wrote what this one cannot read.
pub(crate) fn moments(view: &HistoryView) -> Option<Vec<Moment>> {
    let moments = view.moments().ok()?;
    let shown = |it: &wire::view::Moment<'_>| Moment {
        what: words::event(&it.event),
        who: who(view, it),
        at: it.recorded.time,
        name: words::name_at(view, it.after.name.id),
        looks: Looks { figure: it.figure(), retired: it.after.retired },
        changes: changes(view, it),
    };
    Some(moments.iter().map(shown).collect())
}

/// Checks that every event is what its hash says and follows the one before: how many do, or
/// which is the first that does not.
pub(crate) fn check(view: &HistoryView) -> Result<usize, usize> {
    let mut previous: Hash = GENESIS;
    for (at, recorded) in view.events.iter().enumerate() {
        if !recorded.follows(previous) {
            return Err(at + 1);
        }
        previous = recorded.hash;
    }
    Ok(view.events.len())
}

fn who(view: &HistoryView, moment: &wire::view::Moment<'_>) -> String {
    let key = &moment.recorded.key;
    // A key that nobody has named yet goes by its public name, which is long.
    words::short_did(view.keys.get(key).unwrap_or(&key.did()))
}

fn changes(view: &HistoryView, moment: &wire::view::Moment<'_>) -> Vec<Change> {
    let (before, after) = (moment.before.as_ref(), &moment.after);
    let name = |it: &Character| plain(&words::name_at(view, it.name.id));
    let mut changes = vec![
        change(words::NAME, before, after, name),
        change(words::CLOAK, before, after, |it| dyed(&it.colours.cloak)),
        change(words::TRIM, before, after, |it| dyed(&it.colours.trim)),
        change(words::LANTERN, before, after, |it| dyed(&it.colours.lantern)),
    ];
    // What was never chosen is not told of the beginning.
    if before.is_some() || after.appearance.is_some() {
        changes.extend(appearance(before, after));
    }
    if matches!(moment.event, Event::Created(_)) {
        changes.push(change(words::SPECIES, before, after, |it| plain(words::species_name(&it.species))));
        changes.push(change(words::KEEPSAKE, before, after, |it| plain(words::keepsake_name(&it.keepsake))));
    } else {
        changes.push(change(words::STANDING, before, after, |it| plain(words::in_play(it.retired))));
    }
    changes.retain(|it| it.before.as_ref() != Some(&it.after));
    changes
}

fn appearance(before: Option<&Character>, after: &Character) -> [Change; 5] {
    let part = |what, look: fn(&Appearance) -> Value| {
        change(what, before, after, |it| look(&it.figure(Content::built_in()).appearance))
    };
    [
        part(words::OUTFIT, |it| plain(words::outfit_name(&it.outfit))),
        part(words::HAIR, |it| plain(words::hair_name(it.hair.as_ref()))),
        part(words::BEARD, |it| plain(words::beard_name(it.beard.as_ref()))),
        part(words::HAIR_COLOUR, |it| painted(words::hair_colour_name(&it.hair_colour), &it.hair_colour)),
        part(words::SKIN, |it| painted(words::skin_name(&it.skin), &it.skin)),
    ]
}

fn change(
    what: &'static str,
    before: Option<&Character>,
    after: &Character,
    look: impl Fn(&Character) -> Value,
) -> Change {
    Change { what, before: before.map(&look), after: look(after) }
}

fn dyed(id: &ContentId) -> Value {
    painted(words::dye_name(id), id)
}

fn painted(word: &str, id: &ContentId) -> Value {
    Value { word: word.into(), swatch: Some(id.clone()) }
}

fn plain(word: &str) -> Value {
    Value { word: word.into(), swatch: None }
}
