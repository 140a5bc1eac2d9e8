//! The law of a character, as rows: what stands, what is wished, what happens.

use super::*;
use crate::{
    AccountId, CommandId, Content, Context, Hash, StreamId, TextId, TextRef, Texts, World,
    limit::CHARACTERS_PER_ACCOUNT_MAX,
};

const MINE: AccountId = AccountId([1; 32]);
const STRANGER: AccountId = AccountId([2; 32]);

fn text(n: u8) -> TextRef {
    TextRef { id: TextId([n; 16]), hash: Hash([n; 32]) }
}

fn id(text: &str) -> ContentId {
    text.parse().unwrap()
}

fn colours(cloak: &str) -> Colours {
    Colours { cloak: id(cloak), trim: id("dye/brass"), lantern: id("dye/lantern") }
}

fn create() -> Command {
    Command::Create {
        name: text(1),
        species: id("species/elf"),
        colours: colours("dye/tide"),
        keepsake: id("keepsake/brass-compass"),
        appearance: None,
    }
}

/// `outfit, cut, beard, colour of hair, skin` by their slugs; a dash is none.
fn appearance(line: &str) -> Appearance {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [outfit, hair, beard, colour, skin] = words[..] else { panic!("{line}") };
    let of = |kind: &str, slug: &str| id(&[kind, "/", slug].concat());
    let worn = |slug| (slug != "-").then(|| of("hair", slug));
    Appearance {
        outfit: of("outfit", outfit),
        hair: worn(hair),
        beard: worn(beard),
        hair_colour: of("hair-colour", colour),
        skin: of("skin", skin),
    }
}

fn restyle(line: &str) -> Command {
    Command::Restyle { appearance: appearance(line) }
}

/// Plays commands in order, each with an id counted from one, and tells what came of the last.
struct Play {
    account: AccountId,
    character: Option<Character>,
    held: u32,
    count: u8,
    texts: Texts,
}

impl Play {
    fn new() -> Self {
        let texts = [(1, "Wren"), (2, "Marlow"), (3, " Marlow"), (4, "")]
            .map(|(n, name)| (TextId([n; 16]), name.to_owned()));
        Self { account: MINE, character: None, held: 0, count: 0, texts: texts.into() }
    }

    fn then(&mut self, command: &Command) -> Result<&'static str, &'static str> {
        self.count += 1;
        let world = World { character: self.character.clone(), held: self.held };
        let context = Context {
            account: self.account,
            command: CommandId([self.count; 16]),
            stream: StreamId([9; 16]),
            content: Content::built_in(),
            texts: &self.texts,
        };
        let event = decide(&world, command, &context).map_err(|refusal| code(&refusal))?;
        let reread = Event::read(event.kind(), &event.body()).unwrap();
        assert_eq!(reread, event, "an event reads back as it was written");
        self.character = apply(self.character.take(), &event);
        Ok(event.kind())
    }
}

fn undo(n: u8) -> Command {
    Command::Undo { command: CommandId([n; 16]) }
}

#[test]
fn a_life_in_rows() {
    use Command::*;
    let mut play = Play::new();
    for (row, (command, verdict)) in [
        (Retire {}, Err("CHARACTER_NOT_FOUND")),
        (create(), Ok("created.v1")),
        (create(), Err("CHARACTER_EXISTS")),
        (undo(2), Err("NOTHING_TO_UNDO")),
        (Rename { name: text(1) }, Err("NOTHING_CHANGES")),
        (Rename { name: text(3) }, Err("NAME_REFUSED")),
        (Rename { name: text(4) }, Err("NAME_REFUSED")),
        (Rename { name: text(5) }, Err("TEXT_MISSING")),
        (Rename { name: text(2) }, Ok("renamed.v1")),
        (undo(2), Err("NOT_THE_LAST_COMMAND")),
        (undo(9), Ok("undone.v1")),
        (undo(9), Err("NOT_THE_LAST_COMMAND")),
        (undo(11), Ok("undone.v1")),
        (Recolour { colours: colours("dye/tide") }, Err("NOTHING_CHANGES")),
        (Recolour { colours: colours("dye/none") }, Err("UNKNOWN_DYE")),
        (Recolour { colours: colours("dye/ember") }, Ok("recoloured.v1")),
        (Restore {}, Err("CHARACTER_NOT_RETIRED")),
        (Retire {}, Ok("retired.v1")),
        (Retire {}, Err("CHARACTER_RETIRED")),
        (Rename { name: text(1) }, Err("CHARACTER_RETIRED")),
        (Restore {}, Ok("restored.v1")),
        (undo(21), Ok("undone.v1")),
        (Restore {}, Ok("restored.v1")),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(play.then(&command), verdict, "row {} · {command:?}", row + 1);
    }
    let character = play.character.unwrap();
    assert_eq!(character.name, text(2), "the undone undo stands");
    assert_eq!(character.colours, colours("dye/ember"));
    assert!(!character.retired);
}

