//! Pictures that are drawn into before the one that is seen.

use web_sys::{WebGl2RenderingContext as Raw, WebGlFramebuffer, WebGlRenderbuffer, WebGlTexture};

use super::{canvas::no_picture, gl::Gl};
use crate::trouble::Trouble;

/// A picture with what it is drawn on.
pub(super) struct Target {
    gl: Gl,
    /// What is drawn into.
    pub(super) framebuffer: WebGlFramebuffer,
    /// What is read afterwards.
    pub(super) texture: WebGlTexture,
    pub(super) size: [u32; 2],
    /// Samples of a pixel wait here until they are brought together.
    many: Option<Many>,
    depth: Option<WebGlRenderbuffer>,
}

struct Many {
    colour: WebGlRenderbuffer,
    /// With the texture in it.
    single: WebGlFramebuffer,
}

/// What a target is to be.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    /// Light of sixteen bits; else colours of eight.
    pub(super) light: bool,
    pub(super) depth: bool,
    /// Of a pixel; one, where edges may be rough.
    pub(super) samples: i32,
}

impl Target {
    pub(super) fn new(gl: &Gl, size: [u32; 2], wish: Wish) -> Result<Self, Trouble> {
        let format = if wish.light { Raw::RGBA16F } else { Raw::RGBA8 };
        let texture = gl.texture(format, size, Raw::LINEAR)?;
        let raw = &gl.raw;
        let into = |texture: &WebGlTexture| {
            let (target, point) = (Raw::FRAMEBUFFER, Raw::COLOR_ATTACHMENT0);
            raw.framebuffer_texture_2d(target, point, Raw::TEXTURE_2D, Some(texture), 0);
        };
        let framebuffer = gl.framebuffer()?;
        let mut target = Self { gl: gl.clone(), framebuffer, texture, size, many: None, depth: None };
        if wish.samples > 1 {
            let colour = gl.renderbuffer(format, size, wish.samples)?;
            attach(raw, Raw::COLOR_ATTACHMENT0, &colour);
            let many = Many { colour, single: gl.framebuffer()? };
            into(&target.texture);
            target.many = Some(many);
            gl.draw_into(Some(&target.framebuffer));
        } else {
            into(&target.texture);
        }
        if wish.depth {
            let depth = gl.renderbuffer(Raw::DEPTH_COMPONENT24, size, wish.samples.max(0) & !1)?;
            attach(raw, Raw::DEPTH_ATTACHMENT, &depth);
            target.depth = Some(depth);
        }
        let whole = raw.check_framebuffer_status(Raw::FRAMEBUFFER) == Raw::FRAMEBUFFER_COMPLETE;
        gl.draw_into(None);
        whole.then_some(target).ok_or_else(no_picture)
    }

    /// Brings the samples together: from here on the texture can be read.
    pub(super) fn resolve(&self) {
        let Some(many) = &self.many else { return };
        let raw = &self.gl.raw;
        raw.bind_framebuffer(Raw::READ_FRAMEBUFFER, Some(&self.framebuffer));
        raw.bind_framebuffer(Raw::DRAW_FRAMEBUFFER, Some(&many.single));
        let [width, height] = self.size.map(|it| it as i32);
        let (colour, near) = (Raw::COLOR_BUFFER_BIT, Raw::NEAREST);
        raw.blit_framebuffer(0, 0, width, height, 0, 0, width, height, colour, near);
        // Nobody reads the samples again: a phone need not write them back.
        let done = js_sys::Array::of2(&Raw::COLOR_ATTACHMENT0.into(), &Raw::DEPTH_ATTACHMENT.into());
        let _ = raw.invalidate_framebuffer(Raw::READ_FRAMEBUFFER, &done);
    }
}

fn attach(raw: &Raw, point: u32, buffer: &WebGlRenderbuffer) {
    raw.framebuffer_renderbuffer(Raw::FRAMEBUFFER, point, Raw::RENDERBUFFER, Some(buffer));
}

impl Drop for Target {
    fn drop(&mut self) {
        let raw = &self.gl.raw;
        raw.delete_framebuffer(Some(&self.framebuffer));
        raw.delete_texture(Some(&self.texture));
        raw.delete_renderbuffer(self.depth.as_ref());
        if let Some(many) = &self.many {
            raw.delete_framebuffer(Some(&many.single));
            raw.delete_renderbuffer(Some(&many.colour));
        }
    }
}

/// The depth of the place, seen from its key light.
pub(super) struct Depth {
    gl: Gl,
    pub(super) framebuffer: WebGlFramebuffer,
    pub(super) texture: WebGlTexture,
    pub(super) pixels: u32,
}

impl Depth {
    pub(super) fn new(gl: &Gl, pixels: u32) -> Result<Self, Trouble> {
        let raw = &gl.raw;
        let texture = gl.texture(Raw::DEPTH_COMPONENT24, [pixels, pixels], Raw::LINEAR)?;
        let compare = [
            (Raw::TEXTURE_COMPARE_MODE, Raw::COMPARE_REF_TO_TEXTURE),
            (Raw::TEXTURE_COMPARE_FUNC, Raw::LEQUAL),
        ];
        for (what, how) in compare {
            raw.tex_parameteri(Raw::TEXTURE_2D, what, how as i32);
        }
        let framebuffer = gl.framebuffer()?;
        let (target, point) = (Raw::FRAMEBUFFER, Raw::DEPTH_ATTACHMENT);
        raw.framebuffer_texture_2d(target, point, Raw::TEXTURE_2D, Some(&texture), 0);
        gl.draw_into(None);
        Ok(Self { gl: gl.clone(), framebuffer, texture, pixels })
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        self.gl.raw.delete_framebuffer(Some(&self.framebuffer));
        self.gl.raw.delete_texture(Some(&self.texture));
    }
}
