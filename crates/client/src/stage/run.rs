//! The stage while it runs: frame after frame, as quickly as somebody looks.

use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::{Inner, News, canvas, set::Set};
use crate::{page, trouble::Trouble};

/// A tab that comes back does not catch up on what it missed.
const STEP_MILLIS_MAX: f64 = 100.0;
/// Fewer pixels than this for one of the style nobody asks for.
const RATIO_MIN: f64 = 0.5;

/// Somebody who has just moved the pointer sees every frame.
const ATTENTION_MILLIS: f64 = 600.0;

impl Inner {
    /// Builds everything on the card from nothing: at the start, for another tier, and when a lost
    /// context has come back.
    pub(super) fn set_up(&self) -> Result<(), Trouble> {
        self.set.replace(None);
        let tier = self.chooser.borrow().now();
        let set = Set::build(&self.gl, &self.place.borrow(), tier)?;
        self.set.replace(Some(set));
        self.chooser.borrow_mut().forget();
        let _ = self.canvas.set_attribute("data-tier", tier.word());
        Ok(())
    }

    /// The led figure is another one from now on.
    pub(super) fn recast(&self, model: Rc<model::Model>, figure: staging::Figure) -> Result<(), Trouble> {
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
    pub(super) fn clear(&self) {
        if let (Some(asked), Ok(window)) = (self.asked.take(), page::window()) {
            let _ = window.cancel_animation_frame(asked);
        }
        self.set.replace(None);
    }

    pub(super) fn is_calm(&self) -> bool {
        self.calm.is_on()
    }

    /// Something is asked of the stage: it shows it at once.
    pub(super) fn touch(&self) {
        self.stale.set(true);
        self.attention_millis.set(page::ticks());
        self.wake();
    }

    /// Asks for a frame, if anyone would see it.
    pub(super) fn wake(&self) {
        let shown = self.set.borrow().is_some() && self.in_view.get() && self.canvas.is_connected();
        if self.asked.get().is_some() || !shown {
            return;
        }
        let Ok(window) = page::window() else { return };
        if window.document().is_some_and(|document| document.hidden()) {
            self.last_millis.set(None);
            return;
        }
        self.asked.set(window.request_animation_frame(self.turn.as_ref().unchecked_ref()).ok());
    }

    pub(super) fn frame(&self, now: f64) {
        // Drawing into a lost context is an error at best. The ears hear when it is back.
        if self.gl.is_context_lost() || self.canvas.client_width() == 0 {
            self.last_millis.set(None);
            return;
        }
        // The first frame that the screen shows after a drawing tells how long that took. The first picture
        // compiles what it needs, which says nothing about the next ones.
        if self.fresh.replace(false)
            && self.frames.get() > 2
            && let Some(last) = self.last_millis.get()
        {
            self.judge(now - last);
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
            self.fresh.set(true);
            self.draw((passed.unwrap_or(0.0).clamp(0.0, STEP_MILLIS_MAX) / 1_000.0) as f32);
        }
        if !calm || self.play.borrow().is_busy() || self.stale.get() {
            self.wake();
        } else {
            self.last_millis.set(None);
        }
    }

    /// Whether this tier is the right one.
    fn judge(&self, millis: f64) {
        let other = self.chooser.borrow_mut().hear(millis);
        if other {
            self.change();
        }
    }

    /// Builds the picture of another tier.
    pub(super) fn change(&self) {
        if let Err(trouble) = self.set_up() {
            page::note("The stage could not change its tier", &trouble.to_string().into());
        }
    }

    /// As many pixels as the tier draws.
    fn size(&self) -> [u32; 2] {
        let chooser = self.chooser.borrow();
        let ratio = canvas::ratio().clamp(RATIO_MIN, chooser.now().means().ratio_max);
        canvas::fit(&self.canvas, ratio * chooser.scale())
    }

    /// Lets time pass and draws.
    pub(super) fn draw(&self, step: f32) {
        let size = self.size();
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
        let ahead = (shot.target - shot.eye).normalize_or_zero();
        (self.tell)(News::Ear(shot.eye.to_array(), ahead.to_array()));
    }
}
