//! Sines, powers and turns from libm: the system's own differ in the last bit from machine to machine.

use glam::{EulerRot, Quat};

pub const TAU: f32 = std::f32::consts::TAU;
pub const PI: f32 = std::f32::consts::PI;

/// Sine of radians.
pub fn sin(radians: f32) -> f32 {
    libm::sinf(radians)
}

/// Cosine of radians.
pub fn cos(radians: f32) -> f32 {
    libm::cosf(radians)
}

/// The angle, radians, whose cosine is nearest to `cosine`.
pub fn acos(cosine: f32) -> f32 {
    libm::acosf(cosine.clamp(-1.0, 1.0))
}

/// `base` to the power of `exponent`; `base` is not negative.
pub fn pow(base: f32, exponent: f32) -> f32 {
    libm::powf(base, exponent)
}

/// A turn by degrees: first about z, then x, then y.
pub fn turn(x: f32, y: f32, z: f32) -> Quat {
    Quat::from_euler(EulerRot::YXZ, y.to_radians(), x.to_radians(), z.to_radians())
}

/// 0 below `low`, 1 above `high`, smooth between.
pub fn smoothstep(low: f32, high: f32, value: f32) -> f32 {
    let t = ((value - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
