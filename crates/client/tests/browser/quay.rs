//! The server's end of the socket: a `WebSocket` of our own in the page, a clock that hurries where
//! it is told to, and chance that is none.

use std::{cell::RefCell, rc::Rc};

use client::{
    Socket,
    socket::{Handlers, State},
};
use js_sys::{Array, Reflect, Uint8Array};
use rules::{AccountId, CommandId, Hash, StreamId};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{CloseEvent, CloseEventInit, Event, MessageEvent, MessageEventInit};
use wire::{
    GENESIS, Millis, Position, PublicKey, Purpose, Recorded, Sequence,
    socket::{FromServer, Greeting, Hello, VERSION, Welcome, read, write},
};

use super::harbour::{run, sleep};

#[wasm_bindgen]
extern "C" {
    type Fake;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Fake) -> String;
    #[wasm_bindgen(method, getter)]
    fn protocol(this: &Fake) -> String;
    #[wasm_bindgen(method, getter, js_name = binaryType)]
    fn binary_type(this: &Fake) -> String;
    #[wasm_bindgen(method, getter)]
    fn sent(this: &Fake) -> Array;
    #[wasm_bindgen(method, getter)]
    fn closed(this: &Fake) -> bool;
    #[wasm_bindgen(method)]
    fn hear(this: &Fake, event: &Event);
}

/// What the page was told, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    State(State),
    Events(Vec<i64>),
    Present(usize),
    Keys(Hash),
    Gap,
}

/// The place where sockets land.
#[derive(Clone)]
pub(crate) struct Quay {
    told: Rc<RefCell<Vec<Told>>>,
}

/// One socket that has come.
pub(crate) struct Berth {
    fake: Fake,
}

impl Quay {
    /// `chance` is what every random byte will be; 255 makes every wait as long as it can be.
    pub(crate) fn build(chance: u8) -> Self {
        run("self.itsWebSocket ??= self.WebSocket;
             self.itsSetTimeout ??= self.setTimeout;
             self.berths = []; self.waits = []; self.hurried = [];
             self.WebSocket = class {
                 constructor(url, protocol) {
                     Object.assign(this, { url, protocol, sent: [], closed: false, readyState: 1 });
                     berths.push(this);
                 }
                 send(bytes) { this.sent.push(bytes.slice()); }
                 close() { this.closed = true; this.readyState = 3; }
                 hear(event) { this['on' + event.type]?.(event); }
             };
             self.setTimeout = (then, millis) => {
                 const soon = hurried.some(([low, high]) => low <= millis && millis <= high);
                 if (soon) waits.push(millis);
                 return itsSetTimeout.call(self, then, soon ? 1 : millis);
             };");
        run(&format!("crypto.getRandomValues = bytes => bytes.fill({chance});"));
        Self { told: Rc::default() }
    }

    /// Waits between these are over at once, and are written down.
    pub(crate) fn hurry(&self, low: i32, high: i32) {
        run(&format!("hurried.push([{low}, {high}]);"));
    }

    /// The waits that were hurried.
    pub(crate) fn waits(&self) -> Vec<i32> {
        let waits = global("waits");
        waits.iter().map(|it| it.as_f64().unwrap() as i32).collect()
    }

    pub(crate) fn open(&self) -> Socket {
        fn put<T>(quay: &Quay, wrap: impl Fn(T) -> Told + 'static) -> Box<dyn Fn(T)> {
            let told = quay.told.clone();
            Box::new(move |it| told.borrow_mut().push(wrap(it)))
        }
        let gap = put(self, |()| Told::Gap);
        Socket::open(Handlers {
            state: put(self, Told::State),
            events: put(self, |events: Vec<Recorded>| {
                Told::Events(events.iter().map(|it| it.position.0).collect())
            }),
            present: put(self, |present: Vec<_>| Told::Present(present.len())),
            keys: put(self, Told::Keys),
            gap: Box::new(move || gap(())),
        })
    }

    /// Everything that was told since the last look.
    pub(crate) fn told(&self) -> Vec<Told> {
        std::mem::take(&mut self.told.borrow_mut())
    }

    /// Waits until so much was told since the last look.
    pub(crate) async fn heard(&self, count: usize) -> Vec<Told> {
        until(|| self.told.borrow().len() >= count).await;
        self.told()
    }

    pub(crate) fn berths(&self) -> u32 {
        global("berths").length()
    }

    /// The n-th socket, from 0, as soon as it has come.
    pub(crate) async fn berth(&self, number: u32) -> Berth {
        until(|| self.berths() > number).await;
        Berth { fake: global("berths").get(number).unchecked_into() }
    }

    /// Waits for the n-th socket and greets it, going on where it stopped or from `head`.
    pub(crate) async fn welcome(&self, number: u32, head: i64) -> Berth {
        let berth = self.berth(number).await;
        let hello = berth.greet().await;
        berth.say(&FromServer::Ready { after: hello.after.unwrap_or(Position(head)) });
        berth.settle().await;
        berth
    }
}

impl Berth {
    /// Lets it in, and waits for what it says of itself.
    pub(crate) async fn greet(&self) -> Hello {
        self.open();
        self.say(&Welcome { version: VERSION, nonce: "a-nonce".into() });
        self.sent(0).await
    }

