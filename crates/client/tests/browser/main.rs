//! The client in a real browser, against a server that stands in the page itself.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod asset;
mod devices;
mod dice;
mod harbour;
mod identity;
mod leave;
mod moving;
mod outbox;
mod pairing;
mod patience;
mod places;
mod programs;
mod quay;
mod recovery;
mod reentry;
mod rules;
mod session;
mod socket;
mod sound;
mod stage;
mod storage;
mod vault;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
