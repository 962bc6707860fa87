/* Made of the sources of the crate ftp-capi by cbindgen: UPDATE_DOCS=1 cargo test -p ftp-capi --test header */

/*
 * How it is called
 *
 * - Each thing is an opaque handle that a function makes (`ftp_login_new`) and one ends (`ftp_login_free`). Ending `NULL`
 *   does nothing.
 * - A call gives an `ftp_status`, or nothing; what it finds it writes to where its last argument points. Where the
 *   status is not `FTP_STATUS_OK`, nothing was written, unless the function says otherwise.
 * - Bytes go in and out as `ftp_bytes`: where, and how many. What comes out belongs to the handle it came from, until the next
 *   call with that handle, where no other time is said; names are good for ever. What goes in is copied where it is kept. Nothing that is
 *   allocated on one side is freed on the other.
 * - Whatever can be driven (a login, a command of a session, a transfer) is an `ftp_dialogue`: `ftp_dialogue_wants` says
 *   what it wants of both of its connections, and `ftp_dialogue_happened` takes what happened there.
 * - Every call is total: a null pointer, a handle of another kind, one that another thread is in a call with, a number that is
 *   none of its enum, and a call that is not for now are each a status. A handle that was ended is one as long as its
 *   memory was not used again; no more can be checked.
 * - Handles can be used from any thread, each from one at a time.
 */

#ifndef FTP_CAPI_H
#define FTP_CAPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Lines for printf: printf("%.*s", FTP_PRINT(reply.raw)); */
#define FTP_PRINT(bytes) (int)(bytes).len, (bytes).at


// Asks FEAT after the login: `ftp_session_features`.
#define FTP_WANT_FEATURES 1

// Asks for UTF-8 names after the login, where FEAT lists it.
#define FTP_WANT_UTF8 2

// Sets `TYPE I` after the login.
#define FTP_WANT_BINARY 4

// Sends the password as it is to a server that offers a one-time password challenge.
#define FTP_WANT_PASSWORD_TO_CHALLENGE 8

// What a call came to. Where it is not `FTP_STATUS_OK`, nothing was done and nothing written, unless the function says
// otherwise.
enum ftp_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // It was done.
  FTP_STATUS_OK = 0,
  // There is no such thing, or no more of it.
  FTP_STATUS_NOTHING = 1,
  // A pointer is null that must not be, or points to no place for its type.
  FTP_STATUS_NULL = 2,
  // The handle is not of this kind, or was ended.
  FTP_STATUS_HANDLE = 3,
  // Another thread is in a call with this handle.
  FTP_STATUS_IN_USE = 4,
  // A number is none of its enum, or bytes are not what they have to be: a line end in a path, no IP address.
  FTP_STATUS_ARGUMENT = 5,
  // It is not the time for this call.
  FTP_STATUS_ORDER = 6,
  // There is no session: `ftp_login_get_failure` says why.
  FTP_STATUS_REFUSED = 7,
  // What came is no reply.
  FTP_STATUS_MALFORMED = 8,
  // A fault of this library.
  FTP_STATUS_FAULT = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_status ftp_status;
#else
typedef uint32_t ftp_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// A yes or a no, or neither.
enum ftp_answer
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // It is not known.
  FTP_ANSWER_UNKNOWN = 0,
  // Yes.
  FTP_ANSWER_YES = 1,
  // No.
  FTP_ANSWER_NO = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_answer ftp_answer;
#else
typedef uint32_t ftp_answer;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What is wanted of the control connection.
enum ftp_control
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Nothing more: it has a result. Final.
  FTP_CONTROL_DONE = 0,
  // Read what is here already, without waiting, and report it, or `FTP_EVENT_PENDING`. It comes before each command and
  // each handshake: a reply that was here before its command was sent does not answer it.
  FTP_CONTROL_POLL = 1,
  // Write the bytes of `send`, or some of them, and report `FTP_EVENT_SENT`. They may hold a password. Where the
  // write fails, read what the server sent last before `FTP_EVENT_BROKEN`.
  FTP_CONTROL_SEND = 2,
  // Wait for bytes.
  FTP_CONTROL_RECEIVE = 3,
  // Do a TLS handshake as the client, and report `FTP_EVENT_TLS_UP` or `FTP_EVENT_TLS_FAILED`.
  FTP_CONTROL_START_TLS = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_control ftp_control;
#else
typedef uint32_t ftp_control;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What is wanted of the data connection of a transfer, at the same time.
enum ftp_data
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // There is none, and none may be open.
  FTP_DATA_IDLE = 0,
  // Connect to `address` and `port`, and report `FTP_EVENT_DATA_CONNECTED` or `FTP_EVENT_DATA_UNREACHABLE`.
  FTP_DATA_CONNECT = 1,
  // Listen on a free port of the address that the control connection has at this end, and report
  // `FTP_EVENT_DATA_LISTENING` or `FTP_EVENT_DATA_UNREACHABLE`.
  FTP_DATA_LISTEN = 2,
  // Take the first connection from `address` (none: from any), and report `FTP_EVENT_DATA_ACCEPTED`. One from
  // elsewhere is closed and reported as `FTP_EVENT_DATA_STRANGER`.
  FTP_DATA_ACCEPT = 3,
  // Keep what is open and do nothing with it: the control connection moves first.
  FTP_DATA_HOLD = 4,
  // Do a TLS handshake as the client, with a session of the control connection offered for resumption, and report
  // `FTP_EVENT_DATA_SECURED` or `FTP_EVENT_DATA_TLS_FAILED`.
  FTP_DATA_SECURE = 5,
  // Take bytes from it, and report `FTP_EVENT_DATA_MOVED`, and at last `FTP_EVENT_DATA_ENDED`.
  FTP_DATA_READ = 6,
  // Give it bytes, and report `FTP_EVENT_DATA_MOVED`, and at last `FTP_EVENT_DATA_SOURCE_ENDED`.
  FTP_DATA_WRITE = 7,
  // Send what is held back, under TLS `close_notify`, then FIN; wait for the end of the other side, and report
  // `FTP_EVENT_DATA_ENDED`.
  FTP_DATA_FINISH = 8,
  // Close it, under TLS after a `close_notify`, and report `FTP_EVENT_DATA_GONE`.
  FTP_DATA_CLOSE = 9,
  // Close it without regard to what is under way, by RST where that can be had, and report `FTP_EVENT_DATA_GONE`.
  FTP_DATA_RESET = 10,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_data ftp_data;
