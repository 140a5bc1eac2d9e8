//! The door to the stage: one canvas and one graphics context for the whole tab. It moves from page
//! to page, and what was on it before is kept for the way back.

use std::{cell::RefCell, pin::Pin, rc::Rc};

use client::{
    asset,
    stage::{self, Costume, Dress, Gait, Hour, News, Place, Stage, Tier, dye_row},
};
use leptos::{
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{HtmlCanvasElement, HtmlElement},
};

use rules::{Content, character};

use super::{noise::Noise, told};
use crate::{
    component::figure::Looks,
    door::{Closed, Opened, Opening, Progress, Scenery, Stop, Theatre, Told, Trouble},
};

thread_local! {
    /// The stage as pages know it, for whoever does not hold it.
    static THEATRE: RefCell<Option<Rc<dyn Theatre>>> = const { RefCell::new(None) };
    static HELD: RefCell<Option<Rc<Held>>> = const { RefCell::new(None) };
}

/// Whoever listens to the stage.
type Hearer = Rc<dyn Fn(Told)>;

/// The stage, between pages and on them.
struct Held {
    canvas: HtmlCanvasElement,
    stage: RefCell<Option<Stage>>,
    scenery: RefCell<Scenery>,
    /// The scenery that was shown before, for the way back.
    aside: RefCell<Option<(Scenery, Place)>>,
    /// Whoever shows it.
    hear: RefCell<Option<Hearer>>,
    stop: RefCell<Option<Stop>>,
    noise: Noise,
}

/// Puts a scenery into a page's slot.
pub(crate) fn open_stage(opening: Opening) -> Opened {
    Box::pin(async move {
        let held = held().ok_or(Closed::NoPicture)?;
        let costume = costume(opening.looks.as_ref());
        if !stage::is_possible(&held.canvas) {
            return Err(Closed::NoPicture);
        }
        held.come(&opening);
        let hear: Hearer = Rc::from(opening.hear);
        held.hear.replace(Some(hear.clone()));
        held.stop.replace(Some(opening.stop.clone()));
        let progress = opening.progress;
        let tell = move |it: asset::Progress| {
            progress(Progress { done_bytes: it.done_bytes, all_bytes: it.all_bytes, name: it.name });
        };
        held.play(opening.scenery.clone(), &costume, &opening.stop, &tell).await?;
        // It may have been another page's while this one waited.
        opening.slot.append_child(&held.canvas).map_err(|_why| Closed::NoPicture)?;
        held.with(Stage::moved);
        if opening.scenery == Scenery::Harbour {
            held.noise.again(held.stage.borrow().as_ref());
        }
        hear(Told::Shown);
        let theatre: Rc<dyn Theatre> = held;
        THEATRE.replace(Some(theatre.clone()));
        Ok(theatre)
    })
}

/// The stage, if it was opened.
pub(crate) fn theatre() -> Option<Rc<dyn Theatre>> {
    THEATRE.with(|it| it.borrow().clone())
}

fn held() -> Option<Rc<Held>> {
    HELD.with(|it| {
        if let Some(held) = &*it.borrow() {
            return Some(held.clone());
        }
        let canvas = document().create_element("canvas").ok()?.dyn_into().ok()?;
        let held = Rc::new(Held {
            canvas,
            stage: RefCell::default(),
            scenery: RefCell::new(Scenery::Harbour),
            aside: RefCell::default(),
            hear: RefCell::default(),
            stop: RefCell::default(),
            noise: Noise::default(),
        });
        it.replace(Some(held.clone()));
        Some(held)
    })
}

impl Held {
    /// The canvas is called what the page calls it.
    fn come(&self, opening: &Opening) {
        let steers = opening.scenery == Scenery::Harbour;
        for (name, value) in [
            ("aria-label", opening.label),
            ("role", if steers { "application" } else { "img" }),
            ("tabindex", if steers { "0" } else { "-1" }),
        ] {
            let _ = self.canvas.set_attribute(name, value);
        }
    }

    fn with<R>(&self, then: impl FnOnce(&Stage) -> R) -> Option<R> {
        self.stage.borrow().as_ref().map(then)
    }

    /// Brings a scenery onto the stage, unless it stands there.
    async fn play(
        self: &Rc<Self>,
        scenery: Scenery,
        costume: &Costume,
        stop: &Stop,
        tell: &dyn Fn(asset::Progress),
    ) -> Result<(), Closed> {
        let stands = *self.scenery.borrow() == scenery && self.stage.borrow().is_some();
        if !stands {
            let kept = self.aside.take().filter(|it| it.0 == scenery).map(|it| it.1);
            let place = match kept {
                Some(place) => place,
                None => {
                    let mut place = bring(&scenery, costume, stop, tell).await.map_err(closed)?;
                    if let Some(why) = place.unkept.take() {
                        self.tell(Told::Unkept(told(why)));
                    }
                    place
                }
            };
            self.set(scenery, place)?;
        }
        if let Scenery::Thing(_) = *self.scenery.borrow() {
            return Ok(());
        }
        let dressing = self.with(|it| it.dressing(costume));
        match dressing {
            Some(dressing) => dressing.finish(stop.inner(), tell).await.map_err(closed),
            None => Ok(()),
        }
    }

