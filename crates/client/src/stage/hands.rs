//! What people do on the stage: pointers, keys and gamepads; and what the browser does to it.

use std::collections::BTreeSet;
use std::rc::{Rc, Weak};

use glam::Vec2;
use wasm_bindgen::JsCast;
use web_sys::{Event, Gamepad, KeyboardEvent, PointerEvent};

use super::{Inner, News, canvas::no_picture, ears::Ears, play::Play};
use crate::{page, trouble::Trouble};

/// A stick that leans less than this is at rest.
const DEAD: f64 = 0.25;
/// A pointer that moved farther than this between down and up meant no place; in pixels of the style.
const DRAG: f64 = 12.0;
/// A figure on its base turns by so much with each pixel.
const TURN: f64 = 0.011;

/// What is held just now.
#[derive(Default)]
pub(super) struct Hands {
    keys: BTreeSet<String>,
    /// Where a pointer went down, and where it was last.
    down: Option<(f64, f64, f64)>,
    /// A gamepad is there.
    pads: bool,
}

impl Hands {
    /// Looks what keys and sticks say.
    pub(super) fn poll(&mut self, play: &mut Play) {
        let held = |names: [&str; 2]| names.iter().any(|it| self.keys.contains(*it));
        let axis = |less, more| f32::from(held(more)) - f32::from(held(less));
        let keys = Vec2::new(
            axis(["ArrowLeft", "a"], ["ArrowRight", "d"]),
            axis(["ArrowDown", "s"], ["ArrowUp", "w"]),
        );
        let pace = if self.keys.contains("Shift") { 1.0 } else { 0.8 };
        play.steer = if keys == Vec2::ZERO { self.stick() } else { keys.normalize() * pace };
    }

    fn stick(&self) -> Vec2 {
        if !self.pads {
            return Vec2::ZERO;
        }
        let pads = page::window().ok().and_then(|it| it.navigator().get_gamepads().ok());
        let pads = pads.into_iter().flatten().filter_map(|it| it.dyn_into::<Gamepad>().ok());
        let mut lean = pads.filter_map(|pad| {
            let axis = |it: u32| pad.axes().get(it).as_f64();
            Some(Vec2::new(axis(0)? as f32, -axis(1)? as f32))
        });
        lean.find(|it| it.length() > DEAD as f32).unwrap_or(Vec2::ZERO)
    }
}

/// Listens to everything that a stage is woken by.
pub(super) fn listen(inner: &Rc<Inner>) -> Result<Ears, Trouble> {
    let window = page::window()?;
    let document = window.document().ok_or_else(no_picture)?;
    let canvas = &inner.canvas;
    let mut ears = Ears::default();
    let on = |then: fn(&Inner, Event)| {
        let inner: Weak<Inner> = Rc::downgrade(inner);
        move |event: Event| {
            if let Some(inner) = inner.upgrade() {
                then(&inner, event);
            }
        }
    };
    ears.hear(canvas, "webglcontextlost", on(lose));
    ears.hear(canvas, "webglcontextrestored", on(restore));
    ears.hear(canvas, "pointermove", on(point));
    ears.hear(canvas, "pointerleave", on(leave));
    ears.hear(canvas, "pointercancel", on(leave));
    ears.hear(canvas, "pointerdown", on(press));
    ears.hear(canvas, "pointerup", on(release));
    ears.hear(canvas, "keydown", on(key_down));
    ears.hear(canvas, "keyup", on(key_up));
    ears.hear(canvas, "blur", on(let_go));
    ears.hear(
        &document,
        "visibilitychange",
        on(|inner, event| {
            let_go(inner, event);
            inner.chooser.borrow_mut().forget();
        }),
    );
    ears.hear(
        &window,
        "gamepadconnected",
        on(|inner, _| {
            inner.hands.borrow_mut().pads = true;
            inner.touch();
        }),
    );
    if let Some(system) = inner.calm.system() {
        ears.hear(system, "change", on(|inner, _| inner.touch()));
    }
    let again = Rc::downgrade(inner);
    ears.size(canvas, move || {
        if let Some(inner) = again.upgrade() {
            inner.touch();
        }
    });
    let again = Rc::downgrade(inner);
    ears.sight(canvas, move |seen| {
        if let Some(inner) = again.upgrade() {
            inner.in_view.set(seen);
            inner.wake();
        }
    });
    Ok(ears)
}

