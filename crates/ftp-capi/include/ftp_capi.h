/* Made from the sources of the crate ftp-capi by cbindgen: UPDATE_DOCS=1 cargo test -p ftp-capi --test header */

/*
 * How it is called
 *
 * - Each object is an opaque handle that one function makes (`ftp_login_new`) and another ends (`ftp_login_free`). Ending
 *   `NULL` does nothing.
 * - Most calls return an `ftp_status`, and write what they find to where the last argument points. If the status is not
 *   `FTP_STATUS_OK`, nothing was written, unless the function says otherwise.
 * - Bytes go in and out as `ftp_bytes`, a pointer and a length. What comes out belongs to the handle it came from and is
 *   good until the next call with that handle, unless the function says otherwise; names are good for ever. What goes in
 *   is copied if it is kept. Memory allocated on one side is never freed on the other.
 * - Whatever can be driven (a login, a command of a session, a transfer) is an `ftp_dialogue`: `ftp_dialogue_wants`
 *   says what it wants of both of its connections, and `ftp_dialogue_happened` takes what happened there.
 * - Every call is total: a null pointer, a handle of another kind, a handle that another thread is using, a number outside
 *   its enum, and a call at the wrong time each give a status. An ended handle is recognized as such only as long as its
 *   memory has not been reused; nothing more can be checked.
 * - Handles can be used from any thread, but each by only one thread at a time.
 */

#ifndef FTP_CAPI_H
#define FTP_CAPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Passes bytes to printf: printf("%.*s", FTP_PRINT(reply.raw)); */
#define FTP_PRINT(bytes) (int)(bytes).len, (bytes).at


// Sends FEAT after the login; `ftp_session_features` returns the reply.
#define FTP_WANT_FEATURES 1

// Asks for UTF-8 names after the login, if FEAT lists that.
#define FTP_WANT_UTF8 2

// Sends `TYPE I` after the login.
#define FTP_WANT_BINARY 4

// Sends the plain password even to a server that offers a one-time password challenge.
#define FTP_WANT_PASSWORD_TO_CHALLENGE 8

// The result of a call. If it is not `FTP_STATUS_OK`, nothing was done and nothing written, unless the function says
// otherwise.
enum ftp_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // The call succeeded.
  FTP_STATUS_OK = 0,
  // There is no such thing, or no more of it.
  FTP_STATUS_NOTHING = 1,
  // A pointer is null but must not be, or is not aligned for its type.
  FTP_STATUS_NULL = 2,
  // The handle is not of this kind, or was ended.
  FTP_STATUS_HANDLE = 3,
  // Another thread is using this handle.
  FTP_STATUS_IN_USE = 4,
  // A number is not in its enum, or bytes are not valid, such as a line end in a path or an invalid IP address.
  FTP_STATUS_ARGUMENT = 5,
  // The call comes at the wrong time.
  FTP_STATUS_ORDER = 6,
  // There is no session; `ftp_login_get_failure` says why.
  FTP_STATUS_REFUSED = 7,
  // The received bytes are not a reply.
  FTP_STATUS_MALFORMED = 8,
  // A bug in this library.
  FTP_STATUS_FAULT = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_status ftp_status;
#else
typedef uint32_t ftp_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Yes, no, or unknown.
enum ftp_answer
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Not known.
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

// What a dialogue wants of the control connection.
enum ftp_control
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Nothing more: there is a result. This is final.
  FTP_CONTROL_DONE = 0,
  // Read what is already here, without waiting, and report it or `FTP_EVENT_PENDING`. This comes before each command
  // and each handshake, because a reply that was here before its command was sent does not answer it.
  FTP_CONTROL_POLL = 1,
  // Write the bytes of `send`, or some of them, and report `FTP_EVENT_SENT`. The bytes may contain a password. If the
  // write fails, read and report what the server sent last before `FTP_EVENT_BROKEN`.
  FTP_CONTROL_SEND = 2,
  // Wait for bytes and report them.
  FTP_CONTROL_RECEIVE = 3,
  // Perform a TLS handshake as the client, and report `FTP_EVENT_TLS_UP` or `FTP_EVENT_TLS_FAILED`.
  FTP_CONTROL_START_TLS = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_control ftp_control;
#else
typedef uint32_t ftp_control;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What a transfer wants of its data connection, at the same time.
enum ftp_data
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Nothing; no data connection may be open.
  FTP_DATA_IDLE = 0,
  // Connect to `address` and `port`, and report `FTP_EVENT_DATA_CONNECTED` or `FTP_EVENT_DATA_UNREACHABLE`.
  FTP_DATA_CONNECT = 1,
  // Listen on a free port of the local address of the control connection, and report `FTP_EVENT_DATA_LISTENING` or
  // `FTP_EVENT_DATA_UNREACHABLE`.
  FTP_DATA_LISTEN = 2,
  // Accept the first connection from `address` (if it is empty, from anywhere), and report `FTP_EVENT_DATA_ACCEPTED`.
  // Close a connection from elsewhere and report `FTP_EVENT_DATA_STRANGER`.
  FTP_DATA_ACCEPT = 3,
  // Keep the connection open but do nothing with it: the control connection moves first.
  FTP_DATA_HOLD = 4,
  // Perform a TLS handshake as the client, offering to resume a session of the control connection, and report
  // `FTP_EVENT_DATA_SECURED` or `FTP_EVENT_DATA_TLS_FAILED`.
  FTP_DATA_SECURE = 5,
  // Read bytes and report `FTP_EVENT_DATA_MOVED`, and finally `FTP_EVENT_DATA_ENDED`.
  FTP_DATA_READ = 6,
  // Write bytes and report `FTP_EVENT_DATA_MOVED`, and finally `FTP_EVENT_DATA_SOURCE_ENDED`. Report a write that failed as
  // `FTP_EVENT_DATA_ENDED`.
  FTP_DATA_WRITE = 7,
  // Send what is held back, then a `close_notify` (under TLS) and FIN; wait for the other side's end, and report
  // `FTP_EVENT_DATA_ENDED`.
  FTP_DATA_FINISH = 8,
  // Close the connection, under TLS after a `close_notify`, and report `FTP_EVENT_DATA_GONE`.
  FTP_DATA_CLOSE = 9,
  // Close the connection whatever is in progress, with an RST if the platform can, and report `FTP_EVENT_DATA_GONE`.
  FTP_DATA_RESET = 10,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_data ftp_data;