#else
typedef uint32_t ftp_data;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Whether the address in a reply to PASV is believed.
enum ftp_data_address
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // The address that the control connection is connected to, whatever the reply says.
  FTP_DATA_ADDRESS_PEER = 1,
  // The same, but it is an error if the reply says another.
  FTP_DATA_ADDRESS_REFUSE_IF_DIFFERENT = 2,
  // The address in the reply.
  FTP_DATA_ADDRESS_DANGER_TRUST_REPLY = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_data_address ftp_data_address;
#else
typedef uint32_t ftp_data_address;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How many commands of a transfer are sent before their replies are here.
enum ftp_data_pipelining
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Each waits for the reply to the one before it.
  FTP_DATA_PIPELINING_IN_STEP = 1,
  // What prepares a transfer is sent in one write.
  FTP_DATA_PIPELINING_PREPARE = 2,
  // The same, and the data connection of the next transfer is asked for behind the command of a small file: only with
  // servers that answer it when the file is through.
  FTP_DATA_PIPELINING_AHEAD = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_data_pipelining ftp_data_pipelining;
#else
typedef uint32_t ftp_data_pipelining;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How a data connection ended.
enum ftp_end
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // TLS was ended in order.
  FTP_END_CLOSE_NOTIFY = 1,
  // TCP was ended in order; under TLS anybody on the way can have made this end.
  FTP_END_FIN = 2,
  // The other side reset the connection.
  FTP_END_RESET = 3,
  // It broke in another way.
  FTP_END_BROKEN = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_end ftp_end;
#else
typedef uint32_t ftp_end;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What a transfer came to.
enum ftp_ending
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Another, which this header does not have.
  FTP_ENDING_OTHER = 0,
  // All of it: a final 2yz, an end in order, and as many bytes as the size says, where one is known.
  FTP_ENDING_COMPLETE = 1,
  // The server says that it is complete, and something else does not fit.
  FTP_ENDING_DOUBTFUL = 2,
  // Fewer bytes than the size that is known.
  FTP_ENDING_TRUNCATED = 3,
  // The final reply did not come: how much arrived is not known.
  FTP_ENDING_FINAL_REPLY_LOST = 4,
  // The server refused.
  FTP_ENDING_REFUSED = 5,
  // The address of the data connection was not accepted.
  FTP_ENDING_ADDRESS_REJECTED = 6,
  // There was no data connection.
  FTP_ENDING_UNREACHABLE = 7,
  // TLS failed on the data connection.
  FTP_ENDING_TLS_FAILED = 8,
  // TLS on the data connection is not that of the control connection.
  FTP_ENDING_NOT_TRUSTED = 9,
  // The file is not as long as the offset says.
  FTP_ENDING_OFFSET_MISMATCH = 10,
  // The caller stopped it.
  FTP_ENDING_STOPPED = 11,
  // The caller could not take or give bytes.
  FTP_ENDING_CALLER_FAILED = 12,
  // Nothing moved in time.
  FTP_ENDING_TIMED_OUT = 13,
  // The control connection was lost before the command was sent.
  FTP_ENDING_CONTROL_LOST = 14,
  // What was reported was not wanted.
  FTP_ENDING_MISUSE = 15,
  // It was not driven to its end.
  FTP_ENDING_UNFINISHED = 16,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_ending ftp_ending;
#else
typedef uint32_t ftp_ending;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What happened. Each is legal at any time: one that answers nothing that was wanted is recorded as misuse.
enum ftp_event
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `count` bytes of `send` were written.
  FTP_EVENT_SENT = 1,
  // `bytes` were read.
  FTP_EVENT_BYTES = 2,
  // Nothing is here to be read: the answer to `FTP_CONTROL_POLL`.
  FTP_EVENT_PENDING = 3,
  // The server ended the stream in order.
  FTP_EVENT_EOF = 4,
  // A read or a write failed.
  FTP_EVENT_BROKEN = 5,
  // The time limit has passed: one for a command and its whole reply.
  FTP_EVENT_TIMED_OUT = 6,
  // The TLS handshake is complete.
  FTP_EVENT_TLS_UP = 7,
  // TLS failed: `reason` is an `ftp_tls_failure`.
  FTP_EVENT_TLS_FAILED = 8,
  // The data connection is up.
  FTP_EVENT_DATA_CONNECTED = 9,
  // There is none: `reason` is an `ftp_reach`.
  FTP_EVENT_DATA_UNREACHABLE = 10,
  // We listen at `address` and `port`.
  FTP_EVENT_DATA_LISTENING = 11,
  // The server connected, from `address`.
  FTP_EVENT_DATA_ACCEPTED = 12,
  // Somebody else connected, from `address`, and was sent away.
  FTP_EVENT_DATA_STRANGER = 13,
  // The TLS handshake is complete; `resumed` and `same_certificate` say how.
  FTP_EVENT_DATA_SECURED = 14,
  // TLS failed: `reason` is an `ftp_tls_failure`.
  FTP_EVENT_DATA_TLS_FAILED = 15,
  // `count` bytes were moved.
  FTP_EVENT_DATA_MOVED = 16,
  // The caller has no more bytes to send.
  FTP_EVENT_DATA_SOURCE_ENDED = 17,
  // The caller wants no more. A download that has moved nothing is still read until something comes, which is dropped.
  FTP_EVENT_DATA_CALLER_STOPPED = 18,
  // The caller cannot take or give bytes.
  FTP_EVENT_DATA_CALLER_FAILED = 19,
  // The data connection ended: `reason` is an `ftp_end`.
  FTP_EVENT_DATA_ENDED = 20,
  // Neither connection moved within the time limit.
  FTP_EVENT_DATA_TIMED_OUT = 21,
  // What was to be closed is closed.
  FTP_EVENT_DATA_GONE = 22,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_event ftp_event;
#else
typedef uint32_t ftp_event;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The formats of listings.
enum ftp_format
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Not known: it is found out.
  FTP_FORMAT_UNKNOWN = 0,
  // The answer to MLSD and MLST (RFC 3659).
  FTP_FORMAT_MLSD = 1,
  // Easily Parsed LIST Format.
  FTP_FORMAT_EPLF = 2,
  // What `ls -l` prints.
  FTP_FORMAT_UNIX = 3,
  // Novell NetWare.
  FTP_FORMAT_NETWARE = 4,
  // Windows.
  FTP_FORMAT_DOS = 5,
  // OpenVMS.
  FTP_FORMAT_VMS = 6,
  // z/OS.
  FTP_FORMAT_MVS = 7,
  // IBM i.
  FTP_FORMAT_OS400 = 8,
  // HP NonStop.
  FTP_FORMAT_NONSTOP = 9,
  // VM/CMS.
  FTP_FORMAT_CMS = 10,
  // OS-9.
  FTP_FORMAT_OS9 = 11,
  // Size, attributes, date, time, name.
  FTP_FORMAT_SIZE_FIRST = 12,
  // Name, size, date, time.
  FTP_FORMAT_NAME_FIRST = 13,
  // `/bin/dls`.
  FTP_FORMAT_DLS = 14,
  // Names alone, as NLST gives them.
  FTP_FORMAT_NAMES = 15,
  // Other systems' columns, each of one form.
  FTP_FORMAT_COLUMNS = 16,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_format ftp_format;
