//! What is to be heard, whoever hears it: it keeps what surrounds and what plays, begins what can be
//! begun, and tells captions.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::{AudioBuffer, Event};
use wire::{
    asset::ContentId,
    scene::Emitter,
    sound::{Channel, Kind, Sound, Sounds},
};

use super::{
    desk::{Desk, Spot},
    level::{Levels, levels},
    shelf::Shelf,
    strand::{Part, State, Strand},
    voice::Voices,
};
use crate::{page, trouble::Trouble, wait::Timer};

/// A single sound is as loud as it is within this many metres, and not heard from there on.
const EFFECT_NEAR: f32 = 3.0;
const EFFECT_FAR: f32 = 30.0;
/// A sound that comes later than this after its cause belongs to nothing any more.
const LATE_MILLIS: f64 = 250.0;
/// How long it is quiet between two that call now and then.
const CALL_MILLIS_MIN: f64 = 4_000.0;
const CALL_MILLIS_MAX: f64 = 14_000.0;

/// Hears of single sounds that came to their end.
type Ended = Closure<dyn FnMut(Event)>;

pub(super) struct Room {
    pub(super) list: Sounds,
    pub(super) shelf: Shelf,
    pub(super) voices: RefCell<Voices>,
    tell: Box<dyn Fn(&str)>,
    /// None before the first gesture.
    desk: RefCell<Option<Desk>>,
    levels: Cell<Levels>,
    hidden: Cell<bool>,
    /// Where one listens, and where one looks.
    ear: Cell<([f32; 3], [f32; 3])>,
    intensity: Cell<f32>,
    strands: RefCell<Vec<Strand>>,
    /// When the first stem of the piece began, by the desk's clock.
    origin: Cell<Option<f64>>,
    /// What calls now and then.
    callers: RefCell<Vec<(ContentId, Option<Spot>)>>,
    call: RefCell<Option<Timer>>,
    numbers: Cell<u32>,
    ended: RefCell<Option<Ended>>,
}

impl Room {
    pub(super) fn new(list: Sounds, tell: Box<dyn Fn(&str)>) -> Self {
        Self {
            list,
            tell,
            levels: Cell::new(levels()),
            ear: Cell::new(([0.0; 3], [0.0, 0.0, -1.0])),
            shelf: Shelf::default(),
            voices: RefCell::default(),
            desk: RefCell::default(),
            hidden: Cell::default(),
            intensity: Cell::default(),
            strands: RefCell::default(),
            origin: Cell::default(),
            callers: RefCell::default(),
            call: RefCell::default(),
            numbers: Cell::default(),
            ended: RefCell::default(),
        }
    }

    pub(super) fn wake(self: &Rc<Self>) -> Result<(), Trouble> {
        if self.desk.borrow().is_none() {
            let desk = Desk::open(self.levels.get())?;
            let (position, forward) = self.ear.get();
            desk.listen(position, forward);
            self.desk.replace(Some(desk));
            let room = Rc::downgrade(self);
            self.ended.replace(Some(Closure::new(move |event: Event| forget(&room, &event))));
        }
        self.settle();
        self.tend();
        Ok(())
    }

    pub(super) fn is_heard(&self) -> bool {
        self.is_wanted() && self.desk.borrow().as_ref().is_some_and(Desk::is_running)
    }

    /// Whether anybody would hear something.
    fn is_wanted(&self) -> bool {
        !self.hidden.get() && !self.levels.get().muted
    }

    /// Obeys other levels.
    pub(super) fn obey(self: &Rc<Self>, levels: Levels) {
        self.levels.set(levels);
        if let Some(desk) = &*self.desk.borrow() {
            desk.set(levels);
        }
        self.settle();
        self.tend();
    }

    /// The page is seen, or not any more.
    pub(super) fn hide(self: &Rc<Self>, hidden: bool) {
        self.hidden.set(hidden);
        self.settle();
        // What began behind another tab is told now.
        self.tell_strands();
    }

    /// Runs while somebody is there, and rests otherwise.
    fn settle(self: &Rc<Self>) {
        if let Some(desk) = &*self.desk.borrow() {
            desk.run(self.is_wanted());
        }
        let calls = !self.hidden.get() && !self.callers.borrow().is_empty();
        if !calls {
            self.call.take();
        } else if self.call.borrow().is_none() {
            self.await_call();
        }
    }

