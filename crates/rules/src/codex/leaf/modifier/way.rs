//! How somebody moves, jumps and falls.

use super::super::{
    prose::{Say, say},
    voice::{Subject, Voice},
};
use crate::book::{Formula, Gait, Start};

impl Voice<'_> {
    pub(super) fn pace(&self, gait: Gait, feet: &Formula, who: &Subject) -> Say {
        let gait = if gait == Gait::Walk { "walking Speed" } else { gait.name() };
        let how = if self.constant(feet).is_some() { " of " } else { " equal to " };
        say![who.does("have"), " a ", gait, how, Self { me: who.again(), ..self.clone() }.feet(feet)]
    }

    pub(super) fn jump(&self, long: &Formula, high: Option<&Formula>, start: Start, who: &Subject) -> Say {
        let high = high.map(|it| say![" or High Jump ", self.leap(it)]).unwrap_or_default();
        let start = match start {
            Start::Either => "",
            Start::Run => " after a run",
            Start::Standing => ", with or without a run",
        };
        say![who.does("can"), " Long Jump ", self.leap(long), high, start]
    }

    fn leap(&self, feet: &Formula) -> Say {
        match self.constant(feet) {
            Some(_) => self.feet(feet),
            None => say!["a number of feet equal to ", self.amount(feet)],
        }
    }
}

pub(super) fn falls_slowly(feet: u32, who: &Subject) -> Say {
    let take = who.verb("take");
    format!("{} no more than {feet} feet a round and {take} no damage on landing", who.does("fall")).into()
}

pub(super) fn jump_times(times: u32, who: &Subject) -> Say {
    let how = match times {
        2 => "doubled".to_owned(),
        3 => "tripled".to_owned(),
        _ => format!("multiplied by {times}"),
    };
    format!("{} jump distance is {how}", who.whose()).into()
}

pub(super) fn jump_for(feet: u32, cost: u32, who: &Subject) -> Say {
    format!("once per turn, {} jump up to {feet} feet by spending {cost} feet of movement", who.does("can"))
        .into()
}
