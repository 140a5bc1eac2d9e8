//! `cargo xtask`: everything one does to this repository, by one command each.
#![expect(clippy::print_stdout, reason = "a command line tool talks on stdout")]

#[cfg(not(unix))]
compile_error!("Farlantern is built on Linux or macOS; on Windows, use WSL.");

mod bench;
mod browser;
mod check;
mod content;
mod forge;
mod lean;
mod need;
mod pins;
mod place;
mod postgres;
mod report;
mod serve;
mod site;
mod test;
mod tidy;
mod tools;
mod walls;

use anyhow::{Result, bail};
use place::Place;
use std::process::ExitCode;

struct Command {
    name: &'static str,
    says: &'static str,
    run: fn(&Place, &[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        says: "[--debug] [-- ARGS]   install what is missing, build, serve on 127.0.0.1:3000",
        run: serve::serve,
    },
    Command { name: "build", says: "[--debug]   the same without serving", run: serve::build },
    Command {
        name: "check",
        says: "format, tidy, walls, lints and the rules: the quick one",
        run: check::check,
    },
    Command {
        name: "test",
        says: "[--long] [STEP]   everything, or the steps whose name contains STEP",
        run: test::test,
    },
    Command {
        name: "content",
        says: "check [--reference DIR]   the book, by itself and against facts that others wrote down; schema",
        run: content::content,
    },
    Command { name: "forge", says: "models, textures and sounds, made from code", run: forge::forge },
    Command { name: "bench", says: "[ARGS]   build in release and measure", run: bench::bench },
    Command { name: "tidy", says: "files, manifests, migrations, Dockerfile, compose file", run: tidy::tidy },
    Command { name: "walls", says: "which room may know which", run: walls::walls },
    Command { name: "help", says: "this list", run: help },
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    lean::wrap()?;
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = words.collect();
    let wanted = name.trim_start_matches('-');
    let Some(command) = COMMANDS.iter().find(|command| command.name == wanted) else {
        help(&Place::find()?, &[])?;
        bail!("There is no `cargo xtask {name}`; the commands are above.");
    };
    (command.run)(&Place::find()?, &rest)
}

fn help(_: &Place, _: &[String]) -> Result<()> {
    println!("cargo xtask COMMAND\n");
    for command in COMMANDS {
        println!("  {:<7} {}", command.name, command.says);
    }
    Ok(())
}
