//! Both databases tell the same story: equal names, numbers without a gap, nothing empty.

use super::Tree;

const FOLDERS: [&str; 2] = ["migrations/sqlite/", "migrations/postgres/"];

pub(super) fn faults(tree: &Tree) -> Vec<String> {
    let [sqlite, postgres] = FOLDERS.map(|folder| names(tree, folder));
    let mut faults = Vec::new();
    if sqlite.is_empty() {
        faults.push(format!("{}: there is no migration", FOLDERS[0]));
    }
    for name in sqlite.iter().filter(|name| !postgres.contains(name)) {
        faults.push(format!("{}{name}: PostgreSQL has no such migration", FOLDERS[0]));
    }
    for name in postgres.iter().filter(|name| !sqlite.contains(name)) {
        faults.push(format!("{}{name}: SQLite has no such migration", FOLDERS[1]));
    }
    for (index, name) in sqlite.iter().enumerate() {
        let number = format!("{:04}_", index + 1);
        if !name.starts_with(&number) || !name.ends_with(".sql") {
            faults.push(format!("{}{name}: expected {number}<what it does>.sql", FOLDERS[0]));
        }
    }
    for (path, text) in tree.texts() {
        if FOLDERS.iter().any(|folder| path.starts_with(folder)) && text.trim().is_empty() {
            faults.push(format!("{path}: is empty"));
        }
    }
    faults
}

fn names<'a>(tree: &'a Tree, folder: &str) -> Vec<&'a str> {
    tree.files.iter().filter_map(|file| file.path.strip_prefix(folder)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str]) -> usize {
        let files: Vec<(&str, &str)> = files.iter().map(|path| (*path, "select 1;\n")).collect();
        faults(&Tree::of(&files)).len()
    }

    #[test]
    fn twins_pass_and_a_lone_misnumbered_or_missing_one_does_not() {
        assert_eq!(check(&["migrations/sqlite/0001_a.sql", "migrations/postgres/0001_a.sql"]), 0);
        assert_eq!(check(&["migrations/sqlite/0001_a.sql"]), 1);
        assert_eq!(check(&["migrations/sqlite/0001_a.sql", "migrations/postgres/0001_b.sql"]), 2);
        assert_eq!(check(&["migrations/sqlite/0002_a.sql", "migrations/postgres/0002_a.sql"]), 1);
        assert_eq!(check(&[]), 1);
    }
}
