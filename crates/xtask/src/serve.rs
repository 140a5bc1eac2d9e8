//! `cargo xtask serve`: from a fresh machine to a page on 127.0.0.1:3000.

use crate::forge;
use crate::need;
use crate::place::Place;
use crate::report::Steps;
use crate::site::{self, Build, Site};
use crate::tools::{self, Tool};
use anyhow::{Context, Result, bail};
use std::os::unix::process::CommandExt;

struct Wish {
    build: Build,
    words: Vec<String>,
}

pub(crate) fn serve(place: &Place, words: &[String]) -> Result<()> {
    let wish = Wish::read(words)?;
    let (site, mut steps) = make(place, wish.build, 1)?;
    steps.next("Serve; Ctrl-C ends it");
    // The server takes this process over, so signals and its exit code pass through nobody.
    let error = site.command(place).arg("serve").args(&wish.words).exec();
    Err(error).with_context(|| format!("{} could not be started", site.program.display()))
}

pub(crate) fn build(place: &Place, words: &[String]) -> Result<()> {
    let wish = Wish::read(words)?;
    if !wish.words.is_empty() {
        bail!("`cargo xtask build` starts nothing, so it has no use for `{}`.", wish.words.join(" "));
    }
    let (site, steps) = make(place, wish.build, 0)?;
    println!("{} and {}", site.program.display(), site.root.display());
    println!("ready in {}", crate::report::spoken(steps.elapsed()));
    Ok(())
}

fn make(place: &Place, build: Build, steps_after: usize) -> Result<(Site, Steps)> {
    let needed = tools::needed(place, build == Build::Release)?;
    let mut steps = Steps::new(needed.len() + 3 + steps_after);
    steps.next("rustup, Node, a C compiler and make");
    need::check(place)?;
    let missing: Vec<bool> = needed.iter().map(|tool| !tool.is_there(place)).collect();
    let fresh = site::is_fresh(place, build)?;
    forecast(place, build, &needed, &missing, fresh);
    for (tool, missing) in needed.iter().zip(missing) {
        if missing {
            let what = format!("Installing {} ({})", tool.name(), about(tool.minutes()));
            steps.next_timed(&what, || tool.install(place))?;
        } else {
            steps.next(&format!("{} is there", tool.name()));
        }
    }
    if fresh {
        steps.next("Nothing changed since the last build");
    } else {
        let what = match build {
            Build::Dev => "Building the server and its pages, quick to build",
            Build::Release => "Building the server and its pages in release",
        };
        steps.next_timed(what, || site::make(place, build).map(drop))?;
    }
    let site = Site::at(place, build);
    // After the build, which clears away what it does not know.
    steps.next_timed("Models, textures and sounds, out of the forge", || forge::lay(place, &site.root))?;
    Ok((site, steps))
}

/// Said before anything long begins.
fn forecast(place: &Place, build: Build, needed: &[Tool], missing: &[bool], fresh: bool) {
    let installing: u32 =
        needed.iter().zip(missing).filter(|(_, missing)| **missing).map(|(tool, _)| tool.minutes()).sum();
    let first = !Site::at(place, build).root.exists();
    let building = match (fresh, first, build) {
        (true, _, _) => 0,
        (false, true, Build::Release) => 11,
        (false, true, Build::Dev) => 9,
        (false, false, _) => 2,
    };
    match (installing + building, first) {
        (0, _) => {}
        (minutes, true) => {
            println!("First run: about {minutes} minutes on two cores; later runs start in seconds.");
        }
        (minutes, false) => {
            println!("Something changed: up to {minutes} minutes on two cores, often much less.");
        }
    }
}

fn about(minutes: u32) -> String {
    if minutes == 0 { "some seconds".to_owned() } else { format!("about {minutes} minutes on two cores") }
}

impl Wish {
    fn read(words: &[String]) -> Result<Self> {
        let mut wish = Self { build: Build::Release, words: Vec::new() };
        let mut rest = words.iter();
        for word in rest.by_ref() {
            match word.as_str() {
                "--debug" => wish.build = Build::Dev,
                "--" => break,
                other => {
                    bail!("`{other}` is not known here; what is meant for the server stands after `--`.")
                }
            }
        }
        wish.words = rest.cloned().collect();
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Wish> {
        Wish::read(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn words_after_the_dashes_are_the_servers() {
        let wish = read("--debug -- --bind 127.0.0.1:4000").unwrap();
        assert!(wish.build == Build::Dev);
        assert_eq!(wish.words, ["--bind", "127.0.0.1:4000"]);
        assert!(read("").unwrap().words.is_empty());
        assert!(read("--fast").is_err());
    }
}
