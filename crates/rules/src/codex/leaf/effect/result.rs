//! Rolls and what comes of them; what lies upon somebody; what comes back, and who comes.

use super::{
    super::{
        modifier,
        prose::{Say, joined, listed, number, one, parted, plural, say, titled},
        time,
        voice::{Subject, Voice, name_of},
    },
    Lead,
};
use crate::{
    ContentId,
    book::{Effect, Formula, Modifier, Shaping, Until},
};

/// Of that many changes at once each is told in a sentence of its own.
const CHANGES_MAX: usize = 3;

impl Voice<'_> {
    /// `Hit: 7 (2d6) Fire damage.`
    pub(in super::super) fn outcome(&self, label: &str, effects: &[Effect]) -> Option<Say> {
        let told = self.upon_target().told(effects, Lead::Label);
        (!told.is_empty()).then(|| say![format!("{label}: "), joined(told)])
    }

    /// Behind a label each of several is told as one.
    fn upon_target(&self) -> Self {
        if self.target.noun == "each target" { self.upon(Subject::the("the target")) } else { self.clone() }
    }

    pub(super) fn rolled(&self, makes: Say, hit: &[Effect], miss: &[Effect]) -> Vec<Say> {
        let mut all = vec![makes.sentence()];
        all.extend(self.outcome("Hit", hit));
        all.extend(self.outcome("Miss", miss));
        all
    }

    pub(in super::super) fn results(&self, effect: &Effect) -> Vec<Say> {
        let Effect::Save { fail, success, half, .. } = effect else { return Vec::new() };
        let mut all: Vec<Say> = self.outcome("Failure", fail).into_iter().collect();
        let more = self.upon_target().told(success, Lead::Label);
        match (half, more.is_empty()) {
            (true, true) => all.push("Success: Half damage.".into()),
            (true, false) => all.push(say!["Success: Half damage. ", joined(more)]),
            (false, true) => {}
            (false, false) => all.push(say!["Success: ", joined(more)]),
        }
        all
    }

    pub(super) fn nested_save(&self, effect: &Effect) -> Vec<Say> {
        let Effect::Save { ability, dc, when, .. } = effect else { return Vec::new() };
        let if_so = if when.is_empty() { Say::default() } else { say!["if ", self.all(when), ", "] };
        let dc = dc.as_ref().map(|it| say![" (DC ", self.amount(it), ")"]).unwrap_or_default();
        let who = if if_so.is_empty() { self.target.clone() } else { self.target.again() };
        let makes = say![if_so, who.does("make"), format!(" {} saving throw", one(ability.name())), dc];
        let mut all = vec![makes.sentence()];
        all.extend(self.results(effect));
        all
    }

    pub(super) fn check(&self, effect: &Effect) -> Vec<Say> {
        let Effect::Check { skills, ability, dc, success, fail } = effect else { return Vec::new() };
        let with = |it: &crate::book::Skill| {
            format!("{} ({})", ability.unwrap_or_else(|| it.ability()).name(), it.name())
        };
        let kinds = match (skills.as_slice(), ability) {
            ([], Some(it)) => it.name().to_owned(),
            ([], None) => "ability".to_owned(),
            (skills, _) => listed(skills.iter().map(with), "or").plain(),
        };
        let makes = say![self.target.does("make"), " ", one(&kinds), " check (DC ", self.amount(dc), ")"];
        let mut all = vec![makes.sentence()];
        all.extend(self.outcome("Success", success));
        all.extend(self.outcome("Failure", fail));
        all
    }

    /// What the target bears as long as it lasts.
    pub(super) fn bears(&self, modifiers: &[Modifier], until: &Until) -> Vec<Say> {
        let shared = modifier::shared(modifiers);
        let asked = shared.as_ref().map(|it| self.asked(&it.0, &self.target)).unwrap_or_default();
        let changes = self.changes(shared.as_ref().map_or(modifiers, |it| it.1.as_slice()), &self.target);
        let until_said = self.until(until);
        let several = changes.len() > CHANGES_MAX && asked.is_empty();
        if changes.is_empty() {
            let lasts =
                (!until_said.is_empty()).then(|| Say::from(format!("this lasts{until_said}")).sentence());
            return lasts.into_iter().chain(self.end_of(until)).collect();
        }
        let front = parted([Say::from(until_said).trimmed(), asked.trimmed()], ", ");
        let front = if front.is_empty() { front } else { say![front, ", "] };
        let mut all = match several {
            true => changes,
            false => vec![self.together(changes)],
        };
        if let Some(first) = all.first_mut() {
            *first = say![front, first.clone()];
        }
        let mut all: Vec<Say> = all.into_iter().map(Say::sentence).collect();
        all.extend(self.end_of(until));
        all
    }

    /// Clauses of one subject, which is said once.
    fn together(&self, changes: Vec<Say>) -> Say {
        let mut all = changes.into_iter();
        let Some(first) = all.next() else { return Say::default() };
        let again = self.target.again();
        let own = first.plain().starts_with(&format!("{} ", self.target.noun));
        let mut rest: Vec<Say> = all.collect();
        if own && rest.iter().all(|it| it.plain().starts_with(&format!("{} ", again.noun))) {
            rest = rest.into_iter().map(|it| it.without(&again.noun)).collect();
        }
        let all: Vec<Say> = std::iter::once(first).chain(rest).collect();
        // Lists within a list are kept apart by commas.
        let nested = all.iter().take(all.len() - 1).any(|it| it.plain().contains(" and "));
        if nested { parted(all, ", and ") } else { listed(all, "and") }
    }

    pub(super) fn restored(&self, resource: &ContentId, count: &Formula) -> Say {
        let found = self.resource(resource);
        let name = found.map_or_else(|| titled(resource), |it| it.name.clone());
        let pool = found.and_then(time::pool);
        let regains = self.target.does("regain");
        match (self.constant(count), pool) {
            (Some(99..), None) => format!("{regains} all uses of {name}").into(),
            (Some(99..), Some(pool)) => format!("{regains} all {pool}").into(),
            (Some(1), Some(pool)) => format!("{regains} one {}", time::one_of(&pool)).into(),
            (Some(many), Some(pool)) => format!("{regains} {} {pool}", number(many)).into(),
            (Some(1), None) => format!("{regains} one use of {name}").into(),
            (Some(many), None) => format!("{regains} {} uses of {name}", number(many)).into(),
            (None, Some(pool)) => say![regains, " ", self.amount_of(count, &pool)],
            (None, None) => say![regains, " ", self.amount_of(count, &format!("uses of {name}"))],
        }
    }

    pub(super) fn slots(&self, levels: &Formula, highest: u8) -> Say {
        let regains = self.target.does("regain");
        match self.constant(levels) {
            Some(level) if level == i32::from(highest) => {
                format!("{regains} one spell slot of level {level}").into()
            }
            _ => say![
                format!("{regains} spell slots whose levels add up to "),
                self.amount(levels),
                format!(" at most, none above level {highest}")
            ],
        }
    }

    pub(super) fn summoned(&self, creature: &ContentId, count: &Formula) -> Say {
        let name = name_of(self.book, creature).map_or_else(|| titled(creature), str::to_owned);
        let link = |text: &str| match name_of(self.book, creature) {
            Some(_) => Say::link(creature, text),
            None => text.into(),
        };
        let side = format!("on {} side", self.me.whose());
        match self.constant(count) {
            Some(1) => say![
                format!("{} ", super::super::prose::article(&name)),
                link(&name),
                format!(" appears and fights {side}")
            ],
            Some(many) => {
                say![format!("{} ", number(many)), link(&plural(&name)), format!(" appear and fight {side}")]
            }
            None => say![
                "a number of ",
                link(&plural(&name)),
                " equal to ",
                self.amount(count),
                format!(" appear and fight {side}")
            ],
        }
    }

    /// What becomes of the spell that is cast with it.
    pub(super) fn shaped(&self, shaping: &Shaping) -> Say {
        match shaping {
            Shaping::Careful { count } => say![
                "a number of friends equal to ",
                self.amount(count),
                " succeed on their saves against the spell and take no damage where a success means half"
            ],
            Shaping::Distant {} => "the range of the spell is doubled, or is 30 feet instead of Touch".into(),
            Shaping::Extended {} => {
                "the duration of the spell is doubled, to 24 hours at most, and saves to keep \
                                     Concentration on it have Advantage"
                    .into()
            }
            Shaping::Transmuted(to) => format!(
                "Acid, Cold, Fire, Lightning, Poison or Thunder damage of the spell is {} damage",
                to.name()
            )
            .into(),
            Shaping::Heightened {} => "one target of the spell has Disadvantage on saves against it".into(),
            Shaping::Subtle {} => {
                "the spell takes no Verbal and no Somatic components, and no Material ones but those that have a cost \
                 or are consumed"
                    .into()
            }
            Shaping::Twinned {} => {
                "the spell takes effect as if it were cast with a spell slot one level higher, and \
                                    so has one more target"
                    .into()
            }
        }
    }

    /// How a D20 Test that failed is mended.
    pub(super) fn mended(&self, effect: &Effect) -> Vec<Say> {
        let Effect::Mend { anew, one, advantage, face, plus, succeeds, refunded } = effect else {
            return Vec::new();
        };
        let mut ways = Vec::new();
        if *succeeds {
            ways.push(Say::from("the roll succeeds instead"));
        }
        if *anew {
            let how = if *advantage { " with Advantage" } else { "" };
            let die = if *one { "one d20" } else { "the d20" };
            ways.push(Say::from(format!("{die} is rolled again{how} and the new roll counts")));
        }
        if let Some(face) = face {
            ways.push(
                format!("the d20 counts as {} {face}", super::super::prose::article(&face.to_string()))
                    .into(),
            );
        }
        if let Some(plus) = plus {
            ways.push(say![self.amount(plus), " is added to the roll"]);
        }
        let mut all = vec![listed(ways, "and")];
        if *refunded {
            all.push("if the roll still fails, what was expended isn't".into());
        }
        all
    }
}
