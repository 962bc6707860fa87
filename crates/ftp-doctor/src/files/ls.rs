//! `ftp-doctor ls`: a directory of a server.

use super::{Place, Problem, lists_facts};
use crate::arguments::Ls;
use crate::listing::{self, Page};
use crate::run::block_on;
use ftp_tokio::Client;
use tokio::io::AsyncReadExt;

/// Lists, and gives the exit status. An error is a sentence about wrong usage.
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
    let mut parser = listing::parser();
    let mut stream = directory(&mut client).await?;
    let mut buffer = vec![0; super::BUFFER];
    // An error of the stream is in what its end says.
    while let Ok(n @ 1..) = stream.read(&mut buffer).await {
        let mut chunk = buffer.get(..n).unwrap_or_default();
        while let Some(item) = parser.read(&mut chunk) {
            page.add(item)?;
        }
        page.print()?;
    }
    let _complete = stream.finish().await?;
    while let Some(item) = parser.finish() {
        page.add(item)?;
    }
    page.print()?;
    client.quit().await?;
    Ok(page.end())
}

/// The listing of the working directory: of facts, where the server has these.
pub(super) async fn directory(client: &mut Client) -> Result<ftp_tokio::Download<'_>, Problem> {
    Ok(if lists_facts(client) { client.metadata("").await? } else { client.list("").await? })
}
