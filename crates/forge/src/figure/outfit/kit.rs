//! What tailors and smiths share: capes, robes, hoods, pauldrons, brims.

use glam::Vec3;

use crate::figure::body::{LEATHER, SKIN, belt, collar, eight, hips, neck, six, trunk};
use crate::mesh::{Mesh, Ring, brick, gem, lathe, loft};
use crate::paint::Paint;
use crate::trig::turn;

/// A cape that hangs from the shoulders: `length` metres, `wide` (half) at its hem, bowed around
/// the back. Around the chest's joint.
pub(super) fn cape(length: f32, wide: f32, paint: Paint, hem: Paint) -> Mesh {
    let section = |y: f32, half: f32, back: f32, thick: f32| {
        let arc = |x: f32, z: f32| Vec3::new(x * half, y, back + z);
        Ring(vec![
            arc(1.0, 0.075),
            arc(0.86, -0.02),
            arc(0.40, -0.055),
            arc(-0.40, -0.055),
            arc(-0.86, -0.02),
            arc(-1.0, 0.075),
            arc(-0.55, 0.005 + thick),
            arc(0.55, 0.005 + thick),
        ])
    };
    let top = 0.40;
    let sections = [
        section(top - length, wide, -0.235, 0.0),
        section(top - length + 0.035, wide * 0.985, -0.230, 0.0),
        section(top - length * 0.5, wide * 0.86, -0.190, 0.02),
        section(0.28, 0.255, -0.115, 0.05),
        section(top, 0.150, -0.045, 0.05),
    ];
    loft(&sections, paint).painted_where(hem, |middle, _| middle.y < top - length + 0.034)
}

/// A skirt to the ankles, with a panel down its front. Around the hips' joint.
pub(super) fn robe_skirt(length: f32, wide: f32, paint: Paint, panel: Paint) -> Mesh {
    let sections = [
        (-length, wide, wide * 0.86, 0.0),
        (-length + 0.04, wide * 0.99, wide * 0.85, 0.0),
        (-length * 0.45, wide * 0.80, wide * 0.68, 0.0),
        (0.05, 0.176, 0.134, 0.0),
        (0.10, 0.160, 0.122, 0.0),
    ];
    let cut = -length + 0.039;
    eight(&sections, 0.42, paint)
        .painted_where(panel, |middle, normal| normal.z > 0.7 && middle.x.abs() < 0.02 || middle.y < cut)
}

/// A long coat that opens over the legs: a skirt with its front cut away as a dark wedge.
pub(super) fn coat_tails(length: f32, wide: f32, paint: Paint, hem: Paint) -> Mesh {
    let section = |y: f32, half: f32, open: f32| {
        let deep = half * 0.82;
        let point = |x: f32, z: f32| Vec3::new(x, y, z);
        Ring(vec![
            point(open, deep * 0.98),
            point(half * 0.72, deep),
            point(half, deep * 0.42),
            point(half, -deep * 0.45),
            point(half * 0.55, -deep),
            point(-half * 0.55, -deep),
            point(-half, -deep * 0.45),
            point(-half, deep * 0.42),
            point(-half * 0.72, deep),
            point(-open, deep * 0.98),
            point(-open * 0.9, deep * 0.10),
            point(open * 0.9, deep * 0.10),
        ])
    };
    let sections = [
        section(-length, wide, 0.115),
        section(-length + 0.032, wide * 0.985, 0.110),
        section(-length * 0.4, wide * 0.82, 0.07),
        section(0.055, 0.182, 0.012),
        section(0.10, 0.160, 0.010),
    ];
    let tails = loft(&sections, paint);
    tails.painted_where(hem, |middle, _| middle.y < -length + 0.031)
}

/// A pauldron: two plates over the shoulder. Around the upper arm's joint.
pub(super) fn pauldron(size: f32, paint: Paint, rim: Paint) -> Mesh {
    let plate = [
        (-0.075, 0.135, 0.150, 0.012),
        (-0.045, 0.142, 0.158, 0.012),
        (0.045, 0.120, 0.130, 0.0),
        (0.100, 0.055, 0.060, -0.01),
    ];
    let upper = six(&plate, paint).painted_where(rim, |middle, _| middle.y < -0.044);
    let lower = six(&[(-0.135, 0.108, 0.118, 0.006), (-0.05, 0.112, 0.124, 0.006)], paint.toned(-0.08));
    upper.and(lower).scaled(size, size, size).turned(turn(0.0, 0.0, 8.0))
}

