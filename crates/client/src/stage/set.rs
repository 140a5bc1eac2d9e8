//! A place on the card, and how a moment of it is drawn.

use glam::{Mat3, Vec3};
use staging::{BONE_FLOATS, FRAME_VECS, Figure, Frame, Packed, Shadow};
use three_d::{
    Blend, BlendEquationType, BlendMultiplierType, Cull, DepthTest, Program, RenderStates, UniformBuffer,
    Viewport, WriteMask,
};
use web_sys::{WebGl2RenderingContext as Raw, WebGlTexture};
use wire::scene::Rig;

use super::{
    batch::Batch,
    canvas::no_picture,
    gl::Gl,
    picture::Picture,
    place::{Place, Troupe},
    seen::Seen,
    stars::Stars,
    target::Depth,
    tier::Tier,
};
use crate::trouble::Trouble;

/// Bones in a row of their texture, and texels of a bone.
const ROW_BONES: usize = 64;
const BONE_TEXELS: usize = 3;
/// What is so far from the middle of the place throws no shadow that is seen.
const SHADOW_METRES: f32 = 17.0;
/// How fast the key light moves before its shadow is drawn anew, as the cosine of the angle.
const SAME_LIGHT: f32 = 0.999_9;

/// Textures have these units in every program.
const BONES: u32 = 0;
const COLOURS: u32 = 1;
const SURFACES: u32 = 2;
const EMISSIONS: u32 = 3;
const SHADOW: u32 = 4;
const MIRROR: u32 = 5;

/// What is drawn at a moment.
pub(super) struct Moment<'a> {
    pub(super) place: &'a Place,
    pub(super) frame: Frame<'a>,
    pub(super) harbour_from_sky: Mat3,
    /// Rows of all bones.
    pub(super) bones: &'a [f32],
    /// How much of the picture shows, from 0.0 to 1.0.
    pub(super) veil: f32,
    /// Somebody walks: the shadow goes with them.
    pub(super) moves: bool,
}

/// The card's half of a place.
pub(super) struct Set {
    gl: Gl,
    world: Program,
    shade: Program,
    sea: Program,
    sky: Program,
    stars: Option<Stars>,
    cells: Option<Batch>,
    veils: Option<Batch>,
    troupes: Vec<Cast>,
    sheet: Option<Batch>,
    bones: WebGlTexture,
    bone_rows: usize,
    spectrum: [WebGlTexture; 3],
    frame: UniformBuffer,
    mirror_frame: UniformBuffer,
    shadow: Depth,
    /// Where the shadow that is drawn came from, and the frames since.
    shaded: Option<(Vec3, u32)>,
    pub(super) picture: Picture,
    /// Draws of the last frame.
    pub(super) draws: u32,
}

/// A troupe's part on the card. None: it has nothing of the kind.
struct Cast {
    near: Option<Batch>,
    far: Option<Batch>,
    veils: Option<Batch>,
}

const fn additive() -> Blend {
    Blend::Enabled {
        rgb_equation: BlendEquationType::Add,
        alpha_equation: BlendEquationType::Add,
        source_rgb_multiplier: BlendMultiplierType::One,
        source_alpha_multiplier: BlendMultiplierType::Zero,
        destination_rgb_multiplier: BlendMultiplierType::One,
        destination_alpha_multiplier: BlendMultiplierType::One,
    }
}

fn solid(cull: Cull) -> RenderStates {
    RenderStates { cull, depth_test: DepthTest::LessOrEqual, ..RenderStates::default() }
}

fn light() -> RenderStates {
    RenderStates {
        write_mask: WriteMask::COLOR,
        blend: additive(),
        depth_test: DepthTest::LessOrEqual,
        ..RenderStates::default()
    }
}

