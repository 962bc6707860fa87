//! The page of a cause.

use crate::html::{Page, Text, escaped, link};
use crate::shown_by::examples_of;
use ftp_diagnosis::{Cause, Client};

/// Writes what to check, what each client calls it, and what the server's administrator looks at.
pub fn page(cause: Cause) -> Page {
    let sentence = cause.sentence();
    let mut text = Text::default();
    text.element("h1", sentence);
    text.markup(&format!("<p class=\"faint\"><code>{}</code>. {}</p>", cause.name(), escaped(cause.rfc())));
    text.element("h2", "What to check, in this order").markup("<ol>");
    cause.checks().iter().for_each(|check| {
        text.element("li", check);
    });
    text.markup("</ol>");
    let clients = Client::all().iter().filter_map(|client| Some((client.name(), cause.in_client(*client)?)));
    text.terms("In your client", clients.map(|(client, option)| (escaped(client), escaped(option))));
    let admin = cause.admin().iter().map(|admin| (escaped(admin.server()), escaped(admin.look_at())));
    text.terms("What the server’s administrator looks at", admin);
    let replies = examples_of(cause).map(|(code, server, line)| {
        let line = format!("<code class=\"quote\">{}</code>", escaped(line));
        (format!("{}, {}", link(&code.to_string(), &code.to_string()), escaped(server)), line)
    });
    text.terms("Replies that show it", replies);
    Page {
        address: cause.name().to_owned(),
        title: format!("FTP: {sentence}"),
        description: format!(
            "{sentence} What to check, what it is called in each FTP client, and what the administrator looks at."
        ),
        text: text.end(),
    }
}
