//! The lantern burns, and can be put out.

use client::stage::Lantern;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext, WebglLoseContext};

use super::harbour::sleep;

fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
    canvas.set_attribute("style", "position:fixed;top:0;left:0;width:48px;height:56px").unwrap();
    document.document_element().unwrap().append_child(&canvas).unwrap();
    canvas
}

fn frame(canvas: &HtmlCanvasElement) -> u32 {
    canvas.get_attribute("data-frame").and_then(|frame| frame.parse().ok()).unwrap_or(0)
}

/// Waits for so many more frames, or until nobody would wait longer.
async fn frames(canvas: &HtmlCanvasElement, more: u32) -> bool {
    let before = frame(canvas);
    for _ in 0..100 {
        if frame(canvas) >= before + more {
            return true;
        }
        sleep(50).await;
    }
    false
}

#[wasm_bindgen_test]
async fn a_lantern_turns_until_it_is_put_out() {
    let canvas = canvas();
    let lantern = Lantern::light(canvas.clone()).unwrap();
    assert!(frames(&canvas, 3).await);
    drop(lantern);
    let last = frame(&canvas);
    sleep(300).await;
    assert_eq!(frame(&canvas), last);
    canvas.remove();
}

#[wasm_bindgen_test]
async fn a_lost_context_comes_back() {
    let canvas = canvas();
    let _lantern = Lantern::light(canvas.clone()).unwrap();
    assert!(frames(&canvas, 1).await);
    let gl: WebGl2RenderingContext = canvas.get_context("webgl2").unwrap().unwrap().unchecked_into();
    let switch: WebglLoseContext = gl.get_extension("WEBGL_lose_context").unwrap().unwrap().unchecked_into();
    switch.lose_context();
    sleep(200).await;
    let last = frame(&canvas);
    sleep(200).await;
    assert_eq!(frame(&canvas), last);
    switch.restore_context();
    assert!(frames(&canvas, 2).await);
    canvas.remove();
}

#[wasm_bindgen_test]
fn a_canvas_that_cannot_draw_in_depth_is_told_so() {
    let canvas = canvas();
    canvas.get_context("2d").unwrap();
    assert!(Lantern::light(canvas.clone()).is_err());
    canvas.remove();
}