impl Set {
    pub(super) fn build(raw: &Raw, place: &Place, tier: Tier) -> Result<Self, Trouble> {
        let gl = Gl::of(raw)?;
        let means = tier.means();
        let world = gl.program(include_str!("shader/world.vert"), include_str!("shader/world.frag"))?;
        let shade = gl.program(include_str!("shader/shade.vert"), include_str!("shader/shade.frag"))?;
        let sea = gl.program(include_str!("shader/sea.vert"), include_str!("shader/sea.frag"))?;
        let sky = gl.program(include_str!("shader/full.vert"), include_str!("shader/sky.frag"))?;
        let units: [(&Program, &str, u32); 8] = [
            (&world, "bones", BONES),
            (&world, "colours", COLOURS),
            (&world, "surfaces", SURFACES),
            (&world, "emissions", EMISSIONS),
            (&world, "shadow", SHADOW),
            (&shade, "bones", BONES),
            (&sea, "colours", COLOURS),
            (&sea, "mirror", MIRROR),
        ];
        for (program, name, unit) in units {
            program.use_uniform(name, unit as i32);
        }
        let formats = [Raw::SRGB8_ALPHA8, Raw::RGBA8, Raw::SRGB8_ALPHA8];
        let [one, two, three] = [0, 1, 2].map(|it: usize| gl.picture(formats[it], &place.spectrum[it]));
        let bone_rows = place.bones.div_ceil(ROW_BONES);
        let size = [(ROW_BONES * BONE_TEXELS) as u32, bone_rows as u32];
        let whole = |it: &Packed| upload(&gl, it, &[0]);
        Ok(Self {
            cells: whole(&place.cells.packed)?,
            veils: whole(&place.cells.veils)?,
            sheet: match &place.sea {
                Some((sheet, _)) => whole(sheet)?,
                None => None,
            },
            troupes: place.troupes.iter().map(|it| cast(&gl, it)).collect::<Result<_, _>>()?,
            stars: if place.sky.stars.is_empty() { None } else { Some(Stars::upload(&gl, &place.sky)?) },
            bones: gl.texture(Raw::RGBA32F, size, Raw::NEAREST)?,
            bone_rows,
            spectrum: [one?, two?, three?],
            frame: UniformBuffer::new(&gl.context, &[(FRAME_VECS * 4) as u32]),
            mirror_frame: UniformBuffer::new(&gl.context, &[(FRAME_VECS * 4) as u32]),
            shadow: Depth::new(&gl, means.shadow)?,
            shaded: None,
            picture: Picture::new(&gl, means)?,
            draws: 0,
            world,
            shade,
            sea,
            sky,
            gl,
        })
    }

    /// Another figure in the place of one.
    pub(super) fn recast(&mut self, which: usize, place: &Place) -> Result<(), Trouble> {
        let rows = place.bones.div_ceil(ROW_BONES);
        if rows != self.bone_rows {
            let size = [(ROW_BONES * BONE_TEXELS) as u32, rows as u32];
            self.gl.raw.delete_texture(Some(&self.bones));
            (self.bones, self.bone_rows) = (self.gl.texture(Raw::RGBA32F, size, Raw::NEAREST)?, rows);
        }
        let cast = cast(&self.gl, place.troupes.get(which).ok_or_else(no_picture)?)?;
        *self.troupes.get_mut(which).ok_or_else(no_picture)? = cast;
        self.shaded = None;
        Ok(())
    }

    /// Floats that the bones of a place take, whole rows of the texture.
    pub(super) fn bone_floats(place: &Place) -> usize {
        place.bones.div_ceil(ROW_BONES) * ROW_BONES * BONE_FLOATS
    }

    /// The shadow of a place that is lit from there.
    pub(super) fn shadow(&self, place: &Place, rig: &Rig) -> Shadow {
        let spawn = Vec3::from(place.scene.spawn.at);
        let (middle, reach) = match place.cells.cells.is_empty() {
            true => (spawn + Vec3::Y * 0.8, 1.6),
            false => (Vec3::new(0.0, 1.0, -1.0), SHADOW_METRES),
        };
        Shadow::over(middle, reach, rig.toward_key.into(), self.shadow.pixels)
    }

    pub(super) fn shadow_pixels(&self) -> u32 {
        self.shadow.pixels
    }