#else
typedef uint32_t ftp_data;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Whether the address in a reply to PASV is used.
enum ftp_data_address
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Use the peer's address of the control connection, whatever the reply says.
  FTP_DATA_ADDRESS_PEER = 1,
  // The same, but an error if the reply names another address.
  FTP_DATA_ADDRESS_REFUSE_IF_DIFFERENT = 2,
  // Use the address in the reply.
  FTP_DATA_ADDRESS_DANGER_TRUST_REPLY = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_data_address ftp_data_address;
#else
typedef uint32_t ftp_data_address;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How many commands of a transfer are sent before the replies to earlier ones have come.
enum ftp_data_pipelining
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Each command waits for the reply to the one before.
  FTP_DATA_PIPELINING_IN_STEP = 1,
  // The commands that prepare a transfer share one write.
  FTP_DATA_PIPELINING_PREPARE = 2,
  // The same, and the command of a small file is followed at once by the one that prepares the next data connection.
  // Only for servers that answer it when the file is through.
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
  // TLS was ended in an orderly way.
  FTP_END_CLOSE_NOTIFY = 1,
  // TCP was ended in an orderly way. Under TLS, anyone on the way can have done this.
  FTP_END_FIN = 2,
  // The other side reset the connection.
  FTP_END_RESET = 3,
  // The connection broke in another way.
  FTP_END_BROKEN = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_end ftp_end;
#else
typedef uint32_t ftp_end;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How a transfer ended.
enum ftp_ending
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Another ending, which this header does not have.
  FTP_ENDING_OTHER = 0,
  // Everything was transferred: a final 2yz, an orderly end, and as many bytes as the size says, if it is
  // known.
  FTP_ENDING_COMPLETE = 1,
  // The server says that the transfer is complete, but something else does not fit.
  FTP_ENDING_DOUBTFUL = 2,
  // Fewer bytes came than the known size.
  FTP_ENDING_TRUNCATED = 3,
  // The final reply did not come, so how much arrived is unknown.
  FTP_ENDING_FINAL_REPLY_LOST = 4,
  // The server refused.
  FTP_ENDING_REFUSED = 5,
  // The address of the data connection was not accepted.
  FTP_ENDING_ADDRESS_REJECTED = 6,
  // There was no data connection.
  FTP_ENDING_UNREACHABLE = 7,
  // TLS failed on the data connection.
  FTP_ENDING_TLS_FAILED = 8,
  // The TLS of the data connection does not belong to that of the control connection.
  FTP_ENDING_NOT_TRUSTED = 9,
  // The size of the file does not fit the offset: for a download it is shorter; for an upload it is longer or shorter, or
  // the server does not report its size.
  FTP_ENDING_OFFSET_MISMATCH = 10,
  // The caller stopped the transfer.
  FTP_ENDING_STOPPED = 11,
  // The caller could not take or give bytes.
  FTP_ENDING_CALLER_FAILED = 12,
  // Nothing moved in time.
  FTP_ENDING_TIMED_OUT = 13,
  // The control connection was lost before the command was sent.
  FTP_ENDING_CONTROL_LOST = 14,
  // The caller reported something that was not wanted.
  FTP_ENDING_MISUSE = 15,
  // The transfer was not driven to its end.
  FTP_ENDING_UNFINISHED = 16,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_ending ftp_ending;
#else
typedef uint32_t ftp_ending;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What happened. Every event is legal at any time; one that nothing was wanted for is recorded as misuse, and so are more
// than 64 in a row that report nothing (no `bytes`, or a `count` of 0).
enum ftp_event
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `count` bytes of `send` were written.
  FTP_EVENT_SENT = 1,
  // `bytes` were read.
  FTP_EVENT_BYTES = 2,
  // Nothing is here to read: the answer to `FTP_CONTROL_POLL`.
  FTP_EVENT_PENDING = 3,
  // The server ended the stream in an orderly way.
  FTP_EVENT_EOF = 4,
  // A read or a write failed.
  FTP_EVENT_BROKEN = 5,
  // The time limit has passed. One limit covers a command and its whole reply.
  FTP_EVENT_TIMED_OUT = 6,
  // The TLS handshake is complete.
  FTP_EVENT_TLS_UP = 7,
  // TLS failed: `reason` is an `ftp_tls_failure`.
  FTP_EVENT_TLS_FAILED = 8,
  // The data connection is up.
  FTP_EVENT_DATA_CONNECTED = 9,
  // The data connection could not be made: `reason` is an `ftp_reach`.
  FTP_EVENT_DATA_UNREACHABLE = 10,
  // The client listens at `address` and `port`.
  FTP_EVENT_DATA_LISTENING = 11,
  // The server connected from `address`.
  FTP_EVENT_DATA_ACCEPTED = 12,
  // Somebody else connected from `address` and was sent away.
  FTP_EVENT_DATA_STRANGER = 13,
  // The TLS handshake is complete; see `resumed` and `same_certificate`.
  FTP_EVENT_DATA_SECURED = 14,
  // TLS failed: `reason` is an `ftp_tls_failure`.
  FTP_EVENT_DATA_TLS_FAILED = 15,
  // `count` bytes were moved.
  FTP_EVENT_DATA_MOVED = 16,
  // The caller has no more bytes to send.
  FTP_EVENT_DATA_SOURCE_ENDED = 17,
  // The caller wants no more bytes. A download that has moved nothing is still read until something comes, which is
  // dropped.
  FTP_EVENT_DATA_CALLER_STOPPED = 18,
  // The caller failed to take or give bytes.
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
  // Not known; it is detected.
  FTP_FORMAT_UNKNOWN = 0,
  // The reply to MLSD and MLST (RFC 3659).
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
  // Names only, as NLST sends them.
  FTP_FORMAT_NAMES = 15,
  // The columns of various other systems, each with one format.
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
  // Another state, which this header does not have.
  FTP_HEALTH_OTHER = 0,
  // Every command has its reply.
  FTP_HEALTH_IN_SYNC = 1,
  // A command has no final reply yet: `ftp_session_resume` waits for it.
  FTP_HEALTH_REPLY_PENDING = 2,
  // A transfer was abandoned: the next command finds out by itself where its replies end.
  FTP_HEALTH_UNSETTLED = 3,
  // Replies can no longer be matched to commands: close the connection.
  FTP_HEALTH_POISONED = 4,
  // The server closed the connection or announced that it will.
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
  // The line is not an entry.
  FTP_KIND_NONE = 0,
  // A file.
  FTP_KIND_FILE = 1,
  // A directory.
  FTP_KIND_DIR = 2,
  // A symbolic link or a junction.
  FTP_KIND_LINK = 3,
  // A device, a pipe, a socket, or not stated.
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
  // Another reason, which this header does not have.
  FTP_LOGIN_ERROR_OTHER = 0,
  // The server refused.
  FTP_LOGIN_ERROR_REFUSED = 1,
  // The server refused AUTH, and TLS is required.
  FTP_LOGIN_ERROR_TLS_REFUSED = 2,
  // The server replied 332, and there is no account to send.
  FTP_LOGIN_ERROR_ACCOUNT_WANTED = 3,
  // The server wants a one-time password or another answer: `ftp_login_answer`.
  FTP_LOGIN_ERROR_ANSWER_WANTED = 4,
  // The code of a reply does not fit its command.
  FTP_LOGIN_ERROR_UNEXPECTED = 5,
  // A reply was here before its command was sent.
  FTP_LOGIN_ERROR_EARLY_REPLY = 6,
  // There were more preliminary replies than the limit allows.
  FTP_LOGIN_ERROR_ENDLESS_REPLIES = 7,
  // The received bytes are not a reply.
  FTP_LOGIN_ERROR_MALFORMED = 8,
  // Bytes without TLS came where TLS should have begun.
  FTP_LOGIN_ERROR_PLAINTEXT_BEFORE_TLS = 9,
  // TLS could not be started.
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

