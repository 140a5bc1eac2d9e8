//! The graphics context of the one canvas.

use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext, WebGlContextAttributes};

use crate::trouble::Trouble;

/// Whether this browser draws anything with depth: asked before anything is fetched for it.
pub fn is_possible(canvas: &HtmlCanvasElement) -> bool {
    context(canvas).is_ok()
}

pub(super) fn context(canvas: &HtmlCanvasElement) -> Result<WebGl2RenderingContext, Trouble> {
    let wishes = WebGlContextAttributes::new();
    wishes.set_alpha(false);
    wishes.set_antialias(false);
    wishes.set_depth(false);
    wishes.set_stencil(false);
    let gl = canvas.get_context_with_context_options("webgl2", &wishes).ok().flatten();
    gl.and_then(|gl| gl.dyn_into::<WebGl2RenderingContext>().ok())
        // three-d takes a lost context for a broken promise.
        .filter(|gl| !gl.is_context_lost())
        .ok_or_else(no_picture)
}

pub(super) fn no_picture() -> Trouble {
    Trouble::Unreadable("This browser draws no pictures with depth; a plain one stands in.".into())
}