    /// Draws a moment onto the canvas.
    pub(super) fn draw(&mut self, moment: &Moment<'_>) -> Result<(), Trouble> {
        self.draws = 0;
        let size = [moment.frame.width, moment.frame.height];
        self.picture.fit(&self.gl, size)?;
        let rows = [(ROW_BONES * BONE_TEXELS) as u32, self.bone_rows as u32];
        self.gl.fill(&self.bones, rows, moment.bones);
        self.frame.update(0, &moment.frame.block());
        self.use_textures();
        let seen = Seen::of(moment, self.sheet.is_some());
        self.draw_shadow(moment);
        let mirrored = self.draw_mirror(moment, &seen);
        self.draw_world(moment, &seen, mirrored);
        self.draws += self.picture.develop(&self.gl, moment.veil);
        Ok(())
    }

    fn use_textures(&self) {
        let [colours, surfaces, emissions] = &self.spectrum;
        for (unit, texture) in
            [(BONES, &self.bones), (COLOURS, colours), (SURFACES, surfaces), (EMISSIONS, emissions)]
        {
            self.gl.use_texture(unit, texture);
        }
        self.gl.use_texture(SHADOW, &self.shadow.texture);
    }

    /// The shadow is drawn when the light has moved, and else as often as the tier says.
    fn draw_shadow(&mut self, moment: &Moment<'_>) {
        let toward = Vec3::from(moment.frame.rig.toward_key).normalize_or(Vec3::Y);
        let each = self.picture.means().shadow_each;
        let due = match self.shaded {
            Some((before, frames)) => {
                before.dot(toward) < SAME_LIGHT || frames + 1 >= each || (moment.moves && each > 1)
            }
            None => true,
        };
        if !due {
            self.shaded = self.shaded.map(|(toward, frames)| (toward, frames + 1));
            return;
        }
        self.shaded = Some((toward, 0));
        // A texture that is drawn into is not read at the same time.
        self.gl.raw.active_texture(Raw::TEXTURE0 + SHADOW);
        self.gl.raw.bind_texture(Raw::TEXTURE_2D, None);
        self.gl.draw_into(Some(&self.shadow.framebuffer));
        self.gl.raw.depth_mask(true);
        self.gl.raw.clear_depth(1.0);
        self.gl.raw.clear(Raw::DEPTH_BUFFER_BIT);
        let viewport = Viewport::new_at_origo(self.shadow.pixels, self.shadow.pixels);
        self.shade.use_uniform_block("Frame", &self.frame);
        let mut draws = 0;
        self.shade.draw_with(solid(Cull::Back), viewport, || {
            if let Some(cells) = &self.cells {
                cells.draw_range(moment.place.cells.all);
                draws += 1;
            }
            for (troupe, cast) in moment.place.troupes.iter().zip(&self.troupes) {
                let near = troupe.middle.length() - troupe.reach < SHADOW_METRES;
                if let Some(far) = cast.far.as_ref().filter(|_| near && !troupe.is_small()) {
                    far.draw();
                    draws += 1;
                }
            }
        });
        self.draws += draws;
        self.gl.use_texture(SHADOW, &self.shadow.texture);
    }

    /// What the sea mirrors; none where this tier has no mirror.
    fn draw_mirror(&mut self, moment: &Moment<'_>, seen: &Seen) -> bool {
        let (Some(mirror), Some(_)) = (self.picture.mirror(), &self.sheet) else { return false };
        let frame =
            Frame { mirrored: true, width: mirror.size[0], height: mirror.size[1], ..moment.frame.clone() };
        self.mirror_frame.update(0, &frame.block());
        self.gl.draw_into(Some(&mirror.framebuffer));
        clear(&self.gl.raw);
        let viewport = Viewport::new_at_origo(mirror.size[0], mirror.size[1]);
        let mut draws = 0;
        self.world.use_uniform_block("Frame", &self.mirror_frame);
        self.world.draw_with(solid(Cull::Front), viewport, || {
            if let Some(cells) = &self.cells {
                cells.draw_ranges(&seen.mirrored);
                draws += seen.mirrored.len() as u32;
            }
            for (troupe, cast) in moment.place.troupes.iter().zip(&self.troupes) {
                if let Some(far) = cast.far.as_ref().filter(|_| !troupe.is_small()) {
                    far.draw();
                    draws += 1;
                }
            }
        });
        self.sky.use_uniform_block("Frame", &self.mirror_frame);
        self.sky.draw_arrays(solid(Cull::None), viewport, 3);
        self.draws += draws + 1;
        true
    }

