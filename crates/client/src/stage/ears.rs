//! Everything that a picture is woken by. Listeners that end together.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{
    AddEventListenerOptions, Element, Event, EventTarget, IntersectionObserver, IntersectionObserverEntry,
    MutationObserver, MutationObserverInit, ResizeObserver,
};

/// Ends all listening when it is dropped.
#[derive(Default)]
pub(super) struct Ears {
    ears: Vec<Ear>,
    eyes: Vec<Eye>,
}

/// One listener on one target.
struct Ear {
    target: EventTarget,
    event: &'static str,
    call: Call<Event>,
}

/// One observer of one element.
struct Eye {
    observer: Observer,
    _call: Call<JsValue>,
}

enum Observer {
    Size(ResizeObserver),
    Sight(IntersectionObserver),
    Attribute(MutationObserver),
}

type Call<T> = Closure<dyn FnMut(T)>;

// Where something cannot be listened to, nothing is missed but that.
impl Ears {
    pub(super) fn hear(
        &mut self,
        target: &EventTarget,
        event: &'static str,
        then: impl FnMut(Event) + 'static,
    ) {
        let call: Call<Event> = Closure::new(then);
        // Whoever listens to fingers says that they may be stopped from scrolling.
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let heard = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            call.as_ref().unchecked_ref(),
            &options,
        );
        if heard.is_ok() {
            self.ears.push(Ear { target: target.clone(), event, call });
        }
    }

    /// The size of an element.
    pub(super) fn size(&mut self, element: &Element, mut then: impl FnMut() + 'static) {
        self.look(
            move |_| then(),
            |call| {
                let observer = ResizeObserver::new(call).ok()?;
                observer.observe(element);
                Some(Observer::Size(observer))
            },
        );
    }

    /// Whether anything of an element is in sight.
    pub(super) fn sight(&mut self, element: &Element, mut then: impl FnMut(bool) + 'static) {
        let see = move |entries: JsValue| {
            let last = entries.unchecked_into::<Array>().pop();
            if last.is_object() {
                then(last.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            }
        };
        self.look(see, |call| {
            let observer = IntersectionObserver::new(call).ok()?;
            observer.observe(element);
            Some(Observer::Sight(observer))
        });
    }

    /// An attribute of an element.
    pub(super) fn attribute(&mut self, element: &Element, name: &str, mut then: impl FnMut() + 'static) {
        self.look(
            move |_| then(),
            |call| {
                let observer = MutationObserver::new(call).ok()?;
                let wishes = MutationObserverInit::new();
                wishes.set_attribute_filter(&Array::of1(&name.into()));
                observer.observe_with_options(element, &wishes).ok()?;
                Some(Observer::Attribute(observer))
            },
        );
    }

    fn look(
        &mut self,
        then: impl FnMut(JsValue) + 'static,
        begin: impl FnOnce(&Function) -> Option<Observer>,
    ) {
        let call: Call<JsValue> = Closure::new(then);
        if let Some(observer) = begin(call.as_ref().unchecked_ref()) {
            self.eyes.push(Eye { observer, _call: call });
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        for Ear { target, event, call } in &self.ears {
            let _ = target.remove_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        }
        for Eye { observer, .. } in &self.eyes {
            match observer {
                Observer::Size(it) => it.disconnect(),
                Observer::Sight(it) => it.disconnect(),
                Observer::Attribute(it) => it.disconnect(),
            }
        }
    }
}
