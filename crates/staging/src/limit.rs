//! How much a place may hold, beside what `wire::limit` says.

/// Most points of light that are drawn; those nearest to what is looked at come first.
pub const LIGHTS_MAX: usize = 16;
/// Most waves of a sea.
pub const WAVES_MAX: usize = 4;
/// Most stars of a sky.
pub const STARS_MAX: usize = 4_096;
/// Most bytes of a list of stars.
pub const SKY_BYTES_MAX: usize = 1024 * 1024;
/// Most metres on a side of the ground that can be walked.
pub const GROUND_METRES_MAX: f32 = 120.0;
