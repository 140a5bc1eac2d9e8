//! Into what somebody may be changed, in sentences.

use super::{
    prose::{Say, listed, number, one, say, titled},
    target::largest,
    test::creatures,
    voice::{Voice, name_of},
};
use crate::book::{Challenge, Form, Formula, Kept, Pace};

impl Voice<'_> {
    pub(super) fn form(&self, form: &Form) -> Vec<Say> {
        if !form.own.is_empty() {
            return self.looks(form);
        }
        let mut all = vec![self.worn_form(form)];
        let it = self.target.again();
        if let Some(known) = &form.known {
            let feature = known.split('/').next().unwrap_or_default();
            all.push(format!("the form must be one chosen with {}", self.feature(feature)).into());
        }
        if let Some(flies) = &form.flies {
            all.push(say!["a form with a Fly Speed needs ", self.reached(flies)]);
        }
        let kept: Vec<&str> = form.keeps.iter().map(|it| kept(*it)).collect();
        let keeps = ["creature type", "Hit Points", "Hit Point Dice"].into_iter().chain(kept);
        all.push(say![it.does("keep"), format!(" {} ", it.its()), listed(keeps, "and")]);
        if form.padded {
            all.push(
                format!("{} Temporary Hit Points equal to the form's Hit Points", it.does("gain")).into(),
            );
        }
        if form.breaks {
            all.push("the form ends when no Temporary Hit Points are left".into());
        }
        match &form.casts {
            Some(casts) => {
                all.push(say![it.does("can"), " cast spells in the form only with ", self.reached(casts)])
            }
            None => all.push(format!("{} cast spells in the form", it.does("can't")).into()),
        }
        if let Some(state) = &form.state {
            all.push(say!["the form lasts as long as ", self.link(state), " does"]);
        }
        all
    }

    fn worn_form(&self, form: &Form) -> Say {
        let takes = format!("{} the form of ", self.target.does("take"));
        let what = match form.creatures.as_slice() {
            [] => match form.kinds.as_slice() {
                [] => "a creature".to_owned(),
                kinds => listed(kinds.iter().map(|it| one(it.name())), "or").plain(),
            }
            .into(),
            ids => listed(ids.iter().map(|it| self.link(it)), "or"),
        };
        let size = form.largest.map(|it| format!(" that is {}", largest(it))).unwrap_or_default();
        let never = match form.never.as_slice() {
            [] => String::new(),
            kinds => format!(", but not of {}", creatures(kinds, "or")),
        };
        let challenge = match (&form.challenge, form.up_to_own) {
            (Some(most), _) => say![" with a Challenge Rating of at most ", self.rating(most)],
            (None, true) => format!(
                " with a Challenge Rating no higher than {} own, or than {} level",
                self.target.its(),
                self.target.its()
            )
            .into(),
            (None, false) => Say::default(),
        };
        say![takes, what, size, never, challenge]
    }

    /// A Challenge Rating, which formulas count in eighths.
    fn rating(&self, eighths: &Formula) -> Say {
        match self.constant(eighths) {
            Some(known) => Challenge(u16::try_from(known).unwrap_or_default()).to_string().into(),
            None => {
                // Numbers of eighths stand before ` at` or ` (`, levels behind it.
                let said = self.amount(eighths).plain();
                let mut words: Vec<String> = Vec::new();
                for word in said.split(' ') {
                    let before = words.last().map(String::as_str).unwrap_or_default();
                    let rating = !["level", "at"].contains(&before);
                    let bare = word.trim_start_matches('(');
                    match bare.parse::<u16>() {
                        Ok(number) if rating => {
                            words.push(word.replace(bare, &Challenge(number).to_string()))
                        }
                        _ => words.push(word.to_owned()),
                    }
                }
                words.join(" ").into()
            }
        }
    }

    /// `Druid level 8`, of a formula that is more than 0 from there on.
    fn reached(&self, formula: &Formula) -> Say {
        let said = self.amount(formula).plain();
        match said.strip_prefix("1 from ").and_then(|it| it.strip_suffix(" on")) {
            Some(level) => level.to_owned().into(),
            None => said.into(),
        }
    }

    fn feature(&self, slug: &str) -> String {
        match format!("feature/{slug}").parse::<crate::ContentId>() {
            Ok(id) => name_of(self.book, &id).map_or_else(|| titled(&id), str::to_owned),
            Err(_) => slug.to_owned(),
        }
    }

    fn looks(&self, form: &Form) -> Vec<Say> {
        let target = &self.target;
        let mut all: Vec<Say> = Vec::new();
        let names = form.own.iter().map(|it| {
            let size = one(&format!("{} {}", it.size.name(), it.name.to_lowercase()));
            if it.paces.is_empty() { size } else { format!("{size} ({})", paces(&it.paces)) }
        });
        let into = listed(names, "or");
        let looks = number(i32::try_from(form.own.len()).unwrap_or_default());
        let looks = if form.own.len() == 1 { "another form" } else { &format!("one of {looks} other forms") };
        all.push(say![
            target.does("take"),
            format!(" {looks}, "),
            into,
            format!(", or {} to {} own", target.verb("return"), target.its())
        ]);
        let same = format!(
            "in each form {} statistics stay the same, but for what is said here",
            target.again().whose()
        );
        all.push(same.into());
        for look in form.own.iter().filter(|it| !it.without.is_empty()) {
            let without = listed(look.without.iter().map(String::as_str), "or");
            all.push(say![
                format!("as {}, {} use ", one(&look.name.to_lowercase()), target.again().does("can't")),
                without
            ]);
        }
        all
    }
}

fn kept(kept: Kept) -> &'static str {
    match kept {
        Kept::Mind => "mental ability scores",
        Kept::Proficiencies => "proficiencies",
        Kept::Features => "features (and feats)",
    }
}

/// `Speed 40 feet, Fly Speed 80 feet (hover)`.
pub(super) fn paces(paces: &[Pace]) -> String {
    let pace = |it: &Pace| {
        let hover = if it.hover { " (hover)" } else { "" };
        format!("{} {} feet{hover}", it.gait.name(), it.feet)
    };
    paces.iter().map(pace).collect::<Vec<_>>().join(", ")
}
