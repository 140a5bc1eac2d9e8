//! The 3D stage: one canvas, on which a place is drawn and somebody walks in it. The canvas outlives
//! the pages that show it. Programs and their states are three-d's; what is drawn often is drawn by
//! instances and ranges of buffers of our own, with one block of numbers for all of a frame.

mod batch;
mod ears;
mod gl;
mod hands;
mod labels;
mod lantern;
mod picture;
mod place;
mod play;
mod set;
mod stars;
mod studio;
mod target;
mod tier;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use glam::Vec2;
use staging::{Costume, Shot};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{
    HtmlCanvasElement, HtmlElement, MediaQueryList, WebGl2RenderingContext, WebGlContextAttributes,
};
use wire::{asset::ContentId, scene::Emitter};

pub use lantern::Lantern;
pub use place::Place;
/// What a figure is put together from.
pub use staging::Costume as Figure;
pub use staging::{Dress, Gait, Hour, dye_row};
pub use tier::Tier;

use crate::{
    asset::{self, Progress, Stop},
    page,
    trouble::Trouble,
};
use ears::Ears;
use hands::Hands;
use labels::Labels;
use play::Play;
use set::Set;
use tier::Chooser;

/// And larger than this is a mistake in a style sheet.
const PIXELS_MAX: f64 = 3_200.0;
/// A tab that comes back does not catch up on what it missed.
const STEP_MILLIS_MAX: f64 = 100.0;
/// A portrait is so wide and high.
const PORTRAIT_PIXELS: u32 = 256;
/// Somebody who has just moved the pointer sees every frame.
const ATTENTION_MILLIS: f64 = 600.0;

/// What happens on the stage, for whoever shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The first picture is there.
    Shown,
    /// The figure does something else.
    Gait(Gait),
    /// A foot came down there, on a floor of that asset.
    Step([f32; 3], Option<ContentId>),
    /// Somebody was chosen on the picture: their place among the keepers.
    Keeper(usize),
    /// The graphics card took the picture away; it comes back by itself.
    Lost,
    Restored,
    Tier(Tier),
    /// The camera stands there and looks that way.
    Ear([f32; 3], [f32; 3]),
}

/// A stage with a place on it. Dropping it clears it and gives its memory back.
pub struct Stage {
    inner: Rc<Inner>,
    _ears: Ears,
}

struct Inner {
    canvas: HtmlCanvasElement,
    gl: WebGl2RenderingContext,
    /// Matches for those who asked for less motion.
    calm: Option<MediaQueryList>,
    turn: Closure<dyn FnMut(f64)>,
    place: RefCell<Place>,
    play: RefCell<Play>,
    set: RefCell<Option<Set>>,
    chooser: RefCell<Chooser>,
    hands: RefCell<Hands>,
    labels: RefCell<Labels>,
    tell: Box<dyn Fn(News)>,
    /// The frame that the browser was asked for.
    asked: Cell<Option<i32>>,
    last_millis: Cell<Option<f64>>,
    attention_millis: Cell<f64>,
    /// Something changed that a calm stage must show.
    stale: Cell<bool>,
    frames: Cell<u32>,
}

impl Stage {
    /// Puts a place onto a canvas. `wished` is the tier that somebody chose; none: what the machine
    /// bears.
    ///
    /// # Errors
    /// When this browser draws nothing with depth; then a picture stands in.
    pub fn open(
        canvas: HtmlCanvasElement,
        place: Place,
        wished: Option<Tier>,
        tell: Box<dyn Fn(News)>,
    ) -> Result<Self, Trouble> {
        let gl = context(&canvas)?;
        let calm = page::window()?.match_media("(prefers-reduced-motion: reduce)").ok().flatten();
        let play = Play::of(&place);
        let inner = Rc::new_cyclic(|me: &Weak<Inner>| {
            let me = me.clone();
            let turn = Closure::new(move |now: f64| {
                if let Some(inner) = me.upgrade() {
                    inner.asked.set(None);
                    inner.frame(now);
                }
            });
            Inner {
                canvas,
                gl,
                calm,
                turn,
                place: RefCell::new(place),
                play: RefCell::new(play),
                set: RefCell::default(),
                chooser: RefCell::new(Chooser::new(wished)),
                hands: RefCell::default(),
                labels: RefCell::default(),
                tell,
                asked: Cell::default(),
                last_millis: Cell::default(),
                attention_millis: Cell::new(f64::NEG_INFINITY),
                stale: Cell::new(true),
                frames: Cell::default(),
            }
        });
        inner.set_up()?;
        let ears = hands::listen(&inner)?;
        inner.wake();
        Ok(Self { inner, _ears: ears })
    }

