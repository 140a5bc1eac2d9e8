/* Records what a process writes below a folder, and when it was told to be durable. Loaded with
 * LD_PRELOAD by the power-cut test. One record: kind, path length, offset, size, path, data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("RECORD_FOLDER");
    const char *file = getenv("RECORD_FILE");
    if (folder && file) out = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(int fd, char *path) {
    char link[64];
    if (out < 0 || fd == out) return 0;
    strcpy(link, "/proc/self/fd/");
    char digits[16];
    int n = 0, value = fd;
    do { digits[n++] = (char)('0' + value % 10); value /= 10; } while (value);
    size_t at = strlen(link);
    while (n) link[at++] = digits[--n];
    link[at] = 0;
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static void note(char kind, const char *path, uint64_t offset, const void *data, uint64_t size) {
    uint64_t head[3] = { strlen(path), offset, data ? size : 0 };
    syscall(SYS_write, out, &kind, 1);
    syscall(SYS_write, out, head, sizeof head);
    syscall(SYS_write, out, path, head[0]);
    if (!data) return;
    const char *from = data;
    while (size) {
        long done = syscall(SYS_write, out, from, size);
        if (done <= 0) abort();
        from += done;
        size -= (uint64_t)done;
    }
}

static ssize_t pwrite_noted(int fd, const void *data, size_t size, off_t offset) {
    char path[PATH_MAX];
    int mine = watched(fd, path);
    if (mine) pthread_mutex_lock(&order);
    ssize_t done = syscall(SYS_pwrite64, fd, data, size, offset);
    if (mine) {
        if (done > 0) note('w', path, (uint64_t)offset, data, (uint64_t)done);
        pthread_mutex_unlock(&order);
    }
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite_noted(fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) { return pwrite_noted(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
    char path[PATH_MAX];
    int mine = fd > 2 && watched(fd, path);
    if (!mine) return syscall(SYS_write, fd, data, size);
    pthread_mutex_lock(&order);
    off_t offset = (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_write, fd, data, size);
    if (done > 0) note('w', path, (uint64_t)offset, data, (uint64_t)done);
    pthread_mutex_unlock(&order);
    return done;
}

static int truncate_noted(int fd, off_t size) {
    char path[PATH_MAX];
    int mine = watched(fd, path);
    if (mine) pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_ftruncate, fd, size);
    if (mine) {
        if (done == 0) note('t', path, (uint64_t)size, 0, 0);
        pthread_mutex_unlock(&order);
    }
    return done;
}

int ftruncate(int fd, off_t size) { return truncate_noted(fd, size); }
int ftruncate64(int fd, off_t size) { return truncate_noted(fd, size); }

static int sync_noted(int fd, long call) {
    char path[PATH_MAX];
    int mine = watched(fd, path);
    if (mine) pthread_mutex_lock(&order);
    int done = (int)syscall(call, fd);
    if (mine) {
        if (done == 0) note('s', path, 0, 0, 0);
        pthread_mutex_unlock(&order);
    }
    return done;
}

int fsync(int fd) { return sync_noted(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_noted(fd, SYS_fdatasync); }

int unlink(const char *path) {
    int mine = out >= 0 && strncmp(path, folder, strlen(folder)) == 0;
    if (mine) pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_unlink, path);
    if (mine) {
        if (done == 0) note('u', path, 0, 0, 0);
        pthread_mutex_unlock(&order);
    }
    return done;
}
