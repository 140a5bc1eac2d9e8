//! A fight told as a story: a paragraph for each turn, in which what belongs together is said together. The
//! log of facts, one after another, is [`super::tell`].

mod called;
mod fall;
mod frame;
mod known;
mod save;
mod state;
mod words;

use super::{Event, Fight, Outcome, Spot, Stand, Why, story};
use known::Known;
use words::{Blow, Shot};

/// Told so far: what has to be remembered from one fact to the next.
#[derive(Clone, Debug)]
pub struct Tale {
    hp: Vec<i32>,
    spots: Vec<Spot>,
    /// Who acts when, until the first round begins.
    opening: Vec<(i32, usize)>,
    paragraph: Vec<String>,
    /// Where somebody went, until it is known what for.
    going: Option<(usize, String)>,
    /// From where, and over how many feet.
    from: Option<(Spot, i32)>,
    /// The blow that was told last: whose, at whom, with what.
    last: Option<(usize, usize, String)>,
    /// What was done last: what it begins needs no words of its own.
    done: String,
    /// How the blow that follows comes about.
    out_of_turn: Option<&'static str>,
    /// What people were asked to see to: once a fight is enough.
    asked: Vec<String>,
    known: Known,
    /// Counts what was told, so that the same is not always said in the same words.
    told: usize,
}

impl Tale {
    /// Before anything has happened.
    pub fn of(fight: &Fight<'_>) -> Self {
        Self {
            hp: fight.fighters.iter().map(|it| it.hp).collect(),
            spots: fight.fighters.iter().map(|it| it.spot).collect(),
            opening: Vec::new(),
            paragraph: Vec::new(),
            going: None,
            from: None,
            last: None,
            done: String::new(),
            out_of_turn: None,
            asked: Vec::new(),
            known: Known::default(),
            told: 0,
        }
    }

    /// Goes on with these facts, after which the fight stands as it does; the paragraphs that they finish.
    pub fn hear(&mut self, fight: &Fight<'_>, events: &[Event]) -> Vec<String> {
        let mut finished = Vec::new();
        let mut rest = events;
        while !rest.is_empty() {
            let used = self.next(fight, rest, &mut finished);
            rest = &rest[used.clamp(1, rest.len())..];
        }
        finished.iter().map(|it| called::called(fight, it)).collect()
    }

    /// How many facts were told together.
    fn next(&mut self, fight: &Fight<'_>, rest: &[Event], finished: &mut Vec<String>) -> usize {
        match &rest[0] {
            Event::Initiative { who, total, .. } => self.opening.push((*total, *who)),
            Event::RoundBegan { round } => {
                self.end_paragraph(fight, finished);
                if !self.opening.is_empty() {
                    finished.push(self.opening(fight));
                }
                finished.push(format!("\u{2014} Round {round} \u{2014}"));
            }
            Event::TurnBegan { .. } => self.end_paragraph(fight, finished),
            Event::TurnEnded { who } => {
                self.arrive(fight);
                if self.paragraph.is_empty() {
                    self.paragraph.extend(state::helpless(fight, *who));
                }
                self.end_paragraph(fight, finished);
            }
            Event::Ended { .. } => {
                self.end_paragraph(fight, finished);
                finished.extend(story::tell(fight, &rest[0]));
                finished.extend(Self::standing(fight));
            }
            Event::Joined { spot, .. } => {
                self.fact(fight, &rest[0]);
                let hp = fight.fighters.get(self.hp.len()).map_or(0, |it| it.kit.hp);
                self.hp.push(hp);
                self.spots.push(*spot);
            }
            Event::Moved { who, path, feet, why: Why::Turn } => self.go(fight, *who, path, *feet),
            Event::Attacked { .. } => return self.blow(fight, rest),
            Event::Acted { .. } => return self.act(fight, rest),
            Event::Fell { .. } => return self.fell(fight, rest),
            Event::Saved { .. } => {
                let (clause, used) = self.braved(fight, rest, false);
                self.say(fight, format!("{clause}."));
                return used;
            }
            Event::Hurt { who, .. } => {
                let wound = self.wound(fight, &rest[0]);
                self.say(fight, format!("{} {wound}.", name(fight, *who)));
            }
            other => self.fact(fight, other),
        }
        1
    }