// How a command ended.
enum ftp_outcome
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Another outcome, which this header does not have.
  FTP_OUTCOME_OTHER = 0,
  // A preliminary reply (1yz): `ftp_session_resume` waits for the final one.
  FTP_OUTCOME_PRELIMINARY = 1,
  // The final reply. It may refuse.
  FTP_OUTCOME_FINAL = 2,
  // Nothing came in time: `ftp_session_resume` continues waiting.
  FTP_OUTCOME_TIMED_OUT = 3,
  // The server closed the connection without a reply to this command.
  FTP_OUTCOME_CLOSED = 4,
  // The connection broke.
  FTP_OUTCOME_BROKEN = 5,
  // It is no longer known which reply answers which command.
  FTP_OUTCOME_POISONED = 6,
  // The command was not driven to its end: `ftp_session_resume` continues it.
  FTP_OUTCOME_UNFINISHED = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_outcome ftp_outcome;
#else
typedef uint32_t ftp_outcome;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Which commands of a login may share one write.
enum ftp_pipelining
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // One command, one reply.
  FTP_PIPELINING_IN_STEP = 1,
  // The commands before the password share one write. The default.
  FTP_PIPELINING_BEFORE_PASSWORD = 2,
  // Under TLS, the password too.
  FTP_PIPELINING_WITH_PASSWORD = 3,
  // The password too, even without TLS: it is sent even to a server that would have asked for TLS.
  FTP_PIPELINING_DANGER_WITH_PASSWORD_IN_CLEAR = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_pipelining ftp_pipelining;
#else
typedef uint32_t ftp_pipelining;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The system on which a file is to be created.
enum ftp_platform
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Linux, macOS and others.
  FTP_PLATFORM_UNIX = 1,
  // Windows.
  FTP_PLATFORM_WINDOWS = 2,
  // All of these.
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
  // Another reason.
  FTP_REACH_OTHER = 0,
  // The host refused the connection: nothing listens on that port.
  FTP_REACH_REFUSED = 1,
  // No answer in time, mostly because of a firewall.
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

// How far a connection has come that a login takes over.
enum ftp_start
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // The TCP connection is up, and nothing has been read.
  FTP_START_CONNECTED = 1,
  // TLS is up, and nothing has been read under it.
  FTP_START_ENCRYPTED = 2,
  // The greeting or a part of it was read without TLS.
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
  // Another reason.
  FTP_TLS_FAILURE_OTHER = 0,
  // No trusted authority signed the certificate, or it is self-signed.
  FTP_TLS_FAILURE_UNTRUSTED = 1,
  // The certificate has expired or is not yet valid.
  FTP_TLS_FAILURE_EXPIRED = 2,
  // The certificate is for another name.
  FTP_TLS_FAILURE_NAME_MISMATCH = 3,
  // No protocol version or cipher suite in common.
  FTP_TLS_FAILURE_VERSION = 4,
  // The server wants a certificate from the client.
  FTP_TLS_FAILURE_CLIENT_CERTIFICATE_REQUIRED = 5,
  // The bytes received are not TLS.
  FTP_TLS_FAILURE_NOT_TLS = 6,
  // The server closed the connection during the handshake.
  FTP_TLS_FAILURE_CLOSED = 7,
  // The handshake took too long.
  FTP_TLS_FAILURE_TIMED_OUT = 8,
  // The client has no TLS.
  FTP_TLS_FAILURE_UNAVAILABLE = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_tls_failure ftp_tls_failure;
#else
typedef uint32_t ftp_tls_failure;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How TLS is used.
enum ftp_tls_policy
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `AUTH TLS` before anything else; without TLS there is no login. The default.
  FTP_TLS_POLICY_REQUIRED = 1,
  // TLS from the first byte, usually on port 990.
  FTP_TLS_POLICY_IMPLICIT = 2,
  // `AUTH TLS`, but no TLS if the server refuses that. Anyone in between can force this.
  FTP_TLS_POLICY_DANGER_IF_OFFERED = 3,
  // No TLS: anyone on the way can read the password.
  FTP_TLS_POLICY_DANGER_CLEARTEXT = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_tls_policy ftp_tls_policy;
