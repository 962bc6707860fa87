/* Drives any dialogue over poll(2): a login, a command, a transfer. */
#ifndef DRIVE_H
#define DRIVE_H

#include "stream.h"
#include <stdio.h>

struct lanes {
    struct stream control;
    struct stream data;
    FILE *file;        /* the target of a download, or the source of an upload */
    const char *path;  /* for a download: `file` is opened here when its first bytes come, or when it is complete without any */
    char room[65536];  /* bytes of the file that wait to be written */
    size_t from, to;   /* which part of `room` they are */
    bool ended;        /* whether our side of the data connection is ended */
};

/* Opens `file`, unless it is open. What is at `path` is not truncated any earlier. Returns 0 or -1. */
int lanes_open(struct lanes *lanes);

/* Drives until nothing more is wanted. `limit` is in milliseconds for each command and its reply. Returns 0, or -1 if `dialogue` is not valid. */
int drive(struct lanes *lanes, ftp_dialogue *dialogue, int limit);

/* Initializes `lanes` for a control connection that is up. */
void lanes_init(struct lanes *lanes, int control);

#endif
