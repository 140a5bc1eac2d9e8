//! Something that can be done, told whole: when, for what, upon whom, and what follows.

use super::{
    Fact,
    effect::{Lead, title},
    prose::{Say, capital, joined, listed, say},
    time,
    voice::Voice,
};
use crate::book::{Activity, Cost, Duration, Effect, Return, Time, Who};

impl Voice<'_> {
    /// A row of something that can be done, by its name and when.
    pub(super) fn row(&self, activity: &Activity, other: &str) -> Fact {
        let name = activity.name.as_deref().unwrap_or(other);
        let asides: Vec<String> = self.moment(activity).into_iter().chain(self.often(activity)).collect();
        let name =
            if asides.is_empty() { name.to_owned() } else { format!("{name} ({})", asides.join("; ")) };
        Fact { name, says: joined(self.whole(activity)).prose() }
    }

    /// What stands beside its name: a stat block has headings for most of it.
    fn moment(&self, activity: &Activity) -> Option<String> {
        match &activity.time {
            Time::Action | Time::BonusAction | Time::Reaction(_) if self.block => None,
            Time::TurnStart | Time::TurnEnd | Time::Death if self.block => None,
            Time::Free if self.block || activity.on.is_some() => None,
            Time::Legendary(1) => None,
            Time::Legendary(uses) => Some(format!("costs {uses} uses")),
            it => Some(time::time(it)),
        }
    }

    fn often(&self, activity: &Activity) -> Vec<String> {
        if !self.block {
            return Vec::new();
        }
        let aside = |it: &Cost| match it {
            Cost::Recharge(face) => Some(format!("Recharge {}", time::faces(*face))),
            Cost::Times { count, returns: Return::LongRest | Return::Dawn } => {
                Some(format!("{}/Day", self.amount(count).plain()))
            }
            Cost::Times { count, returns: Return::ShortRest } if self.constant(count) == Some(1) => {
                Some("Recharges after a Short or Long Rest".to_owned())
            }
            _ => None,
        };
        activity.cost.iter().filter_map(aside).collect()
    }

    /// Sentences: what sets it off, what it takes, what it does, how long.
    pub(super) fn whole(&self, activity: &Activity) -> Vec<Say> {
        let mut all = self.before(activity);
        let does = self.does_what(activity);
        let told: String = does.iter().map(Say::plain).collect();
        all.extend(does);
        all.extend(lasting(&activity.duration, &told));
        all
    }

    fn before(&self, activity: &Activity) -> Vec<Say> {
        let mut all = Vec::new();
        match &activity.time {
            Time::Reaction(trigger) => {
                all.push(say!["Trigger: ", capital(&self.trigger(trigger))].sentence())
            }
            Time::TurnStart if self.block => all.push("At the start of each of its turns:".into()),
            Time::TurnEnd if self.block => all.push("At the end of each of its turns:".into()),
            Time::Death if self.block => all.push("When it dies:".into()),
            _ => {}
        }
        if let Some(on) = &activity.on {
            all.push(say!["Trigger: ", capital(&self.occasion(on))].sentence());
        }
        let aside = |it: &&Cost| !(self.block && matches!(it, Cost::Recharge(_) | Cost::Times { .. }));
        let costs: Vec<Say> = activity.cost.iter().filter(aside).map(|it| self.cost(it)).collect();
        if !costs.is_empty() {
            all.push(listed(costs, "and").sentence());
        }
        let again = |it: &Cost| matches!(it, Cost::Times { returns: Return::Turn, .. });
        if self.block && activity.cost.iter().any(again) {
            let may = self.me.does("can't");
            all.push(Say::from(format!("{may} do this again until the start of its next turn")).sentence());
        }
        if !activity.when.is_empty() {
            all.push(say!["only", self.only_if(&activity.when)].sentence());
        }
        all
    }

    /// What it does alone; a paragraph for each roll.
    pub(super) fn does_what(&self, activity: &Activity) -> Vec<Say> {
        let voice = Self { target: self.targets(activity), lasts: activity.duration.clone(), ..self.clone() };
        let mut all = Vec::new();
        let mut aimed = voice.aimed(activity);
        let mut after = "";
        let mut rest = activity.effects.as_slice();
        while let Some(first) = rest.first() {
            match first {
                Effect::Attack { .. } if aimed.is_some() || voice.block => {
                    all.push(voice.strike(first, activity, aimed.take()));
                    (after, rest) = ("Hit or Miss: ", rest.get(1..).unwrap_or_default());
                }
                Effect::Save { .. } if aimed.is_some() => {
                    all.push(voice.save(first, aimed.take()));
                    (after, rest) = ("Failure or Success: ", rest.get(1..).unwrap_or_default());
                }
                Effect::Again { time, effects } if again(activity, effects) => {
                    let when = time::time(time);
                    all.push(Say::from(format!("On later turns this can be done again ({when}).")));
                    rest = rest.get(1..).unwrap_or_default();
                }
                _ => {
                    let own = is_roll(first);
                    let more = rest.iter().skip(1).take_while(|it| !own && !parts(it)).count();
                    let (now, later) = rest.split_at(1 + more);
                    rest = later;
                    let mut said = voice.told(now, Lead::Plain);
                    if let Some(at) = voice.whom(activity, now, &mut aimed) {
                        said.insert(0, at.sentence());
                    }
                    let label = if plain(now) { after } else { "" };
                    all.push(say![label, joined(said)]);
                }
            }
        }
        all
    }

    /// Whom or what this comes upon, where it was not yet said.
    fn whom(&self, activity: &Activity, effects: &[Effect], aimed: &mut Option<Say>) -> Option<Say> {
        if !effects.iter().any(aims) {
            return None;
        }
        match &activity.area {
            Some(area) if effects.iter().all(|it| fills(it) || !aims(it)) => {
                let rolls = activity.effects.iter().any(is_roll);
                let place = say!["Area: ", self.place(area, &activity.range)];
                let new = if rolls { aimed.is_some() } else { aimed.take().is_some() };
                new.then_some(place)
            }
            _ => aimed.take().map(|it| say![head(activity, self), it]),
        }
    }

    /// `Melee Attack Roll: +14, reach 10 ft. Hit: 13 (1d10 + 8) Slashing damage.`
    fn strike(&self, effect: &Effect, activity: &Activity, aimed: Option<Say>) -> Say {
        let Effect::Attack { style, bonus, hit, miss, times } = effect else { return Say::default() };
        let mut head: Vec<Say> = Vec::new();
        if let Some(bonus) = bonus {
            head.push(super::prose::signed(*bonus).into());
        }
        if self.block {
            head.push(self.reach(&activity.range).into());
        } else {
            head.extend(aimed);
        }
        let head = super::prose::parted(head, ", ");
        let mut all = vec![say![format!("{}: ", title(*style)), head].sentence()];
        if let Some(times) = times.as_ref().filter(|it| self.constant(it) != Some(1)) {
            let many = match self.constant(times) {
                Some(many) => super::prose::number(many).into(),
                None => say!["a number equal to ", self.amount(times)],
            };
            all.push(say![self.me.does("make"), " ", many, " of these attacks"].sentence());
        }
        let one = self.upon(super::voice::Subject::the("the target"));
        all.extend(one.outcome("Hit", hit));
        all.extend(one.outcome("Miss", miss));
        joined(all)
    }

    /// `Dexterity Saving Throw: DC 21, each creature in a 60-foot Cone. Failure: 59 (17d6) Fire damage.`
    fn save(&self, effect: &Effect, aimed: Option<Say>) -> Say {
        let Effect::Save { ability, dc, when, .. } = effect else { return Say::default() };
        let dc = dc.as_ref().map(|it| say!["DC ", self.amount(it)]).unwrap_or_default();
        let mut head = super::prose::parted(vec![dc, aimed.unwrap_or_default()], ", ");
        if !when.is_empty() {
            head.add(say![", only", self.only_if(when)]);
        }
        let mut all = vec![say![format!("{} Saving Throw: ", ability.name()), head].sentence()];
        all.extend(self.results(effect));
        joined(all)
    }
}

