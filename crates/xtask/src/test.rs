//! `cargo xtask test`: everything, in an order that tells the cheap news first.

mod ground;

use crate::check;
use crate::pins::WASM_TARGET;
use crate::place::{Place, run};
use crate::report::Round;
use crate::{content, tidy, tools, walls};
use anyhow::{Context, Result, bail};
use ground::Ground;

struct Step {
    name: &'static str,
    says: &'static str,
    long: bool,
    run: fn(&mut Ground<'_>) -> Result<()>,
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        says: "rustfmt finds nothing to change",
        long: false,
        run: |on| check::format(on.place),
    },
    Step {
        name: "tidy",
        says: "files, manifests, migrations, containers",
        long: false,
        run: |on| tidy::tidy(on.place, &[]),
    },
    Step { name: "walls", says: "who may know whom", long: false, run: |on| walls::walls(on.place, &[]) },
    Step {
        name: "lints",
        says: "clippy on this machine's rooms",
        long: false,
        run: |on| check::lints(on.place),
    },
    Step {
        name: "lints-wasm",
        says: "clippy on the browser's rooms",
        long: false,
        run: |on| check::lints_wasm(on.place),
    },
    Step {
        name: "docs",
        says: "the documentation has no broken link",
        long: false,
        run: |on| check::documentation(on.place),
    },
    Step { name: "xtask", says: "the tools themselves", long: false, run: |on| on.cargo_test("xtask", &[]) },
    Step { name: "rules", says: "the rules of play", long: false, run: |on| on.cargo_test("rules", &[]) },
    Step {
        name: "content",
        says: "the book holds together",
        long: false,
        run: |on| content::holds(on.place),
    },
    Step { name: "odds", says: "how likely a roll is", long: false, run: |on| on.cargo_test("odds", &[]) },
    Step { name: "wire", says: "what travels", long: false, run: |on| on.cargo_test("wire", &[]) },
    Step {
        name: "forge",
        says: "every model: triangles, closedness, paint, and that it is read and moves",
        long: false,
        run: |on| on.cargo_test("forge", &[]),
    },
    Step {
        name: "forge-sound",
        says: "every sound: loudness, seams of loops, bytes",
        long: false,
        run: |on| on.cargo_test("forge-sound", &[]),
    },
    Step {
        name: "model",
        says: "files of models are read with suspicion, and move",
        long: false,
        run: |on| on.cargo_test("model", &[]),
    },
    Step {
        name: "staging",
        says: "ways over the ground, the real sky, figures that are put together",
        long: false,
        run: |on| on.cargo_test("staging", &[]),
    },
    Step {
        name: "store",
        says: "what is kept, on both databases; kills and power cuts",
        long: false,
        run: |on| on.cargo_test_with_database("store", &[]),
    },
    Step {
        name: "app",
        says: "pages and their reads",
        long: false,
        run: |on| on.cargo_test("app", &["--features", "ssr"]),
    },
    Step {
        name: "server",
        says: "HTTP from outside: doors, logins, hostile bodies",
        long: false,
        run: |on| on.cargo_test_with_database("server", &[]),
    },
    Step {
        name: "bench",
        says: "the room that measures",
        long: false,
        run: |on| on.cargo_test("bench", &[]).and_then(|()| on.cargo_test("bench-rules", &[])),
    },
    Step { name: "wasm", says: "the browser's rooms, in Chromium", long: false, run: wasm },
    Step {
        name: "browser",
        says: "every page, in both themes and both sizes",
        long: false,
        run: |on| on.browser_tests(),
    },
    Step {
        name: "budget",
        says: "bytes of the released bundle and of the first paint",
        long: true,
        run: |on| on.budget(),
    },
];

pub(crate) fn test(place: &Place, words: &[String]) -> Result<()> {
    let wish = Wish::read(words)?;
    let steps: Vec<&Step> = STEPS.iter().filter(|step| wish.takes(step)).collect();
    if steps.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!(
            "No step is called like that. The steps are: {} (with --long the last, too).",
            names.join(", ")
        );
    }
    let mut ground = Ground::new(place, wish.long);
    let mut round = Round::new(steps.len());
    for step in steps {
        round.step(step.name, step.says, || (step.run)(&mut ground));
    }
    ground.say_where_pictures_are();
    round.finish()
}

/// Every room that brings tests for the browser.
fn wasm(on: &mut Ground<'_>) -> Result<()> {
    tools::ensure(on.place, false)?;
    let (driver, settings) = {
        let place = on.place;
        let browser = on.browser()?;
        (browser.driver.clone(), browser.webdriver_file(place)?)
    };
    let mut tested = 0;
    for room in ["crates/client", "crates/rules", "crates/wire", "app", "frontend"] {
        let manifest = std::fs::read_to_string(on.place.root.join(room).join("Cargo.toml"))
            .with_context(|| format!("the manifest of {room}"))?;
        if !manifest.contains("wasm-bindgen-test") {
            continue;
        }
        tested += 1;
        let name = room.rsplit('/').next().unwrap_or(room);
        let mut command = place_test(on.place, name);
        command
            .args(["--tests", "--target", WASM_TARGET])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", &driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
        run(&mut command)?;
    }
    if tested == 0 {
        bail!("No room has tests for the browser.");
    }
    Ok(())
}

fn place_test(place: &Place, room: &str) -> std::process::Command {
    place.cargo(&["test", "-p", room])
}

#[derive(Default)]
struct Wish {
    long: bool,
    name: Option<String>,
}

impl Wish {
    fn read(words: &[String]) -> Result<Self> {
        let mut wish = Self::default();
        for word in words {
            match word.as_str() {
                "--long" => wish.long = true,
                flag if flag.starts_with('-') => bail!("`{flag}` is not known here; there is only --long."),
                name if wish.name.is_none() => wish.name = Some(name.to_owned()),
                more => bail!("One name of a step is enough; `{more}` is the second."),
            }
        }
        Ok(wish)
    }

    fn takes(&self, step: &Step) -> bool {
        let wanted = self.name.as_deref().is_none_or(|name| {
            let exact = STEPS.iter().any(|step| step.name == name);
            if exact { step.name == name } else { step.name.contains(name) }
        });
        wanted && (self.long || !step.long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Vec<&'static str> {
        let wish = Wish::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()).unwrap();
        STEPS.iter().filter(|step| wish.takes(step)).map(|step| step.name).collect()
    }

    #[test]
    fn the_usual_run_leaves_out_only_the_long_steps() {
        assert_eq!(names(&[]).len() + 1, STEPS.len());
        assert_eq!(names(&["--long"]).len(), STEPS.len());
    }

    #[test]
    fn a_name_chooses_steps() {
        assert_eq!(names(&["lint"]), ["lints", "lints-wasm"]);
        assert_eq!(names(&["wasm"]), ["wasm"]);
        assert_eq!(names(&["nothing"]), [""; 0]);
    }
}
