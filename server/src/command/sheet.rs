//! `farlantern sheet FILE`: the sheet of a character, with a reason for every number. Needs no server.

use std::{fmt::Write as _, path::Path, process::ExitCode};

use anyhow::Context;
use clap::Args;
use rules::{
    book::Book,
    build::{Adventurer, Build},
    sheet::{Attack, Number, Roll, Sheet},
};

use crate::say;

/// A file of a character is smaller than this.
const FILE_BYTES_MAX: u64 = 1024 * 1024;
/// Signed numbers stand in columns of so many characters.
const WIDE: usize = 18;

/// How it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    Text,
    /// With the reasons of every number.
    Why,
    Json,
}

/// What is wished of the answer.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Telling {
    /// Tell the reasons, too
    #[arg(long)]
    pub(super) why: bool,
    /// Answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

impl Telling {
    pub(super) fn how(self) -> As {
        match (self.why, self.json) {
            (_, true) => As::Json,
            (true, _) => As::Why,
            _ => As::Text,
        }
    }
}

pub(super) fn sheet(file: &Path, how: As) -> anyhow::Result<ExitCode> {
    let build = read(file)?;
    let legal = Adventurer::of(Book::built_in(), &build).illegal.is_empty();
    lines(Book::built_in(), &build, how)?.iter().for_each(say::line);
    Ok(if legal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads a character's file; what is wrong with it is said with line and column.
pub(super) fn read(file: &Path) -> anyhow::Result<Build> {
    let named = || file.display().to_string();
    let bytes = std::fs::metadata(file).with_context(|| format!("{} cannot be read", named()))?.len();
    anyhow::ensure!(
        bytes <= FILE_BYTES_MAX,
        "{} has {bytes} bytes; a character has at most {FILE_BYTES_MAX}",
        named()
    );
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", named()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no character", named()))
}

fn lines(book: &Book, build: &Build, how: As) -> anyhow::Result<Vec<String>> {
    let adventurer = Adventurer::of(book, build);
    let sheet = Sheet::of(&adventurer);
    if how == As::Json {
        return Ok(vec![serde_json::to_string_pretty(&sheet).context("a sheet is plain data")?]);
    }
    let mut page = Page { lines: Vec::new(), why: how == As::Why };
    page.head(&sheet);
    page.body(&sheet);
    page.rolls(&sheet);
    page.attacks(&sheet);
    page.magic(&sheet);
    page.rest(&sheet, &adventurer);
    Ok(page.lines)
}

struct Page {
    lines: Vec<String>,
    why: bool,
}

impl Page {
    fn line(&mut self, text: impl Into<String>) {
        self.lines.push(text.into());
    }

