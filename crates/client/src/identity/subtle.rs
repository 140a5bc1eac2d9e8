//! The browser's own cryptography, where the address is secure enough to have it.

use js_sys::{Array, ArrayBuffer, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};
use wire::{PublicKey, Signature};
use zeroize::Zeroizing;

use super::device::{Device, Secret};
use crate::{page, trouble::Trouble};

const ED25519: &str = "Ed25519";
const AES_GCM: &str = "AES-GCM";
const PBKDF2: &str = "PBKDF2";

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

/// Seals by a passphrase: PBKDF2 with HMAC and SHA-256, then AES-256-GCM.
pub(crate) async fn sealed_by(
    passphrase: &str,
    salt: &[u8],
    rounds: u32,
    iv: &[u8],
    open: &[u8],
) -> Result<Vec<u8>, Trouble> {
    let subtle = here().ok_or_else(insecure)?;
    let sealed = async {
        let key = derive(&subtle, passphrase, salt, rounds).await?;
        seal(&subtle, &key, &Uint8Array::from(iv), open).await
    };
    sealed.await.map(|it| it.to_vec()).ok().ok_or_else(no_use)
}

/// What [`sealed_by`] sealed, or nothing if the passphrase is another.
pub(crate) async fn unsealed_by(
    passphrase: &str,
    salt: &[u8],
    rounds: u32,
    iv: &[u8],
    sealed: &[u8],
) -> Result<Option<Vec<u8>>, Trouble> {
    let subtle = here().ok_or_else(insecure)?;
    let key = derive(&subtle, passphrase, salt, rounds).await.ok().ok_or_else(no_use)?;
    let Ok(open) = unseal(&key, &Uint8Array::from(iv), &Uint8Array::from(sealed)).await else {
        return Ok(None);
    };
    let bytes = open.to_vec();
    // The browser's copy is wiped, as far as it lets us.
    open.fill(0, 0, open.length());
    Ok(Some(bytes))
}

/// Whether this address is secure enough for all that.
pub(crate) fn has_subtle() -> bool {
    here().is_some()
}

/// Seals by 32 bytes that somebody else keeps, together with what the seal is about.
pub(crate) async fn sealed_with(
    wrapping: &[u8; 32],
    about: &[u8],
    iv: &[u8],
    open: &[u8],
) -> Result<Vec<u8>, Trouble> {
    let subtle = here().ok_or_else(no_use)?;
    let sealed = async {
        let key = import(&subtle, wrapping).await?;
        done(subtle.encrypt_with_object_and_u8_array(&bound(iv, about), &key, open)).await
    };
    sealed.await.map(|it| bytes(&it).to_vec()).ok().ok_or_else(no_use)
}

/// What [`sealed_with`] sealed, by the same bytes and about the same.
pub(crate) async fn unsealed_with(
    wrapping: &[u8; 32],
    about: &[u8],
    iv: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let subtle = here().ok_or_else(no_use)?;
    let open = async {
        let key = import(&subtle, wrapping).await?;
        done(subtle.decrypt_with_object_and_u8_array(&bound(iv, about), &key, sealed)).await
    };
    let open = open.await.map(|it| bytes(&it)).ok().ok_or_else(no_use)?;
    let taken = Zeroizing::new(open.to_vec());
    // The browser's copy is wiped, as far as it lets us.
    open.fill(0, 0, open.length());
    Ok(taken)
}

async fn import(subtle: &SubtleCrypto, raw: &[u8; 32]) -> Result<CryptoKey, JsValue> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let raw = Uint8Array::from(&raw[..]);
    let key = done(subtle.import_key_with_str("raw", &raw, AES_GCM, false, &usages)).await;
    raw.fill(0, 0, raw.length());
    Ok(key?.unchecked_into())
}

fn bound(iv: &[u8], about: &[u8]) -> Object {
    let (iv, about) = (Uint8Array::from(iv), Uint8Array::from(about));
    with(&[("name", &AES_GCM.into()), ("iv", &iv), ("additionalData", &about)])
}

async fn derive(
    subtle: &SubtleCrypto,
    passphrase: &str,
    salt: &[u8],
    rounds: u32,
) -> Result<CryptoKey, JsValue> {
    // One spelling of what looks the same, whichever keyboard it comes from.
    let spelled = JsString::from(passphrase).normalize("NFKC");
    let secret = Zeroizing::new(String::from(spelled).into_bytes());
    let usages = Array::of1(&"deriveKey".into());
    let secret = Uint8Array::from(&secret[..]);
    let base = done(subtle.import_key_with_str("raw", &secret, PBKDF2, false, &usages)).await;
    secret.fill(0, 0, secret.length());
    let how = with(&[
        ("name", &PBKDF2.into()),
        ("hash", &"SHA-256".into()),
        ("salt", &Uint8Array::from(salt)),
        ("iterations", &rounds.into()),
    ]);
    let what = with(&[("name", &AES_GCM.into()), ("length", &256.into())]);
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle.derive_key_with_object_and_object(&how, &base?.unchecked_into(), &what, false, &usages);
    Ok(done(key).await?.unchecked_into())
}

fn insecure() -> Trouble {
    Trouble::Unfit(
        "Key files need a secure address, one that begins with https. The words work here too.".into(),
    )
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
