//! From light to what is seen: the pictures that a frame goes through before it is on the canvas.

use three_d::{
    Blend, BlendEquationType, BlendMultiplierType, DepthTest, Program, RenderStates, Viewport, WriteMask,
};
use web_sys::{WebGlFramebuffer, WebGlTexture};

use super::{
    gl::Gl,
    target::{Target, Wish},
    tier::Means,
};
use crate::trouble::Trouble;

/// Bloom lies on pictures that are so many times smaller, from fine to coarse.
const BLOOM: [u32; 3] = [4, 8, 16];
/// How much of a coarser glow comes to the finer one.
const SHARE: f32 = 0.9;
/// Units of textures, beside those of the set.
const PICTURE: u32 = 6;
const GLOW: u32 = 7;

pub(super) struct Picture {
    means: Means,
    bright: Program,
    blur: Program,
    last: Program,
    drawn: Option<Drawn>,
}

/// What has the size of the canvas.
struct Drawn {
    whole: Target,
    mirror: Option<Target>,
    bloom: Vec<Target>,
}

fn over(blend: Blend) -> RenderStates {
    RenderStates {
        write_mask: WriteMask::COLOR,
        depth_test: DepthTest::Always,
        blend,
        ..RenderStates::default()
    }
}

const ADD: Blend = Blend::Enabled {
    rgb_equation: BlendEquationType::Add,
    alpha_equation: BlendEquationType::Add,
    source_rgb_multiplier: BlendMultiplierType::One,
    source_alpha_multiplier: BlendMultiplierType::One,
    destination_rgb_multiplier: BlendMultiplierType::One,
    destination_alpha_multiplier: BlendMultiplierType::One,
};

impl Picture {
    pub(super) fn new(gl: &Gl, means: Means) -> Result<Self, Trouble> {
        let full = |fragment| gl.program(include_str!("shader/full.vert"), fragment);
        let (bright, blur, last) = (
            full(include_str!("shader/bright.frag"))?,
            full(include_str!("shader/blur.frag"))?,
            full(include_str!("shader/final.frag"))?,
        );
        for program in [&bright, &blur, &last] {
            program.use_uniform("picture", PICTURE as i32);
        }
        last.use_uniform("glow", GLOW as i32);
        let means = Means { light: means.light && gl.keeps_light(), ..means };
        Ok(Self { means, bright, blur, last, drawn: None })
    }

    pub(super) fn means(&self) -> Means {
        self.means
    }

    /// Whether the material brings its light through the film by itself.
    pub(super) fn is_plain(&self) -> bool {
        !self.means.light
    }

    /// Makes everything as large as the canvas.
    pub(super) fn fit(&mut self, gl: &Gl, size: [u32; 2]) -> Result<(), Trouble> {
        if self.drawn.as_ref().is_some_and(|it| it.whole.size == size) {
            return Ok(());
        }
        self.drawn = None;
        let Means { light, samples, mirror, .. } = self.means;
        let smaller = |by: u32| size.map(|it| (it / by).max(1));
        let plain = Wish { light, depth: false, samples: 1 };
        let mut bloom = Vec::new();
        if light {
            for by in BLOOM {
                bloom.push(Target::new(gl, smaller(by), plain)?);
            }
        }
        let mirror =
            mirror.map(|by| Target::new(gl, smaller(by), Wish { depth: true, ..plain })).transpose()?;
        let whole = Target::new(gl, size, Wish { light, depth: true, samples })?;
        self.drawn = Some(Drawn { whole, mirror, bloom });
        Ok(())
    }

    /// What the world is drawn into, and its size.
    pub(super) fn canvas(&self) -> (Option<&WebGlFramebuffer>, [u32; 2]) {
        match &self.drawn {
            Some(drawn) => (Some(&drawn.whole.framebuffer), drawn.whole.size),
            None => (None, [1, 1]),
        }
    }

    pub(super) fn mirror(&self) -> Option<&Target> {
        self.drawn.as_ref().and_then(|it| it.mirror.as_ref())
    }

    /// Brings the light onto the canvas. Tells in how many draws.
    pub(super) fn develop(&self, gl: &Gl, veil: f32) -> u32 {
        let Some(Drawn { whole, bloom, .. }) = &self.drawn else { return 0 };
        whole.resolve();
        let mut draws = 1;
        if let [fine, ..] = bloom.as_slice() {
            self.pass(gl, &self.bright, &whole.texture, fine, over(Blend::Disabled));
            self.blur.use_uniform("share", 1.0_f32);
            for pair in bloom.windows(2) {
                self.pass(gl, &self.blur, &pair[0].texture, &pair[1], over(Blend::Disabled));
            }
            self.blur.use_uniform("share", SHARE);
            for pair in bloom.windows(2).rev() {
                self.pass(gl, &self.blur, &pair[1].texture, &pair[0], over(ADD));
            }
            draws += bloom.len() as u32 * 2 - 1;
        }
        let glow = bloom.first().map_or(&whole.texture, |it| &it.texture);
        gl.draw_into(None);
        gl.use_texture(GLOW, glow);
        gl.use_texture(PICTURE, &whole.texture);
        self.last.use_uniform("developed", if self.means.light { 0.0_f32 } else { 1.0 });
        self.last.use_uniform("veil", veil);
        let [width, height] = whole.size;
        self.last.draw_arrays(over(Blend::Disabled), Viewport::new_at_origo(width, height), 3);
        draws
    }

    fn pass(&self, gl: &Gl, program: &Program, from: &WebGlTexture, into: &Target, states: RenderStates) {
        gl.draw_into(Some(&into.framebuffer));
        gl.use_texture(PICTURE, from);
        let [width, height] = into.size;
        program.draw_arrays(states, Viewport::new_at_origo(width, height), 3);
    }
}
