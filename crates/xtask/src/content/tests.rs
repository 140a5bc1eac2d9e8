//! The comparer, on a reference that was invented for it.
