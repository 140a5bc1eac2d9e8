//! Walls between the rooms: who may know whom. A leak fails, and so does a room without a wall.

use crate::pins::WASM_TARGET;
use crate::place::{Place, read};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;

struct Wall {
    room: &'static str,
    features: Option<&'static str>,
    wasm: bool,
    /// Our own rooms that may stand anywhere below it.
    rooms: &'static [&'static str],
    /// Strangers that may stand nowhere below it.
    strangers: &'static [&'static str],
}

/// What has no place where everything must come in as an argument. A stream of chance that is seeded by
/// its caller (`rand_chacha`, by the words of `rand_core`) is no chance of its own.
const PURE: &[&str] = &[
    "axum",
    "chrono",
    "getrandom",
    "js-sys",
    "leptos",
    "rand",
    "sqlx",
    "three-d",
    "time",
    "tokio",
    "wasm-bindgen",
    "web-sys",
];
const SCREEN: &[&str] =
    &["axum", "gloo-storage", "idb", "leptos", "rexie", "three-d", "wasm-bindgen", "web-sys"];
/// A maker knows what travels, and neither who asks for it nor what time it is.
const MAKER: &[&str] = &[
    "axum",
    "chrono",
    "getrandom",
    "js-sys",
    "leptos",
    "rand",
    "sqlx",
    "three-d",
    "time",
    "tokio",
    "wasm-bindgen",
    "web-sys",
];
const BROWSER: &[&str] = &["gloo-storage", "idb", "rexie", "three-d"];
const SERVER: &[&str] =
    &["axum", "chrono", "hyper", "leptos_axum", "libsqlite3-sys", "mio", "rustls", "sqlx"];

const WALLS: &[Wall] = &[
    Wall { room: "rules", features: None, wasm: false, rooms: &[], strangers: PURE },
    Wall { room: "rules", features: None, wasm: true, rooms: &[], strangers: PURE },
    Wall { room: "odds", features: None, wasm: false, rooms: &["rules"], strangers: PURE },
    Wall { room: "odds", features: None, wasm: true, rooms: &["rules"], strangers: PURE },
    Wall { room: "wire", features: None, wasm: false, rooms: &["rules"], strangers: PURE },
    Wall { room: "wire", features: None, wasm: true, rooms: &["rules"], strangers: PURE },
    Wall { room: "store", features: None, wasm: false, rooms: &["rules", "wire"], strangers: SCREEN },
    Wall {
        room: "client",
        features: None,
        wasm: true,
        rooms: &["model", "rules", "staging", "wire"],
        strangers: SERVER,
    },
    Wall {
        room: "app",
        features: Some("ssr"),
        wasm: false,
        rooms: &["odds", "rules", "store", "wire"],
        strangers: BROWSER,
    },
    Wall {
        room: "app",
        features: Some("hydrate"),
        wasm: true,
        rooms: &["client", "model", "odds", "rules", "staging", "wire"],
        strangers: SERVER,
    },
    Wall {
        room: "frontend",
        features: None,
        wasm: true,
        rooms: &["app", "client", "model", "odds", "rules", "staging", "wire"],
        strangers: SERVER,
    },
    Wall {
        room: "server",
        features: None,
        wasm: false,
        rooms: &["app", "odds", "rules", "store", "wire"],
        strangers: BROWSER,
    },
    Wall {
        room: "bench",
        features: None,
        wasm: false,
        rooms: &["bench-rules", "odds", "rules", "store", "wire"],
        strangers: SCREEN,
    },
    Wall {
        room: "bench-rules",
        features: None,
        wasm: false,
        rooms: &["odds", "rules", "wire"],
        strangers: SCREEN,
    },
    // What it makes is the same for ever, so nothing random and no clock comes in but by name.
    Wall {
        room: "forge",
        features: None,
        wasm: false,
        rooms: &["forge-sound", "rules", "wire"],
        strangers: MAKER,
    },
    // Chance comes in by the id, so it may know whom the pure rooms may not; the screen it may not.
    Wall { room: "forge-sound", features: None, wasm: false, rooms: &[], strangers: SCREEN },
    Wall { room: "model", features: None, wasm: false, rooms: &[], strangers: PURE },
    Wall { room: "model", features: None, wasm: true, rooms: &[], strangers: PURE },
    Wall {
        room: "staging",
        features: None,
        wasm: false,
        rooms: &["model", "rules", "wire"],
        strangers: PURE,
    },
    Wall { room: "staging", features: None, wasm: true, rooms: &["model", "rules", "wire"], strangers: PURE },
    Wall { room: "xtask", features: None, wasm: false, rooms: &["rules"], strangers: PURE },
];

/// Strangers that only these rooms may call by name.
const OWNERS: &[(&str, &[&str])] = &[
    ("axum", &["app", "server"]),
    ("fundsp", &["forge-sound"]),
    ("gloo-storage", &["client"]),
    ("idb", &["client"]),
    ("leptos", &["app", "frontend", "server"]),
    ("leptos_axum", &["app", "server"]),
    // LGPL: only what makes files may hold it, never what people run.
    ("mp3lame-encoder", &["forge-sound"]),
    ("rexie", &["client"]),
    // The measuring room makes databases of its own and asks them how often they flushed.
    ("sqlx", &["bench", "store"]),
    ("three-d", &["client"]),
    ("web-sys", &["client"]),
];

