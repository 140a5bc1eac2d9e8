//! The Dockerfile, read where no engine runs: known instructions, existing sources, a small and humble image.

use super::Tree;
use crate::pins;

const FILE: &str = "Dockerfile";
const KNOWN: &[&str] = &[
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

struct Instruction {
    line: usize,
    word: String,
    rest: String,
}

pub(super) fn faults(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.text(FILE) else { return vec![format!("{FILE}: is missing")] };
    let instructions = match read(text) {
        Ok(instructions) => instructions,
        Err(fault) => return vec![format!("{FILE}: {fault}")],
    };
    let mut faults = Vec::new();
    let mut stages: Vec<&str> = Vec::new();
    for Instruction { line, word, rest } in &instructions {
        let fault = match word.as_str() {
            "FROM" => from_fault(rest, &mut stages, tree),
            _ if stages.is_empty() && word != "ARG" => Some("stands before the first FROM".to_owned()),
            "COPY" | "ADD" => copy_fault(rest, &stages, tree),
            "ENTRYPOINT" | "CMD" | "SHELL" => list_fault(rest),
            "HEALTHCHECK" => rest
                .split_once("CMD ")
                .map_or(Some("asks nothing (`CMD [...]` is missing)".to_owned()), |(_, command)| {
                    list_fault(command)
                }),
            "ENV" => env_fault(rest),
            _ => None,
        };
        faults.extend(fault.map(|fault| format!("{FILE}:{line}: {word} {fault}")));
    }
    faults.extend(image_faults(&instructions).into_iter().map(|fault| format!("{FILE}: {fault}")));
    faults.extend(ignore_faults(tree));
    faults
}

fn read(text: &str) -> Result<Vec<Instruction>, String> {
    let mut instructions: Vec<Instruction> = Vec::new();
    let mut goes_on = false;
    for (index, raw) in text.lines().enumerate() {
        let line = raw.trim();
        if line.starts_with('#') || (line.is_empty() && !goes_on) {
            continue;
        }
        let (part, more) = match line.strip_suffix('\\') {
            Some(part) => (part.trim_end(), true),
            None => (line, false),
        };
        match instructions.last_mut().filter(|_| goes_on) {
            Some(instruction) => instruction.rest = format!("{} {part}", instruction.rest),
            None => {
                let (word, rest) = part.split_once(' ').unwrap_or((part, ""));
                if !KNOWN.contains(&word) {
                    return Err(format!("line {}: `{word}` is no instruction", index + 1));
                }
                if rest.trim().is_empty() {
                    return Err(format!("line {}: {word} says nothing", index + 1));
                }
                let (word, rest) = (word.to_owned(), rest.trim().to_owned());
                instructions.push(Instruction { line: index + 1, word, rest });
            }
        }
        goes_on = more;
    }
    if goes_on { Err("the last line goes on into nothing".to_owned()) } else { Ok(instructions) }
}

fn from_fault<'a>(rest: &'a str, stages: &mut Vec<&'a str>, tree: &Tree) -> Option<String> {
    let mut words = rest.split_whitespace().filter(|word| !word.starts_with("--"));
    let image = words.next().unwrap_or_default();
    let known = stages.contains(&image);
    stages.push(match (words.next(), words.next()) {
        (Some("AS"), Some(name)) => name,
        (None, None) => "",
        _ => return Some("is `FROM image AS name`".to_owned()),
    });
    let tag = image.rsplit('/').next().and_then(|name| name.split_once(':')).map(|(_, tag)| tag);
    match tag {
        _ if known => None,
        None | Some("latest") => Some(format!("`{image}` has no fixed tag")),
        Some(tag) if image.starts_with("rust:") => {
            let wanted = tree.text("Cargo.toml").and_then(rust_version)?;
            let same = tag.split('-').next() == Some(wanted);
            (!same).then(|| format!("`{image}`, but the root manifest asks for Rust {wanted}"))
        }
        Some(tag) if image.starts_with("node:") => {
            let major: u32 = tag.split(['.', '-']).next()?.parse().unwrap_or(0);
            (major < pins::NODE_LEAST)
                .then(|| format!("`{image}`, but Node {} is the oldest", pins::NODE_LEAST))
        }
        Some(_) => None,
    }
}

fn rust_version(manifest: &str) -> Option<&str> {
    manifest.split_once("\nrust-version = \"")?.1.split('"').next()
}

fn copy_fault(rest: &str, stages: &[&str], tree: &Tree) -> Option<String> {
    let (flags, words): (Vec<&str>, Vec<&str>) =
        rest.split_whitespace().partition(|word| word.starts_with("--"));
    if words.len() < 2 {
        return Some("needs a source and a place".to_owned());
    }
    if let Some(stage) = flags.iter().find_map(|flag| flag.strip_prefix("--from=")) {
        let earlier = &stages[..stages.len() - 1];
        return (!earlier.contains(&stage)).then(|| format!("from `{stage}`, which is no stage above"));
    }
    let missing = words[..words.len() - 1].iter().find(|source| **source != "." && !tree.has(source));
    missing.map(|source| format!("`{source}`, which is not there"))
}

