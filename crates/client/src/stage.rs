//! The 3D stage: one canvas, on which a place is drawn and somebody walks in it. The canvas outlives
//! the pages that show it. Programs and their states are three-d's; what is drawn often is drawn by
//! instances and ranges of buffers of our own, with one block of numbers for all of a frame.

mod batch;
mod canvas;
mod ears;
mod gl;
mod hands;
mod labels;
mod lantern;
mod picture;
mod place;
mod play;
mod run;
mod seen;
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
use staging::Shot;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement, WebGl2RenderingContext};
use wire::{asset::ContentId, scene::Emitter};

pub use canvas::is_possible;
pub use lantern::Lantern;
pub use place::Place;
pub use staging::{Costume, Dress, Gait, Hour, dye_row};
pub use tier::Tier;

use crate::{
    asset::{self, Progress, Stop},
    trouble::Trouble,
};
use canvas::Calm;
use ears::Ears;
use hands::Hands;
use labels::Labels;
use play::Play;
use set::Set;
use tier::Chooser;

/// A portrait is so wide and high.
const PORTRAIT_PIXELS: u32 = 256;

/// What happens on the stage, for whoever shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The figure does something else.
    Gait(Gait),
    /// A foot came down there, on a floor of that asset.
    Step([f32; 3], Option<ContentId>),
    /// Somebody was chosen on the picture: their place among the keepers.
    Keeper(usize),
    /// The graphics card took the picture away; it comes back by itself.
    Lost,
    Restored,
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
    calm: Calm,
    /// Anything of it is in sight.
    in_view: Cell<bool>,
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
    /// Something was drawn since the screen last showed a frame.
    fresh: Cell<bool>,
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
        let gl = canvas::opaque(&canvas)?;
        let calm = Calm::new()?;
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
                in_view: Cell::new(true),
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
                fresh: Cell::default(),
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

    /// The figure gets up, if it sat.
    pub fn stand(&self) {
        self.inner.play.borrow_mut().walker.wake();
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
        canvas::let_go(self.inner.gl.clone());
    }
}
