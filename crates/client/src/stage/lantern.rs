//! The picture on the landing page: a ship's lantern, lit and slowly turning. It draws by three-d's
//! low level alone and by shaders of its own, so that the bundle carries nothing else of it.

mod scene;
mod shape;
mod solid;
mod watch;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{
    HtmlCanvasElement, MediaQueryList, WebGl2RenderingContext, WebGlContextAttributes, WebglLoseContext,
};

use crate::{page, trouble::Trouble};
use scene::{Moment, Scene};
use watch::Watch;

/// Sharper than this costs more than anyone sees.
const PIXEL_RATIO_MAX: f64 = 2.0;
/// And larger than this is a mistake in a style sheet.
const PIXELS_MAX: f64 = 2_400.0;
/// Where the lantern stands still for those who asked for less motion: its best side.
const STILL_SECONDS: f32 = 9.75;
/// A tab that comes back does not catch up on the turns it missed.
const STEP_MILLIS_MAX: f64 = 100.0;

/// A lit lantern. Dropping it puts it out and gives its memory back.
pub struct Lantern {
    stage: Rc<Stage>,
    watch: Option<Watch>,
}

impl Lantern {
    /// Lights a lantern on a canvas, or says why not; then a picture can stand in its place.
    pub fn light(canvas: HtmlCanvasElement) -> Result<Self, Trouble> {
        let gl = context(&canvas)?;
        let calm = page::window()?.match_media("(prefers-reduced-motion: reduce)").ok().flatten();
        let stage = Rc::new_cyclic(|me: &Weak<Stage>| {
            let me = me.clone();
            let turn = Closure::new(move |now: f64| {
                if let Some(stage) = me.upgrade() {
                    stage.asked.set(None);
                    stage.frame(now);
                }
            });
            Stage {
                canvas,
                gl,
                calm,
                turn,
                scene: RefCell::default(),
                asked: Cell::default(),
                in_view: Cell::new(true),
                day: Cell::default(),
                seconds: Cell::new(STILL_SECONDS),
                last_millis: Cell::default(),
                frames: Cell::default(),
            }
        });
        stage.set_up()?;
        let watch = Watch::over(&stage)?;
        stage.look_at_theme();
        Ok(Self { stage, watch: Some(watch) })
    }
}

impl Drop for Lantern {
    fn drop(&mut self) {
        // First nobody may call any more, then the picture goes, then its memory.
        self.watch.take();
        self.stage.clear();
        if let Ok(Some(extension)) = self.stage.gl.get_extension("WEBGL_lose_context") {
            extension.unchecked_into::<WebglLoseContext>().lose_context();
        }
    }
}

/// Whether less motion was chosen in the game's own settings, which the page's root tells.
pub(super) fn chose_less() -> bool {
    let document = page::window().ok().and_then(|it| it.document());
    let root = document.and_then(|it| it.document_element());
    root.and_then(|it| it.get_attribute("data-motion")).is_some_and(|it| it == "less")
}

/// The canvas and what is on it.
struct Stage {
    canvas: HtmlCanvasElement,
    gl: WebGl2RenderingContext,
    /// Matches for those who asked for less motion.
    calm: Option<MediaQueryList>,
    turn: Closure<dyn FnMut(f64)>,
    scene: RefCell<Option<Scene>>,
    /// The frame that the browser was asked for.
    asked: Cell<Option<i32>>,
    in_view: Cell<bool>,
    /// 1 where the page is light, 0 where it is dark.
    day: Cell<f32>,
    seconds: Cell<f32>,
    last_millis: Cell<Option<f64>>,
    frames: Cell<u32>,
}

impl Stage {
    /// Builds everything from nothing: at the start, and when a lost context has come back.
    fn set_up(&self) -> Result<(), Trouble> {
        self.scene.replace(None);
        self.scene.replace(Some(Scene::build(&self.gl)?));
        Ok(())
    }

    /// Takes the picture away and stops asking for frames.
    fn clear(&self) {
        if let (Some(asked), Ok(window)) = (self.asked.take(), page::window()) {
            let _ = window.cancel_animation_frame(asked);
        }
        self.scene.replace(None);
    }

    /// Asks for a frame, if anyone would see it.
    fn wake(&self) {
        if self.asked.get().is_some() || !self.in_view.get() || self.scene.borrow().is_none() {
            return;
        }
        let Ok(window) = page::window() else { return };
        if window.document().is_some_and(|document| document.hidden()) {
            return;
        }
        self.asked.set(window.request_animation_frame(self.turn.as_ref().unchecked_ref()).ok());
    }

    fn frame(&self, now: f64) {
        let scene = self.scene.borrow();
        let Some(scene) = &*scene else { return };
        // Drawing into a lost context is an error at best. The watch hears when it is back.
        if self.gl.is_context_lost() {
            return;
        }
        let calm = self.calm.as_ref().is_some_and(MediaQueryList::matches) || chose_less();
        if calm {
            self.seconds.set(STILL_SECONDS);
            self.last_millis.set(None);
        } else {
            let passed = now - self.last_millis.replace(Some(now)).unwrap_or(now);
            let step = passed.clamp(0.0, STEP_MILLIS_MAX) / 1_000.0;
            self.seconds.set(self.seconds.get() + step as f32);
        }
        let (width, height) = self.fit();
        scene.draw(&Moment { width, height, seconds: self.seconds.get(), day: self.day.get() });
        let frames = self.frames.get().wrapping_add(1);
        self.frames.set(frames);
        let _ = self.canvas.set_attribute("data-frame", &frames.to_string());
        if !calm {
            self.wake();
        }
    }

    /// Makes the canvas as many pixels as it covers on the screen, and says how many.
    fn fit(&self) -> (u32, u32) {
        let ratio =
            page::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(1.0, PIXEL_RATIO_MAX);
        let pixels = |css: i32| (f64::from(css.max(1)) * ratio).round().min(PIXELS_MAX) as u32;
        let (width, height) = (pixels(self.canvas.client_width()), pixels(self.canvas.client_height()));
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        (width, height)
    }

    /// Reads from the page's own colours whether it is light or dark, and draws anew.
    fn look_at_theme(&self) {
        let void = page::window()
            .ok()
            .and_then(|window| window.get_computed_style(&self.canvas).ok().flatten())
            .and_then(|style| style.get_property_value("--void").ok());
        let light = void.as_deref().and_then(lightness).is_some_and(|lightness| lightness > 127);
        self.day.set(if light { 1.0 } else { 0.0 });
        self.wake();
    }
}

/// From 0 to 255, of a colour written `#rrggbb`.
fn lightness(colour: &str) -> Option<u32> {
    let number = u32::from_str_radix(colour.trim().strip_prefix('#')?, 16).ok()?;
    let (red, green, blue) = (number >> 16 & 255, number >> 8 & 255, number & 255);
    Some((red * 3 + green * 6 + blue) / 10)
}

fn context(canvas: &HtmlCanvasElement) -> Result<WebGl2RenderingContext, Trouble> {
    let wishes = WebGlContextAttributes::new();
    wishes.set_alpha(true);
    wishes.set_premultiplied_alpha(true);
    wishes.set_antialias(true);
    let gl = canvas.get_context_with_context_options("webgl2", &wishes).ok().flatten();
    gl.and_then(|gl| gl.dyn_into::<WebGl2RenderingContext>().ok())
        // three-d takes a lost context for a broken promise.
        .filter(|gl| !gl.is_context_lost())
        .ok_or_else(no_picture)
}

fn no_picture() -> Trouble {
    Trouble::Unreadable("This browser draws no pictures with depth; a plain one stands in.".into())
}
