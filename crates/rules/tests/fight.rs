//! Fights: random ones that keep every law, and tables of cases that cite the chapter.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "fight/arena.rs"]
mod arena;
#[path = "build/chance.rs"]
mod chance;
#[path = "fight/conditions.rs"]
mod conditions;
#[path = "fight/damage.rs"]
mod damage;
#[path = "fight/features.rs"]
mod features;
#[path = "fight/held.rs"]
mod held;
#[path = "fight/heroes.rs"]
mod heroes;
#[path = "fight/laws.rs"]
mod laws;
#[path = "fight/random.rs"]
mod random;
#[path = "fight/turns.rs"]
mod turns;
