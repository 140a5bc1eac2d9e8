//! Links of streams of dice, each given away once.

use rules::StreamId;
use wire::{Millis, error};

use super::{Done, Table, Verdict};
use crate::dice::DiceStream;

impl Table<'_> {
    pub(super) fn begin_dice(&mut self, stream: StreamId, now: Millis) -> Verdict {
        if self.known.dice.contains_key(&stream) {
            return Err((&error::CONFLICT).into());
        }
        self.keep_dice(stream, DiceStream::begun(now));
        Ok(Done::Nothing)
    }

    pub(super) fn take_link(&mut self, stream: StreamId, now: Millis) -> Verdict {
        let mut kept = *self.known.dice.get(&stream).ok_or(&error::DICE_STREAM_UNKNOWN)?;
        let taken = kept.take(now);
        self.keep_dice(stream, kept);
        Ok(Done::Took(taken))
    }

    fn keep_dice(&mut self, stream: StreamId, kept: DiceStream) {
        self.known.dice.insert(stream, kept);
        self.plan.dice.insert(stream, kept);
    }
}