const fn is_roll(effect: &Effect) -> bool {
    matches!(effect, Effect::Attack { .. } | Effect::Save { .. })
}

/// Whether it begins a paragraph.
const fn parts(effect: &Effect) -> bool {
    is_roll(effect) || matches!(effect, Effect::Zone { .. } | Effect::Again { .. })
}

/// Whether these are just the effects of the activity itself.
fn again(activity: &Activity, effects: &[Effect]) -> bool {
    activity.effects.iter().filter(|it| !matches!(it, Effect::Again { .. })).eq(effects)
}

/// Whether it fills an area and comes upon nobody by itself.
const fn fills(effect: &Effect) -> bool {
    matches!(effect, Effect::Light { .. } | Effect::Darkness {} | Effect::Zone { .. })
}

/// Whether it is the same whatever was rolled before, and so must say so.
fn plain(effects: &[Effect]) -> bool {
    !effects.iter().any(|it| {
        matches!(it, Effect::Zone { .. } | Effect::Prompt(_) | Effect::Again { .. } | Effect::Light { .. })
    })
}

/// Whether it comes upon those at whom the activity is aimed.
fn aims(effect: &Effect) -> bool {
    match effect {
        Effect::Prompt(_)
        | Effect::Cast { .. }
        | Effect::Summon { .. }
        | Effect::Begin(_)
        | Effect::End(_)
        | Effect::Restore { .. }
        | Effect::RestoreSlots { .. }
        | Effect::WeaponAttack { .. }
        | Effect::Shaping(_)
        | Effect::Steer { .. }
        | Effect::Mend { .. }
        | Effect::ThrowAnew { .. }
        | Effect::Drain { .. } => false,
        Effect::Attack { .. }
        | Effect::Save { .. }
        | Effect::Check { .. }
        | Effect::Damage { .. }
        | Effect::Heal { .. }
        | Effect::TemporaryHp { .. }
        | Effect::Condition { .. }
        | Effect::EndConditions { .. }
        | Effect::Modifiers { .. }
        | Effect::Push { .. }
        | Effect::Pull { .. }
        | Effect::Go { .. }
        | Effect::Teleport { .. }
        | Effect::Grapple { .. }
        | Effect::Shape(_)
        | Effect::Light { .. }
        | Effect::Darkness {}
        | Effect::Zone { .. }
        | Effect::OneOf(_)
        | Effect::Again { .. }
        | Effect::Maximum { .. }
        | Effect::Dispel {}
        | Effect::Revive { .. }
        | Effect::Slay { .. }
        | Effect::Extra { .. }
        | Effect::Disengage {}
        | Effect::HeroicInspiration {}
        | Effect::Burn {}
        | Effect::Hide {}
        | Effect::Over {}
        | Effect::Seize {} => true,
    }
}

fn head(activity: &Activity, voice: &Voice<'_>) -> &'static str {
    match activity.targets.who {
        Who::Own | Who::Place if activity.area.is_some() => "Area: ",
        _ if voice.target.noun == "each target" => "Targets: ",
        _ => "Target: ",
    }
}

fn lasting(lasts: &Duration, told: &str) -> Option<Say> {
    let length = time::length(lasts);
    match lasts {
        Duration::Instant | Duration::Special => None,
        Duration::Concentration(_) | Duration::UntilDispelled | Duration::Permanent => {
            Some(say!["Duration: ", time::duration(lasts)].sentence())
        }
        Duration::Rounds(_) | Duration::Minutes(_) | Duration::Hours(_) | Duration::Days(_) => {
            (!told.contains(&length)).then(|| say!["Duration: ", length].sentence())
        }
    }
}