#else
typedef uint32_t ftp_format;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Whether a session can take the next command.
enum ftp_health
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Another, which this header does not have.
  FTP_HEALTH_OTHER = 0,
  // Every command has its reply.
  FTP_HEALTH_IN_SYNC = 1,
  // A command has no final reply yet: `ftp_session_resume`.
  FTP_HEALTH_REPLY_PENDING = 2,
  // A transfer was left: the next command finds out by itself where its replies end.
  FTP_HEALTH_UNSETTLED = 3,
  // What comes cannot be assigned to commands any more: the connection is to be closed.
  FTP_HEALTH_POISONED = 4,
  // The server closed the connection, or announced that it does.
  FTP_HEALTH_CLOSED = 5,
  // The connection broke.
  FTP_HEALTH_BROKEN = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_health ftp_health;
#else
typedef uint32_t ftp_health;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an entry of a listing is.
enum ftp_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // The line is no entry.
  FTP_KIND_NONE = 0,
  // A file.
  FTP_KIND_FILE = 1,
  // A directory.
  FTP_KIND_DIR = 2,
  // A symbolic link or a junction.
  FTP_KIND_LINK = 3,
  // A device, a pipe, a socket, or what the listing does not say.
  FTP_KIND_OTHER = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_kind ftp_kind;
#else
typedef uint32_t ftp_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Why there is no session.
enum ftp_login_error
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Another, which this header does not have.
  FTP_LOGIN_ERROR_OTHER = 0,
  // The server refused.
  FTP_LOGIN_ERROR_REFUSED = 1,
  // The server refused AUTH, and TLS is required.
  FTP_LOGIN_ERROR_TLS_REFUSED = 2,
  // 332, and there is no account to send.
  FTP_LOGIN_ERROR_ACCOUNT_WANTED = 3,
  // A one-time password or another answer is wanted: `ftp_login_answer`.
  FTP_LOGIN_ERROR_ANSWER_WANTED = 4,
  // A reply with a code that is no answer to what it answers.
  FTP_LOGIN_ERROR_UNEXPECTED = 5,
  // A reply that was here before the command it would answer was sent.
  FTP_LOGIN_ERROR_EARLY_REPLY = 6,
  // More preliminary replies than the limit.
  FTP_LOGIN_ERROR_ENDLESS_REPLIES = 7,
  // What came is no reply.
  FTP_LOGIN_ERROR_MALFORMED = 8,
  // Bytes in clear where TLS should have begun.
  FTP_LOGIN_ERROR_PLAINTEXT_BEFORE_TLS = 9,
  // TLS could not be had.
  FTP_LOGIN_ERROR_TLS_FAILED = 10,
  // The server closed the connection.
  FTP_LOGIN_ERROR_CLOSED = 11,
  // The connection broke.
  FTP_LOGIN_ERROR_BROKEN = 12,
  // Nothing came in time.
  FTP_LOGIN_ERROR_TIMED_OUT = 13,
  // The caller did what no driver may do.
  FTP_LOGIN_ERROR_MISUSE = 14,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_login_error ftp_login_error;
#else
typedef uint32_t ftp_login_error;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Who connects to whom for data.
enum ftp_mode
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // We connect to the server.
  FTP_MODE_PASSIVE = 1,
  // The server connects to us.
  FTP_MODE_ACTIVE = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_mode ftp_mode;
#else
typedef uint32_t ftp_mode;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What a command came to.
enum ftp_outcome
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Another, which this header does not have.
  FTP_OUTCOME_OTHER = 0,
  // A preliminary reply (1yz): `ftp_session_resume` waits for the final one.
  FTP_OUTCOME_PRELIMINARY = 1,
  // The final reply. It may refuse.
  FTP_OUTCOME_FINAL = 2,
  // Nothing came in time: `ftp_session_resume` goes on waiting.
  FTP_OUTCOME_TIMED_OUT = 3,
  // The server closed the connection without a reply to this command.
  FTP_OUTCOME_CLOSED = 4,
  // The connection broke.
  FTP_OUTCOME_BROKEN = 5,
  // Which reply answers which command is not known any more.
  FTP_OUTCOME_POISONED = 6,
  // It was not driven to its end: `ftp_session_resume` goes on.
  FTP_OUTCOME_UNFINISHED = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_outcome ftp_outcome;
#else
typedef uint32_t ftp_outcome;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Which commands of a login may go in one write.
enum ftp_pipelining
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // One command, one reply.
  FTP_PIPELINING_IN_STEP = 1,
  // What comes before the password in one write. What a configuration begins with.
  FTP_PIPELINING_BEFORE_PASSWORD = 2,
  // Under TLS the password too.
  FTP_PIPELINING_WITH_PASSWORD = 3,
  // The same in clear: the password is sent even to a server that would have asked for TLS.
  FTP_PIPELINING_DANGER_WITH_PASSWORD_IN_CLEAR = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_pipelining ftp_pipelining;
#else
typedef uint32_t ftp_pipelining;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Where a file is to be made.
enum ftp_platform
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Linux, macOS and others.
  FTP_PLATFORM_UNIX = 1,
  // Windows.
  FTP_PLATFORM_WINDOWS = 2,
  // All of them.
  FTP_PLATFORM_ANY = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_platform ftp_platform;
#else
typedef uint32_t ftp_platform;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How to log in through an FTP proxy.
enum ftp_proxy_style
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `USER user@host`, `PASS password`.
  FTP_PROXY_STYLE_USER_AT_HOST = 1,
  // The proxy's USER and PASS first, then `USER user@host`, `PASS password`.
  FTP_PROXY_STYLE_PROXY_LOGIN_FIRST = 2,
  // `USER user@proxyuser@host`, `PASS password@proxypassword`.
  FTP_PROXY_STYLE_JOINED = 3,
  // `USER user@host proxyuser`, `PASS password`, `ACCT proxypassword`.
  FTP_PROXY_STYLE_JOINED_ACCOUNT = 4,
  // The proxy's USER and PASS, `SITE host`, then USER and PASS.
  FTP_PROXY_STYLE_SITE = 5,
  // The proxy's USER and PASS, `OPEN host`, then USER and PASS.
  FTP_PROXY_STYLE_OPEN = 6,
  // `USER proxyuser@host`, the proxy's PASS, then USER and PASS.
  FTP_PROXY_STYLE_PROXY_USER_AT_HOST = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_proxy_style ftp_proxy_style;
