//! Dice fall in the browser as they do on the server.

#[path = "../../../rules/tests/dice/seeded.rs"]
mod seeded;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn ten_thousand_seeded_expressions_come_to_the_same_as_natively() {
    let (fingerprint, rolled) = seeded::tried();
    assert!(rolled >= seeded::ROLLED_LEAST);
    assert_eq!(fingerprint, seeded::FINGERPRINT);
}
