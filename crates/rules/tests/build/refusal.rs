//! What the rules forbid: builds in a few words, and the rule by name that each breaks.

use std::collections::BTreeSet;

use rules::{
    book::Book,
    build::{Adventurer, Rule},
};

use crate::hero::hero;

const FIVE: &str = "fighter 1, str 15, dex 14, con 13, int 12, wis 10, cha 8";

/// Who, and everything that is illegal about them: the rule's name, then its key and its sentence.
const REFUSED: &[(&str, &[(&str, &str)])] = &[
    ("fighter 1", &[]),
    (
        "fighter 0",
        &[(
            "Levels",
            "levels: A character has 1 to 20 levels, not 0 (Character Creation, Level Advancement).",
        )],
    ),
    (
        "fighter 21",
        &[(
            "Levels",
            "levels: A character has 1 to 20 levels, not 21 (Character Creation, Level Advancement).",
        )],
    ),
    ("species merfolk, fighter 1", &[("Unknown", "species: The book has no species/merfolk.")]),
    (
        "background pearl-diver, fighter 1",
        &[("Unknown", "background: The book has no background/pearl-diver.")],
    ),
    ("lamplighter 1", &[("Unknown", "levels: The book has no class/lamplighter.")]),
    ("fighter 1, stowed gear/moon", &[("Unknown", "goods: The book has no gear/moon.")]),
    // Scores.
    (
        "fighter 1, array, str 16",
        &[(
            "Array",
            "scores: The standard array is 15, 14, 13, 12, 10 and 8, each once (Character Creation, Standard Array).",
        )],
    ),
    (
        "fighter 1, points, str 15, dex 15, con 15, int 10",
        &[(
            "Points",
            "scores: 27 points buy scores of 8 to 15; these cost 33 (Character Creation, Point Cost).",
        )],
    ),
    (
        "fighter 1, points, str 16",
        &[(
            "PointScore",
            "scores: Scores bought with points lie between 8 and 15; 16 does not (Character Creation, Point Cost).",
        )],
    ),
    (
        "fighter 1, points, str 7",
        &[(
            "PointScore",
            "scores: Scores bought with points lie between 8 and 15; 7 does not (Character Creation, Point Cost).",
        )],
    ),
    (
        "fighter 1, str 19",
        &[(
            "Rolled",
            "scores: Three of four dice come to 3 to 18; 19 does not (Character Creation, Random Generation).",
        )],
    ),
    (
        "fighter 1, str 2",
        &[(
            "Rolled",
            "scores: Three of four dice come to 3 to 18; 2 does not (Character Creation, Random Generation).",
        )],
    ),
    // Levels.
    ("fighter 2, rolled 10", &[]),
    (
        "fighter 2, rolled 11",
        &[(
            "HitDie",
            "levels: A Hit Point Die of 10 sides cannot show 11 (Character Creation, Level Advancement).",
        )],
    ),
    (
        "fighter 2, rolled 0",
        &[(
            "HitDie",
            "levels: A Hit Point Die of 10 sides cannot show 0 (Character Creation, Level Advancement).",
        )],
    ),
    ("fighter 1, wizard 1, dex 13, int 13", &[]),
    (
        "fighter 1, wizard 1, dex 13, int 12",
        &[(
            "Multiclass",
            "levels: Wizard beside another class needs 13 in Intelligence (Character Creation, Multiclassing).",
        )],
    ),
    (
        "fighter 1, wizard 1, int 13",
        &[(
            "Multiclass",
            "levels: Fighter beside another class needs 13 in Strength or Dexterity (Character Creation, Multiclassing).",
        )],
    ),
    (
        "paladin 1, warlock 1, str 13, cha 12",
        &[
            (
                "Multiclass",
                "levels: Paladin beside another class needs 13 in Charisma (Character Creation, Multiclassing).",
            ),
            (
                "Multiclass",
                "levels: Warlock beside another class needs 13 in Charisma (Character Creation, Multiclassing).",
            ),
        ],
    ),
    // Picks.
    (
        "fighter 1, pick fighter/skils=history",
        &[("NoSuchChoice", "fighter/skils: Nothing offers a choice of this name.")],
    ),
    (
        "fighter 3, pick fighter-4/ability-score-improvement/feat=feat/grappler",
        &[(
            "NoSuchChoice",
            "fighter-4/ability-score-improvement/feat: Nothing offers a choice of this name.",
        )],
    ),
    (
        "fighter 1, pick fighter/skills=arcana",
        &[("NotOffered", "fighter/skills: arcana is not among what can be chosen here.")],
    ),
    ("fighter 1, pick fighter/skills=athletics", &[("Had", "fighter/skills: Athletics is had already.")]),
    (
        "fighter 1, pick fighter/skills=history, pick fighter/skills=history",
        &[("Twice", "fighter/skills: history was chosen twice.")],
    ),
    (
        "fighter 1, pick fighter/skills=history, pick fighter/skills=insight, pick fighter/skills=perception",
        &[("TooMany", "fighter/skills: 2 can be chosen here, and 3 are.")],
    ),
    (
        "fighter 3, pick fighter-3/subclass/subclass=subclass/thief",
        &[(
            "NotOffered",
            "fighter-3/subclass/subclass: subclass/thief is not among what can be chosen here.",
        )],
    ),
    (
        "rogue 1, pick rogue-1/rogue-expertise/expertise=arcana",
        &[(
            "NotProficient",
            "rogue-1/rogue-expertise/expertise: Expertise needs proficiency in Arcana (Rules Glossary, Expertise).",
        )],
    ),
    (
        "rogue 6, pick rogue-1/rogue-expertise/expertise=athletics, pick rogue-6/rogue-expertise/expertise=athletics",
        &[("Had", "rogue-6/rogue-expertise/expertise: Expertise in Athletics is had already.")],
    ),
    // Masteries ask for proficiency, whenever that was gained.
    ("rogue 1, pick rogue-1/rogue-weapon-mastery/weapons=weapon/rapier", &[]),
    (
        "rogue 1, pick rogue-1/rogue-weapon-mastery/weapons=weapon/greatsword",
        &[(
            "NotOffered",
            "rogue-1/rogue-weapon-mastery/weapons: weapon/greatsword is not among what can be chosen here.",
        )],
    ),
    ("rogue 1, fighter 1, dex 13, pick rogue-1/rogue-weapon-mastery/weapons=weapon/greatsword", &[]),
    // Feats.
    ("fighter 4, str 13, pick fighter-4/ability-score-improvement/feat=feat/grappler", &[]),
    (
        "fighter 4, pick fighter-4/ability-score-improvement/feat=feat/grappler",
        &[(
            "Requires",
            "fighter-4/ability-score-improvement/feat/grappler: Grappler needs Strength or Dexterity 13.",
        )],
    ),
    (
        "wizard 4, pick wizard-4/ability-score-improvement/feat=feat/archery",
        &[("Requires", "wizard-4/ability-score-improvement/feat/archery: Archery needs Fighting Style.")],
    ),
    (
        "species human, fighter 1, pick species/versatile/feat=feat/grappler",
        &[("NotOffered", "species/versatile/feat: feat/grappler is not among what can be chosen here.")],
    ),
    (
        "fighter 6, pick fighter-4/ability-score-improvement/feat=feat/alert, \
         pick fighter-6/ability-score-improvement/feat=feat/alert",
        &[("Had", "fighter-6/ability-score-improvement/feat: Alert is had already.")],
    ),
    (
        "warlock 2, pick warlock-1/eldritch-invocations/invocations=feature/thirsting-blade",
        &[
            (
                "Requires",
                "warlock-1/eldritch-invocations/invocations/thirsting-blade: Thirsting Blade needs Warlock level 5.",
            ),
            (
                "Requires",
                "warlock-1/eldritch-invocations/invocations/thirsting-blade: Thirsting Blade needs Pact of the Blade.",
            ),
        ],
    ),
    // Points.
    ("fighter 1, pick background/points=str, pick background/points=str, pick background/points=con", &[]),
    (
        "fighter 1, pick background/points=str, pick background/points=str, pick background/points=str",
        &[("Each", "background/points: No more than 2 points go to one score here.")],
    ),
    (
        "fighter 1, pick background/points=int",
        &[("NotOffered", "background/points: int is not among what can be chosen here.")],
    ),
    (
        "fighter 4, str 18, pick background/points=str, pick background/points=str, \
         pick fighter-4/ability-score-improvement/feat=feat/ability-score-improvement, \
         pick fighter-4/ability-score-improvement/feat/ability-score-improvement/points=str",
        &[(
            "Cap",
            "fighter-4/ability-score-improvement/feat/ability-score-improvement/points: Strength cannot go above 20 with this.",
        )],
    ),
    // Spells.
    (
        "wizard 1, pick wizard/spellbook=spell/cure-wounds",
        &[(
            "NotOfList",
            "wizard/spellbook: Cure Wounds stands in no spell list that counts here (Spells, Spell Lists).",
        )],
    ),
    (
        "wizard 1, pick wizard/prepared=spell/shield",
        &[(
            "NotOfList",
            "wizard/prepared: Shield stands in no spell list that counts here (Spells, Spell Lists).",
        )],
    ),
    ("wizard 1, pick wizard/spellbook=spell/shield, pick wizard/prepared=spell/shield", &[]),
    (
        "wizard 1, pick wizard/spellbook=spell/fireball",
        &[(
            "SpellLevel",
            "wizard/spellbook: Fireball is of level 3; level 1 is the highest here (Spells, Preparing Spells).",
        )],
    ),
    (
        "cleric 3, wizard 3, int 13, wis 13, pick cleric/prepared=spell/revivify",
        &[(
            "SpellLevel",
            "cleric/prepared: Revivify is of level 3; level 2 is the highest here (Spells, Preparing Spells).",
        )],
    ),
    (
        "wizard 1, pick wizard/cantrips=spell/shield",
        &[(
            "SpellLevel",
            "wizard/cantrips: Shield is of level 1; level 0 is the highest here (Spells, Preparing Spells).",
        )],
    ),
    (
        "cleric 1, pick cleric/prepared=spell/bless, pick cleric/prepared=spell/bless",
        &[("Had", "cleric/prepared: Bless is had already.")],
    ),
    (
        "cleric 1, pick cleric/prepared=spell/moonrise",
        &[("Unknown", "cleric/prepared: The book has no spell/moonrise.")],
    ),
    // What opens more lists opens none of their cantrips.
    (
        "bard 10, pick bard/cantrips=spell/sacred-flame",
        &[(
            "NotOfList",
            "bard/cantrips: Sacred Flame stands in no spell list that counts here (Spells, Spell Lists).",
        )],
    ),
    ("bard 10, pick bard/prepared=spell/bless", &[]),
    // Goods.
    (
        "fighter 1, worn armour/leather, worn armour/hide",
        &[(
            "Hands",
            "goods: Hide Armour can be worn or held once at most; only one suit of armour and two hands (Equipment).",
        )],
    ),
    (
        "fighter 1, both weapon/greatsword, off armour/shield",
        &[(
            "Hands",
            "goods: Shield can be worn or held once at most; only one suit of armour and two hands (Equipment).",
        )],
    ),
    (
        "fighter 1, main armour/shield, off armour/shield",
        &[(
            "Hands",
            "goods: Shield can be worn or held once at most; only one suit of armour and two hands (Equipment).",
        )],
    ),
    (
        "fighter 1, attuned weapon/club, attuned weapon/mace, attuned weapon/sling, attuned weapon/dart",
        &[("Attunement", "goods: At most 3 items can be attuned to (Magic Items, Attunement).")],
    ),
    (
        "rogue 13, pick rogue-3/subclass/subclass=subclass/thief, \
         attuned weapon/club, attuned weapon/mace, attuned weapon/sling, attuned weapon/dart",
        &[],
    ),
    (
        "fighter 1, named Hal\u{1b}[31mda",
        &[("Name", "name: A name cannot contain invisible or control characters.")],
    ),
    (
        "fighter 1, named 01234567890123456789012345678901234567890",
        &[("Name", "name: A name has at most 40 characters; this one has 41.")],
    ),
    ("fighter 1, named ...", &[("Name", "name: A name needs at least one letter.")]),
    (
        "fighter 1, exhaustion 7",
        &[(
            "Exhaustion",
            "now: Exhaustion has 6 levels, not 7; the sixth is death (Rules Glossary, Exhaustion).",
        )],
    ),
    ("fighter 1, exhaustion 6, failures 3", &[]),
    (
        "fighter 1, failures 4",
        &[(
            "DeathSaves",
            "now: Of either kind of Death Saving Throw three decide; 4 cannot be (Playing the Game, Death Saving Throws).",
        )],
    ),
];

