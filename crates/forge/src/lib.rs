//! The forge: every model and texture of the game, made from code. Knows the manifest's shape and
//! the content's ids, and no browser, no server, no clock; the same source makes the same bytes.

// The kit. README.md says in which order an asset passes through it.
pub mod bake;
pub mod bvh;
pub mod camera;
pub mod cast;
pub mod clip;
pub mod glb;
pub mod hidden;
pub mod icon;
pub mod measure;
pub mod mesh;
pub mod model;
pub mod occlusion;
pub mod pack;
pub mod paint;
pub mod palette;
pub mod picture;
pub mod raster;
pub mod seed;
pub mod sheet;
pub mod shelf;
pub mod simplify;
pub mod trig;

// What is made with it.
pub mod creature;
pub mod figure;
pub mod harbour;
pub mod planet;
pub mod prop;
pub mod scene;
pub mod ship;
pub mod sky;
