/* Drives whatever can be driven over poll(2): a login, a command, a transfer. */
#ifndef DRIVE_H
#define DRIVE_H

#include "stream.h"
#include <stdio.h>

struct lanes {
    struct stream control;
    struct stream data;
    FILE *file;        /* where the bytes of a download go, and those of an upload come from */
    const char *path;  /* for a download, where `file` is opened when its first bytes are here, or it is complete without any */
    char room[65536];  /* what of the file waits to be written */
    size_t from, to;   /* which part of it */
    bool ended;        /* our side of the data connection is ended */
};

/* Opens `file`, where it is not open: what stands at `path` is emptied no sooner. 0, or -1. */
int lanes_open(struct lanes *lanes);

/* Until nothing more is wanted; `limit` is milliseconds for each command and its reply. 0, or -1 for a dialogue that is none. */
int drive(struct lanes *lanes, ftp_dialogue *dialogue, int limit);

/* For a control connection that is up. */
void lanes_init(struct lanes *lanes, int control);

#endif
