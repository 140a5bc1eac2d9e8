//! Manifests and locks: what we depend on is said once, exactly, and comes from the common registry.

use super::Tree;
use std::collections::BTreeMap;

const LOCK_SOURCE: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

pub(super) fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    let mut versions: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (path, text) in tree.texts() {
        match path.rsplit('/').next().unwrap_or(path) {
            "Cargo.toml" => {
                if path != "Cargo.toml" {
                    faults.extend(member_faults(path, text));
                }
                for dependency in dependencies(text) {
                    faults.extend(dependency_faults(path, &dependency));
                    faults.extend(second_version(path, &dependency, &mut versions));
                }
            }
            "Cargo.lock" => faults.extend(lock_faults(path, text)),
            // An address in the lock is the address of one machine's registry.
            "package-lock.json" if text.contains("\"resolved\": \"http") => {
                let how = "npm's `omit-lockfile-registry-resolved` leaves them out";
                faults.push(format!("{path}: keeps addresses; {how}"));
            }
            _ => {}
        }
    }
    faults
}

struct Dependency<'a> {
    section: &'a str,
    name: &'a str,
    says: &'a str,
}

/// One per line, as all our manifests are written; `[target.x.dependencies.name]` included.
fn dependencies(text: &str) -> Vec<Dependency<'_>> {
    let mut found = Vec::new();
    let mut section = "";
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_matches(['[', ']']);
        } else if section.ends_with("dependencies")
            && !line.starts_with('#')
            && let Some((name, says)) = line.split_once('=')
        {
            found.push(Dependency { section, name: name.trim(), says: says.trim() });
        }
    }
    found
}

fn member_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for key in ["version", "edition", "license", "publish"] {
        if !text.contains(&format!("\n{key}.workspace = true")) {
            faults.push(format!("{path}: `{key}.workspace = true` is missing"));
        }
    }
    if !text.contains("[lints]\nworkspace = true") {
        faults.push(format!("{path}: takes no lints from the root"));
    }
    faults
}

fn dependency_faults(path: &str, dependency: &Dependency<'_>) -> Option<String> {
    let Dependency { section, name, says } = dependency;
    let fault = |why: &str| Some(format!("{path} [{section}] {name}: {why}"));
    let says_path = says.contains("path =");
    if says.contains("git =") {
        return fault("comes from a repository, not from the registry");
    }
    if says.contains("\"*\"") || says.contains("\"\"") {
        return fault("any version will do, says the manifest; it will not");
    }
    if says_path && path != "Cargo.toml" {
        return fault("a room is known by its name from the root, not by its path");
    }
    let by_root = says.contains("workspace = true") || name.ends_with(".workspace");
    if *section == "dependencies" && path != "Cargo.toml" && !by_root {
        return fault("its version belongs in the root manifest");
    }
    None
}

/// A version that two rooms write must be the same one.
fn second_version(
    path: &str,
    dependency: &Dependency<'_>,
    versions: &mut BTreeMap<String, (String, String)>,
) -> Option<String> {
    let version = version(dependency.says)?;
    let (first_path, first) =
        versions.entry(dependency.name.to_owned()).or_insert_with(|| (path.to_owned(), version.to_owned()));
    (first != version)
        .then(|| format!("{path}: {} {version}, but {first_path} says {first}", dependency.name))
}

fn version(says: &str) -> Option<&str> {
    let rest = match says.strip_prefix('"') {
        Some(rest) => rest,
        None => says.split_once("version = \"")?.1,
    };
    rest.split('"').next()
}

fn lock_faults(path: &str, text: &str) -> Vec<String> {
    let strange = text.lines().filter(|line| line.starts_with("source = ") && *line != LOCK_SOURCE);
    strange.map(|line| format!("{path}: {line} is not the common registry")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[package]\nname = \"a\"\nversion.workspace = true\nedition.workspace = true\n\
        license.workspace = true\npublish.workspace = true\n\n[lints]\nworkspace = true\n\n";

    fn check(path: &str, rest: &str) -> Vec<String> {
        let text = if path == "Cargo.toml" { rest.to_owned() } else { format!("{HEAD}{rest}") };
        faults(&Tree::of(&[(path, &text)]))
    }

    #[test]
    fn a_sane_manifest_passes() {
        let rest = "[dependencies]\n# Why.\nserde = { workspace = true }\nhex.workspace = true\n\n\
            [dev-dependencies]\ntempfile = \"3\"\n";
        assert_eq!(check("crates/a/Cargo.toml", rest), [""; 0]);
    }

    #[test]
    fn each_planted_fault_is_found() {
        for line in [
            "serde = \"1\"",
            "serde = { git = \"https://example.org/serde\", workspace = true }",
            "rules = { path = \"../rules\", workspace = true }",
            "serde = { version = \"*\", workspace = true }",
        ] {
            let found = check("crates/a/Cargo.toml", &format!("[dependencies]\n{line}\n"));
            assert_eq!(found.len(), 1, "{line}: {found:?}");
        }
        assert_eq!(faults(&Tree::of(&[("a/Cargo.toml", "[package]\n")])).len(), 5);
        assert_eq!(check("Cargo.lock", "source = \"git+https://example.org\"\n").len(), 1);
    }

    #[test]
    fn two_rooms_with_two_versions_are_found() {
        let other = format!("{HEAD}[dev-dependencies]\ntempfile = \"2\"\n");
        let tree = Tree::of(&[
            ("Cargo.toml", "[workspace.dependencies]\ntempfile = \"3\"\n"),
            ("a/Cargo.toml", &other),
        ]);
        assert_eq!(faults(&tree), ["a/Cargo.toml: tempfile 2, but Cargo.toml says 3"]);
    }
}
