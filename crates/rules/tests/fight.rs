//! Fights: random ones that keep every law, and tables of cases that cite the chapter.

#[path = "fight/arena.rs"]
mod arena;
#[path = "fight/heroes.rs"]
mod heroes;
#[path = "fight/laws.rs"]
mod laws;
#[path = "fight/random.rs"]
mod random;
