//! Waiting, and not waiting for ever.

use std::{future::Future, pin::pin};

use futures::{
    channel::oneshot,
    future::{Either, select},
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &js_sys::Function, millis: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// A timer that is taken back when it is dropped.
pub(crate) struct Timer {
    id: JsValue,
    _then: Closure<dyn FnMut()>,
}

impl Timer {
    pub(crate) fn after(millis: i32, then: impl FnOnce() + 'static) -> Self {
        let then = Closure::once(then);
        let id = set_timeout(then.as_ref().unchecked_ref(), millis);
        Self { id, _then: then }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

pub(crate) async fn sleep(millis: i32) {
    let (done, rings) = oneshot::channel::<()>();
    let _timer = Timer::after(millis, move || drop(done));
    // The sender is dropped when the time has come; that is the ring.
    let _ = rings.await;
}

/// The future's output, or nothing when it took longer than that.
pub(crate) async fn within<F: Future>(millis: i32, future: F) -> Option<F::Output> {
    match select(pin!(future), pin!(sleep(millis))).await {
        Either::Left((output, _)) => Some(output),
        Either::Right(_) => None,
    }
}