#[test]
fn what_a_beginning_needs() {
    let Command::Create { name, species, colours, keepsake, .. } = create() else { unreachable!() };
    let with = |species: &str, keepsake: &str| Command::Create {
        name,
        species: id(species),
        colours: colours.clone(),
        keepsake: id(keepsake),
        appearance: None,
    };
    for (command, held, verdict) in [
        (with("species/owlbear", keepsake.as_str()), 0, Err("UNKNOWN_SPECIES")),
        (with(species.as_str(), "keepsake/moon"), 0, Err("UNKNOWN_KEEPSAKE")),
        (create(), CHARACTERS_PER_ACCOUNT_MAX, Err("TOO_MANY_CHARACTERS")),
        (create(), CHARACTERS_PER_ACCOUNT_MAX - 1, Ok("created.v1")),
    ] {
        let mut play = Play { held, ..Play::new() };
        assert_eq!(play.then(&command), verdict);
    }
}

#[test]
fn what_a_species_can_look_like() {
    for (species, line, verdict) in [
        ("elf", "wizard long - straw umber", Ok("restyled.v1")),
        ("elf", "wayfarer long - straw porcelain", Err("NOTHING_CHANGES")),
        ("elf", "pirate long - straw umber", Err("UNKNOWN_OUTFIT")),
        ("elf", "wizard mohawk - straw umber", Err("UNKNOWN_HAIR")),
        ("elf", "wizard tucked - straw umber", Err("UNKNOWN_HAIR")),
        ("elf", "wizard beard - straw umber", Err("UNKNOWN_HAIR")),
        ("elf", "wizard long bob straw umber", Err("UNKNOWN_HAIR")),
        ("elf", "wizard tall-hat - straw umber", Err("HAIR_UNSUITED")),
        ("gnome", "wizard tall-hat beard-braided straw umber", Ok("restyled.v1")),
        ("goliath", "wizard topknot - straw stone", Ok("restyled.v1")),
        ("goliath", "wizard topknot beard straw stone", Err("HAIR_UNSUITED")),
        ("dragonborn", "wizard - - pitch brass", Ok("restyled.v1")),
        ("dragonborn", "wizard crop - pitch brass", Err("HAIR_UNSUITED")),
        ("elf", "wizard - - plaid umber", Err("UNKNOWN_HAIR_COLOUR")),
        ("elf", "wizard - - straw plaid", Err("UNKNOWN_SKIN")),
        ("elf", "wizard - - straw moss", Err("SKIN_UNSUITED")),
        ("orc", "wizard - - straw moss", Ok("restyled.v1")),
    ] {
        let Command::Create { name, colours, keepsake, .. } = create() else { unreachable!() };
        let species = id(&["species/", species].concat());
        let begin = |appearance| {
            let (species, colours, keepsake) = (species.clone(), colours.clone(), keepsake.clone());
            Command::Create { name, species, colours, keepsake, appearance }
        };
        let mut play = Play::new();
        play.then(&begin(None)).unwrap();
        assert_eq!(play.then(&restyle(line)), verdict, "{species} · {line}");
        // What can be chosen later can be chosen at the beginning, and nothing else.
        let at_once = match verdict {
            Ok(_) | Err("NOTHING_CHANGES") => Ok("created.v1"),
            refused => refused,
        };
        assert_eq!(Play::new().then(&begin(Some(appearance(line)))), at_once, "{species} · {line}");
    }
}

