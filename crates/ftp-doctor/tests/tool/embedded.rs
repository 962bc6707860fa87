//! The real tool against a real server (libunftp), with TLS.

use crate::support::{Done, check};
use ftp_tests::embedded::{Embedded, PASSWORD, USER};

/// Runs the check, again as long as the server mistakes TLS for a command.
fn visit(server: &Embedded, options: &[&str], password: &str) -> Done {
    let url = format!("ftp://{USER}@{}", server.address());
    loop {
        let arguments = ["--password-stdin", "--json", &url];
        let done = check(arguments.iter().chain(options), &format!("{password}\n"));
        if !done.stdout.contains("TLS failed not tls") {
            return done;
        }
    }
}

fn verdict(done: &Done) -> (i32, String, String) {
    let (outcome, _, _, cause) = done.verdict();
    (done.status, outcome, cause)
}

#[test]
fn a_real_server() {
    let server = Embedded::start(true).unwrap();
    let ca_file = server.ca_file();
    let trusted = ["--ca-file", ca_file.to_str().unwrap()];

    let done = visit(&server, &trusted, PASSWORD);
    assert_eq!(verdict(&done), (0, "logged_in".to_owned(), String::new()));
    assert_eq!(done.json()["tls"]["certificate_verified"], true);

    let done = visit(&server, &["--insecure"], PASSWORD);
    assert_eq!(verdict(&done), (0, "logged_in".to_owned(), String::new()));
    assert_eq!(done.json()["tls"]["certificate_verified"], false);

    let done = visit(&server, &trusted, "wrong horse");
    assert_eq!(verdict(&done), (1, "refused".to_owned(), "wrong_credentials".to_owned()));

    let done = visit(&server, &[], PASSWORD);
    assert_eq!(verdict(&done), (4, "tls_failed".to_owned(), "certificate_untrusted".to_owned()));
    assert!(done.json()["tls"].is_null());

    let done = visit(&server, &["--tls", "never"], PASSWORD);
    assert_eq!(verdict(&done), (1, "refused".to_owned(), "tls_required".to_owned()));
    assert!(done.stderr.contains("in clear"), "{}", done.stderr);
}

#[test]
fn the_json_has_its_fields_in_order() {
    let server = Embedded::start(false).unwrap();
    let done = visit(&server, &["--tls", "never"], "wrong horse");
    let fields = [
        "outcome",
        "code",
        "phase",
        "causes",
        "advice",
        "client",
        "in_client",
        "in_server",
        "password",
        "transcript",
        "tls",
        "probes",
        "data",
    ];
    let places: Vec<_> = fields
        .iter()
        .map(|field| done.stdout.find(&format!("\"{field}\":")).unwrap_or_else(|| panic!("{field}")))
        .collect();
    assert!(places.is_sorted(), "{}", done.stdout);
    let json = done.json();
    assert_eq!(json.as_object().unwrap().len(), fields.len());
    assert_eq!(json["transcript"][1]["direction"], "received");
    for field in ["cause", "confidence", "because", "quote"] {
        assert!(json["causes"][0].get(field).is_some(), "{field}");
    }
}
