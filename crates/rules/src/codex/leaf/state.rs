//! States and resources: what goes on for a while, and what there is only so much of.

use super::{
    Fact,
    effect::Lead,
    prose::{Say, clauses, joined, listed, number, parted, say},
    test::armour,
    time::{is_pool, minutes, pool, returns},
    voice::Voice,
};
use crate::book::{End, Keep, Resource, Return, State};

impl Voice<'_> {
    pub(super) fn stock(&self, resource: &Resource) -> Fact {
        let mut all = Vec::new();
        let pool = pool(resource).is_some();
        let most = match (self.constant(&resource.most), pool) {
            (Some(1), false) => "one use".into(),
            (Some(most), false) => format!("{} uses", number(most)).into(),
            (None, false) => self.uses_of(resource),
            (Some(_), true) => self.amount(&resource.most),
            (_, true) if is_pool(&resource.name) => say!["as many as ", self.amount(&resource.most)],
            (_, true) => say!["points equal to ", self.amount(&resource.most)],
        };
        all.push(most.sentence());
        if let Some(die) = &resource.die {
            all.push(say!["each is ", self.die(die)].sentence());
        }
        let back = match resource.returns {
            Return::Never => "what is spent never returns".to_owned(),
            at => format!("all return {}", returns(at)),
        };
        let partly = resource.partly.iter().map(|it| {
            let count = match self.constant(&it.count) {
                Some(1) => "one returns".into(),
                Some(count) => format!("{} return", number(count)).into(),
                None if it.count == resource.most => "all return".into(),
                None => say!["a number equal to ", self.amount(&it.count), " return"],
            };
            let at = if it.at == Return::ShortRest { "when you finish a Short Rest" } else { returns(it.at) };
            say![count, format!(" {at}"), self.only_if(&it.when)]
        });
        all.push(parted(std::iter::once(Say::from(back)).chain(partly), "; ").sentence());
        Fact { name: resource.name.clone(), says: joined(all).prose() }
    }

    /// Uses that depend on somebody: `2 uses (3 at Barbarian level 3)`, `uses equal to your Proficiency Bonus`.
    fn uses_of(&self, resource: &Resource) -> Say {
        self.amount_of(&resource.most, "uses").plain().replacen("1 uses", "1 use", 1).into()
    }

    pub(super) fn ongoing(&self, state: &State) -> Fact {
        let mut all: Vec<Say> =
            self.changes(&state.modifiers, &self.me).into_iter().map(Say::sentence).collect();
        let each = self.told(&state.each_turn, Lead::Plain);
        if !each.is_empty() {
            all.push(say![format!("At the start of each of {} turns: ", self.me.its()), joined(each)]);
        }
        all.extend(self.lasts(state).map(Say::sentence));
        if !state.ends.is_empty() {
            all.push(say!["it ends early if ", self.any_end(&state.ends)].sentence());
        }
        Fact { name: format!("While {} is active", state.name), says: joined(all).prose() }
    }

    fn lasts(&self, state: &State) -> Option<Say> {
        let most = state.minutes.map(|it| format!(", for up to {}", minutes(it))).unwrap_or_default();
        let next = match state.rounds {
            Some(1) => format!("it lasts until the end of {} next turn", self.me.its()),
            Some(rounds) => format!("it lasts {rounds} rounds"),
            None => return state.minutes.map(|it| format!("it lasts {}", minutes(it)).into()),
        };
        if state.kept_by.is_empty() {
            return Some(say![next, most]);
        }
        let keeps =
            clauses(state.kept_by.iter().map(|it| self.keeps(*it).into()), &[self.me.noun.as_str()], "or");
        Some(say![next, " and goes on for another round if ", keeps, most])
    }

    fn keeps(&self, keep: Keep) -> String {
        match keep {
            Keep::Attacked => self.me.does("make") + " an attack roll against an enemy",
            Keep::ForcedSave => self.me.does("force") + " an enemy to make a saving throw",
            Keep::BonusAction => self.me.does("take") + " a Bonus Action to extend it",
        }
    }

    fn any_end(&self, ends: &[End]) -> Say {
        let conditions = ends
            .iter()
            .filter_map(|it| if let End::Condition(it) = it { Some(self.condition(*it)) } else { None });
        let conditions = listed(conditions, "or");
        let others = ends.iter().filter(|it| !matches!(it, End::Condition(_))).map(|it| self.ends(it));
        let held =
            (!conditions.is_empty()).then(|| say![self.me.does("have"), " the ", conditions, " condition"]);
        clauses(held.into_iter().chain(others), &[self.me.noun.as_str()], "or")
    }

    fn ends(&self, end: &End) -> Say {
        let me = &self.me;
        match end {
            End::Condition(it) => say![me.does("have"), " ", self.the_condition(*it)],
            End::Wears(it) => format!("{} {}", me.does("don"), armour(*it)).into(),
            End::Dropped => (me.does("drop") + " to 0 Hit Points").into(),
            End::TurnStart => format!("{} next turn starts", me.whose()).into(),
            End::TurnEnd => format!("{} turn ends", me.whose()).into(),
            End::Attacked => (me.does("make") + " an attack").into(),
            End::SpellCast => (me.does("cast") + " a spell").into(),
            End::State(id) => say![self.link(id), " begins"],
            End::Will => (me.does("end") + " it").into(),
            End::ShortRest => (me.does("finish") + " a Short Rest").into(),
        }
    }
}
