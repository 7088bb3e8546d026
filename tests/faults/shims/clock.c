// LD_PRELOAD of any process: its wall clock is off by what the file that SOUK_CLOCK names says (int64, microseconds),
// and jumps when that changes. The monotonic clock goes on as it does in life.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { second = 1000000 };

static _Atomic int64_t* offset;
static int (*real_clock_gettime)(clockid_t, struct timespec*);

__attribute__((constructor)) static void share(void) {
  const char* path = getenv("SOUK_CLOCK");
  const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) abort();
  void* shared = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
  if (shared == MAP_FAILED) abort();
  close(file);
  real_clock_gettime = (int (*)(clockid_t, struct timespec*))dlsym(RTLD_NEXT, "clock_gettime");
  offset = shared;
}

int clock_gettime(clockid_t clock, struct timespec* time) {
  if (!real_clock_gettime)  // asked by another library's constructor, before ours
    real_clock_gettime = (int (*)(clockid_t, struct timespec*))dlsym(RTLD_NEXT, "clock_gettime");
  const int result = real_clock_gettime(clock, time);
  if (result == 0 && offset && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    const int64_t total = time->tv_nsec / 1000 + atomic_load(offset);
    const int64_t past = ((total % second) + second) % second;
    time->tv_sec += (total - past) / second;
    time->tv_nsec = past * 1000 + time->tv_nsec % 1000;
  }
  return result;
}

int gettimeofday(struct timeval* restrict time, void* restrict zone) {
  (void)zone;
  struct timespec now;
  const int result = clock_gettime(CLOCK_REALTIME, &now);
  if (result == 0) *time = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
  return result;
}

time_t time(time_t* out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}