/// The name of a rule. A new one is missed here by the compiler, and by the test until a row breaks it.
const fn name(rule: &Rule) -> &'static str {
    match rule {
        Rule::Unknown(_) => "Unknown",
        Rule::Levels(_) => "Levels",
        Rule::Array => "Array",
        Rule::Points(_) => "Points",
        Rule::PointScore(_) => "PointScore",
        Rule::Rolled(_) => "Rolled",
        Rule::HitDie { .. } => "HitDie",
        Rule::Multiclass { .. } => "Multiclass",
        Rule::TooMany { .. } => "TooMany",
        Rule::NotOffered(_) => "NotOffered",
        Rule::Had(_) => "Had",
        Rule::Twice(_) => "Twice",
        Rule::Requires { .. } => "Requires",
        Rule::Each { .. } => "Each",
        Rule::Cap { .. } => "Cap",
        Rule::NotProficient(_) => "NotProficient",
        Rule::NotOfList { .. } => "NotOfList",
        Rule::SpellLevel { .. } => "SpellLevel",
        Rule::NoSuchChoice => "NoSuchChoice",
        Rule::Hands { .. } => "Hands",
        Rule::Attunement { .. } | Rule::AttunedBy { .. } => "Attunement",
        Rule::Name(_) => "Name",
        Rule::Exhaustion(_) => "Exhaustion",
        Rule::DeathSaves(_) => "DeathSaves",
    }
}

/// As many as `name` tells apart.
const RULES: usize = 24;

#[test]
fn what_is_illegal_is_told_with_its_rule() {
    let mut wrong = Vec::new();
    let mut broken = BTreeSet::new();
    for (who, expected) in REFUSED {
        let build = hero(who);
        let adventurer = Adventurer::of(Book::built_in(), &build);
        let told: Vec<_> = adventurer.illegal.iter().map(|it| (name(&it.rule), it.to_string())).collect();
        let expected: Vec<_> = expected.iter().map(|(name, told)| (*name, (*told).to_owned())).collect();
        if told != expected {
            wrong.push(format!("{who}: {told:#?}"));
        }
        broken.extend(told.iter().map(|(name, _)| *name));
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), REFUSED.len(), wrong.join("\n"));
    assert_eq!(broken.len(), RULES, "{broken:?}");
}

#[test]
fn the_array_and_the_points_are_legal_as_they_are_printed() {
    for method in ["array", "points"] {
        let build = hero(&format!("{FIVE}, {method}"));
        assert_eq!(Adventurer::of(Book::built_in(), &build).illegal, []);
    }
}
