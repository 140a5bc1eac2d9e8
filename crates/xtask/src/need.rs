//! What a person brings: rustup, Node, a C compiler and make; and Perl, until cargo-leptos is built.

use crate::pins;
use crate::place::{Place, read, which};
use crate::tools::Tool;
use anyhow::{Result, bail};
use std::process::Command;

struct Need {
    name: &'static str,
    there: fn() -> bool,
    debian: &'static str,
    fedora: &'static str,
    macos: &'static str,
}

const NEEDS: &[Need] = &[
    Need {
        name: "rustup (it adds the WASM target)",
        there: has_rustup,
        debian: "the line on rustup.rs",
        fedora: "sudo dnf install rustup && rustup-init",
        macos: "brew install rustup",
    },
    Need {
        name: "Node 20 or newer, with npm (it runs wasm-opt and the browser tests)",
        there: has_node,
        debian: "sudo apt-get install nodejs npm, or from nodejs.org where that is older",
        fedora: "sudo dnf install nodejs npm",
        macos: "brew install node",
    },
    Need {
        name: "a C compiler (SQLite and ring are partly C)",
        there: has_compiler,
        debian: "sudo apt-get install gcc libc6-dev",
        fedora: "sudo dnf install gcc",
        macos: "xcode-select --install",
    },
    Need {
        name: "make",
        there: || which("make").is_some() || which("gmake").is_some(),
        debian: "sudo apt-get install make",
        fedora: "sudo dnf install make",
        macos: "xcode-select --install",
    },
];

/// cargo-leptos brings an OpenSSL, which Perl configures before make builds it.
const NEED_FOR_LEPTOS: Need = Need {
    name: "Perl with its usual modules (cargo-leptos is built with it, once)",
    there: has_perl,
    debian: "sudo apt-get install perl",
    fedora: "sudo dnf install perl",
    macos: "xcode-select --install",
};

/// All that is missing at once, one sentence each, so that nobody installs in four rounds.
pub(crate) fn check(place: &Place) -> Result<()> {
    let for_leptos = Some(&NEED_FOR_LEPTOS).filter(|_| !Tool::CargoLeptos.is_there(place));
    let needs = NEEDS.iter().chain(for_leptos);
    let missing: Vec<String> = needs.filter(|need| !(need.there)()).map(sentence).collect();
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(())
}

fn sentence(need: &Need) -> String {
    format!(
        "Missing: {}. Install it with: {} (Debian, Ubuntu), {} (Fedora), {} (macOS).",
        need.name, need.debian, need.fedora, need.macos
    )
}

/// Without rustup all is well too when the target is already there.
fn has_rustup() -> bool {
    which("rustup").is_some() || has_wasm_target()
}

pub(crate) fn has_wasm_target() -> bool {
    let Ok(root) = read(Command::new("rustc").args(["--print", "sysroot"])) else { return false };
    let libraries = format!("{}/lib/rustlib/{}/lib", root.trim(), pins::WASM_TARGET);
    std::path::Path::new(&libraries).is_dir()
}

fn has_node() -> bool {
    let version = read(Command::new("node").arg("--version")).unwrap_or_default();
    which("npm").is_some() && major(&version).is_some_and(|major| major >= pins::NODE_LEAST)
}

fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn has_compiler() -> bool {
    let chosen = std::env::var("CC").ok().and_then(|cc| cc.split_whitespace().next().map(str::to_owned));
    chosen.is_some_and(|cc| which(&cc).is_some() || cc.starts_with('/'))
        || ["cc", "gcc", "clang"].iter().any(|name| which(name).is_some())
}

fn has_perl() -> bool {
    let modules = ["-MFindBin", "-MIPC::Cmd", "-MFile::Compare", "-MFile::Copy"];
    read(Command::new("perl").args(modules).args(["-e", "1"])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major(""), None);
    }

    #[test]
    fn every_need_is_one_line_that_names_three_systems() {
        for need in NEEDS.iter().chain([&NEED_FOR_LEPTOS]) {
            let sentence = sentence(need);
            assert!(!sentence.contains('\n'));
            assert!(["Debian", "Fedora", "macOS"].iter().all(|name| sentence.contains(name)), "{sentence}");
        }
    }
}