    fn set(self: &Rc<Self>, scenery: Scenery, place: Place) -> Result<(), Closed> {
        let mut stage = self.stage.borrow_mut();
        if let Some(stage) = &*stage {
            let before = stage.show(place).map_err(|_why| Closed::NoPicture)?;
            self.aside.replace(Some((self.scenery.borrow().clone(), before)));
        } else {
            let me = Rc::downgrade(self);
            let tell = Box::new(move |news| {
                if let Some(me) = me.upgrade() {
                    me.pass(news);
                }
            });
            let opened = Stage::open(self.canvas.clone(), place, None, tell);
            *stage = Some(opened.map_err(|_why| Closed::NoPicture)?);
        }
        self.scenery.replace(scenery);
        Ok(())
    }

    fn pass(&self, news: News) {
        let told = match news {
            News::Gait(gait) => Told::Sits(gait == Gait::Sit),
            News::Keeper(which) => Told::Keeper(which),
            News::Lost => Told::Lost,
            News::Restored => Told::Restored,
            News::Step(at, floor) => return self.noise.step(at, floor.as_ref().map(|it| it.as_str())),
            News::Ear(at, ahead) => return self.noise.listen(at, ahead),
        };
        self.tell(told);
    }

    fn tell(&self, told: Told) {
        let hear = self.hear.borrow().clone();
        if let Some(hear) = hear {
            hear(told);
        }
    }
}

fn closed(trouble: client::Trouble) -> Closed {
    match trouble {
        client::Trouble::Stopped => Closed::Stopped,
        other => Closed::Trouble(told(other)),
    }
}

async fn bring(
    scenery: &Scenery,
    costume: &Costume,
    stop: &Stop,
    tell: &dyn Fn(asset::Progress),
) -> Result<Place, client::Trouble> {
    match scenery {
        Scenery::Harbour => Place::bring("scene/harbour", costume, stop.inner(), tell).await,
        Scenery::Figure => Place::bring_figure(costume, stop.inner(), tell).await,
        Scenery::Thing(id) => Place::bring_thing(id, stop.inner(), tell).await,
    }
}

/// How somebody looks, as things of the forge.
fn costume(looks: Option<&Looks>) -> Costume {
    let nobody = Looks::nobody();
    let character::Figure { species, colours, appearance } = &looks.unwrap_or(&nobody).figure;
    let content = Content::built_in();
    let dress = Dress {
        cloak: dye_row(&colours.cloak),
        trim: dye_row(&colours.trim),
        lantern: dye_row(&colours.lantern),
        skin: content.skin(&appearance.skin).map(|it| it.ramp),
        hair: content.hair_colour(&appearance.hair_colour).map(|it| it.ramp),
        star: None,
    };
    let cuts = appearance.hair.iter().chain(&appearance.beard).cloned();
    Costume {
        outfit: appearance.outfit.clone(),
        hair: Some(cuts.collect()),
        ..Costume::of_species(species.slug(), dress)
    }
}

impl Theatre for Held {
    fn view(&self, name: &str, walk: bool) {
        self.with(|it| {
            it.view(name);
            if walk {
                it.walk_to_view(name);
            }
        });
    }

    fn greet(&self, keeper: usize) {
        self.with(|it| {
            it.walk_to_keeper(keeper);
            it.act("cheer");
        });
    }

    fn sit(&self) {
        self.with(Stage::sit);
    }

    fn stand(&self) {
        self.with(Stage::stand);
    }

    fn cheer(&self) {
        self.with(|it| it.act("cheer"));
    }

    fn hour(&self, hours: Option<f32>) {
        self.with(|it| it.hour(hours.map_or(Hour::Clock, Hour::Fixed)));
    }

    fn tier(&self, word: &str) {
        // A tier that cannot be drawn leaves the picture that stands in.
        self.with(|it| it.tier(Tier::of(word)));
    }

    fn label(&self, within: &HtmlElement) {
        self.with(|it| it.label(within));
    }

    fn dress(&self, looks: Looks) -> Pin<Box<dyn Future<Output = Result<(), Trouble>>>> {
        let dressing = self.with(|it| it.dressing(&costume(Some(&looks))));
        Box::pin(async move {
            let (Some(dressing), Ok(stop)) = (dressing, asset::Stop::new()) else { return Ok(()) };
            dressing.finish(&stop, &|_| ()).await.map_err(told)
        })
    }

    fn sound(&self, caption: Box<dyn Fn(&str)>) {
        self.noise.wake(self.stage.borrow().as_ref(), caption);
    }

    fn murmur(&self, keeper: usize, voice: &str, mood: &str) {
        let at = self.with(|it| it.keeper_at(keeper)).flatten();
        self.noise.murmur(voice, mood, at);
    }

    fn portrait(&self) -> Option<String> {
        self.with(Stage::portrait).flatten()
    }

    fn leave(&self) {
        self.hear.replace(None);
        self.noise.hush();
        if let Some(stop) = self.stop.take() {
            stop.stop();
        }
        self.canvas.remove();
    }
}