    pub(super) fn surround(self: &Rc<Self>, bed: &[ContentId], emitters: &[Emitter]) {
        self.clear(Part::Ambience);
        let everywhere = bed.iter().map(|name| (name, None));
        let somewhere = emitters.iter().map(|it| {
            let Emitter { sound, at, near, far } = it;
            (sound, Some(Spot { at: *at, near: *near, far: *far }))
        });
        for (name, spot) in everywhere.chain(somewhere) {
            match self.list.named(name).as_slice() {
                [] => page::note("There is no sound of that name", &name.as_str().into()),
                [sound, ..] if sound.kind == Kind::Loop => self.add(Part::Ambience, sound, spot),
                _ => self.callers.borrow_mut().push((name.clone(), spot)),
            }
        }
        self.settle();
        self.tend();
    }

    pub(super) fn play(self: &Rc<Self>, piece: &str) {
        self.clear(Part::Music);
        for sound in self.list.stems(piece) {
            self.add(Part::Music, sound, None);
        }
        self.tend();
    }

    fn add(&self, part: Part, sound: &Sound, spot: Option<Spot>) {
        let number = self.numbers.replace(self.numbers.get().wrapping_add(1));
        self.strands.borrow_mut().push(Strand::new(number, part, sound, spot));
    }

    /// All of a part fades out.
    pub(super) fn clear(&self, part: Part) {
        let desk = self.desk.borrow();
        for strand in self.strands.borrow_mut().extract_if(.., |it| it.part == part) {
            strand.end(desk.as_ref());
        }
        match part {
            Part::Ambience => {
                self.callers.borrow_mut().clear();
                self.call.take();
            }
            Part::Music => self.origin.set(None),
        }
    }

    pub(super) fn intensify(self: &Rc<Self>, intensity: f32) {
        if !intensity.is_finite() || intensity == self.intensity.replace(intensity) {
            return;
        }
        if let Some(desk) = &*self.desk.borrow() {
            let strands = self.strands.borrow();
            strands.iter().filter(|it| it.part == Part::Music).for_each(|it| it.follow(desk, intensity));
        }
        self.tend();
    }

    pub(super) fn listen(self: &Rc<Self>, position: [f32; 3], forward: [f32; 3]) {
        if self.ear.replace((position, forward)) == (position, forward) {
            return;
        }
        if let Some(desk) = &*self.desk.borrow() {
            desk.listen(position, forward);
        }
        self.tell_strands();
    }

    /// Begins whatever should turn and does not yet, and tells of it.
    pub(super) fn tend(self: &Rc<Self>) {
        self.tell_strands();
        if self.desk.borrow().is_none() || self.levels.get().muted {
            return;
        }
        let mut due = Vec::new();
        for strand in self.strands.borrow_mut().iter_mut() {
            let wanted = self.is_wished(strand) && self.shelf.has(&strand.id);
            if wanted && matches!(strand.state, State::Still) {
                strand.state = State::Coming;
                due.push((strand.number, strand.id.clone()));
            }
        }
        for (number, id) in due {
            let room = Rc::downgrade(self);
            spawn_local(async move {
                let Some(room) = room.upgrade() else { return };
                if let Err(trouble) = room.begin(number, &id).await {
                    page::note("Something stays silent", &trouble.to_string().into());
                }
            });
        }
    }

    fn is_wished(&self, strand: &Strand) -> bool {
        self.levels.get().of(strand.channel) > 0 && strand.share(self.intensity.get()) > 0.0
    }

    /// Begins one that is decoded, if it is still wanted by then.
    async fn begin(&self, number: u32, id: &ContentId) -> Result<(), Trouble> {
        let buffer = self.decode(id).await?;
        let turn = self.shelf.turn(id, &buffer)?;
        let (desk, mut strands) = (self.desk.borrow(), self.strands.borrow_mut());
        let strand = strands.iter_mut().find(|it| it.number == number);
        let (Some(desk), Some(strand)) = (desk.as_ref(), strand) else { return Ok(()) };
        let mut origin = self.origin.get();
        let started = strand.start(desk, &buffer, turn, strand.share(self.intensity.get()), &mut origin);
        self.origin.set(origin);
        started.map_err(|_why| Trouble::Unreadable([id.as_str(), " could not be begun."].concat()))
    }

    pub(super) async fn decode(&self, id: &ContentId) -> Result<AudioBuffer, Trouble> {
        let context = self.desk.borrow().as_ref().map(|it| it.context.clone());
        let context = context.ok_or_else(|| Trouble::Unreadable("Sound has not been woken yet.".into()))?;
        self.shelf.decode(id, &context).await
    }