    fn title(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    fn number(&mut self, name: &str, number: &Number<'_>, unit: &str) {
        let wide = WIDE;
        let shown = format!("  {name:<wide$} {}{unit}", number.total);
        let why = self.because(number);
        self.line(format!("{shown}{why}"));
    }

    fn because(&self, number: &Number<'_>) -> String {
        if !self.why || number.reasons.is_empty() {
            return String::new();
        }
        let parts: Vec<_> =
            number.reasons.iter().map(|it| format!("{} {}", signed(it.amount), it.because)).collect();
        format!("   ({})", parts.join(", "))
    }

    fn roll(&mut self, name: &str, roll: &Roll<'_>) {
        let wide = WIDE;
        let mut shown = format!("  {name:<wide$} {}", signed(roll.number.total));
        for (count, sides, whose) in &roll.dice {
            let _ = write!(shown, " + {count}d{sides} {whose}");
        }
        for whose in &roll.lean.advantage {
            let _ = write!(shown, "; Advantage ({whose})");
        }
        for whose in &roll.lean.disadvantage {
            let _ = write!(shown, "; Disadvantage ({whose})");
        }
        for (up, whose, _) in &roll.lean.perhaps {
            let _ = write!(shown, "; perhaps {} ({whose})", if *up { "Advantage" } else { "Disadvantage" });
        }
        if let Some(whose) = roll.fails {
            let _ = write!(shown, "; fails by itself ({whose})");
        }
        shown.push_str(&self.because(&roll.number));
        self.line(shown);
    }

    fn head(&mut self, sheet: &Sheet<'_>) {
        let class = |(name, level, subclass): &(&str, u8, Option<&str>)| match subclass {
            Some(subclass) => format!("{name} {level} ({subclass})"),
            None => format!("{name} {level}"),
        };
        let classes: Vec<_> = sheet.classes.iter().map(class).collect();
        let name = if sheet.name.is_empty() { "Somebody" } else { sheet.name };
        self.line(format!("{name}, {} {}, {}", sheet.species, sheet.background, classes.join(" / ")));
        for illegal in &sheet.illegal {
            self.line(format!("  Not allowed: {illegal}"));
        }
        if sheet.pending > 0 {
            self.line(format!("  {} choices are open.", sheet.pending));
        }
    }

    fn body(&mut self, sheet: &Sheet<'_>) {
        self.title("Body");
        self.number("Armour class", &sheet.armour_class, "");
        self.number("Hit points", &sheet.hp, &format!(", now {}", sheet.hp_now));
        for (sides, most, left) in &sheet.hit_dice {
            self.line(format!("  {:<WIDE$} {left} of {most} d{sides}", "Hit Point Dice"));
        }
        for (gait, feet) in &sheet.speeds {
            self.number(gait.name(), feet, " ft");
        }
        for (sense, feet, whose) in &sheet.senses {
            self.line(format!("  {:<WIDE$} {feet} ft ({whose})", sense.name()));
        }
        for (word, all) in [
            ("Resists", &sheet.resistances),
            ("Immune to", &sheet.immunities),
            ("Vulnerable to", &sheet.vulnerabilities),
        ] {
            for (of, whose) in all {
                self.line(format!("  {word:<WIDE$} {of} ({whose})"));
            }
        }
        for (condition, whose) in &sheet.condition_immunities {
            self.line(format!("  {:<WIDE$} {condition} ({whose})", "Immune to"));
        }
        for condition in &sheet.conditions {
            self.line(format!("  {:<WIDE$} {condition}", "Is"));
        }
        for state in sheet.states.iter().filter(|it| it.active) {
            self.line(format!("  {:<WIDE$} {}", "Active", state.name));
        }
    }

    fn rolls(&mut self, sheet: &Sheet<'_>) {
        self.title("Abilities and saves");
        for line in &sheet.abilities {
            self.number(line.ability.name(), &line.score, &format!(" ({})", signed(line.modifier)));
            self.roll("  save", &line.save);
        }
        self.title("Skills");
        for line in &sheet.skills {
            self.roll(line.skill.name(), &line.check);
        }
        self.roll("Initiative", &sheet.initiative);
    }

    fn attacks(&mut self, sheet: &Sheet<'_>) {
        self.title(&format!("Attacks, {} with one action", sheet.attack_count.total));
        for attack in &sheet.attacks {
            let shown = shown(attack);
            self.roll(attack.name, &attack.to_hit);
            let hands = if attack.hands_free { "" } else { " (not now: both hands are needed)" };
            self.line(format!("    {shown}{hands}"));
            for (hurt, whose, _) in &attack.perhaps {
                self.line(format!(
                    "    perhaps {} {} more ({whose})",
                    hurt.sum,
                    hurt.of.name().to_lowercase()
                ));
            }
        }
    }

    fn magic(&mut self, sheet: &Sheet<'_>) {
        if sheet.casters.is_empty() && sheet.spells.is_empty() {
            return;
        }
        self.title("Magic");
        for caster in &sheet.casters {
            self.number(&format!("{} DC", caster.class), &caster.dc, "");
            self.roll(&format!("{} attack", caster.class), &caster.attack);
        }
        for slot in &sheet.slots {
            let kind = if slot.pact { "Pact slots" } else { "Slots" };
            let name = format!("{kind} of level {}", slot.level);
            self.line(format!("  {name:<WIDE$} {} of {}", slot.left, slot.most));
        }
        if let Some(whose) = sheet.no_spells {
            self.line(format!("  No spells now: {whose}."));
        }
        for spell in &sheet.spells {
            let ready = if spell.ready { "" } else { " (not now)" };
            self.line(format!("  {} {}{ready}", spell.level, spell.name));
        }
    }

    fn rest(&mut self, sheet: &Sheet<'_>, adventurer: &Adventurer<'_>) {
        if !sheet.resources.is_empty() {
            self.title("Resources");
        }
        for it in &sheet.resources {
            let die = it.die.map(|sides| format!(", a d{sides} each")).unwrap_or_default();
            let name = it.name;
            self.line(format!("  {name:<WIDE$} {} of {}{die}; back {}", it.left, it.most, it.returns));
        }
        self.title("Features");
        let names: Vec<_> = sheet.features.iter().map(|(name, _)| *name).collect();
        self.line(format!("  {}", names.join(", ")));
        self.line(format!("  Languages: {}", sheet.languages.join(", ")));
        if !sheet.tools.is_empty() {
            self.line(format!("  Tools: {}", sheet.tools.join(", ")));
        }
        self.line(format!(
            "  Carries {}.{:02} of {} pounds",
            sheet.load.carried / 100,
            sheet.load.carried % 100,
            sheet.load.capacity.total
        ));
        if !sheet.prompts.is_empty() {
            self.title("For people to see to");
        }
        for (whose, prompt) in &sheet.prompts {
            self.line(format!("  {whose}: {prompt}"));
        }
        if !adventurer.pending.is_empty() {
            self.title("Open choices");
        }
        for it in &adventurer.pending {
            self.line(format!("  {}: {} of {} chosen ({})", it.key, it.chosen, it.count, it.whose));
        }
    }
}

fn shown(attack: &Attack<'_>) -> String {
    let mut shown = format!("{} {}", attack.usual(), attack.damage.of.name().to_lowercase());
    for (hurt, whose) in attack.more.iter().filter(|(it, _)| it.of != attack.damage.of || it.once_a_turn) {
        let _ = write!(shown, ", {} {} ({whose})", hurt.sum, hurt.of.name().to_lowercase());
    }
    if attack.melee {
        let _ = write!(shown, ", reach {} ft", attack.reach);
    }
    if let Some((normal, long)) = attack.range {
        let _ = write!(shown, ", range {normal}/{long} ft");
    }
    if let Some(mastery) = attack.mastery {
        let _ = write!(shown, ", {mastery}");
    }
    shown
}

fn signed(number: i32) -> String {
    if number < 0 { format!("\u{2212}{}", number.unsigned_abs()) } else { format!("+{number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../docs/characters/halda.json");

    #[test]
    fn the_example_is_a_character() {
        let build: Build = serde_json::from_str(EXAMPLE).unwrap();
        let adventurer = Adventurer::of(Book::built_in(), &build);
        assert_eq!(adventurer.illegal, []);
        assert!(adventurer.pending.is_empty(), "{:?}", adventurer.pending);
        let told = lines(Book::built_in(), &build, As::Why).unwrap().join("\n");
        assert!(told.starts_with("Halda, "), "{told}");
        assert!(told.contains("Armour class") && told.contains("Dexterity)"), "{told}");
        let json = lines(Book::built_in(), &build, As::Json).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json[0]).unwrap();
        assert_eq!(json["name"], "Halda");
    }

    #[test]
    fn what_is_no_character_has_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("nobody.json");
        let why = read(&file).unwrap_err();
        assert!(why.to_string().ends_with("nobody.json cannot be read"), "{why}");
        std::fs::write(&file, "{\"species\": 3}").unwrap();
        let why = format!("{:#}", read(&file).unwrap_err());
        assert!(why.contains("is no character") && why.contains("line 1"), "{why}");
    }
}