/// A hood over the head, `peak` metres high behind, with a dark opening that leaves the face free.
pub(super) fn hood(peak: f32, paint: Paint, lining: Paint) -> Mesh {
    let section = |y: f32, half: f32, front: f32, back: f32| {
        let point = |x: f32, z: f32| Vec3::new(x, y, z);
        Ring(vec![
            point(half * 0.78, front),
            point(half, front - 0.035),
            point(half * 0.94, back * 0.35),
            point(half * 0.50, back),
            point(-half * 0.50, back),
            point(-half * 0.94, back * 0.35),
            point(-half, front - 0.035),
            point(-half * 0.78, front),
            point(-half * 0.70, front - 0.10),
            point(half * 0.70, front - 0.10),
        ])
    };
    let sections = [
        section(-0.05, 0.205, 0.120, -0.165),
        section(0.06, 0.200, 0.165, -0.185),
        section(0.235, 0.198, 0.205, -0.200),
    ];
    let shell = loft(&sections, paint);
    // The top closes over the brow and runs out behind.
    let top = eight(
        &[
            (0.228, 0.200, 0.206, 0.004),
            (0.30, 0.186, 0.196, 0.0),
            (0.37, 0.130, 0.140, -0.025),
            (0.40 + peak, 0.030, 0.035, -0.10 - peak * 0.5),
        ],
        0.4,
        paint,
    );
    let shell = shell
        .painted_where(lining, |middle, normal| normal.z > 0.2 && middle.x.abs() < 0.15 && middle.z < 0.15);
    shell.and(top)
}

/// A hood's or a scarf's folds on the shoulders. Around the chest's joint.
pub(super) fn mantle(wide: f32, drop: f32, paint: Paint) -> Mesh {
    eight(
        &[
            (0.34 - drop, wide * 0.97, wide * 0.62, 0.0),
            (0.36 - drop, wide, wide * 0.65, 0.0),
            (0.40, wide * 0.72, wide * 0.52, -0.004),
            (0.46, 0.115, 0.115, 0.0),
        ],
        0.42,
        paint,
    )
}

/// A round brim and a crown. Around the head's joint.
pub(super) fn brim(wide: f32, paint: Paint) -> Mesh {
    lathe(&[(wide - 0.03, 0.245), (wide, 0.252), (wide - 0.01, 0.268), (0.15, 0.300)], 12, paint)
        .scaled(1.0, 1.0, 1.03)
}

/// A strap from the left shoulder to the right hip, front and back.
pub(super) fn strap(paint: Paint) -> Mesh {
    let band = |z: f32, lean: f32| {
        brick([0.065, 0.40, 0.03], [1.0, 1.0], paint)
            .moved(0.0, -0.20, 0.0)
            .turned(turn(lean, 0.0, -42.0))
            .moved(-0.004, 0.13, z)
    };
    band(0.155, 3.0).and(band(-0.145, 0.0))
}

/// A pouch for a belt, on the figure's left.
pub(super) fn pouch() -> Mesh {
    let bag = eight(
        &[(-0.055, 0.042, 0.030, 0.0), (0.0, 0.050, 0.036, 0.0), (0.05, 0.036, 0.028, 0.0)],
        0.4,
        LEATHER.toned(0.05),
    );
    bag.turned(turn(0.0, 60.0, 0.0)).moved(0.172, 0.02, 0.085)
}

/// Trousers under a belt.
pub(super) fn belted(paint: Paint) -> Mesh {
    hips(paint).and(belt())
}

/// A clothed chest with its neck and collar.
pub(super) fn jacket(paint: Paint, edge: Paint) -> Mesh {
    Mesh::of([trunk(paint), neck(SKIN), collar(edge)])
}

/// A bare arm from the shoulder to the elbow.
pub(super) fn bare_arm() -> Mesh {
    crate::figure::body::upper_arm(SKIN)
}

/// A bare fore arm in a bracer.
pub(super) fn bracer(paint: Paint) -> Mesh {
    crate::figure::body::fore_arm(SKIN, paint)
}

/// A wide sleeve that hangs open at the wrist.
pub(super) fn wide_sleeve(paint: Paint, hem: Paint) -> Mesh {
    let sections = [
        (-0.185, 0.120, 0.135, -0.015),
        (-0.155, 0.122, 0.138, -0.015),
        (-0.04, 0.086, 0.090, 0.0),
        (0.045, 0.072, 0.074, 0.0),
    ];
    six(&sections, paint).painted_where(hem, |middle, _| middle.y < -0.154)
}

/// A stone in a setting.
pub(super) fn brooch(paint: Paint) -> Mesh {
    gem([0.036, 0.024], 0.045, 0.045, 6, paint)
}
