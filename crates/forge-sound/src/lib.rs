//! The sound half of the forge: every sound and all music of the game, from code alone.
//!
//! Knows no file, no network, no clock and no screen. The same source makes the same bytes:
//! whatever is left to chance is drawn from the hash of the sound's own id.
//!
//! [`recipes`] is the shelf, [`Recipe::render`] makes one sound, [`all`] makes all of them.
//! To add one: a function in `effect` or `place` that draws it, and one row in `shelf`.
//!
//! ```
//! let step = forge_sound::one("sound/footstep-wood-1").expect("it is on the shelf");
//! assert_eq!(step.caption, "A step on planks.");
//! assert!(step.loop_points.is_none() && step.mp3.len() < 4_000);
//! ```

mod chance;
mod effect;
mod measure;
mod mp3;
pub mod music;
mod place;
mod recipe;
mod shelf;
mod sound;
mod tone;
mod track;
mod voice;

pub use chance::Chance;
pub use measure::{loudest_lufs, offset, steady_lufs, true_peak_db};
pub use recipe::Recipe;
pub use shelf::recipes;
pub use sound::{Channel, Group, Kind, LoopPoints, Sound};
pub use track::{RATE, Take};

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Renders the whole shelf on as many threads as there are cores. In the order of [`recipes`].
///
/// Takes about twenty seconds of one core, most of it music.
///
/// # Panics
/// When LAME refuses its settings or has no memory left: the forge has nothing to go on with then.
pub fn all() -> Vec<Sound> {
    let recipes = recipes();
    // The long ones first, so that no core is left alone with one at the end.
    let mut order: Vec<usize> = (0..recipes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(recipes[at].group() == Group::Music));
    let next = AtomicUsize::new(0);
    let made = Mutex::new(Vec::with_capacity(recipes.len()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(&at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let sound = recipes[at].render();
                    made.lock().unwrap_or_else(PoisonError::into_inner).push((at, sound));
                }
            });
        }
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, sound)| sound).collect()
}

/// Renders the sound with this id, if the shelf has it.
pub fn one(id: &str) -> Option<Sound> {
    recipes().iter().find(|recipe| recipe.id() == id).map(Recipe::render)
}