    /// Looks from a view of the place. Unknown ones change nothing.
    pub fn view(&self, name: &str) {
        let inner = &self.inner;
        let shot = inner.place.borrow().scene.view(name).map(Shot::of);
        if let Some(shot) = shot {
            inner.play.borrow_mut().camera.go(shot, inner.is_calm());
            inner.touch();
        }
    }

    /// The figure goes to what a view shows, as near as it comes.
    pub fn walk_to_view(&self, name: &str) {
        let target = self.inner.place.borrow().scene.view(name).map(|it| it.target);
        if let Some([x, _, z]) = target {
            self.walk_to(Vec2::new(x, z));
        }
    }

    /// The figure goes to a keeper.
    pub fn walk_to_keeper(&self, which: usize) {
        let at = self.inner.place.borrow().scene.keepers.get(which).map(|it| it.spot.at);
        if let Some([x, _, z]) = at {
            self.walk_to(Vec2::new(x, z));
        }
    }

    fn walk_to(&self, at: Vec2) {
        let inner = &self.inner;
        inner.play.borrow_mut().walker.go(&inner.place.borrow().ground, at);
        inner.touch();
    }

    /// The figure sits down; walking or [`Stage::act`] lets it stand up.
    pub fn sit(&self) {
        self.inner.play.borrow_mut().walker.sit();
        self.inner.touch();
    }

    /// The figure does something once: `cheer`, `cast`, …
    pub fn act(&self, clip: &str) {
        self.inner.play.borrow_mut().act(&self.inner.place.borrow(), clip);
        self.inner.touch();
    }

    /// By the clock, or always the same.
    pub fn hour(&self, hour: Hour) {
        self.inner.play.borrow_mut().hour = hour;
        self.inner.touch();
    }

    /// A tier, or what the machine bears.
    pub fn tier(&self, wished: Option<Tier>) {
        let before = self.inner.chooser.borrow().now();
        self.inner.chooser.borrow_mut().wish(wished);
        if self.inner.chooser.borrow().now() != before {
            self.inner.change();
        }
        self.inner.touch();
    }

    /// Puts another place onto the stage, and gives back the one that stood there.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn show(&self, place: Place) -> Result<Place, Trouble> {
        let inner = &self.inner;
        inner.play.replace(Play::of(&place));
        let before = inner.place.replace(place);
        inner.labels.replace(Labels::default());
        inner.set_up()?;
        inner.touch();
        Ok(before)
    }

    /// Begins to put a costume on the led figure.
    pub fn dressing(&self, costume: &Costume) -> Dressing {
        Dressing { inner: self.inner.clone(), costume: costume.clone() }
    }

    /// Elements with `data-view` or `data-keeper` in `within` stand where those are seen from now on.
    pub fn label(&self, within: &HtmlElement) {
        *self.inner.labels.borrow_mut() = Labels::of(within, &self.inner.place.borrow().scene);
        self.inner.touch();
    }

    /// Head and shoulders of the led figure as a small picture, by its address (`data:`).
    pub fn portrait(&self) -> Option<String> {
        let inner = &self.inner;
        let canvas = &inner.canvas;
        let before = [canvas.width(), canvas.height()];
        canvas.set_width(PORTRAIT_PIXELS);
        canvas.set_height(PORTRAIT_PIXELS);
        let drawn = {
            let (place, mut play, mut set) =
                (inner.place.borrow(), inner.play.borrow_mut(), inner.set.borrow_mut());
            set.as_mut().map(|set| play.draw_portrait(&place, set, [PORTRAIT_PIXELS; 2]))
        };
        // What was drawn is on the canvas until the browser shows it; nobody sees it before.
        let address = match drawn {
            Some(Ok(())) => canvas.to_data_url_with_type("image/webp").ok(),
            _ => None,
        };
        canvas.set_width(before[0]);
        canvas.set_height(before[1]);
        inner.draw(0.0);
        inner.touch();
        address
    }

    /// Draws of the last frame.
    pub fn draws(&self) -> u32 {
        self.inner.set.borrow().as_ref().map_or(0, |it| it.draws)
    }

    /// Draws one frame at once and waits for nothing: for benchmarks. Tells the milliseconds that it
    /// took this side of the card.
    pub fn measure_frame(&self) -> f64 {
        let before = page::ticks();
        self.inner.draw(1.0 / 60.0);
        page::ticks() - before
    }

    /// Where a keeper's head is.
    pub fn keeper_at(&self, which: usize) -> Option<[f32; 3]> {
        let place = self.inner.place.borrow();
        place.scene.keepers.get(which).map(|it| [it.spot.at[0], it.spot.at[1] + 1.5, it.spot.at[2]])
    }

    /// What is heard in the place, and from where.
    pub fn emitters(&self) -> Vec<Emitter> {
        self.inner.place.borrow().scene.sounds.clone()
    }

    /// The canvas was moved to where it is now.
    pub fn moved(&self) {
        self.inner.touch();
    }
}

