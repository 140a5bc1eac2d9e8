//! What is measured of the rules, dice and sheets and fights: the same code for a processor (`cargo xtask
//! bench rules`) and for a browser, where it is built as the bundle is.

mod dice;
mod fight;
mod sheet;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// One thing that is measured.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub struct Subject {
    name: String,
    is_timed: bool,
    work: Box<dyn Work>,
}

/// What is done again and again.
trait Work {
    /// How much was done: rolls, odds, sheets or turns. None: it failed.
    fn once(&mut self) -> Option<u32>;
}

/// How many there are.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub fn count() -> usize {
    dice::COUNT + sheet::COUNT + fight::COUNT
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
impl Subject {
    /// None behind the last.
    pub fn of(index: usize) -> Option<Subject> {
        if index < dice::COUNT {
            return dice::subject(index);
        }
        let index = index - dice::COUNT;
        if index < sheet::COUNT { sheet::subject(index) } else { fight::subject(index - sheet::COUNT) }
    }

    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// Whether it is told by the time that one takes rather than by how many there are in a second.
    pub fn is_timed(&self) -> bool {
        self.is_timed
    }

    /// Does it so often, and says how much was done. Nothing: it failed.
    pub fn run(&mut self, times: u32) -> u32 {
        (0..times).try_fold(0, |done, _| Some(done + self.work.once()?)).unwrap_or(0)
    }
}

impl Subject {
    fn counted(name: String, work: impl Work + 'static) -> Self {
        Self { name, is_timed: false, work: Box::new(work) }
    }

    fn timed(name: String, work: impl Work + 'static) -> Self {
        Self { name, is_timed: true, work: Box::new(work) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_measured_works_and_has_a_name_of_its_own() {
        let mut names = std::collections::BTreeSet::new();
        for index in 0..count() {
            let mut subject = Subject::of(index).unwrap();
            assert!(subject.run(3) >= 3, "{}", subject.name());
            assert!(names.insert(subject.name()));
        }
        assert!(Subject::of(count()).is_none());
    }
}
