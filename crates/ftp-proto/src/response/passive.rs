//! 227 and 229: where the server listens for the data connection.

use super::ResponseError;
use super::ResponseProblem::{self, BadNetworkAddress, NoAddress, NoPort, NumberOver255, PortOutOfRange};
use super::number::{from_each_number, number};
use crate::reply::Reply;
use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use core::num::NonZeroU16;
use core::str::FromStr;
use nom::bytes::complete::take_till;
use nom::character::complete::{char, satisfy, space0};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// What a 227 or 229 says about the data connection. [`DataAddress::choose`] decides where to connect.
///
/// - 227 (RFC 959 section 4.1.2, RFC 1123 section 4.1.2.6): six numbers separated by commas, anywhere in the text.
///   The parentheses may be missing, and there may be spaces around the commas.
/// - 229 (RFC 2428 section 3): `(|||port|)`, with any character from 33 to 126 except a digit in place of `|`. The
///   network protocol and address, which the RFC leaves empty, may be given; the closing parenthesis may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Passive {
    /// The address in the reply. A 229 usually has none.
    pub address: Option<IpAddr>,
    /// The port, never 0.
    pub port: NonZeroU16,
}

impl Passive {
    /// Parses a 227 or a 229.
    ///
    /// # Errors
    /// - The reply has another code.
    /// - It has no address and port.
    /// - A number of a 227 is over 255.
    /// - The port is 0 or over 65535.
    /// - The address of a 229 is not one of its network protocol.
    pub fn parse(reply: &Reply<'_>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[227, 229])?;
        let nothing = reply.raw().get(3..).unwrap_or_default();
        let found = match reply.code().get() {
            227 => reply.lines().find_map(numbers).unwrap_or(Err((NoAddress, nothing))),
            _ => reply.lines().find_map(extended).unwrap_or(Err((NoPort, nothing))),
        };
        found.map_err(|(problem, place)| ResponseError::new(problem, reply, place))
    }

    /// Returns the address in the reply, if it is specified and differs from `peer`'s. An IPv4 address equals the
    /// same address mapped to IPv6.
    pub(crate) fn elsewhere(&self, peer: Option<IpAddr>) -> Option<IpAddr> {
        let peer = peer.map(|peer| peer.to_canonical());
        self.address.filter(|address| !address.is_unspecified() && Some(address.to_canonical()) != peer)
    }
}

/// What was found, or what is wrong with it and where.
type Found<'a> = Result<Passive, (ResponseProblem, &'a [u8])>;

/// Parses the first six numbers separated by commas.
fn numbers(line: &[u8]) -> Option<Found<'_>> {
    from_each_number(line).find_map(|place| {
        let (rest, six) = six_numbers(place).ok()?;
        // With seven numbers, it is not clear which six are meant.
        if preceded(comma, number).parse(rest).is_ok() {
            return Some(Err((NoAddress, place)));
        }
        let [a, b, c, d, high, low] = six.map(|part| part.and_then(|part| u8::try_from(part).ok()));
        let (Some(a), Some(b), Some(c), Some(d), Some(high), Some(low)) = (a, b, c, d, high, low) else {
            return Some(Err((NumberOver255, place)));
        };
        let port = u64::from(u16::from_be_bytes([high, low]));
        Some(passive(Some(Ipv4Addr::new(a, b, c, d).into()), Some(port), place))
    })
}

fn six_numbers(input: &[u8]) -> IResult<&[u8], [Option<u64>; 6]> {
    let mut six = [None; 6];
    let (mut rest, first) = number(input)?;
    let [slot, others @ ..] = &mut six;
    *slot = first;
    for slot in others {
        (rest, *slot) = preceded(comma, number).parse(rest)?;
    }
    Ok((rest, six))
}

fn comma(input: &[u8]) -> IResult<&[u8], char> {
    delimited(space0, char(','), space0).parse(input)
}

/// Parses what follows the first parenthesis that four delimiters follow.
fn extended(line: &[u8]) -> Option<Found<'_>> {
    line.iter().enumerate().filter(|(_, byte)| **byte == b'(').find_map(|(at, _)| {
        let place = line.get(at + 1..)?;
        let (_, [protocol, address, port]) = three_parts(place).ok()?;
        let address = match network_address(protocol, address) {
            Ok(address) => address,
            Err(()) => return Some(Err((BadNetworkAddress, protocol))),
        };
        match number(port) {
            Ok((b"", value)) => Some(passive(address, value, port)),
            _ => None,
        }
    })
}

