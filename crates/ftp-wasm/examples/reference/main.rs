//! Writes the reference: a page for each code and each cause, a list of them, and how to get a log. `reference
//! folder`

mod cause;
mod code;
mod html;
mod lists;
mod shown_by;

use ftp_diagnosis::Cause;
use ftp_proto::ReplyCode;
use html::Page;
use std::collections::HashSet;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: reference folder")?;
    let pages: Vec<Page> = pages().collect();
    every_link_leads_to_a_page(&pages)?;
    for page in pages {
        let place = Path::new(&folder).join(&page.address);
        fs::create_dir_all(&place)?;
        fs::write(place.join("index.html"), page.html())?;
    }
    Ok(())
}

fn pages() -> impl Iterator<Item = Page> {
    let codes = ReplyCode::registered().map(code::page);
    let causes = Cause::all().iter().map(|cause| cause::page(*cause));
    codes.chain(causes).chain([lists::codes_and_causes(), lists::logs()])
}

/// Fails if a link leads to a page that does not exist.
fn every_link_leads_to_a_page(pages: &[Page]) -> Result<(), String> {
    let addresses: HashSet<&str> = pages.iter().map(|page| &*page.address).collect();
    if addresses.len() != pages.len() {
        return Err("two pages have one address".into());
    }
    let mut links = 0;
    for page in pages {
        let html = page.html();
        for link in html.split("href=\"../").skip(1) {
            let address = link.split(['"', '#']).next().unwrap_or_default().trim_end_matches('/');
            if !addresses.contains(address) && !["", "style.css", "icon.svg"].contains(&address) {
                return Err(format!("{} links to {address}", page.address));
            }
            links += 1;
        }
    }
    if links > 1000 { Ok(()) } else { Err(format!("{links} links are too few")) }
}
