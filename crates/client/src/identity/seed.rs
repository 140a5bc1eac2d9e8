//! A device key of our own making, for browsers without one: a seed, sealed by a key that the
//! browser never shows; on insecure addresses, where there is no such key, in the open.

use ed25519_dalek::{Signer, SigningKey};
use js_sys::Uint8Array;
use web_sys::{CryptoKey, SubtleCrypto};
use wire::PublicKey;
use zeroize::Zeroizing;

use super::{
    device::{Device, Secret},
    subtle,
};
use crate::{chance, trouble::Trouble};

/// Wiped from memory when it is dropped.
type Seed = Zeroizing<[u8; 32]>;

pub(super) fn plain() -> Result<Device, Trouble> {
    let (public, seed) = make()?;
    Ok(Device { public, secret: Secret::Plain { seed: Uint8Array::from(&seed[..]) } })
}

pub(super) async fn wrapped(subtle: &SubtleCrypto) -> Result<Device, Trouble> {
    let (public, seed) = make()?;
    let iv = Uint8Array::from(&chance::bytes::<12>()?[..]);
    let sealed = async {
        let wrapping = subtle::make_wrapping(subtle).await?;
        let sealed = subtle::seal(subtle, &wrapping, &iv, &seed[..]).await?;
        Ok::<_, wasm_bindgen::JsValue>((wrapping, sealed))
    };
    let (wrapping, sealed) = sealed.await.ok().ok_or_else(subtle::no_use)?;
    Ok(Device { public, secret: Secret::Wrapped { wrapping, iv, sealed } })
}

pub(super) fn sign_plain(seed: &Uint8Array, bytes: &[u8]) -> Result<[u8; 64], Trouble> {
    sign(&take(seed)?, bytes)
}

pub(super) async fn sign_wrapped(
    wrapping: &CryptoKey,
    iv: &Uint8Array,
    sealed: &Uint8Array,
    bytes: &[u8],
) -> Result<[u8; 64], Trouble> {
    let open = subtle::unseal(wrapping, iv, sealed).await?;
    let seed = take(&open);
    // The browser's copy is wiped as well, as far as it lets us.
    open.fill(0, 0, open.length());
    sign(&seed?, bytes)
}

fn make() -> Result<(PublicKey, Seed), Trouble> {
    let mut seed = Seed::default();
    chance::fill(&mut seed[..])?;
    let public = SigningKey::from_bytes(&seed).verifying_key();
    Ok((PublicKey(public.to_bytes()), seed))
}

fn take(bytes: &Uint8Array) -> Result<Seed, Trouble> {
    let mut seed = Seed::default();
    if bytes.length() != 32 {
        return Err(subtle::no_use());
    }
    bytes.copy_to(&mut seed[..]);
    Ok(seed)
}

/// The signing key wipes itself when it is dropped.
fn sign(seed: &Seed, bytes: &[u8]) -> Result<[u8; 64], Trouble> {
    Ok(SigningKey::from_bytes(seed).sign(bytes).to_bytes())
}
