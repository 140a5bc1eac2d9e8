//! The schemas of content are those of the types, and every file of the book fits its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

use std::path::{Path, PathBuf};

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use rules::book::schemas;
use serde_json::Value;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// Of a file or a folder of the book.
fn kind_of(path: &Path) -> String {
    let first = path.strip_prefix(content().join("book")).unwrap().iter().next().unwrap();
    first.to_str().unwrap().trim_end_matches(".json").to_owned()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// `BLESS=1` writes them; so does `cargo xtask content schema`.
#[test]
fn schemas_are_those_of_the_types() {
    for (kind, schema) in schemas() {
        let file = content().join(format!("schema/{kind}.json"));
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(content().join("schema")).unwrap();
            std::fs::write(&file, &text).unwrap();
        }
        let written = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            written == text,
            "content/schema/{kind}.json is not that of the types: cargo xtask content schema"
        );
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for (kind, schema) in schemas() {
        let text = schema.to_string();
        for (_, rest) in text.match_indices("#/$defs/").map(|(at, it)| (at, &text[at + it.len()..])) {
            let name = rest.split('"').next().unwrap();
            assert!(schema["$defs"].get(name).is_some(), "{kind}: nobody says what a {name} is");
        }
    }
}

#[test]
fn every_file_of_the_book_fits_its_schema() {
    let mut found = Vec::new();
    files(&content().join("book"), &mut found);
    assert!(!found.is_empty());
    for (kind, schema) in schemas() {
        let (known, index) = compiled(schema);
        for file in found.iter().filter(|it| kind_of(it) == kind) {
            let entries: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
            if let Err(why) = known.validate(&entries, index) {
                panic!("{}: {}", file.display(), format!("{why:#}").chars().take(2_000).collect::<String>());
            }
        }
    }
    let kinds = schemas().map(|(kind, _)| kind);
    assert!(found.iter().all(|it| kinds.contains(&kind_of(it).as_str())));
}

/// What no type reads no schema lets through.
#[test]
fn a_stray_field_and_a_wrong_word_are_refused() {
    let term = |more: &str| format!(r#"[{{"id":"skill/x","name":"X","source":"S","text":"T"{more}}}]"#);
    let (_, schema) = schemas().into_iter().find(|(it, _)| *it == "terms").unwrap();
    let (known, index) = compiled(schema);
    for (more, right) in [
        ("", true),
        (r#","points":["a"]"#, true),
        (r#","pionts":["a"]"#, false),
        (r#","brings":["prone"]"#, true),
        (r#","brings":["Prone"]"#, false),
        (r#","points":"a""#, false),
    ] {
        let entries: Value = serde_json::from_str(&term(more)).unwrap();
        assert_eq!(known.validate(&entries, index).is_ok(), right, "{more}");
    }
}

fn compiled(schema: Value) -> (Schemas, SchemaIndex) {
    let mut known = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.set_default_draft(Draft::V2020_12);
    compiler.add_resource("http://book/schema.json", schema).unwrap();
    let index = compiler.compile("http://book/schema.json", &mut known).unwrap();
    (known, index)
}
