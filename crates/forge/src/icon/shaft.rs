//! Long things made short: at their true length poles would be hairs across a small square.

use crate::bake::Baked;

/// So many times as long as wide a thing may be; of what is beyond that, the root stays.
const LONG: f32 = 4.2;
/// Steps along a thing in which its width is measured.
const STEPS: usize = 96;
/// A step is shaft where it is narrower than this share of the widest.
const NARROW: f32 = 0.62;
/// A shaft keeps at least this share of its length; the rest is taken from everything.
const SHAFT_LEAST: f32 = 0.22;

/// Shortens what lies along y: the shaft first, so that heads and hilts keep their shape.
pub(super) fn shortened(baked: &mut Baked) {
    let heights = baked.vertices.iter().map(|it| it.position.y);
    let (low, high) = heights.fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    let widths = widths(baked, low, high);
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let long = (high - low) / (widest * 2.0);
    if long <= LONG {
        return;
    }
    let wanted = LONG * (long / LONG).sqrt() / long;
    let shaft = widths.iter().filter(|it| **it < widest * NARROW).count() as f32 / STEPS as f32;
    let of_shaft = ((wanted - 1.0 + shaft) / shaft.max(0.01)).clamp(SHAFT_LEAST, 1.0);
    let of_all = wanted / (1.0 - shaft + shaft * of_shaft);
    // Where the end of each step comes to lie.
    let mut ends = vec![low];
    for width in widths {
        let kept = if width < widest * NARROW { of_shaft } else { 1.0 };
        ends.push(ends[ends.len() - 1] + (high - low) / STEPS as f32 * kept * of_all);
    }
    for vertex in &mut baked.vertices {
        let step = (vertex.position.y - low) / (high - low) * STEPS as f32;
        let index = (step as usize).min(STEPS - 1);
        vertex.position.y = ends[index] + (ends[index + 1] - ends[index]) * (step - index as f32);
    }
}

/// How far each step reaches from the y axis, to the side or forward.
fn widths(baked: &Baked, low: f32, high: f32) -> [f32; STEPS] {
    let mut widths = [0.0_f32; STEPS];
    for triangle in baked.indices.chunks_exact(3) {
        for index in 0..3 {
            let [one, two] =
                [triangle[index], triangle[(index + 1) % 3]].map(|it| baked.vertices[it as usize].position);
            let step = |y: f32| (y - low) / (high - low) * STEPS as f32;
            let (from, to) = (step(one.y.min(two.y)), step(one.y.max(two.y)));
            for (at, width) in
                widths.iter_mut().enumerate().take((to.ceil() as usize).min(STEPS)).skip(from as usize)
            {
                // Where the edge is in the middle of the step.
                let share = ((at as f32 + 0.5 - step(one.y)) / (step(two.y) - step(one.y))).clamp(0.0, 1.0);
                let share = if share.is_nan() { 0.5 } else { share };
                let place = one.lerp(two, share);
                *width = width.max(place.x.abs()).max(place.z.abs());
            }
        }
    }
    widths
}