#else
typedef uint32_t ftp_proxy_style;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Why there is no data connection.
enum ftp_reach
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Anything else.
  FTP_REACH_OTHER = 0,
  // The host refused: nothing listens on that port.
  FTP_REACH_REFUSED = 1,
  // No answer in time: a firewall, mostly.
  FTP_REACH_SILENT = 2,
  // No route to the host or its network.
  FTP_REACH_NO_ROUTE = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_reach ftp_reach;
#else
typedef uint32_t ftp_reach;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How far a connection is that a login takes over.
enum ftp_start
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // The TCP connection is up, and nothing was read.
  FTP_START_CONNECTED = 1,
  // TLS is up, and nothing was read under it.
  FTP_START_ENCRYPTED = 2,
  // The greeting, or a part of it, was read in clear.
  FTP_START_GREETED = 3,
  // TLS is up, and the greeting was read.
  FTP_START_ENCRYPTED_AND_GREETED = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_start ftp_start;
#else
typedef uint32_t ftp_start;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Why TLS failed.
enum ftp_tls_failure
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Anything else.
  FTP_TLS_FAILURE_OTHER = 0,
  // The certificate is signed by no authority we trust, or by itself.
  FTP_TLS_FAILURE_UNTRUSTED = 1,
  // The certificate is expired, or not yet valid.
  FTP_TLS_FAILURE_EXPIRED = 2,
  // The certificate is for another name.
  FTP_TLS_FAILURE_NAME_MISMATCH = 3,
  // No protocol version or cipher suite in common.
  FTP_TLS_FAILURE_VERSION = 4,
  // The server wants a certificate of the client's.
  FTP_TLS_FAILURE_CLIENT_CERTIFICATE_REQUIRED = 5,
  // What came is not TLS.
  FTP_TLS_FAILURE_NOT_TLS = 6,
  // The server closed the connection in the handshake.
  FTP_TLS_FAILURE_CLOSED = 7,
  // The handshake took too long.
  FTP_TLS_FAILURE_TIMED_OUT = 8,
  // The client cannot do TLS.
  FTP_TLS_FAILURE_UNAVAILABLE = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_tls_failure ftp_tls_failure;
#else
typedef uint32_t ftp_tls_failure;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How much TLS.
enum ftp_tls_policy
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `AUTH TLS` before anything else, or no login. What a configuration begins with.
  FTP_TLS_POLICY_REQUIRED = 1,
  // TLS from the first byte, usually on port 990.
  FTP_TLS_POLICY_IMPLICIT = 2,
  // `AUTH TLS`; where the server refuses it, in clear. Someone in between can force that.
  FTP_TLS_POLICY_DANGER_IF_OFFERED = 3,
  // In clear: everyone on the way reads the password.
  FTP_TLS_POLICY_DANGER_CLEARTEXT = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_tls_policy ftp_tls_policy;
#else
typedef uint32_t ftp_tls_policy;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Which data connections under TLS are believed to be the server's.
enum ftp_trust
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Those that resume a session of the control connection, or show the certificate of it.
  FTP_TRUST_SAME_SERVER = 1,
  // Those that resume a session of the control connection.
  FTP_TRUST_RESUMED = 2,
  // Any that the client's TLS accepts.
  FTP_TRUST_DANGER_ANY = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_trust ftp_trust;
#else
typedef uint32_t ftp_trust;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Who logs in, and how: TLS required, the password only after 331, until it is set otherwise. One can be used for any
// number of logins.
typedef struct ftp_config ftp_config;

// Cuts a stream of bytes into replies, whatever the pieces it comes in.
typedef struct ftp_decoder ftp_decoder;

// What a conversation shows: how it ended, where, and why.
typedef struct ftp_diagnosis ftp_diagnosis;

// A login, a command of a session, or a transfer, to be driven: one is the handle it was asked of, and ends with it.
//
// The contract of who drives it: do what `ftp_dialogue_wants` says, report what came of it to `ftp_dialogue_happened`, ask
// again, until the control connection is `FTP_CONTROL_DONE` and the data connection `FTP_DATA_IDLE`. One time limit is for
// a command and its reply, in however many pieces they are written and read.
typedef struct ftp_dialogue ftp_dialogue;

// Cuts what LIST, MLSD or NLST sends into entries, whatever the pieces it comes in.
typedef struct ftp_listing ftp_listing;

// A login. It is driven as an `ftp_dialogue`, and then finished.
typedef struct ftp_login ftp_login;

// A connection that is logged in. A command is begun, driven as an `ftp_dialogue`, and its outcome looked at; files and
// listings are an `ftp_transfer`.
typedef struct ftp_session ftp_session;

// What was sent and received, in order, within a limit and without secrets.
typedef struct ftp_transcript ftp_transcript;

// A transfer under way. It has its session until it is finished or ended; then the session goes on.
typedef struct ftp_transfer ftp_transfer;

// Bytes: where, and how many. They need no end, and may be anything; `at` may be null where there are none.
typedef struct {
  // The first byte.
  const char *at;
  // How many.
  size_t len;
} ftp_bytes;

// How much of a server's replies is taken. 0 is the default of each.
typedef struct {
  // Bytes in one line.
  size_t line;
  // Bytes in one reply.
  size_t reply;
  // Lines in one reply.
  size_t lines;
  // Bytes that a transcript keeps.
  size_t transcript;
  // Preliminary or unasked replies in a row.
  size_t preliminary;
  // Not 0: any code ends a multi-line reply, as glFTPd and bftpd send them.
  uint32_t any_code_ends;
} ftp_limits;

// One reply. Its code is 0 where there is none.
typedef struct {
  // The code of the first line, 100 to 699.
  uint16_t code;
  // All of it, with its line ends.
  ftp_bytes raw;
} ftp_reply;

// How a conversation ended. What is in it is good as long as the diagnosis.
typedef struct {
  // How it ended, by name: `refused`, `transfer_failed`.
  ftp_bytes outcome;
  // Where it ended, by name: `pass`, `data_connect`.
  ftp_bytes phase;
  // The code of the reply that decided, or 0.
  uint16_t code;
  // How many causes there are: `ftp_diagnosis_cause`.
  size_t causes;
  // How many steps of advice: `ftp_diagnosis_advice`.
  size_t advice;
} ftp_diagnosis_summary;

