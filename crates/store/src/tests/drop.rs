//! A request that goes away at any moment leaves the command wholly done or not begun.

use std::{future::Future, pin::pin, task::Poll};

use rules::character::Command::*;

use super::{
    ground::Ground,
    on_both,
    player::{NOW, Player, said},
};
use crate::Submission;

/// Polls a future when it is woken, at most `polls` times, then drops it. True when it came to its end.
async fn poll_and_drop<F: Future>(future: F, mut polls: usize) -> bool {
    let mut future = pin!(future);
    futures::future::poll_fn(move |context| {
        if polls == 0 {
            return Poll::Ready(false);
        }
        polls -= 1;
        match future.as_mut().poll(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending if polls == 0 => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

on_both! {
    async fn a_request_dropped_at_every_await_leaves_no_half(ground: Ground) {
        let store = &ground.store;
        let mut wren = Player::known(store, 1).await;
        let stream = wren.begin(store, "Wren").await;
        let mut ended = 0;
        for round in 0..60 {
            let polls = round % 6;
            let wish = if round % 2 == 0 { Retire {} } else { Restore {} };
            let command = wren.command(stream, wish);
            let submission = Submission::open(wren.post(&command, vec![]), &wren.place()).unwrap();
            ended += usize::from(poll_and_drop(store.command(submission, NOW), polls).await);
            // Whether it was done or not, sending it again ends in its one receipt.
            let again = said(wren.send(store, &command, vec![]).await);
            assert!(again.starts_with("applied"), "{polls} polls: {again}");
        }
        assert!(ended > 0, "some came to their end");
        assert_eq!(ground.check().await, 62);
    }
}
