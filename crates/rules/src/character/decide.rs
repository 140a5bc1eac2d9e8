//! What may be done with a character, and by whom.

use super::{
    Appearance, Character, Colours, Command, Created, Event, Recoloured, Refusal, Renamed, Restyled, Undone,
    event::Plain,
};
use crate::{
    decision::{Context, World},
    id::CommandId,
    limit::CHARACTERS_PER_ACCOUNT_MAX,
    text::{Name, TextRef},
};

/// Decides one wish for the character of the command's stream.
pub fn decide(world: &World, command: &Command, context: &Context<'_>) -> Result<Event, Refusal> {
    if let Command::Create { name, species, colours, keepsake, appearance } = command {
        let created = Created {
            account: context.account,
            name: *name,
            species: species.clone(),
            colours: colours.clone(),
            keepsake: keepsake.clone(),
            appearance: appearance.clone(),
            command: context.command,
        };
        return create(world, created, context);
    }
    // A stranger's character is not found rather than forbidden: its existence is nobody's business.
    let character = world
        .character
        .as_ref()
        .filter(|it| it.account == context.account)
        .ok_or(Refusal::CharacterNotFound)?;
    match command {
        Command::Create { .. } => Err(Refusal::CharacterExists),
        Command::Rename { name } => rename(character, *name, context),
        Command::Recolour { colours } => recolour(character, colours, context),
        Command::Restyle { appearance } => restyle(character, appearance, context),
        Command::Retire {} => retire(character, context),
        Command::Restore {} => restore(character, context),
        Command::Undo { command } => undo(character, *command, context),
    }
}

fn create(world: &World, created: Created, context: &Context<'_>) -> Result<Event, Refusal> {
    if world.character.is_some() {
        return Err(Refusal::CharacterExists);
    }
    if world.held >= CHARACTERS_PER_ACCOUNT_MAX {
        return Err(Refusal::TooManyCharacters { max: CHARACTERS_PER_ACCOUNT_MAX });
    }
    let Created { name, species, colours, keepsake, appearance, .. } = &created;
    check_name(*name, context)?;
    check_colours(colours, context)?;
    if context.content.species(species).is_none() {
        return Err(Refusal::UnknownSpecies(species.to_string()));
    }
    if context.content.keepsake(keepsake).is_none() {
        return Err(Refusal::UnknownKeepsake(keepsake.to_string()));
    }
    if let Some(appearance) = appearance {
        appearance.check(species, context.content)?;
    }
    Ok(Event::Created(created))
}

fn rename(character: &Character, name: TextRef, context: &Context<'_>) -> Result<Event, Refusal> {
    in_play(character)?;
    check_name(name, context)?;
    if character.name == name {
        return Err(Refusal::NothingChanges);
    }
    Ok(Event::Renamed(Renamed { name, command: context.command }))
}

fn recolour(character: &Character, colours: &Colours, context: &Context<'_>) -> Result<Event, Refusal> {
    in_play(character)?;
    check_colours(colours, context)?;
    if character.colours == *colours {
        return Err(Refusal::NothingChanges);
    }
    Ok(Event::Recoloured(Recoloured { colours: colours.clone(), command: context.command }))
}

fn restyle(character: &Character, appearance: &Appearance, context: &Context<'_>) -> Result<Event, Refusal> {
    in_play(character)?;
    appearance.check(&character.species, context.content)?;
    // Who looks as usual without having chosen it has nothing to change either.
    if character.figure(context.content).appearance == *appearance {
        return Err(Refusal::NothingChanges);
    }
    Ok(Event::Restyled(Restyled { appearance: appearance.clone(), command: context.command }))
}

fn retire(character: &Character, context: &Context<'_>) -> Result<Event, Refusal> {
    in_play(character)?;
    Ok(Event::Retired(Plain { command: context.command }))
}

fn restore(character: &Character, context: &Context<'_>) -> Result<Event, Refusal> {
    if !character.retired {
        return Err(Refusal::CharacterNotRetired);
    }
    Ok(Event::Restored(Plain { command: context.command }))
}

fn undo(character: &Character, undone: CommandId, context: &Context<'_>) -> Result<Event, Refusal> {
    let last = character.last.as_ref().ok_or(Refusal::NothingToUndo)?;
    if last.command != undone {
        return Err(Refusal::NotTheLastCommand);
    }
    Ok(Event::Undone(Undone { undone, before: last.before.clone(), command: context.command }))
}

fn in_play(character: &Character) -> Result<(), Refusal> {
    if character.retired { Err(Refusal::CharacterRetired) } else { Ok(()) }
}

fn check_name(name: TextRef, context: &Context<'_>) -> Result<(), Refusal> {
    let text = context.texts.get(&name.id).ok_or(Refusal::TextMissing)?;
    Name::parse(text)?;
    Ok(())
}

fn check_colours(colours: &Colours, context: &Context<'_>) -> Result<(), Refusal> {
    for dye in [&colours.cloak, &colours.trim, &colours.lantern] {
        if context.content.dye(dye).is_none() {
            return Err(Refusal::UnknownDye(dye.to_string()));
        }
    }
    Ok(())
}