fn three_parts(input: &[u8]) -> IResult<&[u8], [&[u8]; 3]> {
    let (_, delimiter) = satisfy(|c| c.is_ascii_graphic() && !c.is_ascii_digit()).parse(input)?;
    let part = || preceded(char(delimiter), take_till(move |b| char::from(b) == delimiter));
    let (rest, (protocol, address, port)) = (part(), part(), part()).parse(input)?;
    let (rest, _) = char(delimiter).parse(rest)?;
    Ok((rest, [protocol, address, port]))
}

/// Parses an address (RFC 2428 section 2): protocol 1 has dotted IPv4 addresses, 2 has IPv6 ones.
fn network_address(protocol: &[u8], address: &[u8]) -> Result<Option<IpAddr>, ()> {
    fn read<T: FromStr>(address: &[u8]) -> Result<T, ()> {
        core::str::from_utf8(address).map_err(|_| ())?.parse().map_err(|_| ())
    }
    match (protocol, address) {
        (b"" | b"1" | b"2", b"") => Ok(None),
        (b"1", _) => read::<Ipv4Addr>(address).map(|address| Some(address.into())),
        (b"2", _) => read::<Ipv6Addr>(address).map(|address| Some(address.into())),
        (b"", _) => read::<IpAddr>(address).map(Some),
        _ => Err(()),
    }
}

fn passive(address: Option<IpAddr>, port: Option<u64>, place: &[u8]) -> Found<'_> {
    let port = port.and_then(|port| u16::try_from(port).ok()).and_then(NonZeroU16::new);
    port.map(|port| Passive { address, port }).ok_or((PortOutOfRange, place))
}

/// Which address to connect to for data, given the address in the reply and the server's own.
///
/// A server whose reply is believed can send the client anywhere: to scan a network behind a firewall, or to fetch
/// what another client stores. Also, servers behind address translation often name addresses that cannot be reached.
/// The default therefore ignores the address in the reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum DataAddress {
    /// Connect to the peer of the control connection, whatever the reply says.
    #[default]
    Peer,
    /// Connect to the peer of the control connection; it is an error if the reply names another address.
    RefuseIfDifferent,
    /// Connect to the address in the reply. For trusted servers whose data really is elsewhere.
    DangerTrustReply,
}

impl DataAddress {
    /// Returns the address to connect to.
    ///
    /// `peer` is the other end of the control connection; only its port is replaced. An IPv4 address equals the same
    /// address mapped to IPv6, and an unspecified address in the reply (`0.0.0.0`, `::`) counts as none.
    ///
    /// # Errors
    /// With [`DataAddress::RefuseIfDifferent`], if the reply names another address.
    pub fn choose(self, reply: Passive, peer: SocketAddr) -> Result<SocketAddr, AddressMismatch> {
        let mut same = peer;
        same.set_port(reply.port.get());
        match (self, reply.elsewhere(Some(peer.ip()))) {
            (DataAddress::Peer, _) | (_, None) => Ok(same),
            (DataAddress::RefuseIfDifferent, Some(in_reply)) => {
                Err(AddressMismatch { in_reply, peer: peer.ip() })
            }
            (DataAddress::DangerTrustReply, Some(address)) => Ok(SocketAddr::new(address, reply.port.get())),
        }
    }
}

/// The reply names an address for the data that is not the server's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub struct AddressMismatch {
    /// The address in the reply.
    pub in_reply: IpAddr,
    /// The address of the other end of the control connection.
    pub peer: IpAddr,
}

impl fmt::Display for AddressMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data address {} in the reply is not the server's {}", self.in_reply, self.peer)
    }
}

impl core::error::Error for AddressMismatch {}

#[cfg(test)]
mod tests {
    use super::super::testing::reply;
    use super::*;

    fn parse(raw: &str) -> Result<(Option<IpAddr>, u16), (ResponseProblem, usize)> {
        Passive::parse(&reply(raw.as_bytes()))
            .map(|passive| (passive.address, passive.port.get()))
            .map_err(|error| (error.problem, error.at))
    }

