//! Words that stand where something is seen: elements of the page, crisp at every size.

use glam::Vec3;
use staging::Shot;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};
use wire::scene::Scene;

/// Names stand so high above what they name.
const VIEW_METRES: f32 = 2.6;
const KEEPER_METRES: f32 = 2.1;
/// What is so near to the edge of the picture is not named, for names stand above their place; in halves
/// of it.
const EDGE: f32 = 0.96;
const TOP: f32 = 0.88;

#[derive(Default)]
pub(super) struct Labels {
    all: Vec<(HtmlElement, Vec3)>,
    /// Where everything was seen from when they were put there.
    last: Option<(Shot, [i32; 2])>,
}

impl Labels {
    pub(super) fn of(within: &HtmlElement, scene: &Scene) -> Self {
        let mut all = Vec::new();
        let Ok(found) = within.query_selector_all("[data-view], [data-keeper]") else {
            return Self::default();
        };
        for index in 0..found.length() {
            let element = found.get(index).and_then(|it| it.dyn_into::<HtmlElement>().ok());
            let Some(element) = element else { continue };
            let view = element.get_attribute("data-view").and_then(|it| scene.view(&it).cloned());
            let keeper = element.get_attribute("data-keeper").and_then(|it| it.parse::<usize>().ok());
            let keeper = keeper.and_then(|it| scene.keepers.get(it));
            let at = match (view, keeper) {
                (Some(view), _) => Vec3::from(view.target) + Vec3::Y * VIEW_METRES,
                (_, Some(keeper)) => Vec3::from(keeper.spot.at) + Vec3::Y * KEEPER_METRES,
                _ => continue,
            };
            all.push((element, at));
        }
        Self { all, last: None }
    }

    /// Puts them where they belong, if anything moved.
    pub(super) fn follow(&mut self, shot: &Shot, aspect: f32, canvas: &HtmlCanvasElement) {
        let size = [canvas.client_width(), canvas.client_height()];
        if self.all.is_empty() || self.last == Some((*shot, size)) {
            return;
        }
        self.last = Some((*shot, size));
        let [width, height] = size.map(f64::from);
        for (element, at) in &self.all {
            let seen = shot.seen(*at, aspect).filter(|it| it.abs().max_element() < EDGE && it.y < TOP);
            let style = element.style();
            let _ = match seen {
                Some(seen) => {
                    let x = (f64::from(seen.x) + 1.0) / 2.0 * width;
                    let y = (1.0 - f64::from(seen.y)) / 2.0 * height;
                    let [x, y] = [x, y].map(|it| it.round().to_string());
                    let there = ["translate(", &x, "px, ", &y, "px) translate(-50%, -100%)"].concat();
                    style
                        .set_property("transform", &there)
                        .and_then(|()| style.set_property("visibility", "visible"))
                }
                None => style.set_property("visibility", "hidden"),
            };
        }
    }
}
