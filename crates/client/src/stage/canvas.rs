//! The canvas of a picture: its graphics context, its size, and whether it should stand still.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    HtmlCanvasElement, MediaQueryList, WebGl2RenderingContext, WebGlContextAttributes, WebglLoseContext,
};

use crate::{page, trouble::Trouble, wait::sleep};

/// Larger than this is a mistake in a style sheet.
const PIXELS_MAX: f64 = 3_200.0;
const LET_GO_MILLIS: i32 = 4_000;

/// Whether this browser draws anything with depth: asked before anything is fetched for it.
pub fn is_possible(canvas: &HtmlCanvasElement) -> bool {
    opaque(canvas).is_ok()
}

/// The context of a picture that fills its canvas. It draws into pictures of its own first, which have
/// what this one lacks.
pub(super) fn opaque(canvas: &HtmlCanvasElement) -> Result<WebGl2RenderingContext, Trouble> {
    let wishes = WebGlContextAttributes::new();
    wishes.set_alpha(false);
    wishes.set_antialias(false);
    wishes.set_depth(false);
    wishes.set_stencil(false);
    context(canvas, &wishes)
}

/// The context of a picture that the page shines through.
pub(super) fn clear(canvas: &HtmlCanvasElement) -> Result<WebGl2RenderingContext, Trouble> {
    let wishes = WebGlContextAttributes::new();
    wishes.set_alpha(true);
    wishes.set_premultiplied_alpha(true);
    wishes.set_antialias(true);
    context(canvas, &wishes)
}

fn context(
    canvas: &HtmlCanvasElement,
    wishes: &WebGlContextAttributes,
) -> Result<WebGl2RenderingContext, Trouble> {
    let gl = canvas.get_context_with_context_options("webgl2", wishes).ok().flatten();
    gl.and_then(|gl| gl.dyn_into::<WebGl2RenderingContext>().ok())
        // three-d takes a lost context for a broken promise.
        .filter(|gl| !gl.is_context_lost())
        .ok_or_else(no_picture)
}

/// Gives the memory of a picture back, once the next page has come: the card ends what it draws first, and
/// until then nothing else could be asked of it.
pub(super) fn let_go(gl: WebGl2RenderingContext) {
    spawn_local(async move {
        sleep(LET_GO_MILLIS).await;
        if let Ok(Some(extension)) = gl.get_extension("WEBGL_lose_context") {
            extension.unchecked_into::<WebglLoseContext>().lose_context();
        }
    });
}

pub(super) fn no_picture() -> Trouble {
    Trouble::Unreadable("This browser draws no pictures with depth; a plain one stands in.".into())
}

/// Pixels of the screen for one of the style.
pub(super) fn ratio() -> f64 {
    page::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Makes the canvas as many pixels as it covers, with so many for one of the style, and says how many.
pub(super) fn fit(canvas: &HtmlCanvasElement, ratio: f64) -> [u32; 2] {
    let pixels = |css: i32| (f64::from(css.max(1)) * ratio).round().clamp(1.0, PIXELS_MAX) as u32;
    let [width, height] = [canvas.client_width(), canvas.client_height()].map(pixels);
    if [canvas.width(), canvas.height()] != [width, height] {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    [width, height]
}

/// Less motion, for those who asked the system or the game for it.
pub(super) struct Calm {
    system: Option<MediaQueryList>,
}

impl Calm {
    pub(super) fn new() -> Result<Self, Trouble> {
        let system = page::window()?.match_media("(prefers-reduced-motion: reduce)").ok().flatten();
        Ok(Self { system })
    }

    pub(super) fn is_on(&self) -> bool {
        self.system.as_ref().is_some_and(MediaQueryList::matches) || is_chosen()
    }

    /// What tells when the system's wish changes.
    pub(super) fn system(&self) -> Option<&MediaQueryList> {
        self.system.as_ref()
    }
}

/// Whether it was chosen in the game's own settings, which the page's root tells.
fn is_chosen() -> bool {
    let document = page::window().ok().and_then(|it| it.document());
    let root = document.and_then(|it| it.document_element());
    root.and_then(|it| it.get_attribute("data-motion")).is_some_and(|it| it == "less")
}
