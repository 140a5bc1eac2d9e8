//! Random bytes, from the browser's own source. It is there on insecure addresses too.

use crate::{page, trouble::Trouble};

pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Trouble> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Trouble> {
    let none = |_| Trouble::NoKey("This browser has no source of random numbers.".into());
    page::window()?
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes))
        .map_err(none)?;
    Ok(())
}
