use super::*;

/// Sources that return the given values, and remember which of them were used.
#[derive(Default)]
struct Given {
    input: Option<&'static str>,
    variable: Option<&'static str>,
    netrc: Option<&'static str>,
    typed: Option<&'static str>,
    used: Vec<&'static str>,
}

impl Sources for Given {
    fn standard_input(&mut self) -> io::Result<Vec<u8>> {
        self.used.push("input");
        Ok(self.input.expect("standard input is not to be read").into())
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        assert_eq!(name, "FTP_PASSWORD");
        self.variable.map(Into::into)
    }

    fn netrc(&mut self, _: Option<&PathBuf>) -> io::Result<Vec<u8>> {
        self.netrc.map(Into::into).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn ask(&mut self, question: &str) -> Option<io::Result<Vec<u8>>> {
        assert_eq!(question, "Password of alice: ");
        self.used.push("ask");
        self.typed.map(|typed| Ok(typed.into()))
    }
}

fn who(user: Option<&str>) -> Who {
    Who { user: user.map(str::to_owned), password_stdin: false, netrc: None, account: None }
}

fn expected(user: &str, password: &str) -> Credentials {
    Credentials::new(user, password).unwrap()
}

fn found(who: &Who, target: &str, mut given: Given) -> Result<Credentials, String> {
    credentials(who, &Target::parse(target).unwrap(), &mut given).map_err(|error| error.to_string())
}

#[test]
fn the_order_of_the_sources() {
    let all = || Given { variable: Some("v"), typed: Some("t"), ..Given::default() };
    let stdin = Who { password_stdin: true, ..who(Some("alice")) };
    let netrc = Who { netrc: Some(None), ..who(None) };
    let file = Some("machine h login alice password n");
    for (who, target, given, password) in [
        (who(None), "ftp://alice:u@h", all(), "u"),
        (who(None), "ftp://alice:@h", all(), ""),
        (stdin, "h", Given { input: Some("i"), ..all() }, "i"),
        (netrc, "h", Given { netrc: file, ..all() }, "n"),
        (who(Some("alice")), "h", all(), "v"),
        (who(None), "ftp://alice@h", all(), "v"),
        (who(Some("alice")), "h", Given { typed: Some("t"), ..Given::default() }, "t"),
    ] {
        assert_eq!(found(&who, target, given), Ok(expected("alice", password)), "{target}");
    }
}

#[test]
fn a_password_of_nobody_in_the_netrc_file_is_not_passed_over() {
    let netrc = || Who { netrc: Some(None), ..who(None) };
    let of_nobody = Given { netrc: Some("machine h password hunter2"), ..Given::default() };
    let told = Err("There is a password, but no name: add --user.".to_owned());
    assert_eq!(found(&netrc(), "h", of_nobody), told);
    let nothing = Given { netrc: Some("machine h"), ..Given::default() };
    assert_eq!(found(&netrc(), "h", nothing), Ok(Credentials::anonymous(ANONYMOUS_PASSWORD).unwrap()));
}

#[test]
fn no_question_is_asked_when_a_password_is_there() {
    let mut given = Given { variable: Some("v"), typed: Some("t"), ..Given::default() };
    credentials(&who(Some("alice")), &Target::parse("h").unwrap(), &mut given).unwrap();
    assert!(given.used.is_empty());
}

#[test]
fn anonymous_where_no_name_is_given() {
    let anonymous = Credentials::anonymous(ANONYMOUS_PASSWORD).unwrap();
    let ambient = || Given { variable: Some("hunter2"), ..Given::default() };
    assert_eq!(found(&who(None), "h", ambient()), Ok(anonymous.clone()));
    assert_eq!(found(&who(Some("anonymous")), "h", Given::default()), Ok(anonymous));
    assert_eq!(
        found(&who(Some("ftp")), "h", Given::default()),
        Ok(Credentials::anonymous_ftp(ANONYMOUS_PASSWORD).unwrap())
    );
    assert_eq!(found(&who(Some("ftp")), "h", ambient()), Ok(expected("ftp", "hunter2")));
}

#[test]
fn the_account_comes_from_the_option_before_the_file() {
    let file = Some("machine h login alice password n account f");
    let netrc =
        |account: Option<&str>| Who { netrc: Some(None), account: account.map(str::to_owned), ..who(None) };
    for (account, sent) in [(None, "f"), (Some("o"), "o")] {
        let found = found(&netrc(account), "h", Given { netrc: file, ..Given::default() });
        assert_eq!(found, Ok(expected("alice", "n").account(sent).unwrap()));
    }
}

#[test]
fn what_contradicts_itself_is_wrong_usage_and_names_no_password() {
    let stdin = |user| Who { password_stdin: true, ..who(user) };
    let netrc = || Who { netrc: Some(None), ..who(None) };
    let file = |netrc| Given { netrc: Some(netrc), ..Given::default() };
    for (who, target, given, part) in [
        (who(Some("bob")), "ftp://alice:hunter2@h", Given::default(), "another one with --user"),
        (who(Some("alice:hunter2")), "h", Given::default(), "name only"),
        (stdin(None), "ftp://alice:hunter2@h", Given::default(), "another source"),
        (netrc(), "ftp://alice:hunter2@h", Given::default(), "another source"),
        (stdin(None), "h", Given::default(), "add --user"),
        (who(None), "ftp://:hunter2@h", Given::default(), "no name"),
        (who(Some("alice")), "h", Given::default(), "no terminal"),
        (netrc(), "h", file("machine i login alice password hunter2"), "no entry"),
        (netrc(), "h", file("machine h hunter2"), "line 1"),
        (netrc(), "h", Given::default(), "cannot be read"),
        (who(None), "ftp://alice:hunter2%0d%0aQUIT@h", Given::default(), "password has a CR"),
        (who(Some("")), "h", Given { variable: Some("hunter2"), ..Given::default() }, "user is empty"),
        (Who { account: Some(String::new()), ..who(None) }, "h", Given::default(), "account is empty"),
    ] {
        let error = found(&who, target, given).unwrap_err();
        assert!(error.contains(part), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}
