//! What the rules forbid.
