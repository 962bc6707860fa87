//! `ftp-doctor ls`: a directory of a server.

use super::{Place, Problem, TRANSFER_FAILED, is_unknown, leave, lists_facts, want_facts};
use crate::arguments::Ls;
use crate::listing::{self, Page};
use crate::runtime::block_on;
use tokio::io::AsyncReadExt;

/// Lists a directory, and returns the exit status. An error is a sentence about wrong usage.
pub fn ls(options: &Ls) -> Result<u8, String> {
    let Some(target) = &options.target else { return listing::list(options) };
    let place = Place::new(target, &options.connection)?;
    block_on(async {
        match list(&place, Page::new(options.json)).await {
            Ok(status) => Ok(status),
            Err(problem) => place.failed(problem, options.json),
        }
    })?
}

async fn list(place: &Place, mut page: Page) -> Result<u8, Problem> {
    let mut client = place.client().await?;
    if !place.path.is_empty() {
        client.change_directory(&place.path).await?;
    }
    let mut facts = lists_facts(&client);
    want_facts(&mut client).await;
    let mut parser = listing::parser();
    loop {
        let stream = if facts { client.metadata("").await } else { client.list("").await };
        let mut stream = match stream {
            Err(error) if facts && is_unknown(&error) => {
                facts = false;
                continue;
            }
            stream => stream?,
        };
        let mut buffer = vec![0; super::BUFFER];
        // If reading fails, `finish` returns the error.
        while let Ok(n @ 1..) = stream.read(&mut buffer).await {
            let mut chunk = buffer.get(..n).unwrap_or_default();
            while let Some(item) = parser.read(&mut chunk) {
                page.add(item)?;
            }
            if page.print()?.is_break() {
                return Err(Problem::Unread);
            }
        }
        let _complete = stream.finish().await?;
        break;
    }
    while let Some(item) = parser.finish() {
        page.add(item)?;
    }
    let _ = page.print()?;
    leave(client).await;
    Ok(match page.end() {
        // The server reported that it could not list something.
        0 if page.has_errors() => TRANSFER_FAILED,
        status => status,
    })
}