/// A costume that is being put on.
pub struct Dressing {
    inner: Rc<Inner>,
    costume: Costume,
}

impl Dressing {
    /// Brings what it needs and is not here, and puts it on.
    ///
    /// # Errors
    /// As `asset::bring`; the figure stays as it was.
    pub async fn finish(self, stop: &Stop, tell: &dyn Fn(Progress)) -> Result<(), Trouble> {
        let Self { inner, costume } = self;
        let here = inner.place.borrow().dressed(&costume);
        let (model, figure) = match here {
            Ok(dressed) => dressed,
            Err(_) => {
                let files = asset::bring(&costume.assets(), stop, tell).await?;
                let mut place = inner.place.borrow_mut();
                place.learn(&files)?;
                place.dressed(&costume)?
            }
        };
        inner.recast(model, figure)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.inner.clear();
        if let Ok(Some(extension)) = self.inner.gl.get_extension("WEBGL_lose_context") {
            extension.unchecked_into::<web_sys::WebglLoseContext>().lose_context();
        }
    }
}

impl Inner {
    /// Builds everything on the card from nothing: at the start, for another tier, and when a lost
    /// context has come back.
    fn set_up(&self) -> Result<(), Trouble> {
        self.set.replace(None);
        let tier = self.chooser.borrow().now();
        let set = Set::build(&self.gl, &self.place.borrow(), tier)?;
        self.set.replace(Some(set));
        self.chooser.borrow_mut().forget();
        let _ = self.canvas.set_attribute("data-tier", tier.word());
        (self.tell)(News::Tier(tier));
        Ok(())
    }

    /// The led figure is another one from now on.
    fn recast(&self, model: Rc<model::Model>, figure: staging::Figure) -> Result<(), Trouble> {
        let mut place = self.place.borrow_mut();
        let same = place.recast(model, figure);
        self.play.borrow_mut().recast(&place, same);
        let hero = place.hero;
        let recast = match &mut *self.set.borrow_mut() {
            Some(set) => set.recast(hero, &place),
            None => Ok(()),
        };
        drop(place);
        self.touch();
        recast
    }

    /// Takes the picture away and stops asking for frames.
    fn clear(&self) {
        if let (Some(asked), Ok(window)) = (self.asked.take(), page::window()) {
            let _ = window.cancel_animation_frame(asked);
        }
        self.set.replace(None);
    }

    fn is_calm(&self) -> bool {
        self.calm.as_ref().is_some_and(MediaQueryList::matches) || lantern::chose_less()
    }

    /// Something is asked of the stage: it shows it at once.
    fn touch(&self) {
        self.stale.set(true);
        self.attention_millis.set(page::ticks());
        self.wake();
    }