    pub(crate) fn greeting(hello: &Hello) -> (Greeting, PublicKey) {
        (hello.signed.open(Purpose::Hello).unwrap(), hello.signed.key)
    }

    /// Address, subprotocol, and kind of messages.
    pub(crate) fn asked_for(&self) -> (String, String, String) {
        (self.fake.url(), self.fake.protocol(), self.fake.binary_type())
    }

    pub(crate) fn open(&self) {
        self.fake.hear(&Event::new("open").unwrap());
    }

    pub(crate) fn say(&self, message: &impl Serialize) {
        self.say_bytes(&write(message));
    }

    pub(crate) fn say_bytes(&self, bytes: &[u8]) {
        self.say_anything(&Uint8Array::from(bytes).buffer());
    }

    pub(crate) fn say_anything(&self, data: &JsValue) {
        let init = MessageEventInit::new();
        init.set_data(data);
        self.fake.hear(&MessageEvent::new_with_event_init_dict("message", &init).unwrap());
    }

    pub(crate) fn close(&self, code: u16) {
        let init = CloseEventInit::new();
        init.set_code(code);
        self.fake.hear(&CloseEvent::new_with_event_init_dict("close", &init).unwrap());
    }

    /// The n-th message that it has sent, from 0, as soon as it has.
    pub(crate) async fn sent<T: DeserializeOwned>(&self, number: u32) -> T {
        until(|| self.fake.sent().length() > number).await;
        let bytes: Uint8Array = self.fake.sent().get(number).unchecked_into();
        read(&bytes.to_vec()).unwrap()
    }

    /// How many messages it has sent.
    pub(crate) fn said(&self) -> u32 {
        self.fake.sent().length()
    }

    /// Whether the page has hung up.
    pub(crate) fn is_closed(&self) -> bool {
        self.fake.closed()
    }

    /// Until what was said is heard.
    pub(crate) async fn settle(&self) {
        sleep(2).await;
    }
}

/// An event of the journal; only its place matters here.
pub(crate) fn event(position: i64) -> Recorded {
    Recorded {
        stream: StreamId([1; 16]),
        sequence: Sequence(position),
        position: Position(position),
        kind: "renamed.v1".into(),
        body: "{}".into(),
        time: Millis(5),
        key: PublicKey([4; 32]),
        command: CommandId([2; 16]),
        previous: GENESIS,
        hash: GENESIS,
    }
}

pub(crate) fn events(positions: impl IntoIterator<Item = i64>) -> FromServer {
    FromServer::Events(positions.into_iter().map(event).collect())
}

/// A tab is on its page for one account at a time, and remembers where it stopped in it.
pub(crate) async fn at_home() -> AccountId {
    client::identity::log_in(true).await.unwrap().account
}

async fn until(done: impl Fn() -> bool) {
    for _ in 0..400 {
        if done() {
            return;
        }
        sleep(2).await;
    }
    panic!("nothing came");
}

fn global(name: &str) -> Array {
    Reflect::get(&js_sys::global(), &name.into()).unwrap().unchecked_into()
}