pub(crate) fn walls(place: &Place, _: &[String]) -> Result<()> {
    let rooms = members(&std::fs::read_to_string(place.root.join("Cargo.toml"))?)?;
    let mut leaks = without_wall(&rooms, WALLS);
    for wall in WALLS {
        leaks.extend(wall.leaks(&below(place, wall)?, &rooms));
    }
    for room in &rooms {
        let list = list(place, room, &["--depth", "1", "--all-features", "--target", "all"])?;
        leaks.extend(trespasses(room, &list, OWNERS));
    }
    if !leaks.is_empty() {
        bail!("{}", leaks.join("\n"));
    }
    println!("{} walls stand around {} rooms", WALLS.len(), rooms.len());
    Ok(())
}

fn below(place: &Place, wall: &Wall) -> Result<BTreeSet<String>> {
    let mut words = Vec::new();
    if let Some(features) = wall.features {
        words.extend(["--no-default-features", "--features", features]);
    }
    if wall.wasm {
        words.extend(["--target", WASM_TARGET]);
    }
    list(place, wall.room, &words)
}

/// `cargo tree` fails on a name it does not know, so a typing error cannot pass for a clean room.
fn list(place: &Place, room: &str, words: &[&str]) -> Result<BTreeSet<String>> {
    let mut command = place.cargo(&["tree", "--quiet", "-e", "normal", "--prefix", "none", "-p", room]);
    let text = read(command.args(words)).with_context(|| format!("the wall of `{room}`"))?;
    Ok(text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

impl Wall {
    fn leaks(&self, below: &BTreeSet<String>, rooms: &[String]) -> Vec<String> {
        let mut leaks = Vec::new();
        if !below.contains(self.room) {
            leaks.push(format!("{}: its own name is not in its tree, so nothing was looked at", self.name()));
        }
        for name in below {
            let is_room = rooms.contains(name);
            let welcome = name == self.room || self.rooms.contains(&name.as_str());
            if self.strangers.contains(&name.as_str()) || (is_room && !welcome) {
                leaks.push(format!("{} must not know `{name}`", self.name()));
            }
        }
        leaks
    }

    fn name(&self) -> String {
        let features = self.features.map(|features| format!(" with {features}")).unwrap_or_default();
        let machine = if self.wasm { " in the browser" } else { "" };
        format!("`{}`{features}{machine}", self.room)
    }
}

fn trespasses(room: &str, below: &BTreeSet<String>, owners: &[(&str, &[&str])]) -> Vec<String> {
    owners
        .iter()
        .filter(|(stranger, owners)| below.contains(*stranger) && !owners.contains(&room))
        .map(|(stranger, owners)| format!("`{room}` names `{stranger}`; only {} may", owners.join(", ")))
        .collect()
}

fn without_wall(rooms: &[String], walls: &[Wall]) -> Vec<String> {
    rooms
        .iter()
        .filter(|room| !walls.iter().any(|wall| wall.room == room.as_str()))
        .map(|room| format!("`{room}` has no wall; add it to WALLS in crates/xtask/src/walls.rs"))
        .collect()
}

/// The names of the rooms are the last parts of their folders.
pub(crate) fn members(manifest: &str) -> Result<Vec<String>> {
    let (_, rest) = manifest.split_once("members = [").context("the root manifest lists no members")?;
    let (list, _) = rest.split_once(']').context("the list of members does not end")?;
    let paths = list.split('"').skip(1).step_by(2);
    Ok(paths.filter_map(|path| path.rsplit('/').next()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Wall = Wall { room: "rules", features: None, wasm: false, rooms: &["wire"], strangers: PURE };

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn rooms() -> Vec<String> {
        ["rules", "wire", "store"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_clean_room_is_clean() {
        assert!(HERE.leaks(&set(&["rules", "wire", "serde"]), &rooms()).is_empty());
    }

    #[test]
    fn a_planted_stranger_is_found() {
        let leaks = HERE.leaks(&set(&["rules", "serde", "tokio"]), &rooms());
        assert_eq!(leaks, ["`rules` must not know `tokio`"]);
    }

    #[test]
    fn a_planted_neighbour_is_found() {
        let leaks = HERE.leaks(&set(&["rules", "store"]), &rooms());
        assert_eq!(leaks, ["`rules` must not know `store`"]);
    }

    #[test]
    fn an_empty_tree_is_no_clean_room() {
        assert_eq!(HERE.leaks(&set(&[]), &rooms()).len(), 1);
    }

    #[test]
    fn a_mistyped_room_fails() {
        let place = Place::find().unwrap();
        assert!(list(&place, "ruels", &[]).is_err());
        assert!(list(&place, "rules", &[]).unwrap().contains("serde"));
    }

    #[test]
    fn a_stranger_called_by_the_wrong_room_is_found() {
        let below = set(&["app", "sqlx", "leptos"]);
        assert_eq!(trespasses("app", &below, OWNERS), ["`app` names `sqlx`; only bench, store may"]);
        assert!(trespasses("store", &set(&["store", "sqlx"]), OWNERS).is_empty());
    }

    #[test]
    fn a_new_room_needs_a_wall() {
        let rooms = members("members = [\"app\", \"crates/nowhere\"]\n").unwrap();
        assert_eq!(rooms, ["app", "nowhere"]);
        assert_eq!(without_wall(&rooms, WALLS).len(), 1);
    }
}
