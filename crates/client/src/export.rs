//! Everything the server holds of the account, as one file that proves itself.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlAnchorElement, Url};
use wire::export::FILE_NAME;

use crate::{identity, link, page, place, trouble::Trouble, wait::sleep};

/// A browser reads the file out of the page in its own time; then the page may forget it.
const KEPT_MILLIS: i32 = 60_000;

/// Asks for the file, and gives it to the browser to be saved. Needs a session. `Refused` as the
/// server says; `Unreadable` where the browser takes no files from pages.
pub async fn save() -> Result<(), Trouble> {
    let file = identity::in_session(async || link::file("/api/v1/account/export").await).await?;
    offer(&file).ok_or_else(|| Trouble::Unreadable("This browser does not save files from pages.".into()))
}

fn offer(file: &Blob) -> Option<()> {
    let document = page::window().ok()?.document()?;
    let address = Url::create_object_url_with_blob(file).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(&place::file_name(FILE_NAME));
    link.click();
    spawn_local(async move {
        sleep(KEPT_MILLIS).await;
        _ = Url::revoke_object_url(&address);
    });
    Some(())
}
