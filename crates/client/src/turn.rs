//! Whose turn it is: one at a time in this tab, and one tab at a time where the browser has Web
//! Locks. What is done in a turn is safe to be done twice, so nobody waits for ever.

use std::sync::Arc;

use futures::{
    channel::oneshot,
    future::{Either, select},
    lock::{Mutex, OwnedMutexGuard},
};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{page, place, wait::within};

/// What only one should do at a time. Who holds one may take those that stand before it too, not the
/// other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Session,
    Outbox,
    /// The next link of the account's chain.
    Statement,
    Reentry,
    Dice,
}

/// A tab that holds on longer than this is asleep or broken.
const PATIENCE_MILLIS: i32 = 30_000;

// web-sys has Web Locks only behind its unstable flag, which would rebuild the world.
#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, granted: &Function) -> Result<Promise, JsValue>;
}

thread_local! {
    static HERE: [Arc<Mutex<()>>; 5] = Default::default();
}

impl Of {
    /// Every place has its own outbox; the session is one for the browser.
    fn name(self) -> String {
        match self {
            Self::Outbox => place::named("farlantern-outbox", place::number()),
            Self::Session => "farlantern-session".into(),
            Self::Statement => "farlantern-statement".into(),
            Self::Reentry => "farlantern-reentry".into(),
            Self::Dice => "farlantern-dice".into(),
        }
    }
}

/// The turn; it ends when this is dropped.
pub(crate) struct Turn {
    _among_tabs: Option<Lock>,
    _in_this_tab: Option<OwnedMutexGuard<()>>,
}

pub(crate) async fn take(of: Of) -> Turn {
    let here = HERE.with(|here| here[of as usize].clone());
    let in_this_tab = within(PATIENCE_MILLIS, here.lock_owned()).await;
    let among_tabs = within(PATIENCE_MILLIS, lock(&of.name())).await.flatten();
    Turn { _among_tabs: among_tabs, _in_this_tab: in_this_tab }
}

/// A Web Lock, held until it is dropped.
struct Lock {
    release: Function,
    _granted: Closure<dyn FnMut(JsValue) -> Promise>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The browser gives the lock to the next tab when the promise resolves.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

async fn lock(name: &str) -> Option<Lock> {
    let navigator = page::window().ok()?.navigator();
    // Not there on insecure addresses, nor in old browsers.
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| locks.is_object())?;
    let locks: LockManager = locks.unchecked_into();
    let mut release = None;
    let released = Promise::new(&mut |resolve, _| release = Some(resolve));
    let (grant, granted) = oneshot::channel();
    let callback = Closure::once(move |_: JsValue| -> Promise {
        // Nobody listens when the asking was given up; then the lock is not kept either.
        if grant.send(()).is_ok() { released } else { Promise::resolve(&JsValue::UNDEFINED) }
    });
    let asked = locks.request(name, callback.as_ref().unchecked_ref()).ok()?;
    let lock = Lock { release: release?, _granted: callback };
    match select(granted, JsFuture::from(asked)).await {
        Either::Left((Ok(()), _)) => Some(lock),
        _ => None,
    }
}