    /// Told as the log tells it.
    fn fact(&mut self, fight: &Fight<'_>, event: &Event) {
        match event {
            Event::Healed { who, hp, .. } => self.change(*who, *hp),
            Event::Moved { who, path, .. } => self.stand(*who, path),
            Event::Jumped { who, to, .. } => self.stand(*who, &[*to]),
            Event::Shaped { who, spot, .. } | Event::Unshaped { who, spot } => self.stand(*who, &[*spot]),
            Event::Revived { who, hp, .. } => self.set(*who, *hp),
            _ => {}
        }
        if self.known.hear(event) || self.is_known(fight, event) {
            return;
        }
        match event {
            Event::StateBegan { .. } | Event::StateEnded { .. } => {
                let told = state::told(fight, event);
                return told.into_iter().for_each(|it| self.say(fight, it));
            }
            Event::Healed { who, hp, .. } => {
                let (regained, left) = (story::counted(*hp, "hit point"), self.hp.get(*who).copied());
                let left = left.unwrap_or(*hp);
                return self.say(fight, format!("{} regains {regained} and has {left}.", name(fight, *who)));
            }
            Event::Prompted { text, .. } => self.asked.push(text.clone()),
            _ => {}
        }
        if let Some(told) = story::tell(fight, event) {
            self.say(fight, told);
        }
    }

    /// Whether what was just done says it already.
    fn is_known(&self, fight: &Fight<'_>, event: &Event) -> bool {
        match event {
            Event::Concentrated { act, .. } => *act == self.done,
            Event::Laid { lasting, .. } => {
                lasting.act == self.done && matches!(lasting.laid, super::Laid::Modifiers(_))
            }
            Event::ZoneLaid { zone } => zone.act == self.done,
            Event::Prompted { text, .. } => self.asked.contains(text),
            Event::StateBegan { state, .. } => fight.book.state(state).is_some_and(|it| it.name == self.done),
            _ => false,
        }
    }

    fn change(&mut self, who: usize, by: i32) {
        if let Some(hp) = self.hp.get_mut(who) {
            // A wound may be deeper than what was left.
            *hp = (*hp + by).max(0);
        }
    }

    fn set(&mut self, who: usize, to: i32) {
        if let Some(hp) = self.hp.get_mut(who) {
            *hp = to;
        }
    }

    fn stand(&mut self, who: usize, path: &[Spot]) {
        if let (Some(spot), Some(last)) = (self.spots.get_mut(who), path.last()) {
            *spot = *last;
        }
    }

    /// Adds a sentence. Who has just gone somewhere and now does something does both in one.
    fn say(&mut self, fight: &Fight<'_>, sentence: String) {
        self.told += 1;
        let Some((who, went)) = self.going.take() else { return self.paragraph.push(sentence) };
        let subject = name(fight, who);
        match sentence.strip_prefix(subject).filter(|it| it.starts_with(' ')) {
            Some(rest) => self.paragraph.push(format!("{subject} {went} and{rest}")),
            None => self.paragraph.extend([format!("{subject} {went}."), sentence]),
        }
    }

    /// Where somebody went, if nothing was done at its end.
    fn arrive(&mut self, fight: &Fight<'_>) {
        let Some((who, went)) = self.going.take() else { return };
        let subject = name(fight, who);
        // Only who was spoken of last is `it`.
        let acted = self.paragraph.last().is_some_and(|it| it.starts_with(subject));
        let hero = fight.fighters.get(who).is_some_and(|it| it.kit.hero);
        self.paragraph.push(match (acted, hero) {
            (true, true) => format!("{subject} then {went}."),
            (true, false) => format!("It then {went}."),
            _ => format!("{subject} {went}."),
        });
    }