// One possible cause. What is in it is good as long as the diagnosis.
typedef struct {
  // Its name: `tls_required`.
  ftp_bytes name;
  // How sure it is, by name: `certain`, `likely`, `possible`.
  ftp_bytes confidence;
  // What speaks for it, in words.
  ftp_bytes because;
  // The server's line that showed it, or no bytes.
  ftp_bytes quote;
} ftp_cause;

// What a dialogue wants now, of both of its connections at once: what becomes possible first is done and reported first.
typedef struct {
  // Of the control connection: an `ftp_control`.
  uint32_t control;
  // Of the data connection: an `ftp_data`.
  uint32_t data;
  // To be written, for `FTP_CONTROL_SEND`. Good until the next call with the dialogue.
  ftp_bytes send;
  // How many replies have come. Each has the whole time limit.
  size_t replies;
  // Where to connect to, or who is let in, with an end. None: the host of the control connection, or anyone.
  char address[48];
  // Where to connect to.
  uint16_t port;
} ftp_wants;

// What happened. What an event does not need is left 0: `(ftp_happened){ .what = FTP_EVENT_SENT, .count = n }`.
typedef struct {
  // An `ftp_event`.
  uint32_t what;
  // Why: an `ftp_tls_failure`, an `ftp_reach` or an `ftp_end`.
  uint32_t reason;
  // How many bytes.
  uint64_t count;
  // What was read, of the control connection.
  ftp_bytes bytes;
  // An IP address, as text. A scope behind `%` is left out.
  ftp_bytes address;
  // A port.
  uint16_t port;
  // Whether a TLS session of the control connection was resumed: an `ftp_answer`.
  uint32_t resumed;
  // Whether the server showed the certificate of the control connection: an `ftp_answer`.
  uint32_t same_certificate;
} ftp_happened;

// What the caller knows of a listing. 0 is the default of each.
typedef struct {
  // The format, if it is known: an `ftp_format`. After MLSD it is `FTP_FORMAT_MLSD`.
  uint32_t format;
  // The format that is expected: an `ftp_format`.
  uint32_t hint;
  // The time now in seconds since 1970, by which years are guessed that a listing leaves out. 0: they stay unknown.
  int64_t now;
  // How many minutes the server's listings are ahead of UTC, where `offset_known` is not 0.
  int16_t offset;
  // Not 0: `offset` is known.
  uint32_t offset_known;
  // The most bytes in one line.
  size_t line;
} ftp_listing_options;

// What a line of a listing says. Bytes that it does not say are none. It is good until the next call with the listing.
typedef struct {
  // An `ftp_kind`; `FTP_KIND_NONE`: the line is no entry, and `no_entry` says why by name.
  uint32_t kind;
  // Its format: an `ftp_format`.
  uint32_t format;
  // The line, without its end.
  ftp_bytes raw;
  // Why the line is no entry, by name: `summary`, `not_understood`.
  ftp_bytes no_entry;
  // The server's word for the name: `ftp_local_name` says whether it can be that of a local file.
  ftp_bytes name;
  // Bytes.
  uint64_t size;
  // Whether the line says them.
  bool size_known;
  // Whether they are exact.
  bool size_exact;
  // Whether it is the listed directory itself or its parent: nothing to descend into.
  bool is_itself_or_parent;
  // The permissions as Unix numbers them, or -1.
  int32_t mode;
  // When it was last changed, as far as the line says it, as in ISO 8601, with an end: `2026-11-27T12:34`.
  char modified[40];
  // The permissions as the line has them.
  ftp_bytes permissions;
  // The name or number of the owner.
  ftp_bytes owner;
  // The name or number of the group.
  ftp_bytes group;
  // Where a link leads to.
  ftp_bytes target;
} ftp_entry;

// Why there is no session. What is in it is good until the next call with the login.
typedef struct {
  // An `ftp_login_error`.
  uint32_t kind;
  // Why TLS failed, where it did: an `ftp_tls_failure`.
  uint32_t tls_failure;
  // The name of the kind.
  ftp_bytes name;
  // Where in the login, by name: `user`, `pass`.
  ftp_bytes phase;
  // Whose fault, by name: `server`, `transport`, `between`, `caller`.
  ftp_bytes fault;
  // All of it in words.
  ftp_bytes text;
  // The reply that decided; its code is 0 where none did.
  ftp_reply reply;
  // Whether the connection can take another try: `ftp_login_retry`.
  bool same_connection;
  // Whether the server demanded TLS at USER, and it did not come to that.
  bool tls_was_demanded;
  // Whether the last commands went in one write.
  bool was_pipelined;
} ftp_login_failure;

// What a command came to. What is in it is good until the next call with the session.
typedef struct {
  // An `ftp_outcome`.
  uint32_t outcome;
  // The name of the outcome.
  ftp_bytes name;
  // The reply that came with it; its code is 0 where none did.
  ftp_reply reply;
} ftp_command_outcome;

// How a session stands.
typedef struct {
  // Whether the next command can be begun: an `ftp_health`.
  uint32_t health;
  // The name of the health.
  ftp_bytes name;
  // What spoilt it, by name, where it is poisoned.
  ftp_bytes poison;
  // Whether the server still takes us for logged in.
  bool logged_in;
  // Whether the control connection is under TLS.
  bool encrypted;
  // Whether data connections are to be under TLS.
  bool data_protected;
  // Whether files are moved as they are.
  bool binary;
} ftp_session_state;

// How data connections are made. 0, and no bytes, are the default of each.
typedef struct {
  // Who connects to whom: an `ftp_mode`.
  uint32_t mode;
  // Whether the address in a reply to PASV is believed: an `ftp_data_address`.
  uint32_t address;
  // Which data connections under TLS are believed: an `ftp_trust`.
  uint32_t trust;
  // How many commands are sent before their replies are here: an `ftp_data_pipelining`.
  uint32_t pipelining;
  // The server's address on the control connection, as text: whether PASV says another, and who may connect to us. A
  // scope behind `%` is left out.
  ftp_bytes peer;
} ftp_data_settings;

// How to stand in a new session where one stood that is lost.
typedef struct {
  // How many lines to send first: `ftp_session_restore`.
  size_t restore;
  // Whether they lead to the directory.
  bool directory_known;
  // The line that went without a final reply, where it is safe to send it again: good until `ftp_session_recovery` is called again.
  ftp_bytes replay;
} ftp_recovery;

