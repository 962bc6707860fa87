/* Streams with TLS by OpenSSL. */
#include "stream.h"
#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>

const ftp_tls_policy stream_policy = FTP_TLS_POLICY_REQUIRED;

static SSL_CTX *context;
static const char *name;

int stream_setup(const char *host, const char *ca_file) {
    name = host;
    context = SSL_CTX_new(TLS_client_method());
    if (!context) return -1;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    if (ca_file) return SSL_CTX_load_verify_locations(context, ca_file, NULL) == 1 ? 0 : -1;
    return SSL_CTX_set_default_verify_paths(context) == 1 ? 0 : -1;
}

void stream_teardown(void) {
    SSL_CTX_free(context);
    context = NULL;
}

int stream_connect(struct stream *stream, const struct sockaddr *address, socklen_t length) {
    return socket_connect(stream, address, length);
}

/* Returns the result of a call that moved nothing. */
static int result_of(struct stream *stream, int result) {
    switch (SSL_get_error(stream->tls, result)) {
    case SSL_ERROR_WANT_READ: stream->events = POLLIN; return STREAM_AGAIN;
    case SSL_ERROR_WANT_WRITE: stream->events = POLLOUT; return STREAM_AGAIN;
    case SSL_ERROR_ZERO_RETURN: stream->end = FTP_END_CLOSE_NOTIFY; return 0;
    case SSL_ERROR_SYSCALL: stream->end = errno == ECONNRESET ? FTP_END_RESET : FTP_END_BROKEN; return STREAM_BROKEN;
    default:
        /* TCP ended without a close_notify. */
        if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
            stream->end = FTP_END_FIN;
            return 0;
        }
        stream->end = FTP_END_BROKEN;
        return STREAM_BROKEN;
    }
}

/* Returns why a handshake failed. */
static ftp_tls_failure reason_of(SSL *tls) {
    switch (SSL_get_verify_result(tls)) {
    case X509_V_OK: break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return FTP_TLS_FAILURE_EXPIRED;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return FTP_TLS_FAILURE_NAME_MISMATCH;
    default: return FTP_TLS_FAILURE_UNTRUSTED;
    }
    switch (ERR_GET_REASON(ERR_peek_error())) {
    case 0: /* the connection broke */
    case SSL_R_UNEXPECTED_EOF_WHILE_READING: return FTP_TLS_FAILURE_CLOSED;
    case SSL_R_WRONG_VERSION_NUMBER: return FTP_TLS_FAILURE_NOT_TLS;
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE: return FTP_TLS_FAILURE_VERSION;
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED: return FTP_TLS_FAILURE_CLIENT_CERTIFICATE_REQUIRED;
    default: return FTP_TLS_FAILURE_OTHER;
    }
}

static SSL *begin(struct stream *stream, const struct stream *first) {
    SSL *tls = SSL_new(context);
    SSL_SESSION *session = first && first->tls ? SSL_get1_session(first->tls) : NULL;
    if (!tls) return NULL;
    SSL_set_fd(tls, stream->fd);
    if (!X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), name)) {
        SSL_set1_host(tls, name);
        SSL_set_tlsext_host_name(tls, name);
    }
    if (session) SSL_set_session(tls, session);
    SSL_SESSION_free(session);
    return tls;
}

int stream_handshake(struct stream *stream, const struct stream *first) {
    int result;
    if (!stream->tls) stream->tls = begin(stream, first);
    if (!stream->tls) return STREAM_BROKEN;
    ERR_clear_error();
    result = SSL_connect(stream->tls);
    if (result == 1) return 0;
    if (result_of(stream, result) == STREAM_AGAIN) return STREAM_AGAIN;
    stream->why = reason_of(stream->tls);
    return STREAM_BROKEN;
}

void stream_secured(const struct stream *stream, const struct stream *first, ftp_happened *happened) {
    X509 *ours = SSL_get0_peer_certificate(stream->tls);
    X509 *theirs = SSL_get0_peer_certificate(first->tls);
    happened->resumed = SSL_session_reused(stream->tls) ? FTP_ANSWER_YES : FTP_ANSWER_NO;
    if (ours && theirs) happened->same_certificate = X509_cmp(ours, theirs) == 0 ? FTP_ANSWER_YES : FTP_ANSWER_NO;
}

ssize_t stream_read(struct stream *stream, void *bytes, size_t size) {
    int n;
    if (!stream->tls) return socket_result(stream, recv(stream->fd, bytes, size, 0), POLLIN);
    ERR_clear_error();
    n = SSL_read(stream->tls, bytes, size > 1 << 20 ? 1 << 20 : (int)size);
    return n > 0 ? n : result_of(stream, n);
}

ssize_t stream_write(struct stream *stream, const void *bytes, size_t size) {
    int n;
    if (!stream->tls) return socket_result(stream, send(stream->fd, bytes, size, MSG_NOSIGNAL), POLLOUT);
    ERR_clear_error();
    n = SSL_write(stream->tls, bytes, size > 1 << 20 ? 1 << 20 : (int)size);
    if (n > 0) return n;
    /* A write has no end of stream. */
    return result_of(stream, n) == STREAM_AGAIN ? STREAM_AGAIN : STREAM_BROKEN;
}

int stream_finish(struct stream *stream) {
    int result;
    if (stream->tls && !(SSL_get_shutdown(stream->tls) & SSL_SENT_SHUTDOWN)) {
        ERR_clear_error();
        result = SSL_shutdown(stream->tls);
        if (result < 0) return result_of(stream, result) == STREAM_AGAIN ? STREAM_AGAIN : STREAM_BROKEN;
    }
    return shutdown(stream->fd, SHUT_WR) == 0 ? 0 : STREAM_BROKEN;
}

void stream_close(struct stream *stream, bool reset) {
    /* A server may call a download broken if our close_notify is missing, even after its own. */
    if (stream->tls && !reset && !(SSL_get_shutdown(stream->tls) & SSL_SENT_SHUTDOWN)) SSL_shutdown(stream->tls);
    SSL_free(stream->tls);
    stream->tls = NULL;
    socket_close(stream, reset);
}
