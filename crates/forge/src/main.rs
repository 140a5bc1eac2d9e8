//! The forge's command line: `build` writes everything, `sheet` shows it.
#![expect(clippy::print_stdout, reason = "a command line tool talks on stdout")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use forge::sky::stars::Sky;
use forge::{pack, scene, sheet, shelf};

const HELP: &str = "\
forge build --out DIR               everything, with manifest.json
forge sheet --out DIR [--only ID]   contact sheets as PNG; ID is the beginning of an id
forge scene --out DIR               the harbour: its data, and pictures by day and by night
forge sky --from DIR                draws content/sky/bright.json from the tables of the real stars
forge list                          what there is";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some("build") => build(&words),
        Some("sheet") => sheets(&words),
        Some("scene") => scenes(&words),
        Some("sky") => draw_sky(&words),
        Some("list") => {
            shelf::assets().iter().for_each(|asset| println!("{}", asset.id));
            Ok(())
        }
        _ => bail!("{HELP}"),
    }
}

fn build(words: &[String]) -> Result<()> {
    let folder = PathBuf::from(word(words, "--out").context(HELP)?);
    std::fs::create_dir_all(&folder)?;
    let manifest = pack::write(&folder)?;
    for asset in &manifest.assets {
        let travels = asset.packed_bytes.unwrap_or(asset.bytes);
        let triangles = asset.triangles.map(|it| format!("{it} triangles")).unwrap_or_default();
        println!("{:<28} {:>8} bytes {travels:>8} travel  {triangles}", asset.id.as_str(), asset.bytes);
    }
    let travel: u64 = manifest.assets.iter().map(|it| it.packed_bytes.unwrap_or(it.bytes)).sum();
    println!("{} assets, {travel} bytes travel", manifest.assets.len());
    Ok(())
}

fn sheets(words: &[String]) -> Result<()> {
    let folder = PathBuf::from(word(words, "--out").context(HELP)?);
    std::fs::create_dir_all(&folder)?;
    let only = word(words, "--only").unwrap_or_default();
    for (name, picture) in sheet::sheets(&only) {
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, picture.png()?)?;
        println!("{}", file.display());
    }
    Ok(())
}

fn scenes(words: &[String]) -> Result<()> {
    let folder = PathBuf::from(word(words, "--out").context(HELP)?);
    std::fs::create_dir_all(&folder)?;
    let only = word(words, "--only").unwrap_or_default();
    let harbour = scene::harbour();
    std::fs::write(folder.join("harbour.json"), pack::scene_text(&harbour)?)?;
    let company = scene::Company::of(&harbour);
    for shot in scene::SHOTS.iter().filter(|shot| shot.name.starts_with(&only)) {
        let bytes = scene::picture(&company, &harbour, shot)?;
        println!("{} {} bytes", shot.name, bytes.len());
        std::fs::write(folder.join(format!("{}.png", shot.name)), bytes)?;
    }
    Ok(())
}

fn draw_sky(words: &[String]) -> Result<()> {
    let sky = Sky::draw(&PathBuf::from(word(words, "--from").context(HELP)?))?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/sky/bright.json");
    std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(&file, sky.write())?;
    println!("{} stars, {} constellations", sky.stars.len(), sky.lines.len());
    Ok(())
}

fn word(words: &[String], name: &str) -> Option<String> {
    let place = words.iter().position(|word| word == name)?;
    words.get(place + 1).cloned()
}