// What is to be transferred. What is not wanted is left 0: `(ftp_plan){ .verb = ftp_str("RETR"), .path = ftp_str("a") }`.
typedef struct {
  // The command: RETR, STOR, APPE, STOU, LIST, NLST, MLSD, or another that has a data connection.
  ftp_bytes verb;
  // What stands behind it: a path, or no bytes.
  ftp_bytes path;
  // Where in the file it begins.
  uint64_t offset;
  // The size of the whole file, where `size_known` is not 0: it is complete with so many bytes only.
  uint64_t size;
  // Not 0: `size` is the size of the whole file.
  uint32_t size_known;
  // Not 0: asks for the size of the file after an upload.
  uint32_t verify;
  // Not 0: asks when the file was last changed, too.
  uint32_t modified;
} ftp_plan;

// How far a transfer is.
typedef struct {
  // Bytes that were moved.
  uint64_t moved;
  // The size of the whole file, where it is known.
  uint64_t size;
  // Whether it is.
  bool size_known;
  // Whether both connections are at their end: `ftp_transfer_finish`.
  bool is_over;
} ftp_progress;

// What a transfer came to, with its evidence. What is in it is good until the next call with the transfer.
typedef struct {
  // An `ftp_ending`.
  uint32_t ending;
  // The name of the ending.
  ftp_bytes name;
  // More of it, by name: why it is doubtful, at which step it was refused, why there was no data connection, why TLS
  // failed. No bytes where there is no more.
  ftp_bytes detail;
  // What the code of a refusal means, by name.
  ftp_bytes refusal;
  // All of it in words.
  ftp_bytes text;
  // Bytes that were moved.
  uint64_t moved;
  // Where in the file it began.
  uint64_t offset;
  // The size of the whole file, where it is known.
  uint64_t size;
  // Whether it is.
  bool size_known;
  // Whether another transfer can go on: a download at `resume_at`, an upload at what SIZE says then, which is at most that.
  bool can_resume;
  // Where.
  uint64_t resume_at;
  // When the file was last changed, where that was asked for: `20261128134400`, with an end.
  char modified[32];
  // The preliminary reply; its code is 0 where there was none.
  ftp_reply preliminary;
  // The last final reply: of the command, or of the step that was refused.
  ftp_reply reply;
  // The name that the server chose for STOU.
  ftp_bytes unique_name;
  // The command that prepared the data connection: `EPSV`.
  ftp_bytes prepared_by;
  // How the data connection ended, by name.
  ftp_bytes end;
} ftp_transfer_report;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// A name and a password, in the bytes that the server expects. The password may be empty.
ftp_status ftp_config_new(ftp_bytes user, ftp_bytes password, ftp_config **config);

// `anonymous`, with an e-mail address or nothing as the password.
ftp_status ftp_config_anonymous(ftp_bytes address, ftp_config **config);

// How much TLS: an `ftp_tls_policy`.
ftp_status ftp_config_tls(ftp_config *config, uint32_t policy);

// What may go in one write: an `ftp_pipelining`.
ftp_status ftp_config_pipelining(ftp_config *config, uint32_t pipelining);

// The account, for servers that answer 332.
ftp_status ftp_config_account(ftp_config *config, ftp_bytes account);

// The virtual host, sent by `HOST` before `USER`.
ftp_status ftp_config_host(ftp_config *config, ftp_bytes name);

// The name of the client, sent by `CLNT` after the login, where FEAT lists it.
ftp_status ftp_config_client(ftp_config *config, ftp_bytes name);

// Through an FTP proxy (`style`: an `ftp_proxy_style`) to `host`, which may have `:port` behind it. `user` and `password` are for
// the proxy itself; no bytes where it wants none.
ftp_status ftp_config_proxy(ftp_config *config,
                            uint32_t style,
                            ftp_bytes host,
                            ftp_bytes user,
                            ftp_bytes password);

// What else is wanted: `FTP_WANT_FEATURES` and the others, added up.
ftp_status ftp_config_want(ftp_config *config, uint32_t options);

// How much of a server's replies is taken.
ftp_status ftp_config_limits(ftp_config *config, const ftp_limits *limits);

// Ends a configuration. Logins that were begun with it go on.
ftp_status ftp_config_free(ftp_config *config);

// A decoder at the start of a connection. `limits` may be null.
ftp_status ftp_decoder_new(const ftp_limits *limits, ftp_decoder **decoder);

// Takes bytes from the front of `input` until a reply is whole. `FTP_STATUS_NOTHING`: all were taken, and there is no further
// reply yet. `FTP_STATUS_MALFORMED`: what came is no reply, for ever. The reply is good until the next call with the decoder, as
// long as the input is.
ftp_status ftp_decoder_next(ftp_decoder *decoder,
                            ftp_bytes *input,
                            ftp_reply *reply);

// The stream has ended: a reply that can be taken as whole all the same. `FTP_STATUS_NOTHING`: there is none.
ftp_status ftp_decoder_finish(ftp_decoder *decoder,
                              ftp_reply *reply);

// Ends a decoder.
ftp_status ftp_decoder_free(ftp_decoder *decoder);

// The text of a line of a reply, by its number from 0: without its line end, and without the code. `FTP_STATUS_NOTHING`: there are
// not so many. It is good as long as the reply is.
ftp_status ftp_reply_line(const ftp_reply *reply,
                          size_t number,
                          ftp_bytes *line);

// Says what a transcript shows.
ftp_status ftp_diagnosis_new(ftp_transcript *transcript, ftp_diagnosis **diagnosis);

// Says what the log of a client or server shows, as people paste it. `format` is the name of a kind of log (`curl`, `filezilla`), or no
// bytes: it is found out. `FTP_STATUS_NOTHING`: nothing of FTP is in it.
ftp_status ftp_diagnosis_of_log(ftp_bytes log,
                                ftp_bytes format,
                                ftp_diagnosis **diagnosis);

// All of it as one JSON object on one line, as `ftp-doctor read --json` has it: good as long as the diagnosis.
ftp_status ftp_diagnosis_json(ftp_diagnosis *diagnosis,
                              ftp_bytes *text);

// How the conversation ended.
ftp_status ftp_diagnosis_get_summary(ftp_diagnosis *diagnosis, ftp_diagnosis_summary *summary);

// A cause by its number from 0, the likeliest first. `FTP_STATUS_NOTHING`: there are not so many.
ftp_status ftp_diagnosis_cause(ftp_diagnosis *diagnosis, size_t number, ftp_cause *cause);