    #[test]
    fn addresses_and_ports() {
        let v4 = Some("192.0.2.1".parse().unwrap());
        let v6 = Some("1080::8:800:200c:417a".parse().unwrap());
        for (raw, expected) in [
            ("227 Entering Passive Mode (192,0,2,1,4,1).", (v4, 1025)),
            ("227 Entering Passive Mode 192,0,2,1,4,1", (v4, 1025)),
            ("227 192,0,2,1,4,1", (v4, 1025)),
            ("227 =192,0,2,1,4,1", (v4, 1025)),
            ("227 Entering Passive Mode ( 192 , 0,2,  1,4 ,1 )", (v4, 1025)),
            ("227 Entering Passive Mode (192,0,002,001,04,01", (v4, 1025)),
            ("227 2 ways (2,3) to go: 192,0,2,1,255,255!", (v4, 65535)),
            ("227-Mode\r\n227 192,0,2,1,0,1", (v4, 1)),
            ("229 Entering Extended Passive Mode (|||6446|)", (None, 6446)),
            ("229 (!!!6446!)", (None, 6446)),
            ("229 a (of sorts) then (|||6446|", (None, 6446)),
            ("229 ok (|1|192.0.2.1|6275|)", (v4, 6275)),
            ("229 ok (|2|1080::8:800:200C:417A|5282|)", (v6, 5282)),
            ("229 ok (||192.0.2.1|6275|)", (v4, 6275)),
            ("229 ok (|2||6275|)", (None, 6275)),
            ("229 ok ((((((6275()", (None, 6275)),
        ] {
            assert_eq!(parse(raw), Ok(expected), "{raw}");
        }
    }

    #[test]
    fn errors() {
        for (raw, expected) in [
            ("227 )(", (NoAddress, 3)),
            ("227", (NoAddress, 3)),
            ("227 (1,2,3,4,5)", (NoAddress, 3)),
            ("227 (1,2,3,4,5,6,7)", (NoAddress, 5)),
            ("227 (1,2,3,4,-5,6)", (NoAddress, 3)),
            ("227 (256,2,3,4,5,6)", (NumberOver255, 5)),
            ("227 (1,2,3,4,5,99999999999999999999999)", (NumberOver255, 5)),
            ("227 (1,2,3,4,0,0)", (PortOutOfRange, 5)),
            ("229 )(", (NoPort, 3)),
            ("229 |||6446|", (NoPort, 3)),
            ("229 (|||6446)", (NoPort, 3)),
            ("229 (|||64 46|)", (NoPort, 3)),
            ("229 (||||)", (NoPort, 3)),
            ("229 (1111111)", (NoPort, 3)),
            ("229 (|||0|)", (PortOutOfRange, 8)),
            ("229 (|||65536|)", (PortOutOfRange, 8)),
            ("229 (|1|::1|99|)", (BadNetworkAddress, 6)),
            ("229 (|3|::1|99|)", (BadNetworkAddress, 6)),
            ("425 no", (ResponseProblem::WrongCode, 0)),
        ] {
            assert_eq!(parse(raw), Err(expected), "{raw}");
        }
    }

    #[test]
    fn policy() {
        use DataAddress::*;
        let peer = |text: &str| text.parse::<SocketAddr>().unwrap();
        let parsed = |raw: &str| Passive::parse(&reply(raw.as_bytes())).unwrap();
        let (server, other) = (parsed("227 192,0,2,1,4,1"), parsed("227 10,0,0,1,4,1"));
        let (none, zero) = (parsed("229 (|||1025|)"), parsed("227 0,0,0,0,4,1"));
        for (policy, found, at, expected) in [
            (Peer, server, "192.0.2.1:21", Ok("192.0.2.1:1025")),
            (Peer, other, "192.0.2.1:21", Ok("192.0.2.1:1025")),
            (Peer, other, "[fe80::1%3]:21", Ok("[fe80::1%3]:1025")),
            (RefuseIfDifferent, server, "192.0.2.1:21", Ok("192.0.2.1:1025")),
            (RefuseIfDifferent, server, "[::ffff:192.0.2.1]:21", Ok("[::ffff:192.0.2.1]:1025")),
            (RefuseIfDifferent, none, "[fe80::1%3]:21", Ok("[fe80::1%3]:1025")),
            (RefuseIfDifferent, zero, "192.0.2.1:21", Ok("192.0.2.1:1025")),
            (RefuseIfDifferent, other, "192.0.2.1:21", Err("10.0.0.1")),
            (DangerTrustReply, other, "192.0.2.1:21", Ok("10.0.0.1:1025")),
            (DangerTrustReply, none, "192.0.2.1:21", Ok("192.0.2.1:1025")),
            (DangerTrustReply, zero, "192.0.2.1:21", Ok("192.0.2.1:1025")),
        ] {
            let expected = expected
                .map(peer)
                .map_err(|found| AddressMismatch { in_reply: found.parse().unwrap(), peer: peer(at).ip() });
            assert_eq!(policy.choose(found, peer(at)), expected, "{policy:?} {found:?} {at}");
        }
    }
}
