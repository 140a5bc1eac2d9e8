//! The stars on the card.

use glam::Mat3;
use staging::Sky;
use three_d::{Program, RenderStates, UniformBuffer, Viewport};
use web_sys::{WebGl2RenderingContext as Raw, WebGlBuffer, WebGlVertexArrayObject};

use super::gl::Gl;
use crate::{page, trouble::Trouble};

pub(super) struct Stars {
    gl: Gl,
    program: Program,
    array: WebGlVertexArrayObject,
    buffer: WebGlBuffer,
    count: i32,
}

impl Stars {
    pub(super) fn upload(gl: &Gl, sky: &Sky) -> Result<Self, Trouble> {
        let program = gl.program(include_str!("shader/star.vert"), include_str!("shader/star.frag"))?;
        let array = gl.vertex_array()?;
        let raw = &gl.raw;
        raw.bind_vertex_array(Some(&array));
        let mut bytes = Vec::with_capacity(sky.stars.len() * 32);
        for star in &sky.stars {
            let [x, y, z] = star.toward.to_array();
            let [red, green, blue] = star.tint.to_array();
            for float in [x, y, z, star.magnitude, red, green, blue, 0.0] {
                bytes.extend(float.to_le_bytes());
            }
        }
        let buffer = gl.buffer(Raw::ARRAY_BUFFER, &bytes)?;
        for place in [0, 1] {
            raw.enable_vertex_attrib_array(place);
            raw.vertex_attrib_pointer_with_i32(place, 4, Raw::FLOAT, false, 32, place as i32 * 16);
        }
        raw.bind_vertex_array(None);
        Ok(Self { gl: gl.clone(), program, array, buffer, count: sky.stars.len() as i32 })
    }

    pub(super) fn draw(&self, frame: &UniformBuffer, states: RenderStates, on: Viewport, turn: Mat3) {
        let [x, y, z] = turn.to_cols_array_2d().map(|it| three_d::vec3(it[0], it[1], it[2]));
        self.program.use_uniform("harbour_from_sky", three_d::Mat3::from_cols(x, y, z));
        // A star is as large on a fine screen as on a coarse one.
        let pixel = page::window().map_or(1.0, |it| it.device_pixel_ratio()).clamp(1.0, 2.0);
        self.program.use_uniform("pixel", pixel as f32);
        self.program.use_uniform_block("Frame", frame);
        self.program.draw_with(states, on, || {
            self.gl.raw.bind_vertex_array(Some(&self.array));
            self.gl.raw.draw_arrays(Raw::POINTS, 0, self.count);
            self.gl.raw.bind_vertex_array(None);
        });
    }
}

impl Drop for Stars {
    fn drop(&mut self) {
        self.gl.raw.delete_vertex_array(Some(&self.array));
        self.gl.raw.delete_buffer(Some(&self.buffer));
    }
}