    fn end_paragraph(&mut self, fight: &Fight<'_>, finished: &mut Vec<String>) {
        self.arrive(fight);
        (self.last, self.done) = (None, String::new());
        if !self.paragraph.is_empty() {
            finished.push(std::mem::take(&mut self.paragraph).join(" "));
        }
    }

    fn go(&mut self, fight: &Fight<'_>, who: usize, path: &[Spot], feet: i32) {
        let mut before = self.spots.get(who).copied();
        let mut feet = feet;
        // Two ways one after another are one.
        match (&self.going, self.from) {
            (Some((same, _)), Some((spot, gone))) if *same == who => {
                before = Some(spot);
                feet += gone;
            }
            _ => self.arrive(fight),
        }
        self.from = before.map(|it| (it, feet));
        self.stand(who, path);
        let (Some(before), Some(after)) = (before, path.last()) else { return };
        let (before, after) = (self.nearest_foe(fight, who, before), self.nearest_foe(fight, who, *after));
        let went = match before.zip(after) {
            Some((before, after)) if after < before && after <= super::SQUARE_FEET => {
                format!("closes in over {feet} feet")
            }
            Some((before, after)) if after < before => format!("comes {feet} feet closer"),
            Some((before, after)) if after > before => format!("draws back {feet} feet"),
            _ => format!("moves {feet} feet"),
        };
        self.going = Some((who, went));
    }

    fn nearest_foe(&self, fight: &Fight<'_>, who: usize, spot: Spot) -> Option<i32> {
        let me = fight.fighters.get(who)?;
        let stand = Stand { spot, ..me.stand() };
        let foes = fight.fighters.iter().filter(|it| it.side != me.side && it.is_up());
        foes.map(|it| it.stand().feet_to(stand)).min()
    }

    /// An attack, and what its hit dealt.
    fn blow(&mut self, fight: &Fight<'_>, rest: &[Event]) -> usize {
        let Event::Attacked { who, target, name: with, dice, lean, total, against, outcome, .. } = &rest[0]
        else {
            return 1;
        };
        let (mut used, mut wound) = (1, None);
        while let Some(event) = rest.get(used).filter(|_| outcome.succeeds() && wound.is_none()) {
            match event {
                Event::Hurt { who: hurt, .. } if hurt == target => wound = Some(event),
                quiet if story::tell(fight, quiet).is_none() => {}
                _ => break,
            }
            used += 1;
        }
        if wound.is_none() {
            used = 1;
        }
        let again = self.out_of_turn.is_none()
            && self.last.as_ref().is_some_and(|it| (it.0, it.1, &it.2) == (*who, *target, with));
        let blow = Blow::of(fight, (*who, *target), with, again, self.told);
        let leans = match lean {
            1 => ", with Advantage",
            -1 => ", with Disadvantage",
            _ => "",
        };
        let natural = if dice.iter().max() == Some(&1) { "a natural 1, " } else { "" };
        let rolled = format!("({natural}{total} against {against}{leans})");
        let sentence = match (outcome.succeeds(), wound) {
            (true, Some(wound)) => {
                let dealt = words::most(wound);
                let share = self.share(fight, *target, wound);
                let critical = *outcome == Outcome::Critical;
                match wound {
                    Event::Hurt { lost: 0, temporary_lost: 0, .. } => format!("{} {rolled}.", blow.bounces()),
                    _ => {
                        let lands = blow.lands(dealt, share, critical);
                        format!("{lands} {rolled} for {}.", self.dealt(fight, wound))
                    }
                }
            }
            (true, None) => format!("{} {rolled}.", blow.lands(None, 0, *outcome == Outcome::Critical)),
            (false, _) => {
                let shot =
                    Shot { die: dice.iter().copied().max().unwrap_or(0), total: *total, against: *against };
                format!("{} {rolled}.", blow.misses(shot))
            }
        };
        match self.out_of_turn.take() {
            Some(how) => self.say(fight, format!("{how}, {sentence}")),
            None => self.say(fight, sentence),
        }
        self.last = Some((*who, *target, with.clone()));
        used
    }

