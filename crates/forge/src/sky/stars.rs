//! The real stars: the brightest of the catalogue and the lines between them, from tables that
//! strangers made to a list that is ours.
//!
//! The list is JSON: `stars` holds `[HR number, right ascension, declination, magnitude, B-V, name]`,
//! brightest first, as whole numbers: thousandths of a degree (J2000), hundredths of a magnitude. The
//! name is missing where there is none. `lines` holds `[constellation, [star, star], …]`, where a star
//! is its place in `stars`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// Stars that are fainter are only kept where a line needs them.
pub const FAINTEST: f64 = 4.5;

/// The list that was drawn last.
pub const LIST: &str = include_str!("../../../../content/sky/bright.json");

const CREDITS: &str = r#"{"work":"SSCore table of bright stars (SKY2000, Gaia DR3, Hipparcos, Tycho-2; IAU star names)","author":"Southern Stars; ESA Gaia mission","license":"LicenseRef-free-for-any-purpose"},
{"work":"constellation lines after the IAU figures","author":"Southern Stars","license":"LicenseRef-free-for-any-purpose"}"#;

/// One star.
#[derive(Clone, Debug, PartialEq)]
pub struct Star {
    /// Its number in the Bright Star list.
    pub hr: u32,
    pub right_ascension_degrees: f64,
    pub declination_degrees: f64,
    pub magnitude: f64,
    /// B-V: below zero blue, over one red.
    pub colour_index: f64,
    pub name: Option<String>,
}

/// The stars, brightest first, and the lines of each constellation between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sky {
    pub stars: Vec<Star>,
    pub lines: BTreeMap<String, Vec<[usize; 2]>>,
}

impl Sky {
    /// Draws the sky from the tables `bright.csv` and `constellation_lines.csv` of a folder.
    ///
    /// # Errors
    /// When a table is missing, or a row is not what its head says.
    pub fn draw(folder: &Path) -> Result<Self> {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).with_context(|| name.to_owned());
        Self::of(&read("bright.csv")?, &read("constellation_lines.csv")?)
    }

    fn of(bright: &str, lines: &str) -> Result<Self> {
        let mut stars = Vec::new();
        for row in bright.lines().skip(1) {
            stars.extend(star(row).with_context(|| row.to_owned())?);
        }
        let known: BTreeSet<u32> = stars.iter().map(|star| star.hr).collect();
        let mut pairs = pairs(lines)?;
        for (constellation, end) in
            pairs.iter_mut().flat_map(|(name, pair)| pair.iter_mut().map(|hr| (&*name, hr)))
        {
            // Some pairs of stars are one row: then the line ends at the number before or after.
            let row = [*end, *end - 1, *end + 1].into_iter().find(|hr| known.contains(hr));
            *end = row.with_context(|| format!("{constellation}: no HR {end}"))?;
        }
        let joined: BTreeSet<u32> = pairs.iter().flat_map(|(_, pair)| *pair).collect();
        stars.retain(|star| star.magnitude <= FAINTEST || joined.contains(&star.hr));
        stars.sort_by(|one, other| one.magnitude.total_cmp(&other.magnitude).then(one.hr.cmp(&other.hr)));
        let places: BTreeMap<u32, usize> =
            stars.iter().enumerate().map(|(place, star)| (star.hr, place)).collect();
        let mut sky = Self { stars, lines: BTreeMap::new() };
        for (constellation, pair) in pairs {
            sky.lines.entry(constellation).or_default().push(pair.map(|hr| places[&hr]));
        }
        Ok(sky)
    }

    /// The list as text, a star on a line.
    pub fn write(&self) -> String {
        let mut text = format!("{{\"v\":1,\"credits\":[\n{CREDITS}],\n\"stars\":[\n");
        let whole = |value: f64, parts: f64| (value * parts).round() as i64;
        for (index, star) in self.stars.iter().enumerate() {
            let place = [star.right_ascension_degrees, star.declination_degrees].map(|it| whole(it, 1000.0));
            let light = [star.magnitude, star.colour_index].map(|it| whole(it, 100.0));
            let name =
                star.name.as_ref().map(|it| format!(",{}", Value::from(it.as_str()))).unwrap_or_default();
            let end = if index + 1 < self.stars.len() { "," } else { "" };
            let numbers = format!("{},{},{},{},{}", star.hr, place[0], place[1], light[0], light[1]);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "[{numbers}{name}]{end}");
        }
        text.push_str("],\n\"lines\":[\n");
        for (index, (constellation, lines)) in self.lines.iter().enumerate() {
            let lines: Vec<String> = lines.iter().map(|[one, two]| format!("[{one},{two}]")).collect();
            let end = if index + 1 < self.lines.len() { "," } else { "" };
            let _ = writeln!(text, "[\"{constellation}\",{}]{end}", lines.join(","));
        }
        text.push_str("]}\n");
        text
    }

    /// Reads the list back.
    ///
    /// # Errors
    /// When it is no such list, or a line leads to a star that is not there.
    pub fn read(text: &str) -> Result<Self> {
        let list: Value = serde_json::from_str(text)?;
        ensure!(list["v"] == 1, "a list of another version");
        let array = |name: &str| list[name].as_array().with_context(|| format!("no {name}"));
        let stars: Vec<Star> = array("stars")?.iter().map(read_star).collect::<Result<_>>()?;
        let mut lines: BTreeMap<String, Vec<[usize; 2]>> = BTreeMap::new();
        for entry in array("lines")? {
            let name = entry[0].as_str().context("a constellation without a name")?;
            for pair in entry.as_array().into_iter().flatten().skip(1) {
                let at = |end: usize| pair[end].as_u64().map(|it| it as usize).filter(|it| *it < stars.len());
                let line = [at(0), at(1)].map(|it| it.with_context(|| format!("{name}: a line to nowhere")));
                let [one, two] = line;
                lines.entry(name.to_owned()).or_default().push([one?, two?]);
            }
        }
        Ok(Self { stars, lines })
    }

    /// The star of that name.
    pub fn find(&self, name: &str) -> Option<&Star> {
        self.stars.iter().find(|star| star.name.as_deref() == Some(name))
    }
}

