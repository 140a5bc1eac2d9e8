//! Fights and sheets come out in the browser as they do on the server.

#[path = "../../../rules/tests/play/seeded.rs"]
mod seeded;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn ten_thousand_seeded_fights_and_sheets_come_to_the_same_as_natively() {
    seeded::check(&seeded::tried());
}
