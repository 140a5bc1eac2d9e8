//! Rules for single files: their first line, their length, their name, and what may not stand in them.

use super::Tree;

const LINES_MOST: usize = 400;

/// Files that may be longer, with the reason.
const LONG: &[(&str, &str)] = &[];

/// A room with such a name has no noun of its own.
const NO_ROOMS: &[&str] =
    &["common", "helper", "helpers", "manager", "managers", "misc", "shared", "util", "utils"];

const CODE: &[&str] =
    &["css", "html", "js", "json", "md", "mjs", "rs", "sh", "sql", "svg", "toml", "yaml", "yml"];

/// Folders of one machine. Somebody else has none of them.
const MACHINE_PATHS: &[&str] = &[concat!("/ro", "ot"), concat!("/wo", "rk"), concat!("/ho", "me")];

/// Where packages come from is a matter of each machine's settings.
const PACKAGE_HOSTS: &[&str] = &[
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("registry.npmjs", ".org"),
    concat!("deb.debian", ".org"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
];

/// Spelled in two halves, so that this file may pass itself.
const DEBT: &str = concat!("FIX", "ME");

pub(super) fn faults(tree: &Tree) -> Vec<String> {
    let mut faults: Vec<String> = tree.files.iter().filter_map(|file| name_fault(&file.path)).collect();
    for (path, text) in tree.texts() {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
        if ending == "rs" {
            faults.extend(rust_faults(path, text));
        }
        if CODE.contains(&ending) {
            faults.extend(line_faults(path, text));
        }
        faults.extend(stranger_faults(path, text));
    }
    faults
}

fn name_fault(path: &str) -> Option<String> {
    let parts = path.split('/').map(|part| part.split('.').next().unwrap_or_default());
    for part in parts {
        if NO_ROOMS.contains(&part) {
            return Some(format!("{path}: no room is called `{part}`; which noun is missing?"));
        }
    }
    let is_mod = path.rsplit('/').next() == Some("mod.rs");
    is_mod.then(|| format!("{path}: a module is `name.rs` beside `name/`"))
}

fn rust_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//! ") {
        faults.push(format!("{path}: the first line says in one breath what lives here (`//! ...`)"));
    }
    let lines = text.lines().count();
    if lines > LINES_MOST && !LONG.iter().any(|(long, _)| *long == path) {
        faults.push(format!("{path}: {lines} lines, at most {LINES_MOST}; split it by meaning"));
    }
    if text.lines().any(|line| line.trim_start().starts_with("#[ignore")) {
        faults.push(format!("{path}: a test is never ignored; long ones ask for FARLANTERN_LONG"));
    }
    faults
}

fn line_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{path}:{}", index + 1);
        if line.ends_with([' ', '\t', '\r']) {
            faults.push(format!("{place}: space at the end of the line"));
        }
        if line.contains(DEBT) {
            faults.push(format!("{place}: {DEBT}; a debt is `TODO(#issue)`"));
        }
    }
    faults
}

fn stranger_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{path}:{}", index + 1);
        if let Some(folder) = MACHINE_PATHS.iter().find(|folder| names_folder(line, folder)) {
            faults.push(format!("{place}: `{folder}` is a folder of one machine"));
        }
        if let Some(host) = PACKAGE_HOSTS.iter().find(|host| line.contains(*host)) {
            faults.push(format!("{place}: `{host}` is a matter of each machine's settings"));
        }
    }
    faults
}

/// As a whole first part of a path: `/workbench` and `a/home` are something else.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + folder.len()..].chars().next();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"./-_~}>)".contains(c));
        begins && after == Some('/')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        faults(&Tree::of(&[(path, text)]))
    }

    #[test]
    fn a_good_file_passes() {
        assert!(check("app/src/page.rs", "//! Pages.\n\nfn page() {}\n").is_empty());
    }

    #[test]
    fn each_planted_fault_is_found() {
        let long = format!("//! Long.\n{}", "//\n".repeat(LINES_MOST));
        let debt = format!("//! A.\n// {DEBT}: later\n");
        let folder = format!("//! A.\nconst A: &str = \"{}/someone/x\";\n", MACHINE_PATHS[2]);
        let host = format!("//! A.\n// https://{}/x\n", PACKAGE_HOSTS[2]);
        let planted: &[(&str, &str)] = &[
            ("a/src/lib.rs", "fn main() {}\n"),
            ("a/src/mod.rs", "//! A.\n"),
            ("a/src/utils.rs", "//! A.\n"),
            ("a/helpers/one.mjs", "export {};\n"),
            ("a/src/lib.rs", "//! A. \n"),
            ("a/src/lib.rs", "//! A.\n#[ignore]\nfn t() {}\n"),
            ("a/src/lib.rs", &long),
            ("a/src/lib.rs", &debt),
            ("a/src/lib.rs", &folder),
            ("deploy/site.conf", &folder),
            ("a/src/lib.rs", &host),
        ];
        for (path, text) in planted {
            assert_eq!(check(path, text).len(), 1, "{path}: {:?}", check(path, text));
        }
    }

    #[test]
    fn addresses_and_longer_words_are_no_machine_paths() {
        let work = MACHINE_PATHS[1];
        assert!(!names_folder(&format!("href=\"{work}bench\""), work));
        assert!(!names_folder(&format!("$ROOT{work}/x"), work));
        assert!(!names_folder(&format!("see a{work}/x"), work));
        assert!(names_folder(&format!("cd {work}/x"), work));
    }
}