#else
typedef uint32_t ftp_tls_policy;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Which data connections under TLS are accepted as the server's.
enum ftp_trust
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Those that resume a session of the control connection or show its certificate.
  FTP_TRUST_SAME_SERVER = 1,
  // Only those that resume a session of the control connection.
  FTP_TRUST_RESUMED = 2,
  // All that the client's TLS accepts.
  FTP_TRUST_DANGER_ANY = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum ftp_trust ftp_trust;
#else
typedef uint32_t ftp_trust;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Who logs in, and how.
//
// A new configuration requires TLS and sends the password only after 331. It can be used for any number of logins.
typedef struct ftp_config ftp_config;

// Cuts a stream of bytes, in pieces of any size, into replies.
typedef struct ftp_decoder ftp_decoder;

// What a conversation shows: how it ended, in which phase, and why.
typedef struct ftp_diagnosis ftp_diagnosis;

// A login, a command of a session, or a transfer, to be driven.
//
// It is the handle that it was made from by another type, and ends with that handle.
//
// A driver has to do what `ftp_dialogue_wants` says, report the result to `ftp_dialogue_happened`, and ask again, until
// the control connection is `FTP_CONTROL_DONE` and the data connection is `FTP_DATA_IDLE`. One time limit covers a command
// and its reply, in however many pieces they are written and read.
typedef struct ftp_dialogue ftp_dialogue;

// Cuts the output of LIST, MLSD or NLST, in pieces of any size, into entries.
typedef struct ftp_listing ftp_listing;

// A login. Drive it as an `ftp_dialogue`, then finish it.
typedef struct ftp_login ftp_login;

// A connection that is logged in.
//
// Begin a command, drive it as an `ftp_dialogue`, and take its outcome. Files and listings are an `ftp_transfer`.
typedef struct ftp_session ftp_session;

// What was sent and received, in order, within a limit and without secrets.
typedef struct ftp_transcript ftp_transcript;

// A transfer in progress. It holds its session until it is finished or ended; then the session can continue.
typedef struct ftp_transfer ftp_transfer;

// Bytes: a pointer and a length. They need no terminator and may have any value; `at` may be null if there
// are none.
typedef struct {
  // The first byte.
  const char *at;
  // The number of bytes.
  size_t len;
} ftp_bytes;

// Limits on a server's replies. 0 means the default.
typedef struct {
  // The most bytes in one line. Default 8 KiB.
  size_t line;
  // The most bytes in one reply. Default 64 KiB.
  size_t reply;
  // The most lines in one reply. Default 1,024.
  size_t lines;
  // The most bytes that a transcript keeps. Default 256 KiB.
  size_t transcript;
  // The most preliminary or unasked replies in a row. Default 16.
  size_t preliminary;
  // Not 0: any code ends a multi-line reply, as glFTPd and bftpd send them.
  uint32_t any_code_ends;
} ftp_limits;

// One reply. A code of 0 means that there is no reply.
typedef struct {
  // The code of the first line, 100 to 699.
  uint16_t code;
  // The whole reply, with its line ends.
  ftp_bytes raw;
} ftp_reply;

// How a conversation ended. Its bytes are good as long as the diagnosis.
typedef struct {
  // The outcome by name, such as `refused` or `transfer_failed`.
  ftp_bytes outcome;
  // The phase in which it ended by name, such as `pass` or `data_connect`.
  ftp_bytes phase;
  // The code of the decisive reply, or 0.
  uint16_t code;
  // The number of causes, for `ftp_diagnosis_cause`.
  size_t causes;
  // The number of steps of advice, for `ftp_diagnosis_advice`.
  size_t advice;
} ftp_diagnosis_summary;

// One possible cause. Its bytes are good as long as the diagnosis.
typedef struct {
  // The name of the cause, such as `tls_required`.
  ftp_bytes name;
  // The confidence by name: `certain`, `likely` or `possible`.
  ftp_bytes confidence;
  // The evidence for the cause, in words.
  ftp_bytes because;
  // The server's line that showed it, or no bytes.
  ftp_bytes quote;
} ftp_cause;

// What a dialogue wants of both connections now. Do and report first whatever becomes possible first.
typedef struct {
  // What it wants of the control connection: an `ftp_control`.
  uint32_t control;
  // What it wants of the data connection: an `ftp_data`.
  uint32_t data;
  // The bytes to write, for `FTP_CONTROL_SEND`. Good until the next call with the dialogue.
  ftp_bytes send;
  // The number of replies so far. Each reply has the whole time limit.
  size_t replies;
  // The address to connect to, or the only one to accept from, as a C string. Empty: the host of the control
  // connection, or anyone.
  char address[48];
  // The port to connect to.
  uint16_t port;
} ftp_wants;

// What happened. Leave what an event does not need at 0: `(ftp_happened){ .what = FTP_EVENT_SENT, .count = n }`.
typedef struct {
  // An `ftp_event`.
  uint32_t what;
  // Why: an `ftp_tls_failure`, an `ftp_reach` or an `ftp_end`.
  uint32_t reason;
  // A number of bytes.
  uint64_t count;
  // The bytes that were read from the control connection.
  ftp_bytes bytes;
  // An IP address, as text. A scope after `%` is ignored.
  ftp_bytes address;
  // A port.
  uint16_t port;
  // Whether a TLS session of the control connection was resumed: an `ftp_answer`.
  uint32_t resumed;
  // Whether the server showed the certificate of the control connection: an `ftp_answer`.
  uint32_t same_certificate;
} ftp_happened;

// What the caller knows about a listing. 0 means the default.
typedef struct {
  // The format, if it is known: an `ftp_format`. For MLSD it is `FTP_FORMAT_MLSD`.
  uint32_t format;
  // The format that is expected: an `ftp_format`.
  uint32_t hint;
  // The time now, in seconds since 1970, for guessing years that a listing leaves out. 0: they stay unknown.
  int64_t now;
  // How many minutes the times in the listing are ahead of UTC, if `offset_known` is not 0.
  int16_t offset;
  // Not 0: `offset` is known.
  uint32_t offset_known;
  // The most bytes in one line.
  size_t line;
} ftp_listing_options;

