//! What stands on the stage, where it is and how it is lit: everything about a place that needs no
//! screen. `client::stage` draws it; tests look at it without a browser. Metres, seconds, linear light;
//! y is up.

mod actor;
mod camera;
mod cells;
mod dress;
mod figure;
mod frame;
mod ground;
mod hour;
mod light;
pub mod limit;
mod packed;
mod sky;
mod walker;

pub use actor::{Actor, BONE_FLOATS};
pub use camera::{Camera, Shot};
pub use cells::{Cell, Cells, Range, Still};
pub use dress::{Dress, dye_row};
pub use figure::{Costume, Figure, Missing};
pub use frame::{FRAME_VECS, Frame};
pub use ground::Ground;
pub use hour::{Hour, daylight};
pub use light::{Shadow, blend, flicker};
pub use packed::{Packed, Put, VERTEX_BYTES};
pub use sky::{Sky, Star, Unreadable};
pub use walker::{Gait, Walker};