// A step of what the user can do, by its number from 0: good as long as the diagnosis. `FTP_STATUS_NOTHING`: there are not so many.
ftp_status ftp_diagnosis_advice(ftp_diagnosis *diagnosis,
                                size_t number,
                                ftp_bytes *step);

// Ends a diagnosis.
ftp_status ftp_diagnosis_free(ftp_diagnosis *diagnosis);

// What a dialogue wants now. Asking changes nothing.
ftp_status ftp_dialogue_wants(ftp_dialogue *dialogue, ftp_wants *wants);

// Takes what happened. `FTP_STATUS_ORDER` for an event of the data connection of what has none.
ftp_status ftp_dialogue_happened(ftp_dialogue *dialogue, const ftp_happened *happened);

// A listing that has not begun. `options` may be null.
ftp_status ftp_listing_new(const ftp_listing_options *options, ftp_listing **listing);

// Takes bytes from the front of `input` until an entry is there. `FTP_STATUS_NOTHING`: all were taken. The first entries come
// when the format is found: after 32 lines, 8 KiB, or at the end.
ftp_status ftp_listing_next(ftp_listing *listing,
                            ftp_bytes *input,
                            ftp_entry *entry);

// There are no more bytes: the entries that are left, one a call, until `FTP_STATUS_NOTHING`.
ftp_status ftp_listing_finish(ftp_listing *listing, ftp_entry *entry);

// Ends a listing.
ftp_status ftp_listing_free(ftp_listing *listing);

// The format that the text of the reply to SYST promises: an `ftp_format`, for `hint`.
ftp_status ftp_format_of_system(ftp_bytes text, uint32_t *format);

// Whether a name from a server can be that of one local file on `platform` (an `ftp_platform`), and nothing else. Otherwise
// `FTP_STATUS_ARGUMENT`, and `why` is the reason by name: `separator`, `reserved`; no bytes where `platform` is none.
ftp_status ftp_local_name(uint32_t platform,
                          ftp_bytes name,
                          ftp_bytes *why);

// A login at the moment when the TCP connection is up.
ftp_status ftp_login_new(ftp_config *config, ftp_login **login);

// A login over a connection that is under way. `start` (an `ftp_start`) says how far; `greeting` is what of the greeting was
// read, all that came, or no bytes where none was. `FTP_STATUS_ARGUMENT`: a greeting for a start where none was read.
ftp_status ftp_login_take_over(ftp_config *config,
                               uint32_t start,
                               ftp_bytes greeting,
                               ftp_login **login);

// What drives it: the same handle by another type, and nothing to be ended. `NULL` where it is no login.
ftp_dialogue *ftp_login_dialogue(ftp_login *login);

// Notes that the TCP connection is up, to this port: evidence for a diagnosis.
ftp_status ftp_login_connected(ftp_login *login, uint16_t port);

// Notes that the reply that follows took so many seconds: evidence for a diagnosis.
ftp_status ftp_login_waited(ftp_login *login, uint32_t seconds);

// The session, once the dialogue is done; `FTP_STATUS_ORDER` before. `FTP_STATUS_REFUSED`: there is none, and
// `ftp_login_get_failure` says why. The login forgets its secrets: what the server repeats of them from here on is hidden only
// after `ftp_session_hide`.
ftp_status ftp_login_finish(ftp_login *login,
                            ftp_session **session);

// Why there is no session, after `FTP_STATUS_REFUSED`.
ftp_status ftp_login_get_failure(ftp_login *login, ftp_login_failure *failure);

// Another try over the same connection with the name, the password and the account of this configuration, from USER on: drive it
// again. Nothing else of the configuration is used: all else stays as it was, TLS too. `FTP_STATUS_ARGUMENT`: the configuration
// demands TLS, and the connection is in clear. `FTP_STATUS_ORDER`: nothing failed, or the connection takes no other try
// (`same_connection` of the failure). How often is for the caller to say, and servers lock accounts.
ftp_status ftp_login_retry(ftp_login *login,
                           ftp_config *config);

// Goes on with the answer that the server wants (`FTP_LOGIN_ERROR_ANSWER_WANTED`): drive it again. It may be empty.
// `FTP_STATUS_ARGUMENT`: a CR, LF or NUL is in it; `FTP_STATUS_ORDER`: no answer is wanted, or the connection is gone.
ftp_status ftp_login_answer(ftp_login *login,
                            ftp_bytes answer);

// Sends QUIT after a failure, and waits for the reply: drive it again. `ftp_login_get_failure` is there again then.
ftp_status ftp_login_quit(ftp_login *login);

// What was sent and received so far: a copy.
ftp_status ftp_login_transcript(ftp_login *login, ftp_transcript **transcript);

// Ends a login. A session that it became goes on.
ftp_status ftp_login_free(ftp_login *login);

// The name of a number, without an end; no bytes for a number that is none. So for all functions below.
ftp_bytes ftp_status_name(uint32_t status);

// See `ftp_status_name`.
ftp_bytes ftp_control_name(uint32_t control);

// See `ftp_status_name`.
ftp_bytes ftp_data_name(uint32_t data);

// See `ftp_status_name`.
ftp_bytes ftp_event_name(uint32_t event);

// See `ftp_status_name`.
ftp_bytes ftp_login_error_name(uint32_t error);

// See `ftp_status_name`.
ftp_bytes ftp_outcome_name(uint32_t outcome);

// See `ftp_status_name`.
ftp_bytes ftp_health_name(uint32_t health);

// See `ftp_status_name`.
ftp_bytes ftp_ending_name(uint32_t ending);

// See `ftp_status_name`.
ftp_bytes ftp_start_name(uint32_t start);

// See `ftp_status_name`.
ftp_bytes ftp_answer_name(uint32_t answer);

// See `ftp_status_name`.
ftp_bytes ftp_data_address_name(uint32_t address);

// See `ftp_status_name`.
ftp_bytes ftp_tls_policy_name(uint32_t policy);

// See `ftp_status_name`.
ftp_bytes ftp_pipelining_name(uint32_t pipelining);

// See `ftp_status_name`.
ftp_bytes ftp_proxy_style_name(uint32_t style);

// See `ftp_status_name`.
ftp_bytes ftp_tls_failure_name(uint32_t failure);

// See `ftp_status_name`.
ftp_bytes ftp_reach_name(uint32_t reach);

// See `ftp_status_name`.
ftp_bytes ftp_end_name(uint32_t end);

// See `ftp_status_name`.
ftp_bytes ftp_mode_name(uint32_t mode);

// See `ftp_status_name`.
ftp_bytes ftp_data_pipelining_name(uint32_t pipelining);

