//! One file for each page.

pub(crate) mod about;
pub(crate) mod api;
pub(crate) mod character;
pub(crate) mod characters;
pub(crate) mod codex;
mod fitting;
pub(crate) mod harbour;
pub(crate) mod history;
pub(crate) mod landing;
mod maker;
mod moments;
pub(crate) mod moving;
mod not_found;
pub(crate) mod owner;
pub(crate) mod pair;
pub(crate) mod privacy;
pub(crate) mod receipt;
pub(crate) mod restore;
pub(crate) mod roll;
pub(crate) mod settings;
pub(crate) mod storage;
pub(crate) mod visitor;
#[cfg(debug_assertions)]
mod workbench;

pub(crate) use not_found::not_found;
/// Where the parts are looked at stands in development builds only; elsewhere the address leads
/// nowhere.
#[cfg(not(debug_assertions))]
pub(crate) use not_found::not_found as workbench;
#[cfg(debug_assertions)]
pub(crate) use workbench::workbench;