    /// Tells of each strand once, when it begins to be heard; of two that are alike, once.
    fn tell_strands(&self) {
        if self.hidden.get() {
            return;
        }
        let (ear, _) = self.ear.get();
        let mut told = Vec::new();
        let mut strands = self.strands.borrow_mut();
        for place in 0..strands.len() {
            let strand = &strands[place];
            let near = strand.spot.is_none_or(|it| it.reaches(ear));
            if strand.told || !near || !self.is_wished(strand) {
                continue;
            }
            let caption = strand.caption.clone();
            if !strands.iter().any(|it| it.told && it.caption == caption) {
                told.push(caption);
            }
            strands[place].told = true;
        }
        drop(strands);
        told.iter().for_each(|it| (self.tell)(it));
    }

    pub(super) fn effect(self: &Rc<Self>, name: &ContentId, at: Option<[f32; 3]>) {
        let spot = at.map(|at| Spot { at, near: EFFECT_NEAR, far: EFFECT_FAR });
        self.sound(name, spot);
    }

    /// A single sound, unless it is out of earshot, or nobody is there.
    fn sound(self: &Rc<Self>, name: &ContentId, spot: Option<Spot>) {
        let named = self.list.named(name);
        let Some(sound) = self.voices.borrow_mut().choose(&named) else {
            page::note("There is no sound of that name", &name.as_str().into());
            return;
        };
        let (ear, _) = self.ear.get();
        let silent = self.levels.get().of(sound.channel) == 0 || spot.is_some_and(|it| !it.reaches(ear));
        if self.hidden.get() || silent {
            return;
        }
        (self.tell)(&sound.caption);
        if !self.is_heard() {
            return;
        }
        match self.shelf.at_hand(&sound.id) {
            Some(buffer) => self.voice(sound, &buffer, spot),
            None if self.shelf.has(&sound.id) => self.sound_late(sound.clone(), spot),
            None => {}
        }
    }

    /// A sound that must be decoded first.
    fn sound_late(self: &Rc<Self>, sound: Sound, spot: Option<Spot>) {
        let (room, since) = (Rc::downgrade(self), page::ticks());
        spawn_local(async move {
            let Some(room) = room.upgrade() else { return };
            match room.decode(&sound.id).await {
                Ok(buffer) if room.is_heard() && page::ticks() - since <= LATE_MILLIS => {
                    room.voice(&sound, &buffer, spot);
                }
                Ok(_) => {}
                Err(trouble) => page::note("Something stays silent", &trouble.to_string().into()),
            }
        });
    }

    fn voice(&self, sound: &Sound, buffer: &AudioBuffer, spot: Option<Spot>) {
        let (desk, ended) = (self.desk.borrow(), self.ended.borrow());
        let (Some(desk), Some(ended)) = (desk.as_ref(), ended.as_ref()) else { return };
        let ended = ended.as_ref().unchecked_ref();
        if sound.channel == Channel::Voice {
            desk.duck(buffer.duration());
        }
        // The only refusal is that of a place that is none.
        if self.voices.borrow_mut().start(desk, buffer, sound.channel, spot, ended).is_err() {
            page::note("Something stays silent", &sound.id.as_str().into());
        }
    }

    /// Waits for the next that calls, at no regular time.
    fn await_call(self: &Rc<Self>) {
        let millis = CALL_MILLIS_MIN + js_sys::Math::random() * (CALL_MILLIS_MAX - CALL_MILLIS_MIN);
        let room = Rc::downgrade(self);
        let timer = Timer::after(millis as i32, move || {
            let Some(room) = room.upgrade() else { return };
            let place = js_sys::Math::random() * room.callers.borrow().len() as f64;
            let caller = room.callers.borrow().get(place as usize).cloned();
            if let Some((name, spot)) = caller {
                room.sound(&name, spot);
                room.await_call();
            }
        });
        self.call.replace(Some(timer));
    }

    /// Ends everything at once.
    pub(super) fn end(&self) {
        self.call.take();
        self.callers.borrow_mut().clear();
        self.strands.borrow_mut().clear();
        self.voices.borrow_mut().clear();
        self.desk.take();
    }
}

fn forget(room: &Weak<Room>, ended: &Event) {
    if let (Some(room), Some(source)) = (room.upgrade(), ended.target()) {
        room.voices.borrow_mut().forget(&source);
    }
}
