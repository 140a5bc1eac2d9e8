//! A sheet as a page of text.

use std::fmt::Write as _;

use rules::{
    book::Time,
    build::{Adventurer, Place},
    sheet::{Attack, Doing, Number, Roll, Sheet, SheetSpell, SkillLine},
};

/// Signed numbers stand in columns of so many characters.
const WIDE: usize = 18;
const SPELL_LEVEL_MOST: u8 = 9;
/// What can be done stands under one of these.
const TIMES: [&str; 4] = ["Actions", "Bonus Actions", "Reactions", "At other times"];

/// The whole sheet, a line each; with the reasons of its numbers where they are asked for.
pub(super) fn lines(sheet: &Sheet<'_>, adventurer: &Adventurer<'_>, why: bool) -> Vec<String> {
    let mut page = Page { lines: Vec::new(), why };
    page.head(sheet);
    page.body(sheet);
    page.rolls(sheet);
    page.attacks(sheet);
    page.doings(sheet);
    page.magic(sheet);
    page.stock(sheet);
    page.goods(sheet, adventurer);
    page.rest(sheet, adventurer);
    page.lines
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
        self.line(format!("  {:<WIDE$} {}", "Level", sheet.level));
        self.line(format!("  {:<WIDE$} {}", "Proficiency Bonus", signed(sheet.proficiency)));
        if sheet.inspiration {
            self.line("  Heroic Inspiration");
        }
    }

    fn body(&mut self, sheet: &Sheet<'_>) {
        self.title("Body");
        self.line(format!("  {:<WIDE$} {}", "Size", sheet.size));
        self.number("Armour class", &sheet.armour_class, "");
        let temporary = match sheet.temporary_hp {
            0 => String::new(),
            hp => format!(" and {hp} temporary"),
        };
        self.number("Hit points", &sheet.hp, &format!(", now {}{temporary}", sheet.hp_now));
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
        if sheet.exhaustion > 0 {
            self.line(format!("  {:<WIDE$} level {}", "Exhaustion", sheet.exhaustion));
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
            self.skill(line);
        }
        self.title("Other rolls");
        self.roll("Initiative", &sheet.initiative);
        self.roll("Concentration", &sheet.concentration);
        self.roll("Death saves", &sheet.death_saves);
    }

    /// What one is proficient in is marked, what one is expert in twice; the passive score stands behind.
    fn skill(&mut self, line: &SkillLine<'_>) {
        let mark = "*".repeat(usize::from(line.proficiency));
        self.roll(&format!("{}{mark}", line.skill.name()), &line.check);
        let Some(last) = self.lines.last_mut() else { return };
        let at = last.find("   (").unwrap_or(last.len());
        last.insert_str(at, &format!("; passive {}", line.passive.total));
    }

    fn attacks(&mut self, sheet: &Sheet<'_>) {
        self.title(&format!("Attacks, {} with one action", sheet.attack_count.total));
        for attack in &sheet.attacks {
            let shown = shown(attack);
            self.roll(attack.name, &attack.to_hit);
            let hands = if attack.hands_free { "" } else { " (not now: no hand is free for it)" };
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
        for level in 0..=SPELL_LEVEL_MOST {
            let name = if level == 0 { "Cantrips".to_owned() } else { format!("Level {level}") };
            let of: Vec<String> =
                sheet.spells.iter().filter(|it| it.level == level).map(|it| spell(it)).collect();
            if !of.is_empty() {
                self.line(format!("  {name:<WIDE$} {}", of.join(", ")));
            }
        }
        for lacks in sheet.spells.iter().filter_map(|it| it.lacks.as_ref()) {
            self.line(format!("  {lacks}"));
        }
    }

    /// What can be done, by the time that it takes.
    fn doings(&mut self, sheet: &Sheet<'_>) {
        for title in TIMES {
            let of: Vec<&Doing<'_>> = sheet.doings.iter().filter(|it| when(it.time) == title).collect();
            if !of.is_empty() {
                self.title(title);
            }
            for it in of {
                let left = it.left.map(|it| format!("; {it} left")).unwrap_or_default();
                let barred = it.barred.map(|it| format!(" (not now: {it})")).unwrap_or_default();
                let whose = if it.whose == it.name { String::new() } else { format!(", {}", it.whose) };
                self.line(format!("  {}{whose}{left}{barred}", it.name));
            }
        }
    }

    fn goods(&mut self, sheet: &Sheet<'_>, adventurer: &Adventurer<'_>) {
        let build = adventurer.build;
        self.title("Goods");
        for carried in &build.goods {
            let name = adventurer.book.items.get(&carried.item);
            let name = name.map_or_else(|| carried.item.slug().to_owned(), |it| it.name.clone());
            let count = if carried.count == 1 { String::new() } else { format!("{} x ", carried.count) };
            let place = match carried.place {
                Place::Stowed => "",
                Place::Worn => ", worn",
                Place::MainHand => ", in the main hand",
                Place::OffHand => ", in the off hand",
                Place::BothHands => ", in both hands",
            };
            let attuned = if carried.attuned { ", attuned" } else { "" };
            self.line(format!("  {count}{name}{place}{attuned}"));
        }
        let coins: Vec<String> = build.coins.iter().map(|(coin, count)| format!("{count} {coin}")).collect();
        let coins = if coins.is_empty() { "none".to_owned() } else { coins.join(", ") };
        self.line(format!("  {:<WIDE$} {coins}", "Coins"));
        let (attuned, most) = (sheet.attunement.0, &sheet.attunement.1);
        self.line(format!("  {:<WIDE$} {attuned} of {}", "Attuned to", most.total));
        let load = &sheet.load;
        let over = if load.over { ", which is too much" } else { "" };
        let pounds = format!("{}.{:02}", load.carried / 100, load.carried % 100);
        self.line(format!("  {:<WIDE$} {pounds} of {} pounds{over}", "Carries", load.capacity.total));
    }

    fn stock(&mut self, sheet: &Sheet<'_>) {
        if !sheet.resources.is_empty() {
            self.title("Resources");
        }
        for it in &sheet.resources {
            let die = it.die.map(|sides| format!(", a d{sides} each")).unwrap_or_default();
            let name = it.name;
            self.line(format!("  {name:<WIDE$} {} of {}{die}; back {}", it.left, it.most, it.returns));
        }
    }

    fn rest(&mut self, sheet: &Sheet<'_>, adventurer: &Adventurer<'_>) {
        self.title("Features");
        let names: Vec<_> = sheet.features.iter().map(|(name, _)| *name).collect();
        self.line(format!("  {}", names.join(", ")));
        self.line(format!("  Languages: {}", sheet.languages.join(", ")));
        if !sheet.tools.is_empty() {
            self.line(format!("  Tools: {}", sheet.tools.join(", ")));
        }
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

const fn when(time: &Time) -> &'static str {
    match time {
        Time::Action | Time::Attack => TIMES[0],
        Time::BonusAction => TIMES[1],
        Time::Reaction(_) => TIMES[2],
        _ => TIMES[3],
    }
}

/// A spell with what it can be cast for: a ritual, free castings, or not now.
fn spell(it: &SheetSpell<'_>) -> String {
    let mut shown = it.name.to_owned();
    if it.ritual {
        shown.push_str(" (ritual)");
    }
    if let Some((most, left)) = it.free {
        let _ = write!(shown, " ({left} of {most} free)");
    }
    if !it.ready {
        shown.push_str(" (not now)");
    }
    shown
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
