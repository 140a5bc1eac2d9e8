//! Triangles on the card, drawn as often as there are instances of them.

use staging::{Packed, Range, VERTEX_BYTES};
use web_sys::{WebGl2RenderingContext as Raw, WebGlBuffer, WebGlVertexArrayObject};

use super::gl::Gl;
use crate::trouble::Trouble;

/// One buffer of vertices with its indices.
pub(super) struct Batch {
    gl: Gl,
    array: WebGlVertexArrayObject,
    buffers: [WebGlBuffer; 3],
    indices: u32,
    instances: u32,
}

impl Batch {
    /// `bases` names the first bone of each instance.
    pub(super) fn upload(gl: &Gl, packed: &Packed, bases: &[u32]) -> Result<Self, Trouble> {
        let raw = &gl.raw;
        let array = gl.vertex_array()?;
        raw.bind_vertex_array(Some(&array));
        let vertices = gl.buffer(Raw::ARRAY_BUFFER, &packed.vertices)?;
        let long = VERTEX_BYTES as i32;
        for (place, count, kind, unit, from) in [
            (0, 3, Raw::FLOAT, false, 0),
            (1, 4, Raw::BYTE, true, 12),
            (2, 2, Raw::UNSIGNED_SHORT, true, 16),
            (3, 4, Raw::UNSIGNED_BYTE, true, 20),
        ] {
            raw.enable_vertex_attrib_array(place);
            raw.vertex_attrib_pointer_with_i32(place, count, kind, unit, long, from);
        }
        raw.enable_vertex_attrib_array(4);
        raw.vertex_attrib_i_pointer_with_i32(4, 1, Raw::UNSIGNED_SHORT, long, 24);
        let bytes: Vec<u8> = bases.iter().flat_map(|it| it.to_le_bytes()).collect();
        let first_bones = gl.buffer(Raw::ARRAY_BUFFER, &bytes)?;
        raw.enable_vertex_attrib_array(5);
        raw.vertex_attrib_i_pointer_with_i32(5, 1, Raw::UNSIGNED_INT, 0, 0);
        raw.vertex_attrib_divisor(5, 1);
        let bytes: Vec<u8> = packed.indices.iter().flat_map(|it| it.to_le_bytes()).collect();
        let elements = gl.buffer(Raw::ELEMENT_ARRAY_BUFFER, &bytes)?;
        raw.bind_vertex_array(None);
        let (indices, instances) = (packed.indices.len() as u32, bases.len() as u32);
        Ok(Self { gl: gl.clone(), array, buffers: [vertices, first_bones, elements], indices, instances })
    }

    /// Draws all of it, within a program.
    pub(super) fn draw(&self) {
        self.draw_range((0, self.indices));
    }

    /// Draws a part of it.
    pub(super) fn draw_range(&self, (first, count): Range) {
        self.draw_ranges(&[(first, count)]);
    }

    pub(super) fn draw_ranges(&self, ranges: &[Range]) {
        let raw = &self.gl.raw;
        raw.bind_vertex_array(Some(&self.array));
        for (first, count) in ranges {
            let (first, count) = (*first as i32 * 4, *count as i32);
            let (triangles, whole) = (Raw::TRIANGLES, Raw::UNSIGNED_INT);
            raw.draw_elements_instanced_with_i32(triangles, count, whole, first, self.instances as i32);
        }
        raw.bind_vertex_array(None);
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.gl.raw.delete_vertex_array(Some(&self.array));
        for buffer in &self.buffers {
            self.gl.raw.delete_buffer(Some(buffer));
        }
    }
}
