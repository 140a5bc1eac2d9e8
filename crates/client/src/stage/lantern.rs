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

use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext};

use super::{
    canvas::{self, Calm},
    ears::Ears,
};
use crate::{page, trouble::Trouble};
use scene::{Moment, Scene};

/// Sharper than this costs more than anyone sees.
const PIXEL_RATIO_MAX: f64 = 2.0;
/// Where the lantern stands still for those who asked for less motion: its best side.
const STILL_SECONDS: f32 = 9.75;
/// A tab that comes back does not catch up on the turns it missed.
const STEP_MILLIS_MAX: f64 = 100.0;

/// A lit lantern. Dropping it puts it out and gives its memory back.
pub struct Lantern {
    burning: Rc<Burning>,
    ears: Option<Ears>,
}

impl Lantern {
    /// Lights a lantern on a canvas, or says why not; then a picture can stand in its place.
    pub fn light(canvas: HtmlCanvasElement) -> Result<Self, Trouble> {
        let gl = canvas::clear(&canvas)?;
        let calm = Calm::new()?;
        let burning = Rc::new_cyclic(|me: &Weak<Burning>| {
            let me = me.clone();
            let turn = Closure::new(move |now: f64| {
                if let Some(burning) = me.upgrade() {
                    burning.asked.set(None);
                    burning.frame(now);
                }
            });
            Burning {
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
        burning.set_up()?;
        let ears = watch::listen(&burning)?;
        burning.look_at_theme();
        Ok(Self { burning, ears: Some(ears) })
    }
}

impl Drop for Lantern {
    fn drop(&mut self) {
        // First nobody may call any more, then the picture goes, then its memory.
        self.ears.take();
        self.burning.clear();
        canvas::let_go(self.burning.gl.clone());
    }
}

/// The canvas and what is on it.
struct Burning {
    canvas: HtmlCanvasElement,
    gl: WebGl2RenderingContext,
    calm: Calm,
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

impl Burning {
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
        let calm = self.calm.is_on();
        if calm {
            self.seconds.set(STILL_SECONDS);
            self.last_millis.set(None);
        } else {
            let passed = now - self.last_millis.replace(Some(now)).unwrap_or(now);
            let step = passed.clamp(0.0, STEP_MILLIS_MAX) / 1_000.0;
            self.seconds.set(self.seconds.get() + step as f32);
        }
        let ratio = canvas::ratio().clamp(1.0, PIXEL_RATIO_MAX);
        let [width, height] = canvas::fit(&self.canvas, ratio);
        scene.draw(&Moment { width, height, seconds: self.seconds.get(), day: self.day.get() });
        let frames = self.frames.get().wrapping_add(1);
        self.frames.set(frames);
        let _ = self.canvas.set_attribute("data-frame", &frames.to_string());
        if !calm {
            self.wake();
        }
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
