//! Signs what is handed out to many. While it signs, others come; they are then signed together, so that a
//! busy server signs once for hundreds.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use tokio::sync::{mpsc, oneshot};
use wire::Signed;

use crate::{
    error::StoreError,
    limit::{SIGN_ALONE_MAX, SIGN_QUEUE_MAX},
};

/// A handle on the one who signs. It ends with the last handle.
#[derive(Clone)]
pub(crate) struct Signer {
    waiting: mpsc::Sender<Waiting>,
}

struct Waiting {
    bytes: Vec<u8>,
    reply: oneshot::Sender<Signed>,
}

impl Signer {
    pub(crate) fn start(key: Arc<SigningKey>) -> Self {
        let (waiting, mut inbox) = mpsc::channel(SIGN_QUEUE_MAX);
        tokio::spawn(async move {
            let mut group = Vec::new();
            while inbox.recv_many(&mut group, SIGN_QUEUE_MAX).await > 0 {
                sign(std::mem::take(&mut group), &key);
            }
        });
        Self { waiting }
    }

    pub(crate) async fn sign(&self, bytes: Vec<u8>) -> Result<Signed, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.waiting.send(Waiting { bytes, reply }).await.map_err(|_gone| StoreError::Closed)?;
        answer.await.map_err(|_gone| StoreError::Lost)
    }
}

/// Few get a signature each, so that their receipts stay short.
fn sign(group: Vec<Waiting>, key: &SigningKey) {
    let (parts, replies): (Vec<_>, Vec<_>) = group.into_iter().map(|it| (it.bytes, it.reply)).unzip();
    let signed = if parts.len() <= SIGN_ALONE_MAX {
        parts.into_iter().flat_map(|it| Signed::sign_together(vec![it], key)).collect()
    } else {
        Signed::sign_together(parts, key)
    };
    for (reply, signed) in replies.into_iter().zip::<Vec<_>>(signed) {
        // Who has gone meanwhile does not need it.
        let _gone = reply.send(signed);
    }
}

#[cfg(test)]
mod tests {
    use wire::Purpose;

    use super::*;

    /// On one thread all are waiting before the first is signed.
    #[tokio::test(flavor = "current_thread")]
    async fn who_waits_at_the_same_time_is_signed_together() {
        let signer = Signer::start(Arc::new(SigningKey::from_bytes(&[7; 32])));
        let part = |it: u16| Signed::bytes_of(Purpose::Roll, &it);
        for count in [1, SIGN_ALONE_MAX as u16, SIGN_ALONE_MAX as u16 + 1, 60] {
            let signed = futures::future::join_all((0..count).map(|it| signer.sign(part(it)))).await;
            for (at, signed) in signed.into_iter().enumerate() {
                let signed = signed.unwrap();
                assert_eq!(signed.open::<u16>(Purpose::Roll), Ok(at as u16));
                let size = signed.group.map(|it| it.size);
                assert_eq!(size, (usize::from(count) > SIGN_ALONE_MAX).then_some(count));
            }
        }
    }
}
