//! The drivers of the C examples keep the contract.

use crate::programs::{With, build, checked, left_out, printed};
use ftp_capi::{LentDialogue, ftp_dialogue};
use ftp_driver_kit::{Driver, TlsSupport, check};
use ftp_proto::Dialogue;
use libloading::Library;
use std::ffi::{CString, c_char, c_int, c_void};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// `drive` of `examples/drive.c`, as a shared library. The library has its own copy of this crate from the same
/// build.
struct Code(Library);

impl Code {
    fn build(name: &str, stream: &str, with: With) -> Self {
        let library = build(name, &["drive", "socket", stream], with, &["-shared", "-fPIC"]);
        // SAFETY: the library runs nothing when it is loaded.
        let code = Code(unsafe { Library::new(library) }.unwrap());
        type Setup = unsafe extern "C" fn(*const c_char, *const c_char) -> c_int;
        let host = CString::new("localhost").unwrap();
        // SAFETY: this is the function's type, and the name lives as long as the test.
        unsafe { code.0.get::<Setup>(b"stream_setup").unwrap()(host.into_raw(), std::ptr::null()) };
        code
    }
}

/// A driver in C.
struct InC<'c> {
    code: &'c Code,
    tls: TlsSupport,
}

/// A socket, and what the driver keeps about its connections.
struct Connection<'c> {
    tcp: TcpStream,
    lanes: Vec<u64>,
    limit: Duration,
    code: &'c Code,
}

/// More bytes than `struct lanes` has.
const LANES: usize = 16 << 10;

impl<'c> Driver for InC<'c> {
    type Connection = Connection<'c>;

    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Connection<'c>> {
        let tcp = TcpStream::connect(("127.0.0.1", port))?;
        tcp.set_nonblocking(true)?;
        let mut lanes = vec![0; LANES];
        type Init = unsafe extern "C" fn(*mut c_void, c_int);
        // SAFETY: this is the function's type, and there is room for the struct.
        unsafe {
            self.code.0.get::<Init>(b"lanes_init").unwrap()(lanes.as_mut_ptr().cast(), tcp.as_raw_fd())
        };
        Ok(Connection { tcp, lanes, limit, code: self.code })
    }

    fn drive(&mut self, connection: &mut Connection<'c>, dialogue: &mut dyn Dialogue) {
        type Drive = unsafe extern "C" fn(*mut c_void, *mut ftp_dialogue, c_int) -> c_int;
        let mut lent = LentDialogue::new(dialogue);
        let (lanes, limit) = (connection.lanes.as_mut_ptr().cast(), connection.limit.as_millis() as c_int);
        let _ = &connection.tcp;
        // SAFETY: this is the function's type; `lanes_init` initialized the struct, and the dialogue lives as long as
        // the call.
        let driven =
            unsafe { connection.code.0.get::<Drive>(b"drive").unwrap()(lanes, lent.as_ptr(), limit) };
        assert_eq!(driven, 0);
    }

    fn tls(&self) -> TlsSupport {
        self.tls
    }
}

/// Starts a server that sends this many bytes on the data connection of an upload.
fn talkative(bytes: usize) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let (mut control, _) = listener.accept().unwrap();
        let data = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let entered = format!("229 x (|||{}|)\r\n", data.local_addr().unwrap().port());
        for line in BufReader::new(control.try_clone().unwrap()).lines().map_while(Result::ok) {
            match line.split(' ').next() {
                Some("EPSV") => control.write_all(entered.as_bytes()).unwrap(),
                Some("STOR") => {
                    control.write_all(b"150 x\r\n").unwrap();
                    let (mut data, _) = data.accept().unwrap();
                    let _ = (0..bytes >> 16).try_for_each(|_| data.write_all(&[0; 1 << 16]));
                    control.write_all(b"226 x\r\n").unwrap();
                }
                _ => control.write_all(b"200 x\r\n").unwrap(),
            }
        }
    });
    port
}

#[test]
fn an_upload_that_is_sent_bytes_ends() {
    if left_out() {
        return;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (main, examples) = (here.join("tests/c/upload.c"), here.join("examples"));
    let options = [main.to_str().unwrap(), "-I", examples.to_str().unwrap()];
    let program = build("upload", &["drive", "socket", "stream_plain"], With::Plain, &options);
    let output = checked(&program).arg(talkative(64 << 20).to_string()).output().unwrap();
    assert_eq!(printed(&output), "exit status: 0: doubtful broken");
}

#[test]
fn the_driver_over_plain_sockets() {
    if left_out() {
        return;
    }
    let code = Code::build("libplain.so", "stream_plain", With::Plain);
    assert_eq!(check(|| InC { code: &code, tls: TlsSupport::None }), []);
}

#[test]
fn the_driver_over_openssl() {
    if left_out() {
        return;
    }
    let code = Code::build("libopenssl.so", "stream_openssl", With::OpenSsl);
    assert_eq!(check(|| InC { code: &code, tls: TlsSupport::Handshakes }), []);
}
