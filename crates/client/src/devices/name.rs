//! What devices are called.

use rules::text::Name;

use crate::{page, trouble::Trouble};

/// Browsers by the word in their user agent. Most call themselves by each other's names as well,
/// so the particular ones come first.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
/// Machines likewise: an Android says Linux too, and an iPhone says Mac.
const MACHINES: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac", "Mac"),
    ("Linux", "Linux"),
];

/// What this browser calls itself at first, such as `Firefox on Linux`.
pub fn own_name() -> String {
    let agent = page::window().ok().and_then(|it| it.navigator().user_agent().ok()).unwrap_or_default();
    called(&agent)
}

/// A name as a person typed it, without the spaces around it.
pub(crate) fn named(name: &str) -> Result<String, Trouble> {
    let name = Name::parse(name.trim()).map_err(|why| Trouble::Unfit(why.to_string()))?;
    Ok(name.as_str().into())
}

fn called(agent: &str) -> String {
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(word, _)| agent.contains(word)).map(|(_, name)| *name)
    };
    let browser = find(&BROWSERS).unwrap_or("A browser");
    match find(&MACHINES) {
        Some(machine) => [browser, " on ", machine].concat(),
        None => browser.into(),
    }
}