    /// Hundredths of all its hit points that a wound takes.
    fn share(&self, fight: &Fight<'_>, who: usize, wound: &Event) -> i32 {
        let Event::Hurt { lost, .. } = wound else { return 0 };
        100 * lost / fight.fighters.get(who).map_or(1, |it| it.kit.hp.max(1))
    }

    /// What was dealt and what is left: `12 slashing damage; 40 left`.
    fn dealt(&mut self, fight: &Fight<'_>, wound: &Event) -> String {
        let Event::Hurt { who, parts, lost, temporary_lost, .. } = wound else { return String::new() };
        let before = self.hp.get(*who).copied().unwrap_or(0);
        self.change(*who, -lost);
        let (after, most) = ((before - lost).max(0), fight.fighters.get(*who).map_or(0, |it| it.kit.hp));
        let soaked = match temporary_lost {
            0 => String::new(),
            some => format!(", {some} of it soaked up"),
        };
        let left = match after {
            ..=0 => String::new(),
            _ if 2 * before > most && 2 * after <= most => format!("; bloodied, {after} left"),
            _ => format!("; {after} left"),
        };
        format!("{} damage{soaked}{left}", story::parts(parts))
    }

    /// `takes 12 slashing damage; 40 left`.
    fn wound(&mut self, fight: &Fight<'_>, wound: &Event) -> String {
        match wound {
            Event::Hurt { lost: 0, temporary_lost: 0, .. } => "takes no harm".into(),
            // A price that is paid in hit points is of no kind.
            Event::Hurt { who, parts, lost, .. } if parts.is_empty() => {
                self.change(*who, -lost);
                format!("loses {}", story::counted(*lost, "hit point"))
            }
            _ => format!("takes {}", self.dealt(fight, wound)),
        }
    }

    /// Something is done; where everybody saves against it, all of them in one sentence.
    fn act(&mut self, fight: &Fight<'_>, rest: &[Event]) -> usize {
        let Event::Acted { who, act, name: what, targets, why, .. } = &rest[0] else { return 1 };
        if what.is_empty() {
            self.fact(fight, &rest[0]);
            return 1;
        }
        self.done.clone_from(what);
        let quiet = |it: &&Event| !matches!(it, Event::Attacked { .. }) && story::tell(fight, it).is_none();
        let silent = rest[1..].iter().take_while(quiet).count();
        let first = rest.get(1 + silent);
        if let Some(Event::Attacked { who: attacker, name: with, .. }) = first
            && (attacker, with) == (who, what)
        {
            self.out_of_turn = match why {
                Why::Reaction => Some("As a Reaction"),
                Why::Legendary => Some("As a Legendary Action"),
                Why::Turn | Why::With | Why::Forced => None,
            };
            return 1;
        }
        let spell = act
            .and_then(|at| fight.fighters.get(*who)?.kit.acts.get(at))
            .is_some_and(|it| it.spell.is_some());
        let head = words::does(fight, *who, what, targets, (spell, *why));
        if !matches!(first, Some(Event::Saved { concentration: false, .. })) {
            self.say(fight, format!("{head}."));
            return 1;
        }
        let mut used = 1 + silent;
        let mut clauses = Vec::new();
        while let Some(next @ Event::Saved { concentration: false, .. }) = rest.get(used) {
            let alike = !clauses.is_empty() && Self::alike(next, rest.get(1 + silent));
            let (clause, more) = self.braved(fight, &rest[used..], alike);
            clauses.push(clause);
            used += more;
        }
        self.say(fight, format!("{head}: {}.", clauses.join("; ")));
        used
    }
}

fn name<'f>(fight: &'f Fight<'_>, who: usize) -> &'f str {
    fight.fighters.get(who).map_or("Somebody", |it| it.name.as_str())
}
