//! The command line: what can be asked of `farlantern`, and what it answers.

mod codex;
mod dice;
mod fight;
mod health;
mod sheet;
mod verify;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{
    boot,
    config::{Config, Gathered, Layer, gather},
    folder::Folder,
    owner, say, telemetry,
};

/// Farlantern: a role-playing game and tabletop on your own server
#[derive(Debug, Parser)]
#[command(name = "farlantern", version)]
struct Line {
    /// The settings file; without it, config.toml in the data folder
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    flags: Layer,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Open the doors (the default)
    Serve,
    /// Show the settings
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Walk the whole journal and compare it with what is kept beside it
    Rebuild {
        /// Then write anew what differs, unless the journal itself is damaged
        #[arg(long)]
        write: bool,
    },
    /// Who looks after this server
    Owner {
        #[command(subcommand)]
        command: OwnerCommand,
    },
    /// Ask the running server whether it is ready
    Healthcheck,
    /// Roll dice here and now
    Roll {
        #[command(flatten)]
        dice: dice::Dice,
        /// How often
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=dice::TIMES_MAX))]
        times: u32,
    },
    /// How likely each result of an expression is
    Odds {
        #[command(flatten)]
        dice: dice::Dice,
    },
    /// Show the sheet of a character
    Sheet {
        /// The file of the character
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        telling: sheet::Telling,
    },
    /// Let two sides fight, and tell how it goes
    Fight {
        #[command(flatten)]
        sides: fight::Sides,
    },
    /// Look things up in the book of rules
    Codex {
        #[command(subcommand)]
        command: codex::CodexCommand,
    },
    /// Check an exported account, without any server
    Verify {
        /// The file that was saved under Settings, or with the receipt of a roll
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Clone, Debug, Subcommand)]
enum ConfigCommand {
    /// Show every setting, and who said it; secrets stay hidden
    Print,
}

#[derive(Clone, Debug, Subcommand)]
enum OwnerCommand {
    /// Take the role back from whoever has it, and say an address by which it is claimed anew
    Reset,
}

/// Does what the command line asks.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match read(arguments) {
        Ok(line) => line,
        Err(why) => why.exit(),
    };
    match act(line) {
        Ok(code) => code,
        Err(why) => {
            say::trouble(format!("{why:#}"));
            ExitCode::FAILURE
        }
    }
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Line, clap::Error> {
    // Settings may stand before and after the command.
    let command = Line::command().mut_args(|it| {
        let everywhere = it.get_long().is_some_and(|name| name != "help" && name != "version");
        it.global(everywhere)
    });
    Line::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

fn act(line: Line) -> anyhow::Result<ExitCode> {
    let gathered = || gather(line.flags, line.config, &|name| std::env::var(name).ok());
    match line.command.unwrap_or(Command::Serve) {
        Command::Config { command: ConfigCommand::Print } => print(&gathered()?),
        Command::Roll { dice, times } => dice::roll(&dice, times),
        Command::Odds { dice } => dice::odds(&dice),
        Command::Healthcheck => health::check(&gathered()?.config()?),
        Command::Serve => {
            let config = gathered()?.config()?;
            telemetry::begin(&config)?;
            workers()?.block_on(boot::serve(config))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Owner { command: OwnerCommand::Reset } => {
            let config = gathered()?.config()?;
            workers()?.block_on(reset_owner(&config))
        }
        Command::Rebuild { write } => {
            let config = gathered()?.config()?;
            telemetry::begin(&config)?;
            workers()?.block_on(rebuild(config, write))
        }
        Command::Sheet { file, telling } => sheet::sheet(&file, telling.how()),
        Command::Fight { sides } => fight::fight(&sides),
        Command::Codex { command } => codex::codex(&command),
        Command::Verify { file } => verify::verify(&file),
    }
}

fn print(gathered: &Gathered) -> anyhow::Result<ExitCode> {
    say::line(gathered.print().trim_end());
    gathered.config()?;
    Ok(ExitCode::SUCCESS)
}

async fn rebuild(config: Config, write: bool) -> anyhow::Result<ExitCode> {
    let folder = Folder::hold(&config.data_dir)?;
    let store = boot::open_store(&config, &folder).await?;
    if write {
        let found = store.restore_projections().await.context("The journal cannot be walked")?;
        found.differences.iter().for_each(say::line);
    }
    let walked = store.rebuild().await.context("The journal cannot be walked");
    store.close().await;
    let walked = walked?;
    say::line(format!("Walked {} events in {} streams.", walked.events, walked.streams));
    for difference in &walked.differences {
        say::line(difference);
    }
    if walked.differences.is_empty() {
        say::line("Everything agrees.");
        return Ok(ExitCode::SUCCESS);
    }
    say::line(format!("{} things differ.", walked.differences.len()));
    Ok(ExitCode::FAILURE)
}

async fn reset_owner(config: &Config) -> anyhow::Result<ExitCode> {
    let address = owner::reset(config).await?;
    say::line(
        "Nobody owns this server any more. Whoever opens this address within an hour becomes the owner:",
    );
    say::line(address);
    Ok(ExitCode::SUCCESS)
}

/// Few threads: the work is short, the writer is one, and each thread costs memory while idle.
fn workers() -> anyhow::Result<tokio::runtime::Runtime> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.clamp(2, 4))
        .max_blocking_threads(8)
        // Pages are deep trees, and builds without optimisation spend stack freely.
        .thread_stack_size(4 * 1024 * 1024)
        .enable_all()
        .build()
        .context("The threads cannot be started")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Line::command().debug_assert();
        for line in [
            "farlantern",
            "farlantern --bind 127.0.0.1:1 serve",
            "farlantern serve --bind 127.0.0.1:1 --config x.toml",
            "farlantern config print --trusted-proxies 10.0.0.0/8,::1",
            "farlantern rebuild --data-dir /srv/lantern",
            "farlantern rebuild --write",
            "farlantern healthcheck",
            "farlantern owner reset --public-url https://play.example.org",
            "farlantern verify account.json",
            "farlantern roll 4d6kh3 --times 10 --json",
            "farlantern roll 1d20+@str --value str=3 --dialect avrae",
            "farlantern odds 2d20kh1+5>=15",
            "farlantern sheet halda.json --why",
            "farlantern fight wolf ogre --seed 7 --json",
            "farlantern codex find fire ball",
            "farlantern codex count --json",
        ] {
            assert!(read(line.split(' ').map(OsString::from)).is_ok(), "{line}");
        }
        for line in [
            "farlantern dance",
            "farlantern --bind nowhere",
            "farlantern config",
            "farlantern owner",
            "farlantern verify",
            "farlantern roll",
            "farlantern roll 1d20 --times 0",
            "farlantern roll 1d20 --value str",
            "farlantern roll 1d20 --dialect klingon",
            "farlantern sheet",
            "farlantern fight wolf",
            "farlantern fight wolf ogre --seed dice",
            "farlantern codex find",
        ] {
            assert!(read(line.split(' ').map(OsString::from)).is_err(), "{line}");
        }
    }

    #[test]
    fn flags_are_heard_wherever_they_stand() {
        for line in ["farlantern --rate-reads 7 config print", "farlantern config print --rate-reads 7"] {
            let line = read(line.split(' ').map(OsString::from)).unwrap();
            assert_eq!(line.flags.rate_reads, Some(7));
        }
    }
}
