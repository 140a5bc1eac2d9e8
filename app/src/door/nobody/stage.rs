//! The null twin of the stage: there is nothing to draw on.

use std::rc::Rc;

use crate::door::{Closed, Opened, Opening, Theatre};

pub(crate) fn open_stage(_opening: Opening) -> Opened {
    Box::pin(async { Err(Closed::NoPicture) })
}

pub(crate) fn theatre() -> Option<Rc<dyn Theatre>> {
    None
}
