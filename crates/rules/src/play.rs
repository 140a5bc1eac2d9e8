//! What happens to a character apart from fights: wounds and cures, rests, spells, what is spent and what
//! returns, conditions, levels. A [`Command`] and dice become [`Event`]s; events alone change the build
//! (SRD 5.2, "Playing the Game" and "Rules Glossary").

mod activity;
mod apply;
mod cast;
mod command;
mod condition;
mod death;
mod effect;
mod event;
mod harm;
mod level;
mod refusal;
mod rest;
mod scene;
mod state;
mod stock;
mod throw;

pub use apply::apply;
pub use command::{At, Command, Moment, With};
pub use event::{Event, Gift, Killer, Part};
pub use level::{XP, level_of_xp};
pub use refusal::Refusal;
pub use stock::{Stock, stock};
pub use throw::Thrown;

use crate::{build::Adventurer, dice::Chance};
use scene::Scene;

/// Decides a command for a character. Changes nothing: the caller applies what comes back.
///
/// # Errors
/// When a rule forbids it; the refusal names the rule.
pub fn decide(
    adventurer: &Adventurer<'_>,
    command: &Command,
    chance: &mut dyn Chance,
) -> Result<Vec<Event>, Refusal> {
    let mut scene = Scene::of(adventurer, chance);
    if scene.now.dead && !matches!(command, Command::Revive { .. }) {
        return Err(Refusal::Dead);
    }
    match command {
        Command::Cast { spell, with, at, ways } => scene.cast(spell, *with, *at, ways)?,
        Command::DropConcentration {} => scene.drop_concentration()?,
        Command::EndCondition { condition } => scene.end_condition(*condition)?,
        Command::EndState { state } => scene.end_state(state)?,
        Command::GainInspiration {} => scene.gain_inspiration()?,
        Command::GainLevel { class, rolled } => scene.gain_level(class, *rolled)?,
        Command::GainTemporary { hp } => scene.gain_temporary(*hp)?,
        Command::GainXp { xp } => scene.gain_xp(*xp)?,
        Command::Heal { hp } => scene.heal(*hp)?,
        Command::Hurt { parts, critical, mercy } => {
            scene.hurt(&harm::Blow { parts, critical: *critical, mercy: *mercy })?
        }
        Command::LowerMaximum { by } => scene.lower_maximum(*by)?,
        Command::Pass { moment, told } => scene.pass(*moment, told)?,
        Command::Recover { levels } => scene.recover(*levels)?,
        Command::RestoreMaximum {} => scene.restore_maximum()?,
        Command::Revive { hp } => scene.revive(*hp)?,
        Command::RollDeathSave {} => scene.death_save()?,
        Command::RunOut { state } => scene.run_out(state)?,
        Command::Spend { resource, count } => scene.spend(resource, *count)?,
        Command::SpendInspiration {} => scene.spend_inspiration()?,
        Command::Stabilise {} => scene.stabilise()?,
        Command::Suffer { condition } => scene.suffer(*condition)?,
        Command::TakeLongRest { told, since, broken_after, dice } => {
            scene.begin_long_rest(*since)?;
            match broken_after {
                None => scene.long_rest(told)?,
                Some(hours) => scene.broken_rest(*hours, dice, told)?,
            }
        }
        Command::TakeShortRest { dice, told } => scene.short_rest(dice, told)?,
        Command::Tire { levels } => scene.tire(*levels)?,
        Command::Use { activity, at, slot, slots, ways } => {
            scene.use_activity(activity, &activity::How { at: *at, slot: *slot, slots, ways })?;
        }
    }
    Ok(scene.events)
}