/// `constellation,HR,HR` in each row; rows that say nothing are passed over.
fn pairs(lines: &str) -> Result<Vec<(String, [u32; 2])>> {
    let rows = lines.lines().map(|row| row.split(',').map(str::trim).collect::<Vec<_>>());
    let rows = rows
        .filter(|row| row.len() >= 3 && row[1].bytes().all(|it| it.is_ascii_digit()) && !row[1].is_empty());
    rows.map(|row| Ok((row[0].to_owned(), [row[1].parse()?, row[2].parse()?]))).collect()
}

/// A row of the table; nothing where it has no HR number or no magnitude.
fn star(row: &str) -> Result<Option<Star>> {
    let cells: Vec<&str> = row.split(',').map(str::trim).collect();
    // The eleventh cell may hold commas of its own; nothing is read from there on.
    ensure!(cells.len() >= 12, "not twelve cells");
    let (Ok(hr), Ok(magnitude)) = (cells[1].parse(), cells[7].parse()) else { return Ok(None) };
    Ok(Some(Star {
        hr,
        right_ascension_degrees: cells[5].parse()?,
        declination_degrees: cells[6].parse()?,
        magnitude,
        // Unknown is white.
        colour_index: if cells[8].is_empty() { 0.3 } else { cells[8].parse()? },
        name: Some(cells[3].to_owned()).filter(|name| !name.is_empty()),
    }))
}

fn read_star(entry: &Value) -> Result<Star> {
    let number =
        |index: usize| entry[index].as_i64().with_context(|| format!("a star without number {index}"));
    let share = |index: usize, parts: f64| Ok::<_, anyhow::Error>(number(index)? as f64 / parts);
    Ok(Star {
        hr: u32::try_from(number(0)?)?,
        right_ascension_degrees: share(1, 1000.0)?,
        declination_degrees: share(2, 1000.0)?,
        magnitude: share(3, 100.0)?,
        colour_index: share(4, 100.0)?,
        name: entry[5].as_str().map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Sky {
        Sky::read(LIST).unwrap()
    }

    #[test]
    fn sirius_is_the_brightest_and_the_pole_is_where_it_is() {
        let sky = ours();
        assert_eq!(sky.stars[0].name.as_deref(), Some("Sirius"));
        // From the Hipparcos catalogue, J2000.
        for (name, right_ascension, declination) in
            [("Sirius", 101.287, -16.716), ("Polaris", 37.955, 89.264), ("Vega", 279.235, 38.784)]
        {
            let star = sky.find(name).unwrap();
            assert!((star.right_ascension_degrees - right_ascension).abs() < 0.1, "{star:?}");
            assert!((star.declination_degrees - declination).abs() < 0.1, "{star:?}");
        }
        assert!(sky.find("Betelgeuse").unwrap().colour_index > 1.3, "Betelgeuse is red");
    }

    #[test]
    fn every_constellation_has_its_lines() {
        let sky = ours();
        assert!(sky.stars.len() > 800, "{}", sky.stars.len());
        assert!(sky.lines.len() > 80, "{}", sky.lines.len());
        let far = |[one, two]: [usize; 2]| {
            let way = |star: &Star| {
                let (ra, dec) =
                    (star.right_ascension_degrees.to_radians(), star.declination_degrees.to_radians());
                [dec.cos() * ra.cos(), dec.cos() * ra.sin(), dec.sin()]
            };
            let (one, two) = (way(&sky.stars[one]), way(&sky.stars[two]));
            one.iter().zip(two).map(|(a, b)| a * b).sum::<f64>().clamp(-1.0, 1.0).acos().to_degrees()
        };
        for (name, lines) in &sky.lines {
            assert!(lines.iter().all(|line| far(*line) < 50.0), "{name} has a line across the sky");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let sky = ours();
        assert_eq!(Sky::read(&sky.write()).unwrap(), sky);
        assert!(Sky::read(r#"{"v":1,"stars":[],"lines":[["Ori",[0,1]]]}"#).is_err());
        assert!(Sky::read(r#"{"v":1,"stars":[[1,2]],"lines":[]}"#).is_err());
    }
}