// What a line of a listing says. Fields that it does not say have no bytes. Good until the next call with the listing.
typedef struct {
  // An `ftp_kind`. `FTP_KIND_NONE`: the line is not an entry, and `no_entry` says why.
  uint32_t kind;
  // The format of the line: an `ftp_format`.
  uint32_t format;
  // The line, without its end.
  ftp_bytes raw;
  // Why the line is not an entry, by name, such as `summary` or `not_understood`.
  ftp_bytes no_entry;
  // The name as the server sent it; `ftp_local_name` says whether a local file can have it.
  ftp_bytes name;
  // The size in bytes.
  uint64_t size;
  // Whether the line states the size.
  bool size_known;
  // Whether the size is exact.
  bool size_exact;
  // Whether the entry is the listed directory itself or its parent, which nobody should descend into.
  bool is_itself_or_parent;
  // The Unix permission bits, or -1.
  int32_t mode;
  // The time of the last change, as precisely as the line states it, in ISO 8601 as a C string: `2026-11-27T12:34`.
  char modified[40];
  // The permissions as the line has them.
  ftp_bytes permissions;
  // The name or number of the owner.
  ftp_bytes owner;
  // The name or number of the group.
  ftp_bytes group;
  // The target of a link.
  ftp_bytes target;
} ftp_entry;

// Why there is no session. Its bytes are good until the next call with the login.
typedef struct {
  // An `ftp_login_error`.
  uint32_t kind;
  // Why TLS failed, if it did: an `ftp_tls_failure`.
  uint32_t tls_failure;
  // The name of the kind.
  ftp_bytes name;
  // The phase of the login by name, such as `user` or `pass`.
  ftp_bytes phase;
  // Who is at fault by name: `server`, `transport`, `between` or `caller`.
  ftp_bytes fault;
  // The whole failure in words.
  ftp_bytes text;
  // The decisive reply; its code is 0 if there is none.
  ftp_reply reply;
  // Whether the connection allows another try by `ftp_login_retry`.
  bool same_connection;
  // Whether the server demanded TLS at USER but TLS was not started.
  bool tls_was_demanded;
  // Whether the last commands shared one write.
  bool was_pipelined;
} ftp_login_failure;

// How a command ended. Its bytes are good until the next call with the session.
typedef struct {
  // An `ftp_outcome`.
  uint32_t outcome;
  // The name of the outcome.
  ftp_bytes name;
  // The reply that came with the outcome; its code is 0 if there was none.
  ftp_reply reply;
} ftp_command_outcome;

// The state of a session.
typedef struct {
  // Whether the next command can begin: an `ftp_health`.
  uint32_t health;
  // The name of the health.
  ftp_bytes name;
  // What poisoned the session by name, if it is poisoned.
  ftp_bytes poison;
  // Whether the server still regards the client as logged in.
  bool logged_in;
  // Whether the control connection is under TLS.
  bool encrypted;
  // Whether data connections have to be under TLS.
  bool data_protected;
  // Whether files are moved unchanged (binary).
  bool binary;
} ftp_session_state;

// How data connections are made. 0 and no bytes mean the default.
typedef struct {
  // Who connects to whom: an `ftp_mode`.
  uint32_t mode;
  // Whether the address in a reply to PASV is used: an `ftp_data_address`.
  uint32_t address;
  // Which data connections under TLS are accepted: an `ftp_trust`.
  uint32_t trust;
  // How many commands are sent before earlier replies have come: an `ftp_data_pipelining`.
  uint32_t pipelining;
  // The server's address on the control connection, as text. It shows whether a reply to PASV names another address, and
  // who may connect to the client. A scope after `%` is ignored.
  ftp_bytes peer;
} ftp_data_settings;

// How to restore the state of a lost session in a new one.
typedef struct {
  // The number of lines to send first: see `ftp_session_restore`.
  size_t restore;
  // Whether these lines lead to the same directory. If not, they change no directory, and there is nothing to replay.
  bool directory_known;
  // The line that got no final reply, or was refused because the login was lost, if it is safe to send it again; otherwise
  // no bytes. Good until `ftp_session_recovery` is called again.
  ftp_bytes replay;
} ftp_recovery;

// What to transfer. Leave what you do not need at 0: `(ftp_plan){ .verb = ftp_str("RETR"), .path = ftp_str("a") }`.
typedef struct {
  // The command: RETR, STOR, APPE, STOU, LIST, NLST, MLSD, or another one with a data connection.
  ftp_bytes verb;
  // Its argument: a path, or no bytes.
  ftp_bytes path;
  // The offset in the file, in bytes, at which the transfer begins. An upload then begins only if SIZE reports exactly that
  // many bytes.
  uint64_t offset;
  // The size of the whole file in bytes, if `size_known` is not 0. The transfer is then complete only with that many bytes;
  // an APPE is not held to it.
  uint64_t size;
  // Not 0: `size` is the size of the whole file.
  uint32_t size_known;
  // Not 0: asks for the size of the file after an upload.
  uint32_t verify;
  // Not 0: also asks for the time of the file's last change, before RETR, STOR or APPE.
  uint32_t modified;
} ftp_plan;

// The progress of a transfer.
typedef struct {
  // The number of bytes moved.
  uint64_t moved;
  // The size of the whole file, if it is known.
  uint64_t size;
  // Whether the size is known.
  bool size_known;
  // Whether both connections have ended: call `ftp_transfer_finish`.
  bool is_over;
} ftp_progress;

