//! The columns of the class tables, level by level: our formulas and tables come to the same.

use super::fact::Facts;
use super::prose::{formulas, number, plain};
use super::reference::{Reference, Row};
use rules::book::{Book, Casting, Class, Feature, Formula, Slots};

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for feature in reference.rows("ClassFeature") {
        let Some(class) = book.classes.iter().find(|it| it.id.slug() == feature.link("parent")) else {
            continue;
        };
        for cell in reference.of("ClassFeatureItem", feature.slug()) {
            if cell.says("column_value") {
                compare_cell(book, class, feature, cell, facts);
            }
        }
    }
}

fn compare_cell(book: &Book, class: &Class, feature: &Row, cell: &Row, facts: &mut Facts) {
    let name = feature.slug().strip_prefix(class.id.slug()).unwrap_or_default().trim_start_matches('_');
    let level = cell.number("level").and_then(|it| u8::try_from(it).ok()).unwrap_or_default();
    let column = Column { book, class, level };
    let ours = column.value(name).unwrap_or_else(|| "nothing".to_owned());
    let theirs = cell.text("column_value").trim_start_matches('+').to_lowercase();
    let ordinal = ["st", "nd", "rd", "th", " ft."].iter().find_map(|it| theirs.strip_suffix(it));
    let theirs = ordinal.unwrap_or(&theirs);
    facts.state("class table", format!("{}: {name} at {level}", class.id), ours, theirs);
}

struct Column<'a> {
    book: &'a Book,
    class: &'a Class,
    level: u8,
}

impl Column<'_> {
    fn value(&self, name: &str) -> Option<String> {
        let casting = self.class.casting.as_ref();
        match name {
            "proficiency-bonus" => Some((2 + (self.level - 1) / 4).to_string()),
            "cantrips" => Some(casting?.cantrips.get(self.at())?.to_string()),
            "prepared-spells" => Some(casting?.prepared.get(self.at())?.to_string()),
            "spell-slots" => Some(Slots::pact(self.level).0.to_string()),
            "slot-level" => Some(Slots::pact(self.level).1.to_string()),
            "rages" => self.most("resource/rage"),
            "channel-divinity-uses" => self
                .most(&format!("resource/{}-channel-divinity", self.class.id.slug()))
                .or_else(|| self.most("resource/channel-divinity")),
            "wild-shape-uses" => self.most("resource/wild-shape"),
            "second-wind-uses" => self.most("resource/second-wind"),
            "focus-points" => self.most("resource/focus"),
            "favored-enemy-uses" => self.grown("favored-enemy").or_else(|| self.grown("favoured-enemy")),
            "sorcery-points" => self.most("resource/sorcery-points"),
            "bardic-die" => self.die("resource/bardic-inspiration"),
            "weapon-mastery-count" => self.chosen("weapon-mastery"),
            "eldritch-invocation-count" => self.chosen("eldritch-invocations"),
            "rage-damage" => self.grown("rage"),
            "unarmored-movement" => {
                self.grown("unarmored-movement").or_else(|| self.grown("unarmoured-movement"))
            }
            "martial-arts-dice" => {
                self.grown("martial-arts").map(|it| if it.contains('d') { it } else { format!("1d{it}") })
            }
            "sneak-attack-column-data" => self.grown("sneak-attack"),
            _ => self.slots(casting?, name),
        }
    }

    fn at(&self) -> usize {
        usize::from(self.level) - 1
    }

    /// `slots-3rd`.
    fn slots(&self, casting: &Casting, name: &str) -> Option<String> {
        let of = number(name.strip_prefix("slots-")?)?;
        let all = Slots::shared(casting.slots.counted(self.level));
        Some(all.get(usize::try_from(of).ok()? - 1)?.to_string())
    }

    fn come_to(&self, formula: &Formula) -> String {
        let level = i32::from(self.level);
        let value = |name: &str| match name {
            "prof" => Some(2 + (level - 1) / 4),
            "level" => Some(level),
            _ => (name == self.class.id.slug()).then_some(level),
        };
        plain(&formula.sum(&value))
    }

    fn most(&self, id: &str) -> Option<String> {
        let all = self.book.features.iter().flat_map(|it| &it.resources);
        all.filter(|it| it.id.as_str() == id).map(|it| self.come_to(&it.most)).next()
    }

    fn die(&self, id: &str) -> Option<String> {
        let all = self.book.features.iter().flat_map(|it| &it.resources);
        let die = all.filter(|it| it.id.as_str() == id).find_map(|it| it.die.as_ref())?;
        Some(format!("d{}", self.come_to(die)))
    }

    /// Features of the class that are called like this.
    fn features<'b>(&'b self, slug: &'b str) -> impl Iterator<Item = &'b Feature> + 'b {
        let whole = format!("{}-{slug}", self.class.id.slug());
        let ours = self.book.features_of(&self.class.id).map(|(it, _)| it);
        ours.filter(move |it| it.id.slug() == slug || it.id.slug() == whole)
    }

    /// How many a feature lets one choose.
    fn chosen(&self, slug: &str) -> Option<String> {
        let choice = self.features(slug).find_map(|it| it.choices.first())?;
        Some(self.come_to(&choice.count))
    }

    /// What grows with the levels of the class in a feature: the first formula that names it.
    fn grown(&self, slug: &str) -> Option<String> {
        let feature = self.features(slug).next()?;
        let value =
            serde_json::to_value((&feature.grants, &feature.modifiers, &feature.states, &feature.activities))
                .ok()?;
        let all = formulas(&value);
        let grows = all.iter().find(|it| it.names().contains(&self.class.id.slug()))?;
        Some(self.come_to(grows))
    }
}
