//! Pictures: rows of sRGB pixels, small letters on them, and PNG.

pub(crate) mod few;

use anyhow::Result;

/// Three bytes per pixel, from the upper left corner.
#[derive(Clone)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// In one colour.
    pub fn new(width: usize, height: usize, colour: [u8; 3]) -> Self {
        Self { width, height, pixels: vec![colour; width * height] }
    }

    /// From pixels, row after row; as many as `width * height`.
    pub fn of(width: usize, height: usize, pixels: Vec<[u8; 3]>) -> Self {
        assert_eq!(pixels.len(), width * height, "a picture has all its pixels");
        Self { width, height, pixels }
    }

    /// All pixels, row after row.
    pub fn pixels(&self) -> &[[u8; 3]] {
        &self.pixels
    }

    /// Sets a pixel; outside the picture nothing happens.
    pub fn set(&mut self, x: usize, y: usize, colour: [u8; 3]) {
        if x < self.width && y < self.height {
            self.pixels[y * self.width + x] = colour;
        }
    }

    /// Lays another picture over this one.
    pub fn paste(&mut self, other: &Self, left: usize, top: usize) {
        for y in 0..other.height {
            for x in 0..other.width {
                self.set(left + x, top + y, other.pixels[y * other.width + x]);
            }
        }
    }

    /// Lays a picture with alpha over this one, `width` pixels wide.
    pub fn lay(&mut self, other: &[[u8; 4]], width: usize, left: usize, top: usize) {
        for (index, [red, green, blue, alpha]) in other.iter().enumerate() {
            let (x, y) = (left + index % width, top + index / width);
            if x < self.width && y < self.height {
                let under = &mut self.pixels[y * self.width + x];
                let share = u32::from(*alpha);
                for (under, over) in under.iter_mut().zip([red, green, blue]) {
                    *under =
                        ((u32::from(*under) * (255 - share) + u32::from(*over) * share + 127) / 255) as u8;
                }
            }
        }
    }

    /// Each pixel as a square of `times` × `times`.
    #[must_use]
    pub fn enlarged(&self, times: usize) -> Self {
        let mut large = Self::new(self.width * times, self.height * times, [0; 3]);
        for y in 0..large.height {
            for x in 0..large.width {
                large.set(x, y, self.pixels[y / times * self.width + x / times]);
            }
        }
        large
    }

    /// Half as wide and high: four pixels become one.
    #[must_use]
    pub fn halved(&self) -> Self {
        let mut small = Self::new(self.width / 2, self.height / 2, [0; 3]);
        for (index, pixel) in small.pixels.iter_mut().enumerate() {
            let first = index / small.width * 2 * self.width + index % small.width * 2;
            let four = [first, first + 1, first + self.width, first + self.width + 1];
            *pixel = [0, 1, 2].map(|band: usize| {
                (four.iter().map(|it| u32::from(self.pixels[*it][band])).sum::<u32>().div_ceil(4)) as u8
            });
        }
        small
    }

    /// Writes small capitals, digits and dashes of 3 × 5 squares of two pixels.
    pub fn label(&mut self, text: &str, left: usize, top: usize, colour: [u8; 3]) {
        for (index, letter) in text.to_ascii_uppercase().bytes().enumerate() {
            let bits = glyph(letter);
            for square in (0..15).filter(|square| bits >> (14 - square) & 1 == 1) {
                let (x, y) = (left + index * 8 + square % 3 * 2, top + square / 3 * 2);
                for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    self.set(x + dx, y + dy, colour);
                }
            }
        }
    }

    /// As PNG, RGB with eight bits.
    ///
    /// # Errors
    /// When the encoder fails, which a picture with all its pixels gives no reason for.
    pub fn png(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels.concat())?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// Rows of three bits, from the top.
fn glyph(letter: u8) -> u16 {
    const LETTERS: [u16; 26] = [
        0o25755, 0o65656, 0o34443, 0o65556, 0o74647, 0o74644, 0o34553, 0o55755, 0o72227, 0o11152, 0o55655,
        0o44447, 0o57755, 0o65555, 0o25552, 0o65644, 0o25563, 0o65655, 0o34216, 0o72222, 0o55557, 0o55552,
        0o55775, 0o55255, 0o55222, 0o71247,
    ];
    const DIGITS: [u16; 10] =
        [0o75557, 0o26227, 0o61247, 0o61216, 0o55711, 0o74616, 0o34757, 0o71222, 0o75757, 0o75716];
    match letter {
        b'A'..=b'Z' => LETTERS[usize::from(letter - b'A')],
        b'0'..=b'9' => DIGITS[usize::from(letter - b'0')],
        b'-' => 0o00700,
        b'/' => 0o11244,
        b'.' => 0o00002,
        _ => 0,
    }
}
