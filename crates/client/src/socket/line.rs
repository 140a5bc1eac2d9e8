//! One WebSocket, and what is heard on it; and what else wakes its pilot.

use futures::channel::mpsc::UnboundedSender;
use js_sys::{ArrayBuffer, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{BinaryType, CloseEvent, Document, Event, MessageEvent, WebSocket, Window};
use wire::{
    limit::MESSAGE_BYTES_MAX,
    socket::{self, PATH, SUBPROTOCOL},
};

use crate::page;

/// What a pilot hears. The queue is read in the same turn of the browser, so it stays short.
pub(super) enum Heard {
    Opened,
    Message(Vec<u8>),
    /// Text, or more than a message may have.
    Garbage,
    /// The close code.
    Closed(u16),
    /// The network is back, or somebody looks at the page again.
    Woken,
}

pub(super) type Hand = UnboundedSender<Heard>;

/// Closes when it is dropped, and is silent then.
pub(super) struct Line {
    socket: WebSocket,
    _call: Closure<dyn FnMut(Event)>,
}

impl Line {
    /// None where the browser will not even try.
    pub(super) fn open(hand: Hand) -> Option<Self> {
        // `https` becomes `wss`, and `http` becomes `ws`.
        let mut address = page::origin().ok()?.replacen("http", "ws", 1);
        address.push_str(PATH);
        let socket = WebSocket::new_with_str(&address, SUBPROTOCOL).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let call = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let heard = match event.type_().as_str() {
                "open" => Heard::Opened,
                "message" => message(event.unchecked_ref()),
                _ => Heard::Closed(event.unchecked_ref::<CloseEvent>().code()),
            };
            // Nobody listens any more when the page has just gone.
            _ = hand.unbounded_send(heard);
        });
        let line = Self { socket, _call: call };
        line.listen(Some(line._call.as_ref().unchecked_ref()));
        Some(line)
    }

    pub(super) fn send(&self, message: &impl Serialize) {
        // What cannot be sent is followed by the close.
        // A browser complains of words to a socket that is closing; its end is heard anyway.
        if self.socket.ready_state() == WebSocket::OPEN {
            _ = self.socket.send_with_u8_array(&socket::write(message));
        }
    }

    fn listen(&self, call: Option<&js_sys::Function>) {
        self.socket.set_onopen(call);
        self.socket.set_onmessage(call);
        self.socket.set_onclose(call);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.listen(None);
        _ = self.socket.close();
    }
}

fn message(event: &MessageEvent) -> Heard {
    match event.data().dyn_into::<ArrayBuffer>() {
        Ok(buffer) if buffer.byte_length() as usize <= MESSAGE_BYTES_MAX => {
            Heard::Message(Uint8Array::new(&buffer).to_vec())
        }
        _ => Heard::Garbage,
    }
}

/// Listens for what makes another try worth while, until it is dropped.
pub(super) struct Wake {
    window: Window,
    document: Document,
    call: Closure<dyn FnMut()>,
}

impl Wake {
    pub(super) fn listen(hand: Hand) -> Option<Self> {
        let window = page::window().ok()?;
        let document = window.document()?;
        let seen = document.clone();
        let call = Closure::<dyn FnMut()>::new(move || {
            if !seen.hidden() {
                _ = hand.unbounded_send(Heard::Woken);
            }
        });
        let wake = Self { window, document, call };
        let call = wake.call.as_ref().unchecked_ref();
        wake.window.add_event_listener_with_callback("online", call).ok()?;
        wake.document.add_event_listener_with_callback("visibilitychange", call).ok()?;
        Some(wake)
    }
}

impl Drop for Wake {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        _ = self.window.remove_event_listener_with_callback("online", call);
        _ = self.document.remove_event_listener_with_callback("visibilitychange", call);
    }
}
