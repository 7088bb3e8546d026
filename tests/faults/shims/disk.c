// LD_PRELOAD of redis-server: makes the disk slow, and reports how much of each file has reached it.
// The file that SOUK_DISK names is shared with the harness: see disk.py.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { files = 255 };  // the newest of each 255 inodes; a run has few

struct control {
  _Atomic int64_t delay;    // microseconds that a sync takes
  _Atomic int64_t started;  // syncs so far
  struct {
    _Atomic int64_t inode, size;
  } synced[files];
};

static struct control* control;

__attribute__((constructor)) static void share(void) {
  const char* path = getenv("SOUK_DISK");
  const int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) abort();
  control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (control == MAP_FAILED) abort();
  close(file);
}

// What was written before the sync began is on the disk when it ends, not what was written meanwhile.
static int synced(int file, int (*sync)(int)) {
  struct stat before;
  const int known = fstat(file, &before) == 0 && S_ISREG(before.st_mode);
  atomic_fetch_add(&control->started, 1);
  const int64_t delay = atomic_load(&control->delay);
  if (delay > 0) usleep((useconds_t)delay);
  const int result = sync(file);
  if (known && result == 0) {
    const int64_t slot = (int64_t)before.st_ino % files;
    atomic_store(&control->synced[slot].inode, (int64_t)before.st_ino);
    atomic_store(&control->synced[slot].size, (int64_t)before.st_size);
  }
  return result;
}

int fsync(int file) {
  return synced(file, (int (*)(int))dlsym(RTLD_NEXT, "fsync"));
}
int fdatasync(int file) {
  return synced(file, (int (*)(int))dlsym(RTLD_NEXT, "fdatasync"));
}
