#include "inventory/picture/confine.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <system_error>
#include <vector>

namespace souk::picture {
namespace {

#if defined(__x86_64__)
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
constexpr int older[] = {__NR_open,   __NR_creat, __NR_unlink,    __NR_rename, __NR_link,      __NR_symlink,
                         __NR_mkdir,  __NR_rmdir, __NR_chmod,     __NR_chown,  __NR_lchown,    __NR_mknod,
                         __NR_fork,   __NR_vfork, __NR_utime,     __NR_utimes, __NR_futimesat, __NR_uselib,
                         __NR_ioperm, __NR_iopl,  __NR_modify_ldt};
#elif defined(__aarch64__)
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
constexpr int older[] = {__NR_openat};
#else
#error "confine() knows the calls of x86_64 and aarch64"
#endif

constexpr int refused[] = {
    // files
    __NR_openat, __NR_openat2, __NR_name_to_handle_at, __NR_open_by_handle_at, __NR_unlinkat, __NR_renameat2,
    __NR_linkat, __NR_symlinkat, __NR_mkdirat, __NR_mknodat, __NR_fchmod, __NR_fchmodat, __NR_fchown, __NR_fchownat,
    __NR_truncate, __NR_ftruncate, __NR_fallocate, __NR_utimensat, __NR_setxattr, __NR_lsetxattr, __NR_fsetxattr,
    __NR_memfd_create, __NR_chroot, __NR_pivot_root, __NR_mount, __NR_umount2, __NR_quotactl, __NR_swapon, __NR_swapoff,
    // the network and other processes
    __NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4, __NR_sendmsg,
    __NR_sendmmsg, __NR_kill, __NR_tkill, __NR_rt_sigqueueinfo, __NR_rt_tgsigqueueinfo, __NR_ptrace,
    __NR_process_vm_readv, __NR_process_vm_writev, __NR_pidfd_open, __NR_pidfd_getfd, __NR_pidfd_send_signal,
    __NR_shmget, __NR_shmat, __NR_semget, __NR_msgget, __NR_mq_open, __NR_setpgid, __NR_setsid,
    // programs and the kernel
    __NR_execve, __NR_execveat, __NR_io_uring_setup, __NR_io_setup, __NR_bpf, __NR_perf_event_open, __NR_userfaultfd,
    __NR_keyctl, __NR_add_key, __NR_request_key, __NR_unshare, __NR_setns, __NR_init_module, __NR_finit_module,
    __NR_delete_module, __NR_kexec_load, __NR_reboot, __NR_settimeofday, __NR_clock_settime, __NR_sethostname,
    __NR_personality};

void set_limit(__rlimit_resource resource, rlim_t value) {
  const rlimit limit{.rlim_cur = value, .rlim_max = value};
  if (setrlimit(resource, &limit) != 0) throw std::system_error(errno, std::generic_category(), "setrlimit");
}

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset));
}

constexpr sock_filter answer(unsigned action) {
  return BPF_STMT(BPF_RET | BPF_K, action);
}

constexpr sock_filter skip_unless(unsigned value) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
}

std::vector<sock_filter> filter() {
  constexpr unsigned refusal = SECCOMP_RET_ERRNO | EPERM;
  std::vector<sock_filter> program{load(offsetof(seccomp_data, arch)),
                                   BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
                                   answer(SECCOMP_RET_KILL_PROCESS),
                                   load(offsetof(seccomp_data, nr)),
                                   BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),  // calls of x32
                                   answer(refusal)};
  const auto refuse = [&](int call) {
    program.push_back(skip_unless(static_cast<unsigned>(call)));
    program.push_back(answer(refusal));
  };
  for (const int call : older) refuse(call);
  for (const int call : refused) refuse(call);
  program.push_back(answer(SECCOMP_RET_ALLOW));
  return program;
}

}  // namespace

void limit() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  set_limit(RLIMIT_CPU, cpu_seconds);
  set_limit(RLIMIT_AS, memory);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_NOFILE, 64);
  setpriority(PRIO_PROCESS, 0, 10);
}

void confine() {
  auto program = filter();
  const sock_fprog rules{.len = static_cast<unsigned short>(program.size()), .filter = program.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &rules) != 0) {
    throw std::system_error(errno, std::generic_category(), "seccomp");
  }
}

}  // namespace souk::picture
