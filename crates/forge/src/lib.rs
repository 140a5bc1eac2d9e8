//! The forge: every model and texture of the game, made from code. Knows the manifest's shape and
//! the content's ids, and no browser, no server, no clock; the same source makes the same bytes.

// The kit, in the order in which an asset passes through it.
pub mod seed;
pub mod trig;
pub mod paint;
pub mod palette;
pub mod mesh;
pub mod simplify;
pub mod model;
pub mod clip;
pub mod bvh;
pub mod occlusion;
pub mod bake;
pub mod glb;
pub mod measure;
pub mod camera;
pub mod raster;
pub mod picture;
pub mod sheet;
pub mod shelf;
pub mod pack;

// What is made with it.
pub mod figure;
pub mod planet;
pub mod ship;
pub mod sky;
