//! How many bytes a stranger downloads.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::report::{Reach, Report};

const BROTLI: &str = "const z=require('zlib'),b=require('fs').readFileSync(process.argv[1]);\
    process.stdout.write(String(z.brotliCompressSync(b,{params:{[z.constants.BROTLI_PARAM_QUALITY]:11,\
    [z.constants.BROTLI_PARAM_LGWIN]:24}}).length))";

/// The chunk that every page waits for. The others come when they are needed.
const SHELL: &str = "farlantern.";
const KB: f64 = 1_000.0;

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let site = std::env::var("FARLANTERN_SITE").context("FARLANTERN_SITE names the built site")?;
    let (mut raw, mut brotli, mut shells) = (0.0, 0.0, 0);
    for entry in std::fs::read_dir(Path::new(&site).join("pkg"))? {
        let path = entry?.path();
        let kind = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
        if !["wasm", "js", "css"].contains(&kind.as_str()) {
            continue;
        }
        let own_raw = std::fs::metadata(&path)?.len() as f64 / KB;
        let own_brotli = brotli_bytes(&path)? / KB;
        let is_shell = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with(SHELL));
        match kind.as_str() {
            "wasm" if is_shell => {
                shells += 1;
                report.note("wasm that a page waits for, raw", own_raw, "KB");
                report.reach("wasm that a page waits for, Brotli", own_brotli, "KB", Reach::AtMost(180.0));
            }
            "wasm" => {}
            _ => {
                let name = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
                let name = name.split('.').next().unwrap_or_default();
                report.note(format!("{name}.{kind}, raw"), own_raw, "KB");
                report.note(format!("{name}.{kind}, Brotli"), own_brotli, "KB");
            }
        }
        if kind == "wasm" {
            raw += own_raw;
            brotli += own_brotli;
        }
    }
    ensure!(shells == 1, "there is no bundle in {site}/pkg");
    report.note("wasm of the whole app, raw", raw, "KB");
    report.note("wasm of the whole app, Brotli", brotli, "KB");
    Ok(())
}

fn brotli_bytes(path: &Path) -> Result<f64> {
    let output = Command::new("node").args(["-e", BROTLI]).arg(path).output()?;
    ensure!(output.status.success(), "node could not compress {}", path.display());
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}