fn lose(inner: &Inner, event: Event) {
    // Without this the browser would not give the context back.
    event.prevent_default();
    inner.clear();
    (inner.tell)(News::Lost);
}

fn restore(inner: &Inner, _: Event) {
    match inner.set_up() {
        Ok(()) => {
            (inner.tell)(News::Restored);
            inner.touch();
        }
        Err(trouble) => page::note("The stage stays dark", &trouble.to_string().into()),
    }
}

/// Where on the picture an event is, -1.0 to 1.0, y up; and how wide the picture is for its height.
fn place(inner: &Inner, event: &PointerEvent) -> (Vec2, f32) {
    let size = [inner.canvas.client_width(), inner.canvas.client_height()].map(|it| it.max(1) as f32);
    let at = Vec2::new(event.offset_x() as f32 / size[0], event.offset_y() as f32 / size[1]);
    (Vec2::new(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0), size[0] / size[1])
}

fn point(inner: &Inner, event: Event) {
    let event: PointerEvent = event.unchecked_into();
    let (at, _) = place(inner, &event);
    let mut play = inner.play.borrow_mut();
    play.pointer = Some(at);
    if let (Some((_, _, last)), Some(turn)) = (&mut inner.hands.borrow_mut().down, &mut play.turn) {
        *turn += ((f64::from(event.client_x()) - *last) * TURN) as f32;
        *last = f64::from(event.client_x());
    }
    drop(play);
    if !inner.is_calm() || inner.hands.borrow().down.is_some() {
        inner.touch();
    }
}

fn leave(inner: &Inner, _: Event) {
    inner.play.borrow_mut().pointer = None;
    inner.hands.borrow_mut().down = None;
    inner.wake();
}

fn press(inner: &Inner, event: Event) {
    let event: PointerEvent = event.unchecked_into();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    inner.hands.borrow_mut().down = Some((x, y, x));
    let _ = inner.canvas.set_pointer_capture(event.pointer_id());
}

fn release(inner: &Inner, event: Event) {
    let event: PointerEvent = event.unchecked_into();
    let Some((x, y, _)) = inner.hands.borrow_mut().down.take() else { return };
    let way = (f64::from(event.client_x()) - x).hypot(f64::from(event.client_y()) - y);
    if way > DRAG || event.button() != 0 {
        return;
    }
    let (at, aspect) = place(inner, &event);
    let keeper = inner.play.borrow().meant(&inner.place.borrow(), at, aspect);
    if let Some(keeper) = keeper {
        (inner.tell)(News::Keeper(keeper));
    } else {
        let place = inner.place.borrow();
        let mut play = inner.play.borrow_mut();
        let there = play.shot().meets(at, aspect, 0.0);
        if let Some(there) = there.filter(|_| play.turn.is_none()) {
            play.walker.go(&place.ground, Vec2::new(there.x, there.z));
        }
    }
    inner.touch();
}

fn key_down(inner: &Inner, event: Event) {
    let event: KeyboardEvent = event.unchecked_into();
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let key = named(&event);
    let steers = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "a", "d", "w", "s"];
    if steers.contains(&key.as_str()) {
        // Whoever steers does not scroll, and calls no shortcut.
        event.prevent_default();
        event.stop_propagation();
    } else if key != "Shift" {
        return;
    }
    inner.hands.borrow_mut().keys.insert(key);
    inner.touch();
}

fn key_up(inner: &Inner, event: Event) {
    let event: KeyboardEvent = event.unchecked_into();
    inner.hands.borrow_mut().keys.remove(&named(&event));
    inner.touch();
}

fn let_go(inner: &Inner, _: Event) {
    inner.hands.borrow_mut().keys.clear();
    inner.touch();
}

/// A letter is the same with Shift.
fn named(event: &KeyboardEvent) -> String {
    let key = event.key();
    if key.len() == 1 { key.to_ascii_lowercase() } else { key }
}
