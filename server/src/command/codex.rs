//! `farlantern codex`: the book of rules on the command line. Needs no server, no settings and no network.

use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use rules::{book::Book, codex};

use crate::say;

/// What can be asked of the book.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum CodexCommand {
    /// Look something up by a few words, however they are typed
    Find {
        /// Such as fire ball
        #[arg(value_name = "WORDS", required = true)]
        words: Vec<String>,
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// How many entries there are of each kind, and how many of them run by themselves
    Count {
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn codex(command: &CodexCommand) -> anyhow::Result<ExitCode> {
    lines(Book::built_in(), command)?.iter().for_each(say::line);
    Ok(ExitCode::SUCCESS)
}

fn lines(book: &Book, command: &CodexCommand) -> anyhow::Result<Vec<String>> {
    Ok(match command {
        CodexCommand::Find { words, json } => {
            let hits = codex::find(book, &words.join(" "));
            match json {
                true => vec![serde_json::to_string(&hits).context("hits are plain data")?],
                false if hits.is_empty() => vec![format!("The book has nothing about {}.", words.join(" "))],
                false => codex::lines(&hits),
            }
        }
        CodexCommand::Count { json: true } => {
            vec![serde_json::to_string(&codex::count(book)).context("counts are plain data")?]
        }
        CodexCommand::Count { json: false } => codex::count(book).lines(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        let words = words.split(' ').map(str::to_owned).collect();
        lines(Book::built_in(), &CodexCommand::Find { words, json: false }).unwrap()
    }

    #[test]
    fn what_is_looked_for_is_found_however_it_is_typed() {
        for words in ["fireball", "firebal", "fire ball", "Fireball"] {
            let found = found(words);
            assert!(found.iter().take(3).any(|it| it.contains("Fireball")), "{words}: {found:?}");
        }
        assert_eq!(found("xyzzyplugh"), ["The book has nothing about xyzzyplugh."]);
    }

    #[test]
    fn the_book_is_counted() {
        let told = lines(Book::built_in(), &CodexCommand::Count { json: true }).unwrap();
        let json: serde_json::Value = serde_json::from_str(&told[0]).unwrap();
        assert_eq!(json["classes"]["entries"], 12);
        assert!(lines(Book::built_in(), &CodexCommand::Count { json: false }).unwrap().len() > 10);
    }
}
