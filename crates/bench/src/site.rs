//! How many bytes a stranger downloads.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::report::{Reach, Report};

const BROTLI: &str = "const z=require('zlib'),b=require('fs').readFileSync(process.argv[1]);\
    process.stdout.write(String(z.brotliCompressSync(b,{params:{[z.constants.BROTLI_PARAM_QUALITY]:11,\
    [z.constants.BROTLI_PARAM_LGWIN]:24}}).length))";

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let site = std::env::var("FARLANTERN_SITE").context("FARLANTERN_SITE names the built site")?;
    let mut found = false;
    for entry in std::fs::read_dir(Path::new(&site).join("pkg"))? {
        let path = entry?.path();
        let kind = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
        if !["wasm", "js", "css"].contains(&kind.as_str()) {
            continue;
        }
        report.note(format!("{kind}, raw"), std::fs::metadata(&path)?.len() as f64 / 1024.0, "KB");
        let brotli = brotli_bytes(&path)? / 1024.0;
        if kind == "wasm" {
            found = true;
            report.reach("wasm, Brotli", brotli, "KB", Reach::AtMost(180.0));
        } else {
            report.note(format!("{kind}, Brotli"), brotli, "KB");
        }
    }
    ensure!(found, "there is no bundle in {site}/pkg");
    Ok(())
}

fn brotli_bytes(path: &Path) -> Result<f64> {
    let output = Command::new("node").args(["-e", BROTLI]).arg(path).output()?;
    ensure!(output.status.success(), "node could not compress {}", path.display());
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}
