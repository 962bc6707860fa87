//! What a dialogue wants of its two connections, and what happened there.

use crate::text::{ip_address, of_name, value_error};
use core::net::SocketAddr;
use ftp_proto::transfer::{Data, DataEvent, End, Reach, Secured};
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// What a dialogue wants of both connections now.
#[pyclass(frozen, get_all, module = "ftp_proto")]
pub struct Wants {
    control: &'static str,
    data: &'static str,
    send: Py<PyBytes>,
    address: Option<String>,
    port: u16,
    replies: usize,
}

#[pymethods]
impl Wants {
    /// Leaves out `send`, whose bytes may contain a password.
    fn __repr__(&self) -> String {
        format!("Wants({}, {})", self.control, self.data)
    }
}

impl Wants {
    pub(crate) fn new(py: Python<'_>, action: Action<'_>, data: Data, replies: usize) -> Self {
        let (control, send) = match action {
            Action::Done => ("done", &[][..]),
            Action::Poll => ("poll", &[][..]),
            Action::Send(bytes) => ("send", bytes),
            Action::Receive => ("receive", &[][..]),
            Action::StartTls => ("start_tls", &[][..]),
        };
        let (address, port) = match data {
            Data::Connect(target) => (target.address, target.port.get()),
            Data::Accept(from) => (from, 0),
            _ => (None, 0),
        };
        let address = address.map(|address| address.to_string());
        Wants { control, data: data.name(), send: PyBytes::new(py, send).unbind(), address, port, replies }
    }

    /// What a dialogue without a data connection wants.
    pub(crate) fn of(py: Python<'_>, dialogue: &dyn Dialogue) -> Self {
        Wants::new(py, dialogue.action(), Data::Idle, dialogue.replies())
    }

    /// Nothing more is wanted.
    pub(crate) fn done(py: Python<'_>) -> Self {
        Wants::new(py, Action::Done, Data::Idle, 0)
    }
}

/// An event as the caller passes it; what an event does not need is left out.
pub(crate) struct Happened<'a> {
    pub(crate) event: &'a str,
    pub(crate) data: &'a [u8],
    pub(crate) count: u64,
    pub(crate) reason: Option<&'a str>,
    pub(crate) address: Option<&'a str>,
    pub(crate) port: u16,
    pub(crate) resumed: Option<bool>,
    pub(crate) same_certificate: Option<bool>,
}

/// An event of one of the connections.
pub(crate) enum Event<'a> {
    Control(Input<'a>),
    Data(DataEvent),
}

pub(crate) fn tls_failure(name: &str) -> PyResult<TlsFailure> {
    of_name(name, TlsFailure::ALL, |one| one.name())
}

impl<'a> Happened<'a> {
    /// Makes an event of the control connection.
    pub(crate) fn of_control(event: &'a str, data: &'a [u8], count: u64, reason: Option<&'a str>) -> Self {
        Happened { event, data, count, reason, address: None, port: 0, resumed: None, same_certificate: None }
    }

    /// Converts to an event of the core.
    pub(crate) fn event(&self) -> PyResult<Event<'a>> {
        let reason = || self.reason.ok_or_else(|| value_error(format!("{} needs a reason", self.event)));
        let address = || ip_address(self.address.unwrap_or_default());
        let reach = || of_name(reason()?, Reach::ALL, |one| one.name());
        let end = || of_name(reason()?, End::ALL, |one| one.name());
        let secured = || Secured { resumed: self.resumed, same_certificate: self.same_certificate };
        let count = || usize::try_from(self.count).map_err(value_error);
        Ok(match self.event {
            "sent" => Event::Control(Input::Sent(count()?)),
            "bytes" => Event::Control(Input::Bytes(self.data)),
            "pending" => Event::Control(Input::Pending),
            "eof" => Event::Control(Input::Eof),
            "broken" => Event::Control(Input::Broken),
            "timed_out" => Event::Control(Input::TimedOut),
            "tls_up" => Event::Control(Input::TlsUp),
            "tls_failed" => Event::Control(Input::TlsFailed(tls_failure(self.reason.unwrap_or("other"))?)),
            "data_connected" => Event::Data(DataEvent::Connected),
            "data_unreachable" => Event::Data(DataEvent::Unreachable(reach()?)),
            "data_listening" => Event::Data(DataEvent::Listening(SocketAddr::new(address()?, self.port))),
            "data_accepted" => Event::Data(DataEvent::Accepted(address()?)),
            "data_stranger" => Event::Data(DataEvent::Stranger(address()?)),
            "data_secured" => Event::Data(DataEvent::Secured(secured())),
            "data_tls_failed" => {
                Event::Data(DataEvent::TlsFailed(tls_failure(self.reason.unwrap_or("other"))?))
            }
            "data_moved" => Event::Data(DataEvent::Moved(self.count)),
            "data_source_ended" => Event::Data(DataEvent::SourceEnded),
            "data_caller_stopped" => Event::Data(DataEvent::CallerStopped),
            "data_caller_failed" => Event::Data(DataEvent::CallerFailed),
            "data_ended" => Event::Data(DataEvent::Ended(end()?)),
            "data_timed_out" => Event::Data(DataEvent::TimedOut),
            "data_gone" => Event::Data(DataEvent::Gone),
            other => return Err(value_error(format!("{other:?} is no event"))),
        })
    }

    /// Reports the event to a dialogue without a data connection.
    pub(crate) fn report(&self, dialogue: &mut dyn Dialogue) -> PyResult<()> {
        match self.event()? {
            Event::Control(input) => dialogue.handle(input),
            Event::Data(_) => {
                return Err(value_error(format!("{}: there is no data connection", self.event)));
            }
        }
        Ok(())
    }
}
