//! What fights know beside blows: areas that stay, holds, hiding, readiness, spells that go on, reactions. Each case is a little
//! fight with dice that fall as they are told; it is told as text and played again from its events.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "fight_more/actions.rs"]
mod actions;
#[path = "fight_more/arena.rs"]
mod arena;
#[path = "fight_more/barbarian.rs"]
mod barbarian;
#[path = "fight_more/called.rs"]
mod called;
#[path = "fight_more/caught.rs"]
mod caught;
#[path = "fight_more/channel.rs"]
mod channel;
#[path = "fight_more/components.rs"]
mod components;
#[path = "fight_more/cunning.rs"]
mod cunning;
#[path = "fight_more/dispel.rs"]
mod dispel;
#[path = "fight_more/effects.rs"]
mod effects;
#[path = "fight_more/falling.rs"]
mod falling;
#[path = "fight_more/feats.rs"]
mod feats;
#[path = "fight_more/fighter.rs"]
mod fighter;
#[path = "fight_more/flying.rs"]
mod flying;
#[path = "fight_more/further.rs"]
mod further;
#[path = "fight_more/gaits.rs"]
mod gaits;
#[path = "fight_more/gear.rs"]
mod gear;
#[path = "fight_more/glow.rs"]
mod glow;
#[path = "fight_more/goliath.rs"]
mod goliath;
#[path = "fight_more/held_back.rs"]
mod held_back;
#[path = "fight_more/heroic.rs"]
mod heroic;
#[path = "fight_more/hits.rs"]
mod hits;
#[path = "fight_more/inspiration.rs"]
mod inspiration;
#[path = "fight_more/judgement.rs"]
mod judgement;
#[path = "fight_more/jumping.rs"]
mod jumping;
#[path = "fight_more/knacks.rs"]
mod knacks;
#[path = "fight_more/light.rs"]
mod light;
#[path = "fight_more/mastery.rs"]
mod mastery;
#[path = "fight_more/metamagic.rs"]
mod metamagic;
#[path = "fight_more/monk.rs"]
mod monk;
#[path = "fight_more/moving.rs"]
mod moving;
#[path = "fight_more/nearer.rs"]
mod nearer;
#[path = "fight_more/one_of.rs"]
mod one_of;
#[path = "fight_more/paladin.rs"]
mod paladin;
#[path = "fight_more/pushing.rs"]
mod pushing;
#[path = "fight_more/radiance.rs"]
mod radiance;
#[path = "fight_more/ranger.rs"]
mod ranger;
#[path = "fight_more/resources.rs"]
mod resources;
#[path = "fight_more/riders.rs"]
mod riders;
#[path = "fight_more/rogue.rs"]
mod rogue;
#[path = "fight_more/shake.rs"]
mod shake;
#[path = "fight_more/shapes.rs"]
mod shapes;
#[path = "fight_more/sorcery.rs"]
mod sorcery;
#[path = "fight_more/spells.rs"]
mod spells;
#[path = "fight_more/stat_blocks.rs"]
mod stat_blocks;
#[path = "fight_more/suffered.rs"]
mod suffered;
#[path = "fight_more/summons.rs"]
mod summons;
#[path = "fight_more/surprise.rs"]
mod surprise;
#[path = "fight_more/tale.rs"]
mod tale;
#[path = "fight_more/telling.rs"]
mod telling;
#[path = "fight_more/throes.rs"]
mod throes;
#[path = "fight_more/urge.rs"]
mod urge;
#[path = "fight_more/waiting.rs"]
mod waiting;
#[path = "fight_more/warlock.rs"]
mod warlock;
#[path = "fight_more/water.rs"]
mod water;
#[path = "fight_more/withheld.rs"]
mod withheld;
#[path = "fight_more/zones.rs"]
mod zones;
