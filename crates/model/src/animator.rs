//! Moving a model: one clip under everything, deeds on top of it, and a look at something.

use glam::{Mat3, Quat, Vec3};

use crate::limit::STEP_SECONDS_MAX;
use crate::{Model, Pose};

/// Which nodes a deed takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask(Vec<bool>);

impl Mask {
    /// All nodes of a model.
    pub fn whole(model: &Model) -> Self {
        Self(vec![true; model.nodes.len()])
    }

    /// These nodes and all below them.
    pub fn below(model: &Model, tops: &[usize]) -> Self {
        let mut all = vec![false; model.nodes.len()];
        for node in tops.iter().flat_map(|top| model.below(*top)) {
            all[node] = true;
        }
        Self(all)
    }
}

/// How quickly one movement gives way to another.
const FADE_SECONDS: f32 = 0.12;
/// How quickly a head follows what it looks at: the share of the way that is left after a second.
const LOOK_LEFT: f32 = 0.004;
/// A neck turns no further than this from straight ahead, in radians.
const LOOK_RADIANS_MAX: f32 = 1.1;

/// A clip that runs.
#[derive(Clone, Copy, Debug)]
struct Run {
    clip: usize,
    at: f32,
}

/// A deed: a clip that runs once above the base.
#[derive(Clone, Debug)]
struct Deed {
    run: Run,
    mask: Mask,
    weight: f32,
    /// Stays in its last pose until it is let go.
    holds: bool,
    ends: bool,
}

/// Where a head looks.
#[derive(Clone, Copy, Debug)]
struct Look {
    node: usize,
    wanted: Quat,
    now: Quat,
}

/// What a model does just now. Indices of clips and nodes are those of the model it was made for.
#[derive(Clone, Debug)]
pub struct Animator {
    base: Option<Run>,
    /// The pose from which the base came, fading away.
    from: Option<(Pose, f32)>,
    deeds: Vec<Deed>,
    look: Option<Look>,
    pose: Pose,
}

impl Animator {
    pub fn new(model: &Model) -> Self {
        Self { base: None, from: None, deeds: Vec::new(), look: None, pose: model.rest() }
    }

    /// Goes over to another clip under everything: at once, if nothing ran yet. The one that runs
    /// goes on.
    pub fn play(&mut self, clip: usize) {
        if self.base.is_some_and(|it| it.clip == clip) {
            return;
        }
        self.from = self.base.is_some().then(|| (self.pose.clone(), 1.0));
        self.base = Some(Run { clip, at: 0.0 });
    }

    /// Does something once. With `holds` its last pose stays until [`Animator::let_go`].
    pub fn act(&mut self, clip: usize, mask: Mask, holds: bool) {
        for deed in &mut self.deeds {
            deed.ends = true;
        }
        self.deeds.push(Deed { run: Run { clip, at: 0.0 }, mask, weight: 0.0, holds, ends: false });
    }

    /// Ends whatever is done.
    pub fn let_go(&mut self) {
        for deed in &mut self.deeds {
            deed.ends = true;
        }
    }

    /// Whether a deed is not done yet.
    pub fn is_busy(&self) -> bool {
        self.deeds.iter().any(|it| !it.ends)
    }

    /// Turns a node toward a direction within the model, as far as a neck goes; none: straight ahead,
    /// which is +z.
    pub fn look(&mut self, node: usize, direction: Option<Vec3>) {
        let wanted = direction.and_then(toward).unwrap_or(Quat::IDENTITY);
        match &mut self.look {
            Some(look) if look.node == node => look.wanted = wanted,
            look => *look = Some(Look { node, wanted, now: Quat::IDENTITY }),
        }
    }

    /// Lets time pass; seconds.
    pub fn advance(&mut self, model: &Model, seconds: f32) {
        let step = if seconds.is_finite() { seconds.clamp(0.0, STEP_SECONDS_MAX) } else { 0.0 };
        if let Some(base) = &mut self.base {
            base.at = moved(model, *base, step);
        }
        if let Some((_, left)) = &mut self.from {
            *left -= step / FADE_SECONDS;
        }
        self.from = self.from.take().filter(|(_, left)| *left > 0.0);
        for deed in &mut self.deeds {
            deed.advance(model, step);
        }
        self.deeds.retain(|it| !(it.ends && it.weight <= 0.0));
        if let Some(look) = &mut self.look {
            let left = libm::powf(LOOK_LEFT, step);
            look.now = look.now.slerp(look.wanted, 1.0 - left).normalize();
        }
        self.pose = self.mix(model);
    }

    /// How the model stands now.
    pub fn pose(&self) -> &Pose {
        &self.pose
    }

    fn mix(&self, model: &Model) -> Pose {
        let mut pose = model.rest();
        if let Some(base) = self.base
            && let Some(clip) = model.clips.get(base.clip)
        {
            clip.sample(base.at, &mut pose);
        }
        if let Some((from, left)) = &self.from {
            for (place, from) in pose.0.iter_mut().zip(&from.0) {
                *place = place.toward(from, smooth(*left));
            }
        }
        for deed in &self.deeds {
            deed.lay_over(model, &mut pose);
        }
        if let Some(look) = self.look
            && let Some(place) = pose.0.get_mut(look.node)
        {
            place.turn *= look.now;
        }
        pose
    }
}

impl Deed {
    fn advance(&mut self, model: &Model, step: f32) {
        let seconds = model.clips.get(self.run.clip).map_or(0.0, |it| it.seconds);
        self.run.at += step;
        let fade = step / FADE_SECONDS;
        // It fades while it still moves, so that the end is not a stop.
        if !self.holds && self.run.at >= seconds - FADE_SECONDS {
            self.ends = true;
        }
        self.weight = if self.ends { self.weight - fade } else { self.weight + fade }.clamp(0.0, 1.0);
    }

    fn lay_over(&self, model: &Model, pose: &mut Pose) {
        let Some(clip) = model.clips.get(self.run.clip) else { return };
        let mut over = model.rest();
        clip.sample(self.run.at.min(clip.seconds), &mut over);
        let weight = smooth(self.weight);
        for ((place, over), inside) in pose.0.iter_mut().zip(&over.0).zip(&self.mask.0) {
            if *inside {
                *place = place.toward(over, weight);
            }
        }
    }
}

/// Where a run is after a step; a loop stays a small number for ever.
fn moved(model: &Model, run: Run, step: f32) -> f32 {
    match model.clips.get(run.clip) {
        Some(clip) => clip.within(run.at + step),
        None => 0.0,
    }
}

/// Slow at both ends.
fn smooth(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// The turn from +z to a direction, no further than a neck goes. None for no direction.
fn toward(direction: Vec3) -> Option<Quat> {
    let forward = direction.try_normalize()?;
    let angle = forward.angle_between(Vec3::Z);
    let share = if angle > LOOK_RADIANS_MAX { LOOK_RADIANS_MAX / angle } else { 1.0 };
    // Upright: a head that looks up and aside does not roll.
    let side = Vec3::Y.cross(forward).try_normalize().unwrap_or(Vec3::X);
    let whole = Quat::from_mat3(&Mat3::from_cols(side, forward.cross(side), forward));
    Some(Quat::IDENTITY.slerp(whole, share).normalize())
}
