//! What sound listens to: whether the page is seen, and whether another tab changed the levels.

use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{EventTarget, StorageEvent};

use super::{level, room::Room};
use crate::{page, trouble::Trouble};

/// Ends all listening when it is dropped.
pub(super) struct Watch {
    ears: [Ear; 2],
}

/// One listener on one target.
struct Ear {
    target: EventTarget,
    event: &'static str,
    call: Closure<dyn FnMut(JsValue)>,
}

impl Watch {
    pub(super) fn over(room: &Rc<Room>) -> Result<Self, Trouble> {
        let window = page::window()?;
        let none = || Trouble::Unreadable("This part of the game needs a page.".into());
        let document = window.document().ok_or_else(none)?;
        room.hide(document.hidden());
        let target: EventTarget = document.clone().into();
        let seen = call(room, move |room, _| room.hide(document.hidden()));
        let levels = call(room, |room, event| {
            let name = event.unchecked_into::<StorageEvent>().key();
            // Without a name everything was cleared.
            if name.is_none_or(|it| it == level::NAME) {
                room.obey(level::levels());
            }
        });
        let ears = [
            Ear { target, event: "visibilitychange", call: seen },
            Ear { target: window.into(), event: "storage", call: levels },
        ];
        for Ear { target, event, call } in &ears {
            // Where it cannot be listened to, sound goes on in a hidden tab.
            _ = target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        }
        Ok(Self { ears })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for Ear { target, event, call } in &self.ears {
            _ = target.remove_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        }
    }
}

fn call(room: &Rc<Room>, then: impl Fn(&Rc<Room>, JsValue) + 'static) -> Closure<dyn FnMut(JsValue)> {
    let room = Rc::downgrade(room);
    Closure::new(move |event| {
        if let Some(room) = room.upgrade() {
            then(&room, event);
        }
    })
}
