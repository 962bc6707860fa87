#include <ftp_capi.h>
#include <stdio.h>

/* Prints the code and the text of each reply that comes from standard input. */
int main(void) {
    char buffer[4096];
    ftp_decoder *decoder;
    ftp_reply reply;
    ftp_bytes text, input = {buffer, 0};
    if (ftp_decoder_new(NULL, &decoder) != FTP_STATUS_OK) return 1;
    while ((input.len = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
        input.at = buffer;
        while (ftp_decoder_next(decoder, &input, &reply) == FTP_STATUS_OK)
            for (size_t i = 0; ftp_reply_line(&reply, i, &text) == FTP_STATUS_OK; i++)
                printf("%u %.*s\n", reply.code, FTP_PRINT(text));
    }
    ftp_decoder_free(decoder);
    return 0;
}
