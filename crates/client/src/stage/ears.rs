//! Listeners that end together.

use js_sys::Function;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{AddEventListenerOptions, Event, EventTarget, ResizeObserver};

/// Ends all listening when it is dropped.
#[derive(Default)]
pub(super) struct Ears {
    ears: Vec<Ear>,
    resize: Option<Measure>,
}

/// One listener on one target.
struct Ear {
    target: EventTarget,
    event: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

struct Measure {
    observer: ResizeObserver,
    _call: Closure<dyn FnMut(JsValue)>,
}

impl Ears {
    /// Where it cannot be listened to, nothing is missed but that.
    pub(super) fn hear(
        &mut self,
        target: &EventTarget,
        event: &'static str,
        then: impl FnMut(Event) + 'static,
    ) {
        let call: Closure<dyn FnMut(Event)> = Closure::new(then);
        let function = call.as_ref().unchecked_ref::<Function>();
        // Whoever listens to fingers says that they may be stopped from scrolling.
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let heard =
            target.add_event_listener_with_callback_and_add_event_listener_options(event, function, &options);
        if heard.is_ok() {
            self.ears.push(Ear { target: target.clone(), event, call });
        }
    }

    pub(super) fn measure(&mut self, element: &web_sys::Element, mut then: impl FnMut() + 'static) {
        let closure: Closure<dyn FnMut(JsValue)> = Closure::new(move |_| then());
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(element);
            self.resize = Some(Measure { observer, _call: closure });
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        for Ear { target, event, call } in &self.ears {
            let _ = target.remove_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        }
        if let Some(Measure { observer, .. }) = &self.resize {
            observer.disconnect();
        }
    }
}