// How a transfer ended, with the evidence. Its bytes are good until the next call with the transfer.
typedef struct {
  // An `ftp_ending`.
  uint32_t ending;
  // The name of the ending.
  ftp_bytes name;
  // Details by name: why the transfer is doubtful, at which step it was refused, why there was no data connection, or
  // why TLS failed. No bytes if there are no details.
  ftp_bytes detail;
  // The meaning of a refusal's code, by name.
  ftp_bytes refusal;
  // The whole report in words.
  ftp_bytes text;
  // The number of bytes moved.
  uint64_t moved;
  // The offset in the file at which the transfer began.
  uint64_t offset;
  // The size of the whole file, if it is known.
  uint64_t size;
  // Whether the size is known.
  bool size_known;
  // Whether another transfer can go on: a download at `resume_at`, if the size and time of the file are still the same; an
  // upload at the size that SIZE then returns, if that is at most `resume_at`.
  bool can_resume;
  // Where another transfer can go on.
  uint64_t resume_at;
  // The time of the file's last change, if it was asked for, as a C string: `20261128134400`.
  char modified[32];
  // The preliminary reply; its code is 0 if there was none.
  ftp_reply preliminary;
  // The last final reply: of the command, or of the step that was refused.
  ftp_reply reply;
  // The name that the server chose (STOU).
  ftp_bytes unique_name;
  // The command that prepared the data connection, such as `EPSV`.
  ftp_bytes prepared_by;
  // How the data connection ended, by name.
  ftp_bytes end;
} ftp_transfer_report;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Makes a configuration from a name and a password, in the bytes that the server expects. The password may be empty.
// `FTP_STATUS_ARGUMENT`, here and wherever a configuration takes bytes: they are empty and must not be, contain CR, LF or
// NUL, or are over 4,000 bytes.
ftp_status ftp_config_new(ftp_bytes user,
                          ftp_bytes password,
                          ftp_config **config);

// Makes a configuration for `anonymous`. The password is an e-mail address, or empty.
ftp_status ftp_config_anonymous(ftp_bytes address, ftp_config **config);

// Sets how TLS is used: an `ftp_tls_policy`.
ftp_status ftp_config_tls(ftp_config *config, uint32_t policy);

// Sets which commands may share one write: an `ftp_pipelining`.
ftp_status ftp_config_pipelining(ftp_config *config, uint32_t pipelining);

// Sets the account for servers that reply 332.
ftp_status ftp_config_account(ftp_config *config, ftp_bytes account);

// Sets the virtual host, which `HOST` names before `USER`.
ftp_status ftp_config_host(ftp_config *config, ftp_bytes name);

// Sets the client's name, which `CLNT` sends after the login if FEAT lists that command.
ftp_status ftp_config_client(ftp_config *config, ftp_bytes name);

// Logs in to `host` through an FTP proxy. `style` is an `ftp_proxy_style`; `host` may end in `:port`. `user` and
// `password` are for the proxy itself; pass no bytes if it needs none. `FTP_STATUS_ARGUMENT`: the style needs a user and
// there is none, or there is a password without a user.
ftp_status ftp_config_proxy(ftp_config *config,
                            uint32_t style,
                            ftp_bytes host,
                            ftp_bytes user,
                            ftp_bytes password);

// Adds further wishes: the sum of some of the `FTP_WANT_` options. Wishes that were added earlier stay.
ftp_status ftp_config_want(ftp_config *config,
                           uint32_t options);

// Sets the limits on a server's replies.
ftp_status ftp_config_limits(ftp_config *config, const ftp_limits *limits);

// Ends a configuration. Logins that were begun with it continue.
ftp_status ftp_config_free(ftp_config *config);

// Makes a decoder for the start of a connection. `limits` may be null.
ftp_status ftp_decoder_new(const ftp_limits *limits, ftp_decoder **decoder);

// Takes bytes from the front of `input` until a reply is complete.
//
// `FTP_STATUS_NOTHING`: all bytes were taken, and no further reply is complete. `FTP_STATUS_MALFORMED`: the bytes are not
// a reply or exceed the limits; `input` keeps those after them, and the decoder stays in this state. The reply is good until
// the next call with the decoder, and only as long as the input.
ftp_status ftp_decoder_next(ftp_decoder *decoder,
                            ftp_bytes *input,
                            ftp_reply *reply);

// Returns, after the end of the stream, a last reply that can be taken as complete. `FTP_STATUS_NOTHING`: there is none.
ftp_status ftp_decoder_finish(ftp_decoder *decoder,
                              ftp_reply *reply);

// Ends a decoder.
ftp_status ftp_decoder_free(ftp_decoder *decoder);

// Returns the text of one line of a reply, without its code and line end. `number` counts from 0. `FTP_STATUS_NOTHING`:
// the reply has fewer lines. The text is good as long as the reply.
ftp_status ftp_reply_line(const ftp_reply *reply,
                          size_t number,
                          ftp_bytes *line);

// Diagnoses a transcript.
ftp_status ftp_diagnosis_new(ftp_transcript *transcript, ftp_diagnosis **diagnosis);

// Diagnoses the log of a client or server, as people paste it.
//
// `format` is the name of a kind of log, such as `curl` or `filezilla`; without bytes it is detected.
// `FTP_STATUS_NOTHING`: the log contains no FTP.
ftp_status ftp_diagnosis_of_log(ftp_bytes log,
                                ftp_bytes format,
                                ftp_diagnosis **diagnosis);

// Returns the whole diagnosis as one JSON object on one line, as `ftp-doctor read --json` prints it. The text is good as
// long as the diagnosis.
ftp_status ftp_diagnosis_json(ftp_diagnosis *diagnosis,
                              ftp_bytes *text);

// Returns how the conversation ended.
ftp_status ftp_diagnosis_get_summary(ftp_diagnosis *diagnosis, ftp_diagnosis_summary *summary);

// Returns a cause by its number from 0, the likeliest first. `FTP_STATUS_NOTHING`: there are fewer causes.
ftp_status ftp_diagnosis_cause(ftp_diagnosis *diagnosis,
                               size_t number,
                               ftp_cause *cause);

// Returns one step of what the user can do, by its number from 0. The text is good as long as the diagnosis.
// `FTP_STATUS_NOTHING`: there are fewer steps.
ftp_status ftp_diagnosis_advice(ftp_diagnosis *diagnosis,
                                size_t number,
                                ftp_bytes *step);

