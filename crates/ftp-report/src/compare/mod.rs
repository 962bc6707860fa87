//! Two conversations side by side: how they differ, and which difference explains why one of them failed.

mod facet;
mod finding;
mod shown;

use crate::read::Reading;
use crate::report::Report;
pub use finding::Comparison;

/// One of the two conversations.
pub struct Side {
    /// The name of the file or of the server.
    pub name: String,
    /// The report of the conversation.
    pub report: Report,
    /// The server's name or address, if known.
    pub host: Option<String>,
}

impl Side {
    /// Returns the side for the conversation in the log with that name.
    pub fn of_reading(name: &str, reading: Reading) -> Self {
        let host = reading.about.host.clone();
        Side { name: name.to_owned(), report: Report::of_reading(reading), host }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    pub(super) fn side(name: &str, log: &str) -> Side {
        Side::of_reading(name, read(log.as_bytes(), None).unwrap())
    }

    #[test]
    fn the_difference_that_explains_it_is_found() {
        let filezilla = "Status:\tConnecting to 192.0.2.7:21...\nResponse:\t220 hi\nCommand:\tAUTH TLS\n\
                         Response:\t234 go\nStatus:\tTLS connection established.\nCommand:\tUSER alice\n\
                         Response:\t331 password\nCommand:\tPASS *********\nResponse:\t230 in\n";
        let on = |command: &str, reply: &str| format!("{filezilla}Command:\t{command}\nResponse:\t{reply}\n");
        let ftplib = |rest: &str| format!("*welcome* '220 hi'\n*cmd* 'USER alice'\n{rest}");
        let tls = "*cmd* 'AUTH TLS'\n*resp* '234 go'\n*cmd* 'USER alice'\n*resp* '331 password'\n\
                   *cmd* 'PASS *********'\n*resp* '230 in'\n";
        for (works, fails, facet, cause) in [
            (
                filezilla.to_owned(),
                ftplib("*resp* '530 Non-anonymous sessions must use encryption.'\n"),
                "tls",
                "tls_required",
            ),
            (
                filezilla.to_owned(),
                "*welcome* '220 hi'\n*cmd* 'AUTH TLS'\n*resp* '234 go'\n*cmd* 'USER alice@example.org'\n\
                 *resp* '331 password'\n*cmd* 'PASS *********'\n*resp* '530 Login incorrect.'\n"
                    .to_owned(),
                "name",
                "wrong_credentials",
            ),
            (
                filezilla.to_owned(),
                "*welcome* '220 hi'\n*cmd* 'AUTH TLS'\n*resp* '234 go'\n*cmd* 'USER alice'\n\
                 *resp* '331 password'\n*cmd* 'PASS ********'\n*resp* '530 Login incorrect.'\n"
                    .to_owned(),
                "password",
                "wrong_credentials",
            ),
            (
                on("PROT P", "200 ok").as_str().to_owned()
                    + "Command:\tPASV\nResponse:\t227 (192,0,2,7,4,1)\n\
                    Command:\tMLSD\nResponse:\t150 go\nResponse:\t226 done\n",
                format!(
                    "*welcome* '220 hi'\n{tls}*cmd* 'PASV'\n*resp* '227 (192,0,2,7,4,2)'\n*cmd* 'LIST'\n\
                         *resp* '522 Data connections must be encrypted.'\n"
                ),
                "protection",
                "data_tls_required",
            ),
            (
                on("PROT P", "200 ok")
                    + "Command:\tPASV\nResponse:\t227 (192,0,2,7,4,1)\nCommand:\tLIST\n\
                    Response:\t150 go\nResponse:\t226 done\n",
                format!(
                    "*welcome* '220 hi'\n{tls}*cmd* 'PROT P'\n*resp* '200 ok'\n*cmd* 'PASV'\n\
                         *resp* '227 (192,0,2,7,4,2)'\n*cmd* 'LIST'\n*resp* '150 go'\n\
                         *resp* '522 SSL connection failed; session reuse required'\n"
                ),
                "resumption",
                "tls_session_reuse_required",
            ),
        ] {
            let (works, fails) = (side("works", &works), side("fails", &fails));
            for sides in [[&works, &fails], [&fails, &works]] {
                let found = Comparison::of(sides).json();
                assert_eq!(
                    (&found["explains"][0], &found["cause"]),
                    (&facet.into(), &cause.into()),
                    "{found}"
                );
                assert_eq!(found["failed"], if sides[0].name == "fails" { "a" } else { "b" }, "{found}");
            }
        }
    }

    /// Newer versions of FileZilla show none of the commands of a login.
    #[test]
    fn a_login_that_a_log_does_not_show() {
        let works = "Status:\tConnecting to 192.0.2.7:21...\nStatus:\tConnection established, waiting for welcome \
                     message...\nStatus:\tInitializing TLS...\nStatus:\tTLS connection established.\n\
                     Status:\tLogged in\nStatus:\tRetrieving directory listing...\n";
        let fails = "*welcome* '220 hi'\n*cmd* 'USER alice'\n*resp* '530 Please use TLS: it is required.'\n";
        let (works, fails) = (side("works", works), side("fails", fails));
        let found = Comparison::of([&works, &fails]).json();
        assert_eq!((&found["a"]["outcome"], &found["failed"]), (&"logged_in".into(), &"b".into()), "{found}");
        assert_eq!(found["explains"][0], "tls", "{found}");
    }

    #[test]
    fn what_is_alike_is_said_to_be() {
        let log = "< 220 hi\n> USER alice\n< 331 password\n> PASS hunter2\n< 530 Login incorrect.\n";
        let (a, b) = (side("a", log), side("b", log));
        let comparison = Comparison::of([&a, &b]);
        assert!(comparison.for_people().contains("Both failed alike"), "{}", comparison.for_people());
        assert!(!comparison.for_people().contains("hunter2"));
        assert_eq!(comparison.json()["differences"].as_array().map(Vec::len), Some(0));
        let log = "< 220 hi\n> USER alice\n< 331 password\n> PASS hunter2\n< 230 in\n";
        let (a, b) = (side("a", log), side("b", log));
        assert!(Comparison::of([&a, &b]).for_people().contains("Both worked"));
    }
}
