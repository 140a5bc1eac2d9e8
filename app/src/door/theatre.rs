//! The 3D stage as pages know it: what is played, and what one can ask of it.

use std::{pin::Pin, rc::Rc};

use leptos::web_sys::HtmlElement;

use super::{Progress, Stop, Trouble};
use crate::component::figure::Looks;

/// What stands on the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scenery {
    Harbour,
    /// One figure alone on its base.
    Figure,
    /// One model of the forge in its place, by its id.
    Thing(String),
}

/// What a page needs from the stage.
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the null twin has no stage")
)]
pub(crate) struct Opening {
    /// Where the canvas shall lie.
    pub(crate) slot: HtmlElement,
    pub(crate) scenery: Scenery,
    /// Who is led; none: somebody without a calling.
    pub(crate) looks: Option<Looks>,
    /// What the canvas is called, for those who hear it.
    pub(crate) label: &'static str,
    pub(crate) stop: Stop,
    pub(crate) progress: Box<dyn Fn(Progress)>,
    pub(crate) hear: Box<dyn Fn(Told)>,
}

/// Why a stage does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the null twin has no stage")
)]
pub(crate) enum Closed {
    /// Somebody said to stop.
    Stopped,
    /// This browser draws nothing with depth.
    NoPicture,
    /// The rest: a sentence for people.
    Trouble(Trouble),
}

/// What the stage tells.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the null twin has no stage")
)]
pub(crate) enum Told {
    /// The picture is there.
    Shown,
    Sits(bool),
    /// Somebody was chosen on the picture: their place among the keepers.
    Keeper(usize),
    /// The graphics card took the picture away; it comes back by itself.
    Lost,
    Restored,
    /// What was fetched is not kept for the next visit; why.
    Unkept(Trouble),
}

/// The stage. There is one for the whole tab; pages come and go.
pub(crate) trait Theatre {
    /// Looks from a view, and lets the figure go there.
    fn view(&self, name: &str, walk: bool);
    /// The figure goes to a keeper, and cheers.
    fn greet(&self, keeper: usize);
    fn sit(&self);
    fn stand(&self);
    fn cheer(&self);
    /// Always that hour; none: by the clock.
    fn hour(&self, hours: Option<f32>);
    /// One of the words of `Preference::Picture`.
    fn tier(&self, word: &str);
    /// Words within this element stand where their thing is seen.
    fn label(&self, within: &HtmlElement);
    /// Puts other clothes and colours on the figure. They may have to be fetched first.
    fn dress(&self, looks: Looks) -> Pin<Box<dyn Future<Output = Result<(), Trouble>>>>;
    /// Lets the place sound, in a gesture; `caption` hears what is to be heard.
    fn sound(&self, caption: Box<dyn Fn(&str)>);
    /// Somebody says something without words, from where they stand.
    fn murmur(&self, keeper: usize, voice: &str, mood: &str);
    /// The figure's head and shoulders, as an address of the picture itself.
    fn portrait(&self) -> Option<String>;
    /// The page goes; the stage waits for the next one.
    fn leave(&self);
}

/// A stage that is being opened.
pub(crate) type Opened = Pin<Box<dyn Future<Output = Result<Rc<dyn Theatre>, Closed>>>>;
