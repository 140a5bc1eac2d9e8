//! The program finds its owner by its log, and takes the role back on its machine.

use std::{thread::sleep, time::Duration};

use ed25519_dalek::SigningKey;
use serde_json::{Value, json};

use super::{Running, Visitor, farlantern, said};

/// The address in the log, and the token behind it.
fn address_in(log: &str) -> Option<(String, String)> {
    let (_, rest) = log.split_once("Whoever opens this address first becomes it: ")?;
    let address = rest.split(['"', ' ', '\n']).next()?;
    Some((address.into(), address.split_once("/owner#")?.1.into()))
}

/// What is written just after the doors open.
fn offered(running: &Running) -> Option<(String, String)> {
    for _ in 0..100 {
        let found = address_in(&running.log.lock().unwrap());
        if found.is_some() {
            return found;
        }
        sleep(Duration::from_millis(20));
    }
    None
}

/// Tries a token; the code of the refusal, if it was one.
fn claim(visitor: &mut Visitor, token: &str) -> Option<String> {
    let body: Value = visitor.ask("/api/v1/owner/claim", &json!({ "token": token }));
    body["error"]["code"].as_str().map(str::to_owned)
}

#[test]
fn without_a_database_there_is_nothing_to_take_back() {
    let place = tempfile::tempdir().unwrap();
    let reset = farlantern(place.path(), &["owner", "reset"]).output().unwrap();
    assert!(!reset.status.success() && said(&reset).contains("Start Farlantern first"), "{}", said(&reset));
    assert!(!place.path().join("data").exists(), "nothing was made");
}

#[test]
fn is_claimed_by_its_log_and_taken_back_on_its_machine() {
    let place = tempfile::tempdir().unwrap();
    let mut running = Running::start(place.path(), &[]);
    let (_, first) = offered(&running).unwrap();
    assert!(running.stop().success());

    let mut running = Running::start(place.path(), &[]);
    let (shown, token) = offered(&running).unwrap();
    assert_ne!(first, token, "each start has its own");
    assert_eq!(shown, format!("http://{}/owner#{token}", running.address));
    let visitor = |seed: u8| {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let mut visitor = Visitor { address: running.address, cookies: Vec::new(), key };
        visitor.log_in();
        visitor
    };
    let (mut wren, mut raven) = (visitor(1), visitor(2));
    assert_eq!(claim(&mut wren, &first).as_deref(), Some("OWNER_ADDRESS_ENDED"));
    assert_eq!(claim(&mut wren, &token), None);
    assert_eq!(claim(&mut raven, &token).as_deref(), Some("OWNER_ADDRESS_ENDED"));

    // While the server runs.
    let reset = farlantern(place.path(), &["owner", "reset", "--public-url", "https://play.example.org"]);
    let reset = { reset }.output().unwrap();
    let told = said(&reset);
    assert!(reset.status.success(), "{told}");
    let (_, fresh) = told.split_once("https://play.example.org/owner#").unwrap();
    let fresh = fresh.split_whitespace().next().unwrap().to_owned();
    assert_eq!(claim(&mut raven, &token).as_deref(), Some("OWNER_ADDRESS_ENDED"));
    assert_eq!(claim(&mut raven, &fresh), None);
    assert_eq!(claim(&mut wren, &fresh).as_deref(), Some("OWNER_ADDRESS_ENDED"), "the role was taken back");
    assert!(running.stop().success());

    let mut running = Running::start(place.path(), &[]);
    sleep(Duration::from_millis(300));
    assert_eq!(address_in(&running.log.lock().unwrap()), None, "there is an owner");
    assert!(running.stop().success());
    let walked = farlantern(place.path(), &["rebuild"]).output().unwrap();
    assert!(said(&walked).contains("Everything agrees."), "{}", said(&walked));
}
