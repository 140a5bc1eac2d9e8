//! Renders sounds into a folder, with a list: `cargo run -p forge-sound --example render -- FOLDER [PART OF AN ID]`.
#![expect(clippy::print_stdout, reason = "a command line tool talks on stdout")]

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "sounds".into()));
    let part = arguments.next().unwrap_or_default();
    fs::create_dir_all(&folder)?;
    let mut list = Vec::new();
    for recipe in forge_sound::recipes().iter().filter(|recipe| recipe.id().contains(&part)) {
        let began = Instant::now();
        let sound = recipe.render();
        let millis = began.elapsed().as_millis();
        println!(
            "{:34} {:>7} B {:6.2} s {:7.1} LUFS {:6.1} dBTP {:>5} ms",
            sound.id,
            sound.mp3.len(),
            sound.seconds,
            sound.lufs,
            sound.true_peak_db,
            millis
        );
        let name = sound.id.replace('/', "_");
        fs::write(folder.join(format!("{name}.mp3")), &sound.mp3)?;
        fs::write(folder.join(format!("{name}.wav")), wav(&recipe.take()))?;
        list.push(sound);
    }
    let bytes: usize = list.iter().map(|sound| sound.mp3.len()).sum();
    println!("{} sounds, {bytes} bytes", list.len());
    fs::write(folder.join("list.json"), serde_json::to_vec_pretty(&list)?)
}

/// 16-bit samples with the shortest header that players take.
fn wav(take: &forge_sound::Take) -> Vec<u8> {
    let channels = take.channels.len() as u32;
    let bytes = take.len() as u32 * channels * 2;
    let mut out = Vec::with_capacity(44 + bytes as usize);
    out.extend_from_slice(b"RIFF");
    out.extend_from_slice(&(36 + bytes).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0");
    out.extend_from_slice(&(channels as u16).to_le_bytes());
    out.extend_from_slice(&forge_sound::RATE.to_le_bytes());
    out.extend_from_slice(&(forge_sound::RATE * channels * 2).to_le_bytes());
    out.extend_from_slice(&((channels * 2) as u16).to_le_bytes());
    out.extend_from_slice(b"\x10\0data");
    out.extend_from_slice(&bytes.to_le_bytes());
    for at in 0..take.len() {
        for track in &take.channels {
            out.extend_from_slice(&((track[at].clamp(-1.0, 1.0) * 32_767.0) as i16).to_le_bytes());
        }
    }
    out
}
