//! A browser as on the first visit, and a server in the page: it answers `fetch`, keeps accounts
//! and receipts, and can be told what goes wrong next.

mod accounts;
mod doors;
pub(crate) mod files;
mod programs;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, VecDeque},
    rc::Rc,
};

use ed25519_dalek::SigningKey;
use js_sys::{Function, Promise, Reflect};
use rules::{AccountId, CommandId};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response};
use wire::{Answer, ErrorCode, Millis, PublicKey, pairing::PairingView};

pub(crate) use accounts::{Held, public};
use doors::refusal;

/// What the server does with the next request to a door.
pub(crate) enum Mishap {
    /// The request never arrives.
    Unreachable,
    /// The request arrives, the answer does not.
    AnswerLost,
    /// A door refuses.
    Door(ErrorCode),
    /// The receipt is signed by a stranger.
    Forged,
}

#[derive(Default)]
struct State {
    accounts: BTreeMap<AccountId, Held>,
    session: Option<(AccountId, PublicKey)>,
    /// When it ends.
    session_end: Millis,
    /// Devices that were logged out everywhere.
    sent_away: BTreeSet<PublicKey>,
    /// Accounts with a character.
    peopled: BTreeSet<AccountId>,
    pairings: BTreeMap<String, PairingView>,
    /// For which account the keys of programs are made, where it is not the one that asks.
    made_for: Option<AccountId>,
    /// The tokens of programs: the last of each.
    tokens: BTreeMap<PublicKey, String>,
    /// The server's clock: a second for each thing it does.
    seconds: i64,
    receipts: BTreeMap<CommandId, Answer>,
    mishaps: BTreeMap<&'static str, VecDeque<Mishap>>,
    /// Every request: path and body.
    seen: Vec<(String, String)>,
}

#[derive(Clone)]
pub(crate) struct Harbour {
    key: SigningKey,
    state: Rc<RefCell<State>>,
}

pub(crate) const COMMANDS: &str = "/api/v1/commands";
pub(crate) const STATEMENTS: &str = "/api/v1/account/statements";
pub(crate) const VERIFY: &str = "/api/v1/auth/verify";
pub(crate) const PROGRAMS: &str = "/api/v1/account/programs";
pub(crate) const EXPORT: &str = "/api/v1/account/export";
pub(crate) const ACCOUNT: &str = "/api/v1/account";
pub(crate) const RECOVER: &str = "/api/v1/account/recover";
pub(crate) const LOGOUT: &str = "/api/v1/auth/logout";
pub(crate) const REENTRY: &str = "/api/v1/account/reentry";
pub(crate) const SESSION: &str = "/api/v1/auth/session";

/// A browser that was never here, on a page of a fresh server.
pub(crate) async fn first_visit() -> Harbour {
    new_tab().await;
    for number in 1..=9 {
        rexie::Rexie::delete(&client::place::named("farlantern", number)).await.unwrap();
    }
    let window = web_sys::window().unwrap();
    window.local_storage().unwrap().unwrap().clear().unwrap();
    // Somebody of the page before may still have been about.
    new_tab().await;
    heal();
    files::forbid();
    let harbour = Harbour { key: SigningKey::from_bytes(&[9; 32]), state: Rc::default() };
    harbour.name_on_page();
    harbour.answer_fetch();
    harbour
}

/// As when the page is loaded anew: the tab belongs to whichever place is active then.
pub(crate) async fn new_tab() {
    client::place::leave().await;
}

