//! A place as data: what stands where, how it is lit by day and by night, where one may walk, and
//! from where it is seen. Stable for ever: fields are only added. Metres, degrees, linear light;
//! y is up, z is forward, angles turn about y from +z towards +x.

use std::collections::BTreeSet;

pub use rules::ContentId;
use serde::{Deserialize, Serialize};

use crate::limit::{SCENE_BYTES_MAX, SCENE_INSTANCES_MAX, SCENE_LIGHTS_MAX};

/// The shape that is written today.
pub const VERSION: u32 = 1;

/// Everything about one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    pub v: u32,
    pub id: ContentId,
    /// Height of the sea.
    pub sea_level: f32,
    pub instances: Vec<Instance>,
    pub day: Rig,
    pub night: Rig,
    pub lights: Vec<Light>,
    /// Where figures may stand: a polygon of (x, z), counter-clockwise seen from above.
    pub walk: Vec<[f32; 2]>,
    pub obstacles: Vec<Obstacle>,
    pub views: Vec<View>,
    pub spawn: Spot,
    pub keepers: Vec<Keeper>,
    pub sounds: Vec<Emitter>,
}

/// A model at its place. Instances of one asset lie side by side in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    pub asset: ContentId,
    pub at: [f32; 3],
    #[serde(default)]
    pub yaw: f32,
    #[serde(default = "one")]
    pub scale: f32,
    /// Turn of the hue in degrees, and a factor of brightness beside one: no two alike.
    #[serde(default)]
    pub hue: f32,
    #[serde(default)]
    pub value: f32,
    /// The clip that it plays when nothing happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clip: Option<String>,
    /// Share of the clip that it is ahead of its siblings.
    #[serde(default)]
    pub phase: f32,
    /// Seen only by night, or only by day.
    #[serde(default)]
    pub when: When,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    #[default]
    Always,
    Day,
    Night,
}

/// The light of a place at one time of day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rig {
    /// Direction to the key light, of any length; it throws the shadow.
    pub toward_key: [f32; 3],
    pub key: [f32; 3],
    pub sky: [f32; 3],
    pub ground: [f32; 3],
    pub rim: [f32; 3],
    pub exposure: f32,
    pub fog: Fog,
    /// Colours of the sky at the zenith and at the horizon.
    pub zenith: [f32; 3],
    pub horizon: [f32; 3],
    /// How bright stars are: 0.0 by day.
    pub stars: f32,
    /// Factor of all points of light and of glowing paint.
    pub lanterns: f32,
}

/// Fog that is thickest at the sea.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fog {
    pub colour: [f32; 3],
    /// Share of light lost per metre at `height` 0.
    pub density: f32,
    /// Metres upward after which it is a third as thick.
    pub falloff: f32,
}

/// A point of light: a lantern, a window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Light {
    pub at: [f32; 3],
    pub colour: [f32; 3],
    /// Metres after which nothing of it is left.
    pub radius: f32,
    /// Share by which it flickers.
    #[serde(default)]
    pub flicker: f32,
}

/// Where nobody can stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    Circle { at: [f32; 2], radius: f32 },
    Box { at: [f32; 2], half: [f32; 2], yaw: f32 },
}

/// A camera's place with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// `harbour`, `shop`, `trunk-room`, `board`, `ship`.
    pub name: String,
    pub eye: [f32; 3],
    pub target: [f32; 3],
    /// Degrees from top to bottom.
    pub field: f32,
    /// What one reads there.
    pub sentence: String,
}

/// A place to stand and a way to look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    pub at: [f32; 3],
    pub yaw: f32,
}

/// Somebody who belongs to the place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keeper {
    pub name: String,
    pub figure: ContentId,
    pub spot: Spot,
    /// The clip that they play.
    pub pose: String,
    /// What they wear: an `outfit/…`, in two dyes (`dye/…`) where it can be dyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outfit: Option<ContentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloak: Option<ContentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trim: Option<ContentId>,
}

/// Something that is heard from a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Emitter {
    pub sound: ContentId,
    pub at: [f32; 3],
    /// Metres within which it is as loud as it is, and after which it is not heard.
    pub near: f32,
    pub far: f32,
}

/// Why a scene cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("the scene is longer than {SCENE_BYTES_MAX} bytes")]
    TooLong,
    #[error("the scene is not readable: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("the scene holds more than its limits")]
    TooMany,
    #[error("the scene has no view")]
    NoView,
    #[error("the scene has two views of one name")]
    TwoViews,
}

impl Scene {
    /// Reads one that came from elsewhere and judges it.
    ///
    /// # Errors
    /// When it is no scene, or holds more than a browser can bear.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        if bytes.len() > SCENE_BYTES_MAX {
            return Err(Unusable::TooLong);
        }
        let scene: Self = serde_json::from_slice(bytes)?;
        scene.check()?;
        Ok(scene)
    }

    /// Whether it can be shown.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), Unusable> {
        let many = self.instances.len() + self.obstacles.len() + self.keepers.len() + self.sounds.len();
        if many > SCENE_INSTANCES_MAX || self.lights.len() > SCENE_LIGHTS_MAX || self.views.len() > 64 {
            return Err(Unusable::TooMany);
        }
        let names: BTreeSet<&str> = self.views.iter().map(|view| view.name.as_str()).collect();
        match names.len() {
            0 => Err(Unusable::NoView),
            count if count < self.views.len() => Err(Unusable::TwoViews),
            _ => Ok(()),
        }
    }

    /// The view of that name.
    pub fn view(&self, name: &str) -> Option<&View> {
        self.views.iter().find(|view| view.name == name)
    }

    /// Whatever must be there before all of it can be shown, each once, in order.
    pub fn assets(&self) -> BTreeSet<&ContentId> {
        let worn = self.keepers.iter().flat_map(|keeper| [Some(&keeper.figure), keeper.outfit.as_ref()]);
        self.instances.iter().map(|instance| &instance.asset).chain(worn.flatten()).collect()
    }
}

fn one() -> f32 {
    1.0
}
