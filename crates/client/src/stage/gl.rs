//! The graphics card, as far as the stage asks it itself: buffers, pictures to draw into, textures.
//! Programs and their states are three-d's.

use std::sync::Arc;

use js_sys::Float32Array;
use three_d::{Context, CoreError, Program};
use web_sys::{
    ImageBitmap, WebGl2RenderingContext as Raw, WebGlBuffer, WebGlFramebuffer, WebGlRenderbuffer,
    WebGlTexture, WebGlVertexArrayObject,
};

use super::canvas::no_picture;
use crate::{page, trouble::Trouble};

/// The card.
#[derive(Clone)]
pub(super) struct Gl {
    pub(super) raw: Raw,
    pub(super) context: Context,
}

/// Shares the frame's numbers with every program that is made of it.
const FRAME: &str = include_str!("shader/frame.glsl");

impl Gl {
    pub(super) fn of(raw: &Raw) -> Result<Self, Trouble> {
        if raw.is_context_lost() {
            return Err(no_picture());
        }
        #[expect(
            clippy::arc_with_non_send_sync,
            reason = "three-d asks for an Arc; the browser has one thread"
        )]
        let low = Arc::new(three_d::context::Context::from_webgl2_context(raw.clone()));
        let context = Context::from_gl_context(low).map_err(broken)?;
        // Light is more than one; where it cannot be kept, the material brings it through the film.
        let _ = raw.get_extension("EXT_color_buffer_float");
        let _ = raw.get_extension("OES_texture_float_linear");
        Ok(Self { raw: raw.clone(), context })
    }

    /// Whether pictures of light, and not of colours alone, can be drawn.
    pub(super) fn keeps_light(&self) -> bool {
        matches!(self.raw.get_extension("EXT_color_buffer_float"), Ok(Some(_)))
    }

    pub(super) fn program(&self, vertex: &str, fragment: &str) -> Result<Program, Trouble> {
        let [vertex, fragment] = [vertex, fragment].map(|it| [FRAME, it].concat());
        Program::from_source(&self.context, &vertex, &fragment).map_err(broken)
    }

    pub(super) fn buffer(&self, target: u32, bytes: &[u8]) -> Result<WebGlBuffer, Trouble> {
        let buffer = self.raw.create_buffer().ok_or_else(no_picture)?;
        self.raw.bind_buffer(target, Some(&buffer));
        self.raw.buffer_data_with_u8_array(target, bytes, Raw::STATIC_DRAW);
        Ok(buffer)
    }

    pub(super) fn vertex_array(&self) -> Result<WebGlVertexArrayObject, Trouble> {
        self.raw.create_vertex_array().ok_or_else(no_picture)
    }

    /// An empty texture; `format` is one with a size.
    pub(super) fn texture(
        &self,
        format: u32,
        [width, height]: [u32; 2],
        filter: u32,
    ) -> Result<WebGlTexture, Trouble> {
        let texture = self.raw.create_texture().ok_or_else(no_picture)?;
        self.raw.bind_texture(Raw::TEXTURE_2D, Some(&texture));
        self.raw.tex_storage_2d(Raw::TEXTURE_2D, 1, format, width as i32, height as i32);
        for (what, how) in [
            (Raw::TEXTURE_MIN_FILTER, filter),
            (Raw::TEXTURE_MAG_FILTER, filter),
            (Raw::TEXTURE_WRAP_S, Raw::CLAMP_TO_EDGE),
            (Raw::TEXTURE_WRAP_T, Raw::CLAMP_TO_EDGE),
        ] {
            self.raw.tex_parameteri(Raw::TEXTURE_2D, what, how as i32);
        }
        Ok(texture)
    }

    /// A texture from a decoded picture.
    pub(super) fn picture(&self, format: u32, bitmap: &ImageBitmap) -> Result<WebGlTexture, Trouble> {
        let texture = self.texture(format, [bitmap.width(), bitmap.height()], Raw::LINEAR)?;
        let put = self.raw.tex_sub_image_2d_with_u32_and_u32_and_image_bitmap(
            Raw::TEXTURE_2D,
            0,
            0,
            0,
            Raw::RGBA,
            Raw::UNSIGNED_BYTE,
            bitmap,
        );
        put.map(|()| texture).map_err(|_why| no_picture())
    }

    /// Writes rows of four floats into a texture.
    pub(super) fn fill(&self, texture: &WebGlTexture, [width, height]: [u32; 2], floats: &[f32]) {
        self.raw.bind_texture(Raw::TEXTURE_2D, Some(texture));
        let floats = Float32Array::from(floats);
        // What cannot be written stays as it was; the next frame writes it again.
        let _ = self.raw.tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_opt_array_buffer_view(
            Raw::TEXTURE_2D,
            0,
            0,
            0,
            width as i32,
            height as i32,
            Raw::RGBA,
            Raw::FLOAT,
            Some(&floats),
        );
    }

    /// Puts a texture into a unit.
    pub(super) fn use_texture(&self, unit: u32, texture: &WebGlTexture) {
        self.raw.active_texture(Raw::TEXTURE0 + unit);
        self.raw.bind_texture(Raw::TEXTURE_2D, Some(texture));
    }

    pub(super) fn draw_into(&self, target: Option<&WebGlFramebuffer>) {
        self.raw.bind_framebuffer(Raw::FRAMEBUFFER, target);
    }

    pub(super) fn framebuffer(&self) -> Result<WebGlFramebuffer, Trouble> {
        let framebuffer = self.raw.create_framebuffer().ok_or_else(no_picture)?;
        self.raw.bind_framebuffer(Raw::FRAMEBUFFER, Some(&framebuffer));
        Ok(framebuffer)
    }

    pub(super) fn renderbuffer(
        &self,
        format: u32,
        [width, height]: [u32; 2],
        samples: i32,
    ) -> Result<WebGlRenderbuffer, Trouble> {
        let buffer = self.raw.create_renderbuffer().ok_or_else(no_picture)?;
        self.raw.bind_renderbuffer(Raw::RENDERBUFFER, Some(&buffer));
        let (width, height) = (width as i32, height as i32);
        self.raw.renderbuffer_storage_multisample(Raw::RENDERBUFFER, samples, format, width, height);
        Ok(buffer)
    }
}

/// What three-d says is for developers; people hear what stands in.
pub(super) fn broken(why: CoreError) -> Trouble {
    page::note("The stage cannot be drawn", &why.to_string().into());
    no_picture()
}
