//! The device key: made on the first visit, kept in the vault, never sent.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, CryptoKeyPair};
use wire::{PublicKey, Signature, Signed};

use super::{Keeping, Shelf, seed, subtle, vault};
use crate::{trouble::Trouble, vault::Other};

const PLACE: &str = "device";
const SHAPE: u32 = 1;

/// A key of this browser.
#[derive(Clone, Debug)]
pub(super) struct Device {
    pub(super) public: PublicKey,
    pub(super) secret: Secret,
}

/// What signs.
#[derive(Clone, Debug)]
pub(super) enum Secret {
    WebCrypto { pair: CryptoKeyPair },
    Wrapped { wrapping: CryptoKey, iv: Uint8Array, sealed: Uint8Array },
    Plain { seed: Uint8Array },
}

/// The key of this browser. Two tabs that both make one on a first visit end with the same:
/// each has its own ready before the one transaction in which the first that comes is kept.
pub(super) async fn load_or_make() -> Result<Device, Trouble> {
    load_or_make_in(None).await
}

/// Likewise in another vault than this tab's.
pub(super) async fn load_or_make_in(other: Option<&Other>) -> Result<Device, Trouble> {
    load_or_make_at(other, PLACE).await
}

/// Likewise under another name, beside the key of the place.
pub(super) async fn load_or_make_at(other: Option<&Other>, name: &str) -> Result<Device, Trouble> {
    if let Some(device) = load_at(other, name).await? {
        return Ok(device);
    }
    let Some(subtle) = subtle::here() else {
        return keep_at(other, name, &seed::plain()?).await;
    };
    if let Some(made) = subtle::make_pair(&subtle).await {
        // A browser that has the algorithm but cannot keep its keys gets the next best thing.
        if let Ok(kept) = keep_at(other, name, &made).await {
            return Ok(kept);
        }
    }
    keep_at(other, name, &seed::wrapped(&subtle).await?).await
}

/// The key that lies in a vault, if one does.
pub(super) async fn load_from(other: Option<&Other>) -> Result<Option<Device>, Trouble> {
    load_at(other, PLACE).await
}

async fn load_at(other: Option<&Other>, name: &str) -> Result<Option<Device>, Trouble> {
    let record = match other {
        None => vault::get_object(Shelf::Keys, name).await?,
        Some(other) => other.get_object(Shelf::Keys, name).await?,
    };
    record.map(|it| Device::read(&it)).transpose()
}

/// Keeps the key unless there is one, and returns the one that is kept.
pub(super) async fn keep_at(other: Option<&Other>, name: &str, made: &Device) -> Result<Device, Trouble> {
    let record = made.record();
    let kept = match other {
        None => vault::get_or_put_object(Shelf::Keys, name, &record).await?,
        Some(other) => other.get_or_put_object(Shelf::Keys, name, &record).await?,
    };
    Device::read(&kept)
}

/// Puts a key in the place of the one that this tab's place had.
pub(super) async fn put(device: &Device) -> Result<(), Trouble> {
    vault::put_object(Shelf::Keys, PLACE, &device.record()).await
}

/// A new key in the place of the old one, which has been turned away and speaks for nobody.
pub(super) async fn renew() -> Result<Device, Trouble> {
    vault::delete(Shelf::Keys, PLACE).await?;
    load_or_make().await
}

/// Likewise in another vault than this tab's.
pub(super) async fn renew_in(other: &Other) -> Result<Device, Trouble> {
    other.delete(Shelf::Keys, PLACE).await?;
    load_or_make_in(Some(other)).await
}

impl Device {
    pub(super) fn keeping(&self) -> Keeping {
        match self.secret {
            Secret::WebCrypto { .. } => Keeping::WebCrypto,
            Secret::Wrapped { .. } => Keeping::Wrapped,
            Secret::Plain { .. } => Keeping::Plain,
        }
    }

    /// Signs bytes that begin with the tag of their purpose.
    pub(super) async fn sign(&self, bytes: Vec<u8>) -> Result<Signed, Trouble> {
        let signature = match &self.secret {
            Secret::WebCrypto { pair } => subtle::sign(pair, &bytes).await?,
            Secret::Wrapped { wrapping, iv, sealed } => {
                seed::sign_wrapped(wrapping, iv, sealed, &bytes).await?
            }
            Secret::Plain { seed } => seed::sign_plain(seed, &bytes)?,
        };
        Ok(Signed::alone(bytes, self.public, Signature(signature)))
    }

    /// The record on the shelf of keys. An object, because JSON cannot hold a key that the
    /// browser does not show.
    fn record(&self) -> JsValue {
        let record = Object::new();
        let set = |name: &str, value: &JsValue| {
            // Only a frozen object refuses, and this one is new.
            let _ = Reflect::set(&record, &name.into(), value);
        };
        set("v", &SHAPE.into());
        set("public", &Uint8Array::from(&self.public.0[..]));
        match &self.secret {
            Secret::WebCrypto { pair } => {
                set("kind", &"webcrypto".into());
                set("pair", pair);
            }
            Secret::Wrapped { wrapping, iv, sealed } => {
                set("kind", &"wrapped".into());
                set("wrapping", wrapping);
                set("iv", iv);
                set("sealed", sealed);
            }
            Secret::Plain { seed } => {
                set("kind", &"plain".into());
                set("seed", seed);
            }
        }
        record.into()
    }

    fn read(record: &JsValue) -> Result<Self, Trouble> {
        let field = |name: &str| Reflect::get(record, &name.into()).unwrap_or_default();
        let bytes = |name: &str| field(name).dyn_into::<Uint8Array>().ok();
        let key = |name: &str| field(name).dyn_into::<CryptoKey>().ok();
        let secret = match (field("v").as_f64(), field("kind").as_string().as_deref()) {
            (Some(1.0), Some("webcrypto")) => {
                let pair = field("pair");
                pair.is_object().then(|| Secret::WebCrypto { pair: pair.unchecked_into() })
            }
            (Some(1.0), Some("wrapped")) => match (key("wrapping"), bytes("iv"), bytes("sealed")) {
                (Some(wrapping), Some(iv), Some(sealed)) => Some(Secret::Wrapped { wrapping, iv, sealed }),
                _ => None,
            },
            (Some(1.0), Some("plain")) => bytes("seed").map(|seed| Secret::Plain { seed }),
            _ => None,
        };
        let public = bytes("public").and_then(|bytes| bytes.to_vec().try_into().ok()).map(PublicKey);
        match (public, secret) {
            (Some(public), Some(secret)) => Ok(Self { public, secret }),
            _ => Err(Trouble::NoKey(
                "The key kept in this browser cannot be read by this version of the game. Reload this page."
                    .into(),
            )),
        }
    }
}