    fn draw_world(&mut self, moment: &Moment<'_>, seen: &Seen, mirrored: bool) {
        let (framebuffer, [width, height]) = self.picture.canvas();
        self.gl.draw_into(framebuffer);
        clear(&self.gl.raw);
        let viewport = Viewport::new_at_origo(width, height);
        self.world.use_uniform_block("Frame", &self.frame);
        let mut draws = 0;
        self.world.draw_with(solid(Cull::Back), viewport, || {
            if let Some(cells) = &self.cells {
                cells.draw_ranges(&seen.cells);
                draws += seen.cells.len() as u32;
            }
            for (cast, is_far) in self.troupes.iter().zip(&seen.troupes) {
                let batch = is_far.and_then(|it| if it { &cast.far } else { &cast.near }.as_ref());
                if let Some(batch) = batch {
                    batch.draw();
                    draws += 1;
                }
            }
        });
        if let (Some(sheet), Some((_, water))) = (&self.sheet, &moment.place.sea) {
            if let Some(mirror) = self.picture.mirror().filter(|_| mirrored) {
                self.gl.use_texture(MIRROR, &mirror.texture);
            } else {
                self.gl.use_texture(MIRROR, &self.spectrum[0]);
            }
            self.sea.use_uniform("mirrors", if mirrored { 1.0_f32 } else { 0.0 });
            self.sea.use_uniform("calm", three_d::vec2(water.calm_beyond, 0.0));
            self.sea.use_uniform_block("Frame", &self.frame);
            self.sea.draw_with(solid(Cull::None), viewport, || sheet.draw());
            draws += 1;
        }
        self.sky.use_uniform_block("Frame", &self.frame);
        self.sky.draw_arrays(solid(Cull::None), viewport, 3);
        draws += 1;
        if let Some(stars) = self.stars.as_ref().filter(|_| moment.frame.rig.stars > 0.0) {
            stars.draw(&self.frame, light(), viewport, moment.harbour_from_sky);
            draws += 1;
        }
        let casts = self.troupes.iter().zip(&seen.troupes).filter(|(_, seen)| seen.is_some());
        let veils: Vec<&Batch> =
            self.veils.iter().chain(casts.filter_map(|(cast, _)| cast.veils.as_ref())).collect();
        if !veils.is_empty() {
            self.world.use_uniform_block("Frame", &self.frame);
            self.world.draw_with(light(), viewport, || veils.iter().for_each(|it| it.draw()));
            draws += veils.len() as u32;
        }
        self.draws += draws;
    }
}

fn clear(raw: &Raw) {
    raw.depth_mask(true);
    raw.color_mask(true, true, true, true);
    raw.clear_color(0.0, 0.0, 0.0, 1.0);
    raw.clear(Raw::COLOR_BUFFER_BIT | Raw::DEPTH_BUFFER_BIT);
}

impl Drop for Set {
    fn drop(&mut self) {
        self.gl.raw.delete_texture(Some(&self.bones));
        for texture in &self.spectrum {
            self.gl.raw.delete_texture(Some(texture));
        }
    }
}

fn cast(gl: &Gl, troupe: &Troupe) -> Result<Cast, Trouble> {
    let Figure { near, far, veils, .. } = &troupe.figure;
    let bases: Vec<u32> = troupe.actors.iter().map(|it| it.first as u32).collect();
    let whole = |it: &Packed| upload(gl, it, &bases);
    Ok(Cast { near: whole(near)?, far: whole(far)?, veils: whole(veils)? })
}

fn upload(gl: &Gl, packed: &Packed, bases: &[u32]) -> Result<Option<Batch>, Trouble> {
    if packed.is_empty() { Ok(None) } else { Batch::upload(gl, packed, bases).map(Some) }
}