impl Harbour {
    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(self.key.verifying_key().to_bytes())
    }

    pub(crate) fn next(&self, path: &'static str, mishap: Mishap) {
        self.state.borrow_mut().mishaps.entry(path).or_default().push_back(mishap);
    }

    /// The bodies that came to a path.
    pub(crate) fn seen(&self, path: &str) -> Vec<String> {
        let state = self.state.borrow();
        state.seen.iter().filter(|(its, _)| its == path).map(|(_, body)| body.clone()).collect()
    }

    /// Who is logged in.
    pub(crate) fn session(&self) -> Option<AccountId> {
        self.state.borrow().session.map(|(account, _)| account)
    }

    /// The cookie of a session is there, whoever got it.
    pub(crate) fn begin_session(&self, account: AccountId, key: PublicKey) {
        self.state.borrow_mut().begin_session(account, key);
    }

    pub(crate) fn end_session(&self) {
        self.state.borrow_mut().session = None;
    }

    /// As after the restore of a backup from before everything.
    pub(crate) fn forget_everyone(&self) {
        *self.state.borrow_mut() = State::default();
    }

    fn name_on_page(&self) {
        let document = web_sys::window().unwrap().document().unwrap();
        let meta = document.query_selector("meta[name=farlantern-server]").unwrap().unwrap_or_else(|| {
            let meta = document.create_element("meta").unwrap();
            meta.set_attribute("name", "farlantern-server").unwrap();
            document.document_element().unwrap().append_child(&meta).unwrap();
            meta
        });
        meta.set_attribute("content", &self.public().to_string()).unwrap();
    }

    fn answer_fetch(&self) {
        let harbour = self.clone();
        let fetch = Closure::<dyn FnMut(Request) -> Promise>::new(move |request: Request| {
            let harbour = harbour.clone();
            future_to_promise(async move {
                let body = JsFuture::from(request.text()?).await?.as_string().unwrap_or_default();
                let path = web_sys::Url::new(&request.url())?.pathname();
                harbour.answer(&path, body).map(JsValue::from)
            })
        });
        Reflect::set(&js_sys::global(), &"fetch".into(), fetch.as_ref()).unwrap();
        fetch.forget();
    }

    fn answer(&self, path: &str, body: String) -> Result<Response, JsValue> {
        let mut state = self.state.borrow_mut();
        state.seen.push((path.into(), body.clone()));
        let mishap = state.mishaps.get_mut(path).and_then(VecDeque::pop_front);
        let lost = || Err(js_sys::TypeError::new("Failed to fetch").into());
        match &mishap {
            Some(Mishap::Unreachable) => return lost(),
            Some(Mishap::Door(code)) => return refusal(code),
            _ => {}
        }
        let signer = if matches!(mishap, Some(Mishap::Forged)) {
            SigningKey::from_bytes(&[66; 32])
        } else {
            self.key.clone()
        };
        let answer = self.serve(&mut state, path, &body, &signer);
        if matches!(mishap, Some(Mishap::AnswerLost)) { lost() } else { answer }
    }
}

/// Takes ED25519 away from the browser, as in one of 2022.
pub(crate) fn without_ed25519() {
    run("self.itsGenerateKey ??= SubtleCrypto.prototype.generateKey;
         SubtleCrypto.prototype.generateKey = function (algorithm, ...rest) {
             return algorithm === 'Ed25519'
                 ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
                 : self.itsGenerateKey.call(this, algorithm, ...rest);
         };");
}

/// Takes all of `crypto.subtle` away, as on `http://lantern.local`.
pub(crate) fn on_an_insecure_address() {
    run("Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
         Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
         Object.defineProperty(navigator, 'storage', { value: undefined, configurable: true });");
}

fn heal() {
    run("delete crypto.subtle; delete navigator.locks; delete navigator.storage;
         delete navigator.userAgent; delete crypto.getRandomValues;
         if (self.itsWebSocket) self.WebSocket = self.itsWebSocket;
         if (self.itsSetTimeout) self.setTimeout = self.itsSetTimeout;
         if (self.itsWritable) FileSystemFileHandle.prototype.createWritable = self.itsWritable;
         if (self.itsGenerateKey) SubtleCrypto.prototype.generateKey = self.itsGenerateKey;");
}

pub(crate) fn run(script: &str) {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
}

/// A record as it lies in the vault, read and written around the client.
pub(crate) async fn raw(shelf: &str, key: &str) -> Option<JsValue> {
    let open = rexie::Rexie::builder("farlantern").build().await.unwrap();
    let transaction = open.transaction(&[shelf], rexie::TransactionMode::ReadOnly).unwrap();
    let value = transaction.store(shelf).unwrap().get(key.into()).await.unwrap();
    open.close();
    value.filter(|value| !value.is_undefined())
}

pub(crate) async fn put_raw(shelf: &str, key: &str, value: &JsValue) {
    let open = rexie::Rexie::builder("farlantern").build().await.unwrap();
    let transaction = open.transaction(&[shelf], rexie::TransactionMode::ReadWrite).unwrap();
    transaction.store(shelf).unwrap().put(value, Some(&key.into())).await.unwrap();
    transaction.done().await.unwrap();
    open.close();
}

pub(crate) async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let set = Reflect::get(&js_sys::global(), &"setTimeout".into()).unwrap();
        set.unchecked_into::<Function>().call2(&JsValue::UNDEFINED, &resolve, &millis.into()).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
