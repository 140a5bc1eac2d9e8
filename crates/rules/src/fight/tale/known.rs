//! Conditions that a tale has told already: who is held is not held anew by every claw.

use crate::{
    book::Condition,
    fight::{Event, Laid},
};

#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Upon whom, by the number of what laid them.
    all: Vec<(usize, u32, Condition)>,
    /// What has just ended, and may begin again at once.
    ended: Option<(usize, Condition)>,
}

impl Known {
    /// Takes a fact to heart; tells whether it says nothing new.
    pub(super) fn hear(&mut self, event: &Event) -> bool {
        match event {
            Event::Laid { who, lasting } => {
                let Laid::Condition(condition) = lasting.laid else { return false };
                let held = self.all.iter().any(|it| (it.0, it.2) == (*who, condition));
                self.all.push((*who, lasting.id, condition));
                held || self.ended == Some((*who, condition))
            }
            Event::Lifted { who, id } => {
                if let Some(at) = self.all.iter().position(|it| (it.0, it.1) == (*who, *id)) {
                    let (who, _, condition) = self.all.swap_remove(at);
                    self.ended = Some((who, condition));
                }
                false
            }
            _ => {
                self.ended = None;
                false
            }
        }
    }
}
