//! Which of the two conversations failed, and which difference explains it.

use super::Side;
use super::facet::Facet;
use ftp_diagnosis::{Cause, Ended};
use ftp_proto::login::Phase;

/// The maximum number of other differences that are shown.
const OTHERS: usize = 4;

/// What the comparison of two conversations shows.
pub struct Comparison<'s> {
    pub(super) sides: [&'s Side; 2],
    /// The index of the side that failed, or that failed earlier; `None` if both worked.
    pub(super) failed: Option<usize>,
    /// Both sides ended in the same way.
    pub(super) alike: bool,
    /// The cause that a difference explains, or else the first cause.
    pub(super) cause: Option<Cause>,
    pub(super) explains: Vec<Difference>,
    pub(super) others: Vec<Difference>,
}

/// A facet in which the sides differ, with the value of each side.
pub(super) struct Difference {
    pub(super) facet: Facet,
    pub(super) values: [String; 2],
}

impl<'s> Comparison<'s> {
    /// Compares two conversations, in any order.
    pub fn of(sides: [&'s Side; 2]) -> Self {
        let [a, b] = sides.map(progress);
        let ends = sides.map(|side| (side.report.diagnosis.ended(), side.report.cause()));
        let alike = ends[0] == ends[1] && a == b;
        let worked = [a, b].iter().all(|progress| *progress == WORKED);
        let failed = (!worked).then(|| usize::from(b < a));
        let mut differences = differences(sides);
        let causes = failed.map(|side| sides[side].report.diagnosis.causes()).unwrap_or_default();
        let explained = causes.iter().map(|finding| finding.cause()).find_map(|cause| {
            let facets = explaining(cause);
            let explains = facets.iter().any(|facet| differences.iter().any(|one| one.facet == *facet));
            explains.then_some((cause, facets))
        });
        let mut explains = Vec::new();
        if let Some((_, facets)) = explained {
            for facet in facets {
                if let Some(at) = differences.iter().position(|one| one.facet == *facet) {
                    explains.push(differences.remove(at));
                }
            }
        }
        // What comes after the failure has nothing to do with it.
        let last = failed.map_or(Facet::Path, |side| last_facet(sides[side].report.diagnosis.phase()));
        differences.retain(|one| one.facet <= last && one.facet != Facet::Address);
        differences.truncate(if alike { 0 } else { OTHERS });
        let cause = explained.map(|(cause, _)| cause).or_else(|| causes.first().map(|first| first.cause()));
        Comparison { sides, failed, alike, cause, explains, others: differences }
    }

    /// Returns the exit status of the tool: 0 if a difference explains the failure, if both sides ended in the same way,
    /// or if both worked; otherwise 1.
    pub fn exit_status(&self) -> u8 {
        u8::from(self.explains.is_empty() && !self.alike && self.failed.is_some())
    }
}

fn differences(sides: [&Side; 2]) -> Vec<Difference> {
    let different = |facet: &Facet| {
        let [Some(a), Some(b)] = sides.map(|side| facet.of(side)) else { return None };
        (a != b).then_some(Difference { facet: *facet, values: [a, b] })
    };
    Facet::ALL.iter().filter_map(different).collect()
}

const WORKED: usize = usize::MAX;

/// Returns how far a conversation came.
fn progress(side: &Side) -> usize {
    let end = &side.report.diagnosis;
    match (end.ended(), end.phase()) {
        (Ended::LoggedIn, _) => WORKED,
        (_, Phase::Connect) => 0,
        (_, Phase::Greeting) => 1,
        (_, Phase::AuthTls | Phase::TlsHandshake) => 2,
        (_, Phase::BeforeLogin) => 3,
        (_, Phase::User) => 4,
        (_, Phase::Pass) => 5,
        (_, Phase::Acct) => 6,
        _ => 7,
    }
}

/// Returns the last facet from which a failure in that phase can come.
fn last_facet(phase: Phase) -> Facet {
    match phase {
        Phase::Connect | Phase::Greeting => Facet::Server,
        Phase::AuthTls | Phase::TlsHandshake => Facet::Certificate,
        Phase::BeforeLogin => Facet::Order,
        Phase::User => Facet::Name,
        Phase::Pass | Phase::Acct => Facet::Account,
        _ => Facet::Path,
    }
}

/// Returns the differences that explain a cause, the likeliest first.
fn explaining(cause: Cause) -> &'static [Facet] {
    match cause {
        Cause::TlsRequired
        | Cause::ImplicitTlsExpected
        | Cause::ExplicitTlsExpected
        | Cause::TlsUnsupported
        | Cause::TlsNotWanted
        | Cause::TlsVersionMismatch => &[Facet::Tls, Facet::Port],
        Cause::CertificateUntrusted | Cause::CertificateExpired | Cause::CertificateNameMismatch => {
            &[Facet::Certificate, Facet::Host]
        }
        Cause::ClientCertificateRequired => &[Facet::Certificate],
        Cause::WrongCredentials => &[Facet::Name, Facet::Password, Facet::Server, Facet::Host, Facet::Tls],
        Cause::UnknownUser | Cause::AccountDisabled | Cause::AnonymousRefused | Cause::HomeDirectory => {
            &[Facet::Name, Facet::Server, Facet::Host]
        }
        Cause::AccountRequired => &[Facet::Account],
        Cause::VirtualHostRequired => &[Facet::Name, Facet::Host],
        Cause::BadSequence | Cause::NotLoggedIn | Cause::AlreadyLoggedIn | Cause::ClientCharset => {
            &[Facet::Tls, Facet::Order]
        }
        Cause::NotFtp
        | Cause::NothingListening
        | Cause::ClientSpeaksSsh
        | Cause::NoAnswer
        | Cause::AddressUnreachable
        | Cause::NameNotFound => &[Facet::Port, Facet::Host, Facet::Tls],
        Cause::TlsSessionReuseRequired | Cause::DataTlsHandshakeFailed | Cause::DataTlsAlpnMissing => {
            &[Facet::Resumption, Facet::Protection, Facet::Tls]
        }
        Cause::DataTlsRequired | Cause::DataTlsUnsupported => &[Facet::Protection, Facet::Tls],
        Cause::PassiveAddressWrong
        | Cause::DataConnectionRefused
        | Cause::DataConnectionTimeout
        | Cause::ForeignAddressRejected
        | Cause::DataConnectionLost => &[Facet::Opening, Facet::Protection, Facet::Address],
        Cause::ActiveConnectFailed
        | Cause::ActiveDisabled
        | Cause::PrivilegedPort
        | Cause::PassiveDisabled
        | Cause::PassiveUnavailable
        | Cause::EpsvUnsupported
        | Cause::NetworkProtocolUnsupported
        | Cause::PasvAfterEpsvAll
        | Cause::NoDataConnectionPrepared
        | Cause::PretRequired => &[Facet::Opening],
        Cause::ListOptionsUnsupported
        | Cause::NotImplemented
        | Cause::ListingFailed
        | Cause::EmptyListing
        | Cause::ListingTruncated => &[Facet::Command, Facet::Path],
        Cause::AsciiResume | Cause::SizeInAscii => &[Facet::Type],
        Cause::NotFound
        | Cause::ParentMissing
        | Cause::IsDirectory
        | Cause::NotADirectory
        | Cause::PermissionDenied
        | Cause::NameNotAllowed
        | Cause::OverwriteDenied
        | Cause::UploadDenied
        | Cause::DownloadDenied => &[Facet::Path, Facet::Name],
        _ => &[],
    }
}
