//! How much there is in the book, and how much of it runs.

use serde::Serialize;
use utoipa::ToSchema;

use crate::book::{Automation, Book};

/// Entries of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    pub entries: usize,
    /// Of those that say how much of them runs.
    pub automated: usize,
    pub prompted: usize,
    pub narrative: usize,
}

/// Entries of every kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    pub backgrounds: Count,
    pub classes: Count,
    pub creatures: Count,
    pub features: Count,
    /// Of the features those that a class or subclass gives.
    pub class_features: Count,
    pub items: Count,
    pub languages: Count,
    pub species: Count,
    pub spells: Count,
    pub subclasses: Count,
    pub terms: Count,
}

pub fn count(book: &Book) -> Counts {
    let of_classes = book.features.iter().filter(|it| {
        it.gained.iter().any(|it| book.classes.get(&it.by).is_some() || book.subclasses.get(&it.by).is_some())
    });
    Counts {
        backgrounds: plain(book.backgrounds.len()),
        classes: plain(book.classes.len()),
        creatures: sorted(book.creatures.iter().map(|it| it.automation)),
        features: sorted(book.features.iter().map(|it| it.automation)),
        class_features: sorted(of_classes.map(|it| it.automation)),
        items: sorted(book.items.iter().map(|it| it.automation)),
        languages: plain(book.languages.len()),
        species: plain(book.species.len()),
        spells: sorted(book.spells.iter().map(|it| it.automation)),
        subclasses: plain(book.subclasses.len()),
        terms: plain(book.terms.len()),
    }
}

fn plain(entries: usize) -> Count {
    Count { entries, ..Count::default() }
}

fn sorted(all: impl Iterator<Item = Automation>) -> Count {
    let mut count = Count::default();
    for automation in all {
        count.entries += 1;
        match automation {
            Automation::Automated => count.automated += 1,
            Automation::Prompted => count.prompted += 1,
            Automation::Narrative => count.narrative += 1,
        }
    }
    count
}

impl Counts {
    /// A line for each kind, as the command line tells it.
    pub fn lines(&self) -> Vec<String> {
        let kinds = [
            ("backgrounds", self.backgrounds),
            ("classes", self.classes),
            ("creatures", self.creatures),
            ("features", self.features),
            ("  of classes", self.class_features),
            ("items", self.items),
            ("languages", self.languages),
            ("species", self.species),
            ("spells", self.spells),
            ("subclasses", self.subclasses),
            ("terms", self.terms),
        ];
        kinds.iter().map(|(kind, count)| count.line(kind)).collect()
    }
}

impl Count {
    fn line(&self, kind: &str) -> String {
        let Self { entries, automated, prompted, narrative } = self;
        if automated + prompted + narrative == 0 {
            return format!("{kind:<12} {entries:>5}");
        }
        format!("{kind:<12} {entries:>5}  {automated} automated, {prompted} prompted, {narrative} narrative")
    }
}
