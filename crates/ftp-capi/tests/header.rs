//! The header matches the sources, and every number in it has a name.

use ftp_capi as c;
use ftp_capi::ftp_bytes;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const HEADER: &str = "include/ftp_capi.h";

#[test]
fn the_header_is_that_of_the_sources() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut config = cbindgen::Config::from_file(here.join("cbindgen.toml")).unwrap();
    config.header = config.header.map(|header| header.replace("@RULES@", &rules(here)));
    let mut made = Vec::new();
    cbindgen::Builder::new().with_crate(here).with_config(config).generate().unwrap().write(&mut made);
    let made = String::from_utf8(made).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(here.join(HEADER), &made).unwrap();
    }
    let present = fs::read_to_string(here.join(HEADER)).unwrap_or_default();
    assert!(present == made, "the header is old: UPDATE_DOCS=1 cargo test -p ftp-capi --test header");
}

/// Returns the rules for every function, taken from the crate's documentation, as a C comment.
fn rules(here: &Path) -> String {
    let source = fs::read_to_string(here.join("src/lib.rs")).unwrap();
    let lines = source.lines().map(|line| line.strip_prefix("//!").unwrap_or(line));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let rules = lines.skip_while(|line| *line != "# How it is called").take_while(|line| *line != "# Safety");
    let mut comment = String::from("/*");
    for line in rules {
        let line = line.trim_start_matches("# ").replace("[`", "`").replace("`]", "`");
        comment += format!("\n * {line}").trim_end();
    }
    assert!(comment.lines().count() > 10 && !comment.contains("*/"), "{comment}");
    comment.trim_end_matches("\n *").to_string() + "\n */"
}

#[test]
fn the_header_says_how_it_is_called_and_how_long_what_comes_out_is_good() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let header = fs::read_to_string(here.join(HEADER)).unwrap();
    assert!(header.contains(&rules(here)), "the rules are missing");
    for (function, good) in [
        ("ftp_session_features", "good until the next call with the session"),
        ("ftp_session_restore", "good until that is called"),
        ("ftp_diagnosis_json", "good as long as the diagnosis"),
        ("ftp_diagnosis_advice", "good as long as the diagnosis"),
    ] {
        let (before, _) = header.split_once(&format!("ftp_status {function}(")).unwrap();
        let (_, comment) = before.trim_end().rsplit_once("\n\n").unwrap();
        assert!(comment.replace("\n// ", " ").contains(good), "{function}: {comment}");
    }
}

/// The name of a number matches its constant: `FTP_REACH_NO_ROUTE` is "no_route".
#[test]
fn every_number_of_the_header_has_the_name_of_its_constant() {
    let named = names();
    let mut seen = 0;
    for (kind, constant, number) in constants() {
        let name = named.get(&*kind).unwrap_or_else(|| panic!("no function gives names of {kind}"));
        let prefix = format!("{}_", kind.to_uppercase());
        let wanted = constant.strip_prefix(&prefix).unwrap().to_lowercase();
        assert_eq!(text(name(number)), wanted, "{constant}");
        assert_eq!(text(name(u32::MAX)), "", "{kind}");
        seen += 1;
    }
    assert!(seen > 100, "only {seen} constants in the header");
}

fn text(bytes: ftp_bytes) -> String {
    // SAFETY: names are static.
    String::from_utf8(unsafe { bytes.get() }.unwrap().to_vec()).unwrap()
}

type Name = extern "C" fn(u32) -> ftp_bytes;

fn names() -> BTreeMap<&'static str, Name> {
    BTreeMap::from([
        ("ftp_status", c::ftp_status_name as Name),
        ("ftp_control", c::ftp_control_name),
        ("ftp_data", c::ftp_data_name),
        ("ftp_event", c::ftp_event_name),
        ("ftp_login_error", c::ftp_login_error_name),
        ("ftp_outcome", c::ftp_outcome_name),
        ("ftp_health", c::ftp_health_name),
        ("ftp_ending", c::ftp_ending_name),
        ("ftp_start", c::ftp_start_name),
        ("ftp_answer", c::ftp_answer_name),
        ("ftp_data_address", c::ftp_data_address_name),
        ("ftp_tls_policy", c::ftp_tls_policy_name),
        ("ftp_pipelining", c::ftp_pipelining_name),
        ("ftp_proxy_style", c::ftp_proxy_style_name),
        ("ftp_tls_failure", c::ftp_tls_failure_name),
        ("ftp_reach", c::ftp_reach_name),
        ("ftp_end", c::ftp_end_name),
        ("ftp_mode", c::ftp_mode_name),
        ("ftp_data_pipelining", c::ftp_data_pipelining_name),
        ("ftp_trust", c::ftp_trust_name),
        ("ftp_format", c::ftp_format_name),
        ("ftp_kind", c::ftp_kind_name),
        ("ftp_platform", c::ftp_platform_name),
    ])
}

/// Returns every constant of the header's enums: (enum, constant, number).
fn constants() -> Vec<(String, String, u32)> {
    let header = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(HEADER)).unwrap();
    let mut kind = None;
    let mut found = Vec::new();
    for line in header.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("enum ") {
            kind = Some(name.split([' ', '{']).next().unwrap().to_string());
        } else if line.starts_with('}') {
            kind = None;
        } else if let (Some(kind), Some((constant, number))) = (&kind, line.split_once(" = ")) {
            found.push((kind.clone(), constant.to_string(), number.trim_end_matches(',').parse().unwrap()));
        }
    }
    found
}
