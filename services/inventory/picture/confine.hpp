#pragma once

namespace souk::picture {

inline constexpr unsigned cpu_seconds = 20;
inline constexpr unsigned long memory = 1ul << 30;  // bytes of address space

// The limits of this process: processor, memory, no file that grows, no core file; it ends with its parent and gives
// way to others.
void limit();

// From now on this process can open no file, no socket, no program, and can reach no other process: these calls fail
// with EPERM. It may read, write what is open, and use memory and threads. Throws std::system_error if the kernel
// cannot do that.
void confine();

}  // namespace souk::picture