#[test]
fn an_appearance_is_taken_back_like_everything_else() {
    let mut play = Play::new();
    let looks = |play: &Play| play.character.as_ref().unwrap().figure(Content::built_in()).appearance;
    play.then(&create()).unwrap();
    let usual = looks(&play);
    assert_eq!(usual, appearance("wayfarer long - straw porcelain"), "what is usual among elves");
    for (row, (command, verdict, now)) in [
        (restyle("rogue crop - ink sand"), Ok("restyled.v1"), "rogue crop - ink sand"),
        (restyle("rogue crop - ink sand"), Err("NOTHING_CHANGES"), "rogue crop - ink sand"),
        (restyle("bard bun - rose sand"), Ok("restyled.v1"), "bard bun - rose sand"),
        (undo(4), Ok("undone.v1"), "rogue crop - ink sand"),
        (undo(5), Ok("undone.v1"), "bard bun - rose sand"),
        (Command::Retire {}, Ok("retired.v1"), "bard bun - rose sand"),
        (restyle("rogue crop - ink sand"), Err("CHARACTER_RETIRED"), "bard bun - rose sand"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(play.then(&command), verdict, "row {}", row + 1);
        assert_eq!(looks(&play), appearance(now), "row {}", row + 1);
    }
    let mut play = Play::new();
    play.then(&create()).unwrap();
    play.then(&restyle("rogue crop - ink sand")).unwrap();
    play.then(&undo(2)).unwrap();
    assert_eq!(play.character.unwrap().appearance, None, "it is again as if nobody had ever chosen");
}

#[test]
fn who_becomes_another_species_keeps_what_was_chosen() {
    for (from, to, worn, then) in [
        // As usual stays as usual.
        ("elf", "dwarf", "bard long - straw porcelain", "bard crop beard rust porcelain"),
        // What was chosen stays, where it suits.
        ("elf", "human", "bard bob - rose umber", "bard bob - rose umber"),
        ("gnome", "human", "bard tall-hat beard-braided bone stone", "bard swept beard-braided ebony sand"),
        ("human", "dragonborn", "bard bob beard ink umber", "bard - - ink rust"),
        ("dwarf", "elf", "bard - - rust stone", "bard - - straw porcelain"),
    ] {
        let [from, to] = [from, to].map(|it| id(&["species/", it].concat()));
        let carried = appearance(worn).carried_over(&from, &to, Content::built_in());
        assert_eq!(carried, appearance(then), "{from} to {to}");
        carried.check(&to, Content::built_in()).unwrap();
    }
}

#[test]
fn a_stranger_finds_nothing() {
    use Command::*;
    let mut play = Play::new();
    play.then(&create()).unwrap();
    play.account = STRANGER;
    let restyle = restyle("wizard long - straw umber");
    for command in [Rename { name: text(2) }, restyle, Retire {}, Restore {}, undo(1)] {
        assert_eq!(play.then(&command), Err("CHARACTER_NOT_FOUND"), "{command:?}");
    }
    assert_eq!(play.then(&create()), Err("CHARACTER_EXISTS"));
}

#[test]
fn a_log_of_any_shape_replays() {
    let mut play = Play::new();
    play.then(&create()).unwrap();
    let retired = Event::Retired(event::Plain { command: CommandId([3; 16]) });
    assert_eq!(apply(None, &retired), None, "a change before the beginning changes nothing");
    let twice = apply(apply(play.character, &retired), &retired).unwrap();
    assert!(twice.retired);
}

#[test]
fn unknown_fields_of_a_command_are_refused() {
    for text in [
        r#"{"retire":{"now":true}}"#,
        r#"{"dance":{}}"#,
        r#"{"rename":{"name":{"id":"01010101010101010101010101010101","hash":"00","salt":"x"}}}"#,
        r#"{"retire":{},"restore":{}}"#,
        "[]",
    ] {
        assert!(serde_json::from_str::<Command>(text).is_err(), "{text}");
    }
    assert_eq!(serde_json::from_str::<Command>(r#"{"retire":{}}"#).unwrap(), Command::Retire {});
}

/// Programs are told of every code.
fn code(refusal: &Refusal) -> &'static str {
    assert!(Refusal::CODES.contains(&refusal.code()), "{} is not told", refusal.code());
    refusal.code()
}
