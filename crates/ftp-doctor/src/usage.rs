//! From the arguments to an attempt; wrong usage is what is impossible or contradicts itself.

use crate::arguments::{Connection, Tls};
use crate::target::{Scheme, Target, without_password};
use ftp_proto::{Arg, Credentials, TlsPolicy};
use ftp_report::attempt::{Attempt, Family};
use std::ffi::OsString;

/// The warning shown before a password is sent in clear.
pub const IN_CLEAR: &str = "With --tls never the password goes over the network in clear.";

/// Returns the attempt that the arguments describe. An error is a sentence.
pub fn attempt(
    connection: &Connection,
    target: &Target,
    credentials: &Credentials,
) -> Result<Attempt, String> {
    let tls = tls(connection.tls, target.scheme)?;
    if !target.path.is_empty() {
        Arg::new(&target.path)
            .map_err(|error| format!("The path cannot be sent to an FTP server: {error}."))?;
    }
    let key = connection.key.as_ref().or(connection.cert.as_ref());
    let usual_port = if tls == TlsPolicy::Implicit { 990 } else { 21 };
    Ok(Attempt {
        host: target.host.clone(),
        port: target.port.unwrap_or(usual_port),
        user: credentials.user().to_vec(),
        tls,
        ca_file: connection.ca_file.clone(),
        certificate: connection.cert.clone().zip(key.cloned()),
        insecure: connection.insecure,
        ip: match (connection.ipv4, connection.ipv6) {
            (true, _) => Some(Family::V4),
            (_, true) => Some(Family::V6),
            _ => None,
        },
        account: credentials.has_account(),
        directory: target.path.clone(),
    })
}

fn tls(option: Option<Tls>, scheme: Option<Scheme>) -> Result<TlsPolicy, String> {
    let of_scheme = match scheme {
        Some(Scheme::Ftps) => Some(Tls::Implicit),
        Some(Scheme::Ftpes) => Some(Tls::Require),
        Some(Scheme::Ftp) | None => None,
    };
    match (option, of_scheme) {
        (Some(option), Some(of_scheme)) if option != of_scheme => {
            Err("The scheme of the URL and --tls contradict each other.".to_owned())
        }
        (option, of_scheme) => Ok(match option.or(of_scheme).unwrap_or(Tls::Require) {
            Tls::Require => TlsPolicy::Required,
            Tls::Implicit => TlsPolicy::Implicit,
            Tls::Never => TlsPolicy::DangerCleartext,
        }),
    }
}

/// Returns a message about the arguments with any passwords in them hidden.
pub fn without_passwords(message: String, arguments: &[OsString]) -> String {
    let arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    arguments.fold(message, |message, argument| {
        let (option, value) = argument.split_once('=').unwrap_or_default();
        // The option takes no value, but a value given to it is a password all the same.
        let message = match option {
            "--password-stdin" if !value.is_empty() => message.replace(value, "***"),
            _ => message,
        };
        [&*argument, value].into_iter().fold(message, |message, text| match without_password(text) {
            hidden if hidden != text => message.replace(text, &hidden),
            _ => message,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_by_scheme_and_option() {
        use Scheme::*;
        for (option, scheme, policy) in [
            (None, None, Some(TlsPolicy::Required)),
            (None, Some(Ftp), Some(TlsPolicy::Required)),
            (None, Some(Ftps), Some(TlsPolicy::Implicit)),
            (None, Some(Ftpes), Some(TlsPolicy::Required)),
            (Some(Tls::Never), None, Some(TlsPolicy::DangerCleartext)),
            (Some(Tls::Never), Some(Ftp), Some(TlsPolicy::DangerCleartext)),
            (Some(Tls::Implicit), Some(Ftp), Some(TlsPolicy::Implicit)),
            (Some(Tls::Implicit), Some(Ftps), Some(TlsPolicy::Implicit)),
            (Some(Tls::Never), Some(Ftps), None),
            (Some(Tls::Require), Some(Ftps), None),
            (Some(Tls::Never), Some(Ftpes), None),
        ] {
            assert_eq!(tls(option, scheme).ok(), policy, "{option:?} {scheme:?}");
        }
    }

    #[test]
    fn a_message_does_not_repeat_a_password() {
        let arguments = ["check", "ftp://a:hunter2@h", "--url=ftp://a:hunter2@i"].map(OsString::from);
        let message = "unexpected 'ftp://a:hunter2@h', --url=ftp://a:hunter2@i, ftp://a:hunter2@i".to_owned();
        let hidden = without_passwords(message, &arguments);
        assert_eq!(hidden, "unexpected 'ftp://a:***@h', --url=ftp://a:***@i, ftp://a:***@i");
        let message = "unexpected value 'hunter2' for '--password-stdin' found".to_owned();
        let hidden = without_passwords(message, &["check", "--password-stdin=hunter2"].map(OsString::from));
        assert_eq!(hidden, "unexpected value '***' for '--password-stdin' found");
    }
}
