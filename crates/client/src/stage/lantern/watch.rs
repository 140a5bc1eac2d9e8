//! What the lantern is woken by: size, sight, theme, motion, and the loss of its context.

use std::rc::{Rc, Weak};

use web_sys::Event;

use super::Burning;
use crate::{
    page,
    stage::{canvas::no_picture, ears::Ears},
    trouble::Trouble,
};

pub(super) fn listen(burning: &Rc<Burning>) -> Result<Ears, Trouble> {
    let window = page::window()?;
    let document = window.document().ok_or_else(no_picture)?;
    let canvas = &burning.canvas;
    let mut ears = Ears::default();
    ears.hear(canvas, "webglcontextlost", on(burning, lose));
    ears.hear(canvas, "webglcontextrestored", on(burning, restore));
    ears.hear(&document, "visibilitychange", on(burning, |it, _| it.wake()));
    if let Some(system) = burning.calm.system() {
        ears.hear(system, "change", on(burning, |it, _| it.wake()));
    }
    if let Ok(Some(scheme)) = window.match_media("(prefers-color-scheme: dark)") {
        ears.hear(&scheme, "change", on(burning, |it, _| it.look_at_theme()));
    }
    let wake = on(burning, |it, ()| it.wake());
    ears.size(canvas, move || wake(()));
    // Nobody looks, nothing turns.
    ears.sight(
        canvas,
        on(burning, |it, seen| {
            it.in_view.set(seen);
            it.wake();
        }),
    );
    if let Some(root) = document.document_element() {
        let turn = on(burning, |it, ()| it.look_at_theme());
        ears.attribute(&root, "data-theme", move || turn(()));
    }
    Ok(ears)
}

/// Calls it as long as the lantern burns.
fn on<T>(burning: &Rc<Burning>, then: fn(&Burning, T)) -> impl Fn(T) + use<T> {
    let burning: Weak<Burning> = Rc::downgrade(burning);
    move |value| {
        if let Some(burning) = burning.upgrade() {
            then(&burning, value);
        }
    }
}

fn lose(burning: &Burning, event: Event) {
    // Without this the browser would not give the context back.
    event.prevent_default();
    burning.clear();
}

fn restore(burning: &Burning, _: Event) {
    match burning.set_up() {
        Ok(()) => burning.wake(),
        Err(trouble) => page::note("The lantern stays dark", &trouble.to_string().into()),
    }
}
