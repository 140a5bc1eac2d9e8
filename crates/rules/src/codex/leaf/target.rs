//! How far something reaches, what it fills and whom it is aimed at.

use super::{
    prose::{Say, grouped, listed, number, one, say},
    voice::{Subject, Voice},
};
use crate::book::{Activity, Area, Occasion, Range, Targets, Who};

/// `a 20-foot-radius Sphere`.
pub(super) fn area(area: &Area) -> String {
    match area {
        Area::Cone(feet) => one(&format!("{feet}-foot Cone")),
        Area::Cube(feet) => one(&format!("{feet}-foot Cube")),
        Area::Cylinder { radius, height } => {
            one(&format!("{radius}-foot-radius, {height}-foot-high Cylinder"))
        }
        Area::Emanation(feet) => one(&format!("{feet}-foot Emanation")),
        Area::Line { length, width } => one(&format!("{length}-foot-long, {width}-foot-wide Line")),
        Area::Sphere(feet) => one(&format!("{feet}-foot-radius Sphere")),
        Area::Square(feet) => one(&format!("{feet}-foot square")),
        Area::Wall { length, height } => format!("a wall up to {length} feet long and {height} feet high"),
    }
}

/// As a fact of a spell.
pub(super) fn range(range: &Range) -> String {
    match range {
        Range::Own => "Self".to_owned(),
        Range::Touch => "Touch".to_owned(),
        Range::Feet(feet) | Range::Reach(feet) => feet_of(*feet),
        Range::Ranges(normal, long) => format!("{normal}/{long} feet"),
        Range::ReachOrRanges(reach, normal, long) => {
            format!("reach {reach} feet or range {normal}/{long} feet")
        }
        Range::Miles(1) => "1 mile".to_owned(),
        Range::Miles(miles) => format!("{} miles", grouped(u64::from(*miles))),
        Range::Sight => "Sight".to_owned(),
        Range::Unlimited => "Unlimited".to_owned(),
        Range::Special => "Special".to_owned(),
    }
}

fn feet_of(feet: u32) -> String {
    if feet == 1 { "1 foot".to_owned() } else { format!("{} feet", grouped(u64::from(feet))) }
}

