//! Everything that the compendium can be asked.

use super::operation::Query;

/// What sifts and sorts a list of the compendium; the first one only where all kinds are asked.
pub(super) const ASKED: [Query; 18] = [
    Query::text("kind", "One kind, as it stands in the paths.", "spells"),
    Query::text("q", "Words, however they are typed.", "fire ball"),
    Query::text("level", "Levels, parted by commas; 0 for cantrips.", "1,2"),
    Query::text("school", "Schools of magic, parted by commas.", "evocation"),
    Query::text("class", "Whose it is: classes, parted by commas.", "wizard"),
    Query::text("type", "Types of creatures, or sorts of items, parted by commas.", "dragon"),
    Query::text("rarity", "Rarities, parted by commas.", "rare,very-rare"),
    Query::text("automation", "How much of it runs: `automated`, `prompted` or `narrative`.", "automated"),
    Query::text("challenge_from", "The least challenge rating.", "1/4"),
    Query::text("challenge_to", "The highest challenge rating.", "5"),
    Query::number("cost_from", "The least cost in gold pieces.", "1"),
    Query::number("cost_to", "The highest cost in gold pieces.", "50"),
    Query::text("concentration", "`yes` or `no`.", "no"),
    Query::text("ritual", "`yes` or `no`.", "yes"),
    Query::text("sort", "`best`, `name`, `level`, `challenge` or `cost`.", "level"),
    Query::text("order", "`asc` or `desc`.", "asc"),
    Query::number("page", "From 1 on.", "1"),
    Query::number("per_page", "50 where nothing is said, 200 at most.", "50"),
];
