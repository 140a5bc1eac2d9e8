//! The browser's own cryptography, where the address is secure enough to have it.

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};
use wire::{PublicKey, Signature};

use super::device::{Device, Secret};
use crate::{page, trouble::Trouble};

const ED25519: &str = "Ed25519";
const AES_GCM: &str = "AES-GCM";

/// Nothing on an insecure address.
pub(super) fn here() -> Option<SubtleCrypto> {
    let subtle = page::window().ok()?.crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}

/// An ED25519 key that can never be taken out, or nothing where the browser has no such thing
/// or signs in a way that nobody else would verify.
pub(super) async fn make_pair(subtle: &SubtleCrypto) -> Option<Device> {
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let pair = done(subtle.generate_key_with_str(ED25519, false, &usages)).await.ok()?;
    let pair: CryptoKeyPair = pair.unchecked_into();
    let raw = done(subtle.export_key("raw", &pair.get_public_key())).await.ok()?;
    let public = PublicKey(bytes(&raw).to_vec().try_into().ok()?);
    let trial = b"farlantern/v1/trial\0";
    let signature = Signature(sign(&pair, trial).await.ok()?);
    public.verify(trial, &signature).ok()?;
    Some(Device { public, secret: Secret::WebCrypto { pair } })
}

pub(super) async fn sign(pair: &CryptoKeyPair, message: &[u8]) -> Result<[u8; 64], Trouble> {
    let subtle = here().ok_or_else(no_use)?;
    let signature = done(subtle.sign_with_str_and_u8_array(ED25519, &pair.get_private_key(), message)).await;
    let signature = signature.map_err(|detail| {
        page::note("Signing failed", &detail);
        no_use()
    })?;
    bytes(&signature).to_vec().try_into().ok().ok_or_else(no_use)
}

/// A key to seal with, which can never be taken out.
pub(super) async fn make_wrapping(subtle: &SubtleCrypto) -> Result<CryptoKey, JsValue> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let algorithm = with(&[("name", &AES_GCM.into()), ("length", &256.into())]);
    Ok(done(subtle.generate_key_with_object(&algorithm, false, &usages)).await?.unchecked_into())
}

pub(super) async fn seal(
    subtle: &SubtleCrypto,
    wrapping: &CryptoKey,
    iv: &Uint8Array,
    open: &[u8],
) -> Result<Uint8Array, JsValue> {
    let algorithm = with(&[("name", &AES_GCM.into()), ("iv", iv)]);
    Ok(bytes(&done(subtle.encrypt_with_object_and_u8_array(&algorithm, wrapping, open)).await?))
}

pub(super) async fn unseal(
    wrapping: &CryptoKey,
    iv: &Uint8Array,
    sealed: &Uint8Array,
) -> Result<Uint8Array, Trouble> {
    let subtle = here().ok_or_else(no_use)?;
    let algorithm = with(&[("name", &AES_GCM.into()), ("iv", iv)]);
    let open = done(subtle.decrypt_with_object_and_u8_array(&algorithm, wrapping, &sealed.to_vec())).await;
    open.ok().map(|open| bytes(&open)).ok_or_else(no_use)
}

pub(super) fn no_use() -> Trouble {
    Trouble::NoKey("This browser's key cannot be used just now. A reload of this page may help.".into())
}

async fn done(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

fn bytes(buffer: &JsValue) -> Uint8Array {
    Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>())
}

fn with(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Only a frozen object refuses, and this one is new.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