/// `["program", "word"]`: without a shell, which the image does not have.
fn list_fault(text: &str) -> Option<String> {
    let inside = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let good = inside.is_some_and(|inside| {
        inside.split(',').map(str::trim).all(|word| {
            word.len() > 2 && word.starts_with('"') && word.ends_with('"') && word.matches('"').count() == 2
        })
    });
    (!good).then(|| format!("`{}` is no list of quoted words", text.trim()))
}

fn env_fault(rest: &str) -> Option<String> {
    let wrong = rest.split_whitespace().find(|pair| {
        let name = pair.split_once('=').map(|(name, _)| name).unwrap_or_default();
        name.is_empty() || !name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    });
    wrong.map(|pair| format!("`{pair}` is no NAME=value"))
}

fn image_faults(instructions: &[Instruction]) -> Vec<String> {
    let last = instructions.iter().rposition(|one| one.word == "FROM").unwrap_or(0);
    let image = &instructions[last..];
    let find = |word: &str| image.iter().rev().find(|one| one.word == word).map(|one| one.rest.as_str());
    let mut faults = Vec::new();
    match find("USER").map(|user| user.split(':').next().unwrap_or_default()) {
        None => faults.push("the image runs as root; USER is missing".to_owned()),
        Some("root" | "0" | "") => faults.push("the image runs as root".to_owned()),
        Some(_) => {}
    }
    let volumes = instructions.iter().filter(|one| one.word == "VOLUME").count();
    if volumes != 1 || find("VOLUME").is_none_or(|volume| volume.split_whitespace().count() != 1) {
        faults.push(format!("the image has one volume, not {volumes}"));
    }
    for word in ["ENTRYPOINT", "EXPOSE", "HEALTHCHECK"] {
        if find(word).is_none() {
            faults.push(format!("the image has no {word}"));
        }
    }
    if image.iter().any(|one| one.word == "RUN") {
        faults.push("the image is only copied together; RUN belongs in the stage that builds".to_owned());
    }
    faults
}

/// What is never sent to the engine, and what the build cannot do without.
fn ignore_faults(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.text(".dockerignore") else { return vec![".dockerignore: is missing".to_owned()] };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let must = [".git", "data", "target", "**/node_modules"];
    let must = must.iter().filter(|name| !lines.contains(*name));
    let mut faults: Vec<String> = must.map(|name| format!(".dockerignore: leaves `{name}` in")).collect();
    let needed = ["app", "content", "crates", "frontend", "migrations", "public", "server", "style", "*"];
    let wrong = needed.iter().filter(|name| lines.contains(*name));
    faults.extend(wrong.map(|name| format!(".dockerignore: `{name}` is needed for the build")));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "FROM rust:1.95-slim AS build\nWORKDIR /s\nCOPY . .\nRUN cargo xtask build \\\n    # Why.\n    \
        && true\n\nFROM debian:bookworm-slim\nCOPY --from=build --chown=1:1 /a /b\nENV A=1 B_C=/d\n\
        USER 65532:65532\nVOLUME /data\nEXPOSE 3000\nHEALTHCHECK --interval=30s CMD [\"/f\", \"healthcheck\"]\n\
        ENTRYPOINT [\"/f\"]\nCMD [\"serve\"]\n";
    const MANIFEST: &str = "[workspace.package]\nrust-version = \"1.95\"\n";

    fn check(dockerfile: &str) -> Vec<String> {
        let ignore = ".git\ndata\ntarget\n**/node_modules\n";
        faults(&Tree::of(&[("Dockerfile", dockerfile), (".dockerignore", ignore), ("Cargo.toml", MANIFEST)]))
    }

    #[test]
    fn a_good_file_passes() {
        assert_eq!(check(GOOD), [""; 0]);
    }

    #[test]
    fn each_planted_fault_is_found() {
        for (right, wrong) in [
            ("WORKDIR /s", "WORKDIRS /s"),
            ("WORKDIR /s", "COPY gone /s"),
            ("WORKDIR /s", "VOLUME /more"),
            ("COPY --from=build", "COPY --from=built"),
            ("FROM debian:bookworm-slim", "FROM debian"),
            ("FROM debian:bookworm-slim", "FROM debian:latest"),
            ("rust:1.95-slim", "rust:1.90-slim"),
            ("USER 65532:65532", "USER root"),
            ("USER 65532:65532", "USER 0:0"),
            ("USER 65532:65532\n", ""),
            ("USER 65532:65532", "USER 1\nRUN true"),
            ("VOLUME /data\n", ""),
            ("ENV A=1", "ENV A 1"),
            ("ENTRYPOINT [\"/f\"]", "ENTRYPOINT /f"),
            ("CMD [\"serve\"]", "CMD ['serve']"),
            ("CMD [\"serve\"]", "CMD [\"serve\"] \\"),
            ("EXPOSE 3000\n", ""),
            ("HEALTHCHECK --interval=30s CMD [\"/f\", \"healthcheck\"]\n", ""),
        ] {
            assert!(GOOD.contains(right), "{right}");
            assert!(!check(&GOOD.replacen(right, wrong, 1)).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn what_stays_outside_is_checked() {
        let tree = Tree::of(&[("Dockerfile", GOOD), (".dockerignore", ".git\ndata\ntarget\napp\n")]);
        assert_eq!(faults(&tree).len(), 2);
    }
}
