//! The real stars as a file. They are the one thing here that strangers measured.

use anyhow::{Context, Result};
use serde_json::Value;
use wire::asset::{Credit, Kind};

use super::File;
use crate::sky::stars;

/// The list of the real stars as it stands in `content/`, with those who measured them.
///
/// # Errors
/// When the list does not say whose it is.
pub fn sky_file() -> Result<File> {
    let file = File::of("data/sky", Kind::Data, "json", stars::LIST.into())?;
    Ok(File { credits: credits()?, ..file })
}

/// Whose work every picture of the real stars is made from.
pub(super) fn credits() -> Result<Vec<Credit>> {
    let list: Value = serde_json::from_str(stars::LIST)?;
    let text = |credit: &Value, name: &str| {
        credit[name].as_str().map(str::to_owned).with_context(|| format!("a credit without its {name}"))
    };
    let credit = |it: &Value| {
        let (work, author, license) = (text(it, "work")?, text(it, "author")?, text(it, "license")?);
        Ok(Credit { work, author, license, address: None })
    };
    list["credits"].as_array().context("stars without credits")?.iter().map(credit).collect()
}
