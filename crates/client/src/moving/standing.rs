//! Where this page stands, by the word of the server that wrote it.

use crate::{page, trouble::Trouble};

/// Which end of the way this is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The public address, and those it had before.
    Home { former: Vec<String> },
    /// A former address: which of them, and where home is.
    Former { home: String, index: usize },
}

/// None where nobody is moved, or where the page has an address that the server does not name.
pub(super) fn standing() -> Result<Option<Standing>, Trouble> {
    let (Some(home), Some(former)) = (page::meta("farlantern-home")?, page::meta("farlantern-former")?)
    else {
        return Ok(None);
    };
    let here = page::origin()?;
    let former: Vec<String> = former.split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    if here == home {
        return Ok(Some(Standing::Home { former }));
    }
    let index = former.iter().position(|it| *it == here);
    Ok(index.map(|index| Standing::Former { home, index }))
}