impl Voice<'_> {
    /// Behind an attack roll in a stat block: `reach 5 ft.`.
    pub(super) fn reach(&self, range: &Range) -> String {
        let ranges = |normal: u32, long: u32| match normal == long {
            true => format!("range {normal} ft."),
            false => format!("range {normal}/{long} ft."),
        };
        match range {
            Range::Own => String::new(),
            Range::Touch => "reach 5 ft.".to_owned(),
            Range::Feet(feet) => format!("range {feet} ft."),
            Range::Reach(feet) => format!("reach {feet} ft."),
            Range::Ranges(normal, long) => ranges(*normal, *long),
            Range::ReachOrRanges(reach, normal, long) => {
                format!("reach {reach} ft. or {}", ranges(*normal, *long))
            }
            Range::Miles(_) | Range::Sight | Range::Unlimited | Range::Special => {
                format!("range {}", self::range(range).to_lowercase())
            }
        }
    }

    /// Whom it is aimed at: `each creature in a 60-foot Cone`, `up to three creatures within 30 feet`.
    /// Nothing where it is only oneself.
    pub(super) fn aimed(&self, activity: &Activity) -> Option<Say> {
        let targets = &activity.targets;
        let Some(shape) = &activity.area else {
            // Whoever was hit, or what the text says: there is nothing more to tell.
            let hit = activity.on == Some(Occasion::Hit);
            let bare = (hit || matches!(activity.range, Range::Own | Range::Special))
                && *targets == (Targets { who: targets.who, ..Targets::default() })
                && matches!(targets.who, Who::Other | Who::Creature | Who::Enemy);
            if bare {
                return None;
            }
            return self.chosen(targets).map(|it| say![it, self.within(&activity.range)]);
        };
        let shape = self.place(shape, &activity.range);
        let kinds = self.kind(targets, 1);
        let seen = self.seen(targets);
        Some(match targets.who {
            Who::Own | Who::Place => shape.into(),
            Who::Creature | Who::Other => format!("each {kinds}{seen} in {shape}").into(),
            Who::Enemy => format!("each enemy{seen} in {shape}").into(),
            Who::Ally => format!("each ally{seen} in {shape}").into(),
            Who::Chosen => match self.constant(&targets.count) {
                Some(count) if count > 1 => format!(
                    "up to {} {} of {} choice{seen} in {shape}",
                    number(count),
                    self.kind(targets, 2),
                    self.me.whose()
                )
                .into(),
                _ => format!("each {kinds} of {} choice{seen} in {shape}", self.me.whose()).into(),
            },
            Who::Object => format!("each object in {shape}").into(),
            Who::Fallen => format!("each dead or dying {kinds} in {shape}").into(),
        })
    }

    /// What is filled, and where: `a 20-foot-radius Sphere at a point within 60 feet`.
    pub(super) fn place(&self, shape: &Area, range: &Range) -> String {
        let filled = area(shape);
        match (shape, range) {
            (Area::Emanation(_), Range::Own) => format!("{filled} originating from {}", self.me.noun),
            (_, Range::Own | Range::Special) => filled,
            _ => format!("{filled} at a point{}", self.within(range)),
        }
    }

    fn chosen(&self, targets: &Targets) -> Option<Say> {
        let count = self.constant(&targets.count);
        let many = |one: &str, more: &str| match count {
            Some(1) => format!("one {one}").into(),
            Some(99..) => format!("any number of {more}").into(),
            Some(count) => format!("up to {} {more}", number(count)).into(),
            None => say!["up to ", self.count_of(&targets.count, more)],
        };
        let (single, plural) = (self.kind(targets, 1), self.kind(targets, 2));
        let seen = self.seen(targets);
        let said = match targets.who {
            Who::Own => return None,
            Who::Creature | Who::Other => many(&single, &plural),
            Who::Enemy => many("enemy", "enemies"),
            Who::Ally if count == Some(1) => say![self.me.noun.clone(), " or ", one(&ally(&single))],
            Who::Ally => many(&ally(&single), &ally(&plural)),
            Who::Chosen => say![many(&single, &plural), format!(" of {} choice", self.me.whose())],
            Who::Object => many("object", "objects"),
            Who::Place => {
                return Some(many("place", "places")).filter(|_| targets.count.constant() != Some(1));
            }
            Who::Fallen => many(&format!("dead or dying {single}"), &format!("dead or dying {plural}")),
        };
        Some(say![said, seen])
    }

    /// ` within 60 feet`.
    pub(super) fn within(&self, range: &Range) -> String {
        match range {
            Range::Own | Range::Special => String::new(),
            Range::Touch => format!(" that {}", self.me.does("touch")),
            Range::Feet(0) => format!(" in {} space", self.me.whose()),
            Range::Feet(feet) | Range::Reach(feet) => format!(" within {}", feet_of(*feet)),
            Range::Ranges(normal, long) if normal == long => format!(" within {}", feet_of(*normal)),
            Range::Ranges(normal, long) => format!(" within {normal} feet, or {long} with Disadvantage"),
            Range::ReachOrRanges(reach, normal, _) => format!(" within {reach} feet, or {normal} at range"),
            Range::Miles(_) => format!(" within {}", self::range(range)),
            Range::Sight => " within sight".to_owned(),
            Range::Unlimited => " at any distance".to_owned(),
        }
    }

    fn seen(&self, targets: &Targets) -> String {
        if targets.seen { format!(" {} can see", self.me.noun) } else { String::new() }
    }

    /// `creature`, `Fiend or Undead`, `Large or smaller creature`.
    fn kind(&self, targets: &Targets, count: u32) -> String {
        let kind = match targets.kinds.as_slice() {
            [] if count == 1 => "creature".to_owned(),
            [] => "creatures".to_owned(),
            kinds => {
                let name = |it: &crate::book::CreatureType| match (count, it.name()) {
                    (1, name) | (_, name @ ("Undead" | "Fey")) => name.to_owned(),
                    (_, name) => super::prose::plural(name),
                };
                listed(kinds.iter().map(name), if count == 1 { "or" } else { "and" }).plain()
            }
        };
        targets.largest.map_or(kind.clone(), |it| format!("{} {kind}", largest(it)))
    }

    /// How the targets are called in what follows.
    pub(super) fn targets(&self, activity: &Activity) -> Subject {
        let several = activity.area.is_some() || self.constant(&activity.targets.count) != Some(1);
        match activity.targets.who {
            Who::Own if activity.area.is_none() => self.me.clone(),
            _ if several && activity.targets.who != Who::Own => Subject::the("each target"),
            _ if activity.targets.who == Who::Own => self.me.clone(),
            _ => Subject::the("the target"),
        }
    }
}

fn ally(kind: &str) -> String {
    kind.replace("creatures", "allies").replace("creature", "ally")
}

/// `Medium or smaller`.
pub(super) fn largest(size: crate::book::Size) -> String {
    match size {
        crate::book::Size::Tiny => "Tiny".to_owned(),
        crate::book::Size::Gargantuan => "Gargantuan or smaller".to_owned(),
        _ => format!("{} or smaller", size.name()),
    }
}
