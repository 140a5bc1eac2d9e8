//! How much a file may ask for. Far above what the forge makes, far below what hurts.

/// Most bytes of a file.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most bytes of its JSON half.
pub const JSON_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most nodes.
pub const NODES_MAX: usize = 1_024;
/// Most meshes.
pub const MESHES_MAX: usize = 2_048;
/// Most accessors and views of the binary half.
pub const ACCESSORS_MAX: usize = 16_384;
/// Most vertices of a mesh.
pub const VERTICES_MAX: usize = 262_144;
/// Most indices of a mesh.
pub const INDICES_MAX: usize = 1_048_576;
/// Most vertices of all meshes together.
pub const ALL_VERTICES_MAX: usize = 1_048_576;
/// Most clips.
pub const CLIPS_MAX: usize = 64;
/// Most channels of a clip.
pub const CHANNELS_MAX: usize = 2_048;
/// Most keys of a channel.
pub const KEYS_MAX: usize = 8_192;
/// Most characters of a name.
pub const NAME_CHARS_MAX: usize = 128;
/// Most metres that anything may be away from its parent, or a vertex from its middle.
pub const METRES_MAX: f32 = 100_000.0;
/// Longest clip.
pub const SECONDS_MAX: f32 = 600.0;
/// The longest step that is taken at once: a tab that slept does not leap through its clips.
pub const STEP_SECONDS_MAX: f32 = 0.25;
/// Most names among the notes of a file.
pub const NOTES_MAX: usize = 64;
/// Most waves of a sheet of water.
pub const WAVES_MAX: usize = 8;