    /// Asks for a frame, if anyone would see it.
    fn wake(&self) {
        if self.asked.get().is_some() || self.set.borrow().is_none() || !self.canvas.is_connected() {
            return;
        }
        let Ok(window) = page::window() else { return };
        if window.document().is_some_and(|document| document.hidden()) {
            self.last_millis.set(None);
            return;
        }
        self.asked.set(window.request_animation_frame(self.turn.as_ref().unchecked_ref()).ok());
    }

    fn frame(&self, now: f64) {
        // Drawing into a lost context is an error at best. The ears hear when it is back.
        if self.gl.is_context_lost() || self.canvas.client_width() == 0 {
            self.last_millis.set(None);
            return;
        }
        self.hands.borrow_mut().poll(&mut self.play.borrow_mut());
        let calm = self.is_calm();
        let busy = self.play.borrow().is_busy();
        let attends = busy || now - self.attention_millis.get() < ATTENTION_MILLIS;
        let passed = self.last_millis.get().map(|it| now - it);
        let rest = self.chooser.borrow().ambient_millis();
        let due = attends || self.stale.get() || passed.is_none_or(|it| it >= rest);
        if due && (!calm || busy || self.stale.replace(false)) {
            self.stale.set(false);
            self.last_millis.set(Some(now));
            // The first picture compiles what it needs; that says nothing about the next ones.
            if let Some(passed) = passed.filter(|_| self.frames.get() > 1) {
                self.judge(passed, !attends);
            }
            self.draw((passed.unwrap_or(0.0).clamp(0.0, STEP_MILLIS_MAX) / 1_000.0) as f32);
        }
        if !calm || self.play.borrow().is_busy() || self.stale.get() {
            self.wake();
        } else {
            self.last_millis.set(None);
        }
    }

    /// Whether this tier is the right one.
    fn judge(&self, passed: f64, ambient: bool) {
        let other = self.chooser.borrow_mut().hear(passed, ambient);
        if other {
            self.change();
        }
    }

    /// Builds the picture of another tier.
    fn change(&self) {
        if let Err(trouble) = self.set_up() {
            page::note("The stage could not change its tier", &trouble.to_string().into());
        }
    }

    /// Lets time pass and draws.
    fn draw(&self, step: f32) {
        let size = self.fit();
        let (place, mut play) = (self.place.borrow(), self.play.borrow_mut());
        play.advance(&place, step, self.is_calm(), &*self.tell);
        let mut set = self.set.borrow_mut();
        let Some(set) = &mut *set else { return };
        if let Err(trouble) = play.draw(&place, set, size) {
            page::note("A picture could not be drawn", &trouble.to_string().into());
        }
        let shot = play.shot();
        let aspect = size[0] as f32 / size[1] as f32;
        drop(play);
        self.labels.borrow_mut().follow(&shot, aspect, &self.canvas);
        let frames = self.frames.get().wrapping_add(1);
        self.frames.set(frames);
        let _ = self.canvas.set_attribute("data-frame", &frames.to_string());
        let _ = self.canvas.set_attribute("data-draws", &set.draws.to_string());
        if frames == 1 {
            (self.tell)(News::Shown);
        }
        let ahead = (shot.target - shot.eye).normalize_or_zero();
        (self.tell)(News::Ear(shot.eye.to_array(), ahead.to_array()));
    }

    /// Makes the canvas as many pixels as it covers on the screen, and says how many.
    fn fit(&self) -> [u32; 2] {
        let chooser = self.chooser.borrow();
        let ratio = page::window().map_or(1.0, |window| window.device_pixel_ratio());
        let ratio = ratio.clamp(0.5, chooser.now().means().ratio_max) * chooser.scale();
        let pixels = |css: i32| (f64::from(css.max(1)) * ratio).round().min(PIXELS_MAX) as u32;
        let (width, height) = (pixels(self.canvas.client_width()), pixels(self.canvas.client_height()));
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        [width, height]
    }
}

/// Whether this browser draws anything with depth: asked before anything is fetched for it.
pub fn is_possible(canvas: &HtmlCanvasElement) -> bool {
    context(canvas).is_ok()
}

fn context(canvas: &HtmlCanvasElement) -> Result<WebGl2RenderingContext, Trouble> {
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

fn no_picture() -> Trouble {
    Trouble::Unreadable("This browser draws no pictures with depth; a plain one stands in.".into())
}