// Ends a diagnosis.
ftp_status ftp_diagnosis_free(ftp_diagnosis *diagnosis);

// Returns what a dialogue wants now. Asking changes nothing.
ftp_status ftp_dialogue_wants(ftp_dialogue *dialogue, ftp_wants *wants);

// Reports what happened. `FTP_STATUS_ORDER`: the event is one of a data connection, and the dialogue has none; or nothing
// is in progress.
ftp_status ftp_dialogue_happened(ftp_dialogue *dialogue,
                                 const ftp_happened *happened);

// Makes a listing parser. `options` may be null.
ftp_status ftp_listing_new(const ftp_listing_options *options, ftp_listing **listing);

// Takes bytes from the front of `input` until an entry is complete. `FTP_STATUS_NOTHING`: all bytes were taken. The first
// entries come once the format is known: after 32 lines that may be entries, after 8 KiB, or at the end.
ftp_status ftp_listing_next(ftp_listing *listing,
                            ftp_bytes *input,
                            ftp_entry *entry);

// Returns, after the last bytes, the remaining entries, one per call. `FTP_STATUS_NOTHING`: there are no more.
ftp_status ftp_listing_finish(ftp_listing *listing,
                              ftp_entry *entry);

// Ends a listing.
ftp_status ftp_listing_free(ftp_listing *listing);

// Returns the format that the text of a reply to SYST suggests: an `ftp_format`, for `hint`.
ftp_status ftp_format_of_system(ftp_bytes text, uint32_t *format);

// Checks that a name from a server names exactly one local file on `platform` (an `ftp_platform`). If not, returns
// `FTP_STATUS_ARGUMENT` and sets `why` to the reason by name, such as `separator` or `reserved`. `why` has no bytes if
// `platform` is not valid.
ftp_status ftp_local_name(uint32_t platform,
                          ftp_bytes name,
                          ftp_bytes *why);

// Makes a login for a TCP connection that has just been made.
ftp_status ftp_login_new(ftp_config *config, ftp_login **login);

// Makes a login for a connection that is already in use. `start` (an `ftp_start`) says how far it has come; `greeting` is
// everything that was read of the greeting, or no bytes. `FTP_STATUS_ARGUMENT`: there is a greeting, but `start` says that
// none was read.
ftp_status ftp_login_take_over(ftp_config *config,
                               uint32_t start,
                               ftp_bytes greeting,
                               ftp_login **login);

// Returns what drives the login: the same handle by another type, which needs no ending of its own. `NULL`: this is not a
// login.
ftp_dialogue *ftp_login_dialogue(ftp_login *login);

// Records that the TCP connection is up, to this port: evidence for a diagnosis.
ftp_status ftp_login_connected(ftp_login *login, uint16_t port);

// Records that the next reply took this many seconds: evidence for a diagnosis.
ftp_status ftp_login_waited(ftp_login *login, uint32_t seconds);

// Returns the session, once the dialogue is done; `FTP_STATUS_ORDER` before that. `FTP_STATUS_REFUSED`: there is no
// session, and `ftp_login_get_failure` says why.
//
// The login forgets its secrets. If the server repeats them later, they are hidden only after `ftp_session_hide`.
ftp_status ftp_login_finish(ftp_login *login,
                            ftp_session **session);

// Returns why there is no session, after `FTP_STATUS_REFUSED`; `FTP_STATUS_ORDER` at any other time.
ftp_status ftp_login_get_failure(ftp_login *login,
                                 ftp_login_failure *failure);

// Tries again over the same connection, from USER on, with the name, password and account of this configuration. Drive the
// login again.
//
// Nothing else of the configuration is used; all else stays as it was, including TLS. Count the tries yourself: servers
// lock accounts.
//
// `FTP_STATUS_ARGUMENT`: the configuration demands TLS, and the connection has none. `FTP_STATUS_ORDER`: nothing failed,
// or the connection allows no other try (see `same_connection` of the failure).
ftp_status ftp_login_retry(ftp_login *login,
                           ftp_config *config);

// Continues with the answer that the server wants (`FTP_LOGIN_ERROR_ANSWER_WANTED`). Drive the login again. The answer may
// be empty. `FTP_STATUS_ARGUMENT`: it contains CR, LF or NUL. `FTP_STATUS_ORDER`: no answer is wanted, or the connection
// is gone.
ftp_status ftp_login_answer(ftp_login *login,
                            ftp_bytes answer);

// Sends QUIT after a failure and waits for the reply. Drive the login again; after that, `ftp_login_get_failure` works
// again. `FTP_STATUS_ORDER`: nothing failed.
ftp_status ftp_login_quit(ftp_login *login);

// Returns a copy of what was sent and received so far.
ftp_status ftp_login_transcript(ftp_login *login, ftp_transcript **transcript);

// Ends a login. A session that it became continues.
ftp_status ftp_login_free(ftp_login *login);

// Returns the stable name of a number, without a terminator; no bytes if the number is not in its enum. The
// same holds for all functions below.
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

// Makes a session for a connection that was logged in by other means. `limits` may be null. `encrypted` says whether the
// control connection is under TLS, `data_protected` whether data connections are.
ftp_status ftp_session_take_over(const ftp_limits *limits,
                                 uint32_t encrypted,
                                 uint32_t data_protected,
                                 ftp_session **session);

// Returns what drives the session: the same handle by another type, which needs no ending of its own. `NULL`: this is not
// a session.
ftp_dialogue *ftp_session_dialogue(ftp_session *session);

// Begins a command with this verb and argument; the argument may have no bytes. `FTP_STATUS_ORDER`: no command can begin
// now, see `ftp_session_get_state`. `FTP_STATUS_ARGUMENT`: the verb is not one to eight letters, or the argument has CR, LF
// or NUL or is over 4,000 bytes.
ftp_status ftp_session_command(ftp_session *session,
                               ftp_bytes verb,
                               ftp_bytes argument);

// Continues waiting for the final reply, after a preliminary one or a time-out. `FTP_STATUS_ORDER`: no reply is pending.
ftp_status ftp_session_resume(ftp_session *session);