// See `ftp_status_name`.
ftp_bytes ftp_trust_name(uint32_t trust);

// See `ftp_status_name`.
ftp_bytes ftp_format_name(uint32_t format);

// See `ftp_status_name`.
ftp_bytes ftp_kind_name(uint32_t kind);

// See `ftp_status_name`.
ftp_bytes ftp_platform_name(uint32_t platform);

// A session over a connection that was logged in by other means. `limits` may be null; of the control connection and of data
// connections whether they are under TLS.
ftp_status ftp_session_take_over(const ftp_limits *limits,
                                 uint32_t encrypted,
                                 uint32_t data_protected,
                                 ftp_session **session);

// What drives what was begun: the same handle by another type, and nothing to be ended. `NULL` where it is no session.
ftp_dialogue *ftp_session_dialogue(ftp_session *session);

// Begins a command: its verb, and what stands behind it, or no bytes. `FTP_STATUS_ORDER`: none can be begun now, as
// `ftp_session_get_state` says.
ftp_status ftp_session_command(ftp_session *session,
                               ftp_bytes verb,
                               ftp_bytes argument);

// Goes on waiting for the final reply, after a preliminary one or a time-out.
ftp_status ftp_session_resume(ftp_session *session);

// Looks whether the server closed while no command was under way: drive it, and see `ftp_session_get_state`.
ftp_status ftp_session_check(ftp_session *session);

// What the command came to. It ends it: one that was not driven to its end is `FTP_OUTCOME_UNFINISHED`, and can be resumed.
ftp_status ftp_session_outcome(ftp_session *session,
                               ftp_command_outcome *outcome);

// How it stands. Not while a transfer is under way, nor a command that has no outcome.
ftp_status ftp_session_get_state(ftp_session *session, ftp_session_state *state);

// The reply to FEAT, where the login asked for it: good until the next call with the session. `FTP_STATUS_NOTHING`: there is none.
ftp_status ftp_session_features(ftp_session *session,
                                ftp_reply *reply);

// How data connections are made from now on.
ftp_status ftp_session_set_data(ftp_session *session, const ftp_data_settings *settings);

// What the transfers of an earlier session have found out about the same server.
ftp_status ftp_session_set_known(ftp_session *session, ftp_session *earlier);

// From now on replaces the secrets of this configuration, those for a proxy too, by `***` in what comes. A login forgets its secrets
// when it becomes a session, and a server may still repeat them: in replies, and so in outcomes, reports, transcripts and what is said of
// them. So this is the first call with a session, unless nothing of it is shown or logged. `FTP_STATUS_ORDER`: something is under way.
ftp_status ftp_session_hide(ftp_session *session,
                            ftp_config *config);

// How to stand in a new session where this one stood. `FTP_STATUS_NOTHING`: it is in sync and logged in. `FTP_STATUS_ORDER`: something
// is under way.
ftp_status ftp_session_recovery(ftp_session *session,
                                ftp_recovery *recovery);

// One of the lines to send first in the new session, by its number from 0, after `ftp_session_recovery`: good until that is called
// again. `FTP_STATUS_NOTHING`: there are not so many; `FTP_STATUS_ORDER`: no recovery was found.
ftp_status ftp_session_restore(ftp_session *session,
                               size_t number,
                               ftp_bytes *line);

// What was sent and received: a copy. Not while a command is under way that has no outcome.
ftp_status ftp_session_transcript(ftp_session *session, ftp_transcript **transcript);

// Ends a session. Its connection is the caller's to close.
ftp_status ftp_session_free(ftp_session *session);

// An empty transcript, for a client of any kind to fill.
ftp_status ftp_transcript_new(ftp_transcript **transcript);

// These lines were sent. Passwords are hidden on the way in, and wherever the server repeats them.
ftp_status ftp_transcript_sent(ftp_transcript *transcript, ftp_bytes lines);

// These bytes were received: whole replies or pieces of them.
ftp_status ftp_transcript_received(ftp_transcript *transcript, ftp_bytes bytes);

// From now on replaces this secret by `***` in what is sent and received.
ftp_status ftp_transcript_hide(ftp_transcript *transcript, ftp_bytes secret);

// The server closed the connection.
ftp_status ftp_transcript_closed(ftp_transcript *transcript);

// The connection broke.
ftp_status ftp_transcript_broken(ftp_transcript *transcript);

// Nothing came in time.
ftp_status ftp_transcript_timed_out(ftp_transcript *transcript);

// The TCP connection is up, to this port.
ftp_status ftp_transcript_connected(ftp_transcript *transcript, uint16_t port);

// The reply that follows took so many seconds.
ftp_status ftp_transcript_waited(ftp_transcript *transcript, uint32_t seconds);

// The TLS handshake is complete.
ftp_status ftp_transcript_tls_up(ftp_transcript *transcript);

// TLS failed: `why` is an `ftp_tls_failure`.
ftp_status ftp_transcript_tls_failed(ftp_transcript *transcript, uint32_t why);

// How many entries there are.
ftp_status ftp_transcript_len(ftp_transcript *transcript, size_t *len);

// One entry, by its number from 0, in words for a log: good until the next call with the transcript.
ftp_status ftp_transcript_entry(ftp_transcript *transcript,
                                size_t number,
                                ftp_bytes *text);

// Ends a transcript.
ftp_status ftp_transcript_free(ftp_transcript *transcript);

// Begins a transfer. `FTP_STATUS_ORDER`: none can be begun now, as `ftp_session_get_state` says.
ftp_status ftp_transfer_new(ftp_session *session, const ftp_plan *plan, ftp_transfer **transfer);

// What drives it: the same handle by another type, and nothing to be ended. `NULL` where it is no transfer.
ftp_dialogue *ftp_transfer_dialogue(ftp_transfer *transfer);

// How far it is.
ftp_status ftp_transfer_progress(ftp_transfer *transfer, ftp_progress *progress);

// What it came to, and gives the session back. One that was not driven to its end is `FTP_ENDING_UNFINISHED`; the data
// connection is the caller's to close then. Can be asked again.
ftp_status ftp_transfer_finish(ftp_transfer *transfer,
                               ftp_transfer_report *report);

// Ends a transfer. One that is not finished leaves a session that finds its way back with the next command.
ftp_status ftp_transfer_free(ftp_transfer *transfer);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/* The bytes of a C string, without its end. */
static inline ftp_bytes ftp_str(const char *text) {
    ftp_bytes bytes;
    bytes.at = text;
    bytes.len = text ? strlen(text) : 0;
    return bytes;
}

#endif /* FTP_CAPI_H */
