//! The server functions: thin reads with addresses that stay, because a browser that was offline
//! may be older than the server.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use rules::StreamId;

use super::{
    json::Json,
    question::{Answer, Question},
};
use crate::{door, words};

/// The account: its chain of statements, and the names of its devices.
#[server(prefix = "/fn", endpoint = "account", input = GetUrl, output = Json)]
pub async fn account() -> Result<Answer, ServerFnError> {
    Ok(crate::door::ask(Question::Account).await)
}

/// One character.
#[server(prefix = "/fn", endpoint = "character", input = GetUrl, output = Json)]
pub async fn character(id: StreamId) -> Result<Answer, ServerFnError> {
    Ok(crate::door::ask(Question::Character(id)).await)
}

/// All characters of the account.
#[server(prefix = "/fn", endpoint = "characters", input = GetUrl, output = Json)]
pub async fn characters() -> Result<Answer, ServerFnError> {
    Ok(crate::door::ask(Question::Roster).await)
}

/// Everything that happened to one character.
#[server(prefix = "/fn", endpoint = "history", input = GetUrl, output = Json)]
pub async fn history(id: StreamId) -> Result<Answer, ServerFnError> {
    Ok(crate::door::ask(Question::History(id)).await)
}

/// Who is here, for the owner of this server.
#[server(prefix = "/fn", endpoint = "owner", input = GetUrl, output = Json)]
pub async fn owner() -> Result<Answer, ServerFnError> {
    Ok(crate::door::ask(Question::Owner).await)
}

/// Who is logged in.
#[server(prefix = "/fn", endpoint = "session", input = GetUrl, output = Json)]
pub async fn session() -> Result<Answer, ServerFnError> {
    Ok(crate::door::ask(Question::Session).await)
}

/// Asks the server, whatever this browser keeps. Who was asked to log in while a login was under way waits
/// for it and asks once more: another login would end that session.
pub(crate) async fn fetch(question: Question) -> Answer {
    let before = door::session_end();
    let answer = once(question).await;
    if !matches!(answer, Answer::NeedLogin) {
        return answer;
    }
    door::settle_session().await;
    if door::session_end() > before { once(question).await } else { answer }
}

async fn once(question: Question) -> Answer {
    let answer = match question {
        Question::Account => account().await,
        Question::Character(id) => character(id).await,
        Question::History(id) => history(id).await,
        Question::Owner => owner().await,
        Question::Roster => characters().await,
        Question::Session => session().await,
    };
    match answer {
        Ok(answer) => answer,
        Err(ServerFnError::Request(_)) => Answer::Offline,
        Err(_) => Answer::Failed(words::BROKEN.into()),
    }
}
