//! Further help for people: two logs side by side, the client's own words, the paragraph for the hoster, the
//! password's shape.

use crate::support::{Done, Listening, check, run, tool};
use std::io::Write;
use tempfile::NamedTempFile;

fn file(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn read(log: &str, options: &[&str]) -> Done {
    run(tool().arg("read").args(options), log)
}

const CURL: &str = "* Connected to ftp.example.org (192.0.2.7) port 21\n< 220 (vsFTPd 3.0.5)\n> USER alice\n\
                    < 530 Non-anonymous sessions must use encryption.\n";

fn demanding_tls() -> Listening {
    Listening::answering(|line| match line.split(' ').next().unwrap_or_default() {
        "" => "220 (vsFTPd 3.0.5)".to_owned(),
        "USER" => "530 Non-anonymous sessions must use encryption.".to_owned(),
        _ => "221 bye".to_owned(),
    })
}

#[test]
fn two_logs_and_what_explains_the_difference() {
    let works = file(
        "* Connected to ftp.example.org (192.0.2.7) port 21\n< 220 (vsFTPd 3.0.5)\n> AUTH TLS\n< 234 go\n\
         * SSL connection using TLSv1.3\n> USER alice\n< 331 password\n> PASS hunter2\n< 230 in\n",
    );
    let fails = file(CURL);
    let compared =
        |options: &[&str]| run(tool().arg("compare").args([works.path(), fails.path()]).args(options), "");
    let done = compared(&["--json"]);
    let json = done.json();
    assert_eq!((&json["failed"], &json["cause"]), (&"b".into(), &"tls_required".into()), "{json}");
    assert_eq!(
        (&json["explains"][0], &json["differences"][0]["b"]),
        (&"tls".into(), &"none".into()),
        "{json}"
    );
    assert_eq!(
        (&json["a"]["outcome"], &json["b"]["client"]),
        (&"logged_in".into(), &"curl".into()),
        "{json}"
    );
    let done = compared(&[]);
    assert_eq!(done.status, 0);
    for words in ["explains why B failed", "A: AUTH TLS", "B: none", "In curl: --ssl-reqd"] {
        assert!(done.stdout.contains(words), "{words}: {}", done.stdout);
    }
    assert!(!done.everything().contains("hunter2"), "{}", done.everything());
    let missing = run(tool().args(["compare", "/nonexistent", "-"]), CURL);
    assert_eq!((missing.status, missing.stdout.as_str()), (2, ""));
}

#[test]
fn a_log_and_a_login_that_is_made_now() {
    let server = demanding_tls();
    let works =
        file("< 220 (vsFTPd 3.0.5)\n> AUTH TLS\n< 234 go\n> USER alice\n< 331 p\n> PASS x\n< 230 in\n");
    let url = format!("ftp://alice:hunter2@127.0.0.1:{}", server.port);
    let done = run(tool().arg("compare").arg(works.path()).args([&url, "--tls", "never", "--json"]), "");
    let json = done.json();
    assert_eq!((&json["failed"], &json["explains"][0]), (&"b".into(), &"tls".into()), "{json}");
    assert!(!done.everything().contains("hunter2"), "{}", done.everything());
}

#[test]
fn the_remedy_is_in_the_words_of_client_and_server() {
    let json = read(CURL, &["--json"]).json();
    assert_eq!(json["client"], "curl");
    assert!(json["in_client"].as_str().unwrap().starts_with("--ssl-reqd"), "{json}");
    assert!(json["in_server"]["look_at"].as_str().unwrap().contains("force_local_logins_ssl"), "{json}");
    let steps = json["advice"].as_array().unwrap();
    assert!(steps[0].as_str().unwrap().starts_with("In curl: --ssl-reqd") && steps.len() <= 5, "{json}");
    let text = read(CURL, &[]).stdout;
    assert!(
        text.contains("1. In curl: --ssl-reqd") && text.contains("vsftpd: force_local_logins_ssl"),
        "{text}"
    );

    let server = demanding_tls();
    let url = format!("ftp://alice:hunter2@127.0.0.1:{}", server.port);
    let done = check(["--tls", "never", "--no-probes", &url], "");
    assert!(done.stdout.contains("curl -v --ssl-reqd --user alice"), "{}", done.stdout);
}

#[test]
fn a_paragraph_for_whoever_runs_the_server() {
    let done = read(CURL, &["--for-hoster"]);
    let text = done.stdout.replace('\n', " ");
    for words in ["ftp.example.org as alice", "Non-anonymous sessions", "with curl", "force_local_logins_ssl"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("What to do"), "{text}");
    assert_eq!(done.status, 1);
    let server = demanding_tls();
    let url = format!("ftp://alice:hunter2@127.0.0.1:{}", server.port);
    let done = check(["--tls", "never", "--no-probes", "--for-hoster", "--json", &url], "");
    let text = done.json()["for_hoster"].as_str().unwrap().to_owned();
    assert!(
        text.contains(" UTC, a login at your FTP server 127.0.0.1:") && text.contains("no TLS"),
        "{text}"
    );
    assert!(!done.everything().contains("hunter2"), "{}", done.everything());
    assert!(check(["--tls", "never", "--no-probes", "--json", &url], "").json()["for_hoster"].is_null());
}

#[test]
fn whether_the_password_arrived_as_typed() {
    let log = "* Connected to h (192.0.2.7) port 21\n< 220 hi\n> USER alice\n< 331 p\n> PASS pa$w:rd\\\n\
               < 530 Login incorrect.\n";
    let done = read(log, &["--json"]);
    let password = &done.json()["password"];
    assert_eq!((&password["length"], &password["shape"]["ascii"]), (&8.into(), &true.into()), "{password}");
    let eaten: Vec<&str> =
        password["shape"]["eaten_by"].as_array().unwrap().iter().filter_map(|place| place.as_str()).collect();
    assert_eq!(eaten, ["shell", "url", "yaml", "json", "env_file"]);
    let text = read(log, &[]).stdout.replace('\n', " ");
    assert!(text.contains("has 8 characters") && text.contains("single quotes"), "{text}");
    assert!(!text.contains("pa$w") && !done.stdout.contains("pa$w"), "{text}");
    // If the login was not refused at the password, its shape does not help.
    assert!(!read(CURL, &[]).stdout.contains("characters"));
    let hidden = "Response:\t220 hi\nCommand:\tUSER alice\nResponse:\t331 p\nCommand:\tPASS *******\n\
                  Response:\t530 no\n";
    let password = read(hidden, &["--json"]).json()["password"].clone();
    assert_eq!((&password["length"], &password["shape"]), (&7.into(), &serde_json::Value::Null));

    let server = Listening::answering(|line| match line.split(' ').next().unwrap_or_default() {
        "" => "220 hi".to_owned(),
        "USER" => "331 password".to_owned(),
        _ => "530 no".to_owned(),
    });
    let url = format!("ftp://alice@127.0.0.1:{}", server.port);
    let done = check(["--tls", "never", "--no-probes", "--password-stdin", &url], "hunter2 \n");
    let text = done.stdout.replace('\n', " ");
    assert!(text.contains("has 8 characters, all of ASCII, with a blank at an end"), "{text}");
    // Nobody typed the password of an anonymous login.
    let url = format!("ftp://127.0.0.1:{}", server.port);
    let done = check(["--tls", "never", "--no-probes", &url], "");
    assert_eq!(done.status, 1);
    assert!(!done.stdout.contains("characters"), "{}", done.stdout);
}

#[test]
fn nothing_found_names_the_switch_of_the_client() {
    let done = read("rclone: nothing here\n", &[]);
    assert_eq!(done.status, 2);
    assert!(done.stderr.contains("--dump bodies"), "{}", done.stderr);
    let all = run(tool().args(["explain", "log", "--json"]), "").json();
    assert!(all["logs"].as_array().unwrap().len() >= 25, "{all}");
    assert!(run(tool().args(["explain", "log", "PHP"]), "").stdout.contains("curl -v"));
}