// Checks whether the server has closed the connection while no command was in progress. Drive it, then see
// `ftp_session_get_state`.
ftp_status ftp_session_check(ftp_session *session);

// Ends a command and returns its outcome. A command that was not driven to its end is `FTP_OUTCOME_UNFINISHED` and can be
// resumed. `FTP_STATUS_ORDER`: no command was begun.
ftp_status ftp_session_outcome(ftp_session *session,
                               ftp_command_outcome *outcome);

// Returns the state of the session. `FTP_STATUS_ORDER`: a transfer is in progress, or a command whose outcome was not
// taken.
ftp_status ftp_session_get_state(ftp_session *session,
                                 ftp_session_state *state);

// Returns the reply to FEAT, if the login asked for it, good until the next call with the session. `FTP_STATUS_NOTHING`:
// there is none.
ftp_status ftp_session_features(ftp_session *session,
                                ftp_reply *reply);

// Sets how data connections are made from now on. `FTP_STATUS_ORDER`: something is in progress.
ftp_status ftp_session_set_data(ftp_session *session, const ftp_data_settings *settings);

// Takes over what the transfers of an earlier session found out about the same server. `FTP_STATUS_ORDER`: something is in
// progress in either session.
ftp_status ftp_session_set_known(ftp_session *session,
                                 ftp_session *earlier);

// Replaces the secrets of this configuration, including those for a proxy, by `***` in everything that is received from
// now on. `FTP_STATUS_ORDER`: something is in progress.
//
// A login forgets its secrets when it becomes a session, but the server may still repeat them in replies, which get into
// outcomes, reports, transcripts and texts made from them. So make this the first call with a session, unless you neither
// show nor log anything of it.
ftp_status ftp_session_hide(ftp_session *session,
                            ftp_config *config);

// Returns how to restore the state of this session in a new one. `FTP_STATUS_NOTHING`: the session is in sync and logged
// in. `FTP_STATUS_ORDER`: something is in progress.
ftp_status ftp_session_recovery(ftp_session *session,
                                ftp_recovery *recovery);

// Returns one of the lines to send first in the new session, by its number from 0, after `ftp_session_recovery`; good
// until that is called again. `FTP_STATUS_NOTHING`: there are fewer lines. `FTP_STATUS_ORDER`: there is no recovery.
ftp_status ftp_session_restore(ftp_session *session,
                               size_t number,
                               ftp_bytes *line);

// Returns a copy of what was sent and received. `FTP_STATUS_ORDER`: a command or transfer is in progress whose result was
// not taken.
ftp_status ftp_session_transcript(ftp_session *session,
                                  ftp_transcript **transcript);

// Ends a session. The caller closes its connection.
ftp_status ftp_session_free(ftp_session *session);

// Makes an empty transcript, which any client can fill.
ftp_status ftp_transcript_new(ftp_transcript **transcript);

// Records lines that were sent. Passwords are hidden as they are recorded, and wherever the server repeats
// them.
ftp_status ftp_transcript_sent(ftp_transcript *transcript,
                               ftp_bytes lines);

// Records bytes that were received: whole replies or pieces of them.
ftp_status ftp_transcript_received(ftp_transcript *transcript, ftp_bytes bytes);

// Replaces this secret by `***` in everything that is sent and received from now on.
ftp_status ftp_transcript_hide(ftp_transcript *transcript, ftp_bytes secret);

// Records that the server closed the connection.
ftp_status ftp_transcript_closed(ftp_transcript *transcript);

// Records that the connection broke.
ftp_status ftp_transcript_broken(ftp_transcript *transcript);

// Records that nothing came in time.
ftp_status ftp_transcript_timed_out(ftp_transcript *transcript);

// Records that the TCP connection is up, to this port.
ftp_status ftp_transcript_connected(ftp_transcript *transcript, uint16_t port);

// Records that the next reply took this many seconds.
ftp_status ftp_transcript_waited(ftp_transcript *transcript, uint32_t seconds);

// Records that the TLS handshake is complete.
ftp_status ftp_transcript_tls_up(ftp_transcript *transcript);

// Records that TLS failed: `why` is an `ftp_tls_failure`.
ftp_status ftp_transcript_tls_failed(ftp_transcript *transcript, uint32_t why);

// Returns the number of entries.
ftp_status ftp_transcript_len(ftp_transcript *transcript, size_t *len);

// Returns one entry, by its number from 0, in words for a log. Good until the next call with the transcript.
ftp_status ftp_transcript_entry(ftp_transcript *transcript,
                                size_t number,
                                ftp_bytes *text);

// Ends a transcript.
ftp_status ftp_transcript_free(ftp_transcript *transcript);

// Begins a transfer. `FTP_STATUS_ORDER`: none can begin now, see `ftp_session_get_state`. `FTP_STATUS_ARGUMENT`: the verb
// uses no data connection, or the path has CR, LF or NUL or is over 4,000 bytes.
ftp_status ftp_transfer_new(ftp_session *session,
                            const ftp_plan *plan,
                            ftp_transfer **transfer);

// Returns what drives the transfer: the same handle by another type, which needs no ending of its own. `NULL`: this is
// not a transfer.
ftp_dialogue *ftp_transfer_dialogue(ftp_transfer *transfer);

// Returns how far the transfer has come.
ftp_status ftp_transfer_progress(ftp_transfer *transfer, ftp_progress *progress);

// Ends the transfer, gives the session back and returns the report. A transfer that was not driven to its end is
// `FTP_ENDING_UNFINISHED`; the caller then has to close the data connection. Calling this again returns the same report.
ftp_status ftp_transfer_finish(ftp_transfer *transfer,
                               ftp_transfer_report *report);

// Ends a transfer. If it was not finished, the session settles it with the next command.
ftp_status ftp_transfer_free(ftp_transfer *transfer);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/* Returns the bytes of a C string, without its terminator. */
static inline ftp_bytes ftp_str(const char *text) {
    ftp_bytes bytes;
    bytes.at = text;
    bytes.len = text ? strlen(text) : 0;
    return bytes;
}

#endif /* FTP_CAPI_H */
