//! Everything that the stage is woken by: size, sight, theme, motion, and the loss of its context.

use std::rc::{Rc, Weak};

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{
    Event, EventTarget, IntersectionObserver, IntersectionObserverEntry, MutationObserver,
    MutationObserverInit, ResizeObserver,
};

use super::Stage;
use crate::{page, trouble::Trouble};

/// Ends all listening when it is dropped.
pub(super) struct Watch {
    ears: Vec<Ear>,
    resize: Option<ResizeObserver>,
    sight: Option<IntersectionObserver>,
    theme: Option<MutationObserver>,
    _calls: Vec<Closure<dyn FnMut(JsValue)>>,
}

/// One listener on one target.
struct Ear {
    target: EventTarget,
    event: &'static str,
    call: Function,
}

impl Watch {
    pub(super) fn over(stage: &Rc<Stage>) -> Result<Self, Trouble> {
        let window = page::window()?;
        let document = window.document().ok_or_else(super::no_picture)?;
        let canvas = stage.canvas.clone();
        let mut watch = Self { ears: Vec::new(), resize: None, sight: None, theme: None, _calls: Vec::new() };

        let wake = watch.call(stage, |stage, _| stage.wake());
        let theme = watch.call(stage, |stage, _| stage.look_at_theme());
        let sight = watch.call(stage, see);
        let lost = watch.call(stage, lose);
        let restored = watch.call(stage, restore);

        watch.listen(&canvas, "webglcontextlost", &lost);
        watch.listen(&canvas, "webglcontextrestored", &restored);
        watch.listen(&document, "visibilitychange", &wake);
        if let Some(calm) = &stage.calm {
            watch.listen(calm, "change", &wake);
        }
        if let Ok(Some(scheme)) = window.match_media("(prefers-color-scheme: dark)") {
            watch.listen(&scheme, "change", &theme);
        }
        watch.resize = ResizeObserver::new(&wake).ok();
        if let Some(observer) = &watch.resize {
            observer.observe(&canvas);
        }
        watch.sight = IntersectionObserver::new(&sight).ok();
        if let Some(observer) = &watch.sight {
            observer.observe(&canvas);
        }
        watch.theme = MutationObserver::new(&theme).ok();
        if let (Some(observer), Some(root)) = (&watch.theme, document.document_element()) {
            let wishes = MutationObserverInit::new();
            wishes.set_attribute_filter(&Array::of1(&"data-theme".into()));
            let _ = observer.observe_with_options(&root, &wishes);
        }
        Ok(watch)
    }

    fn call(&mut self, stage: &Rc<Stage>, then: impl Fn(&Stage, JsValue) + 'static) -> Function {
        let stage: Weak<Stage> = Rc::downgrade(stage);
        let closure = Closure::new(move |value| {
            if let Some(stage) = stage.upgrade() {
                then(&stage, value);
            }
        });
        let call = closure.as_ref().unchecked_ref::<Function>().clone();
        self._calls.push(closure);
        call
    }

    fn listen(&mut self, target: &EventTarget, event: &'static str, call: &Function) {
        // Where it cannot be listened to, nothing is missed but a redrawing.
        if target.add_event_listener_with_callback(event, call).is_ok() {
            self.ears.push(Ear { target: target.clone(), event, call: call.clone() });
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for Ear { target, event, call } in &self.ears {
            let _ = target.remove_event_listener_with_callback(event, call);
        }
        if let Some(observer) = &self.resize {
            observer.disconnect();
        }
        if let Some(observer) = &self.sight {
            observer.disconnect();
        }
        if let Some(observer) = &self.theme {
            observer.disconnect();
        }
    }
}

/// Nobody looks, nothing turns.
fn see(stage: &Stage, entries: JsValue) {
    let last = entries.unchecked_into::<Array>().pop();
    if last.is_object() {
        stage.in_view.set(last.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
    }
    stage.wake();
}

fn lose(stage: &Stage, event: JsValue) {
    // Without this the browser would not give the context back.
    event.unchecked_into::<Event>().prevent_default();
    stage.clear();
}

fn restore(stage: &Stage, _: JsValue) {
    match stage.set_up() {
        Ok(()) => stage.wake(),
        Err(trouble) => page::note("The lantern stays dark", &trouble.to_string().into()),
    }
}
