#include "inventory/picture/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace souk::picture {
namespace {

namespace fs = std::filesystem;

// An open file, or folder.
class File {
 public:
  File(const fs::path& path, int flags) : file_(open(path.c_str(), flags | O_CLOEXEC, 0644)) { check(file_, path); }
  ~File() { close(file_); }
  File(const File&) = delete;

  void lock() const { check(flock(file_, LOCK_EX), "lock"); }
  void sync() const { check(fsync(file_), "fsync"); }
  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto count = ::write(file_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      check(static_cast<int>(count), "write");
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

 private:
  static void check(int result, const fs::path& what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what.string());
  }

  int file_;
};

// Held while files appear or are put away, so that no sweep takes a file that an upload has just written again.
class Lock {
 public:
  explicit Lock(const fs::path& folder) : file_(folder / ".lock", O_CREAT | O_RDWR) { file_.lock(); }

 private:
  File file_;
};

bool is_older(const fs::path& path, std::chrono::seconds age) {
  return fs::last_write_time(path) < fs::file_time_type::clock::now() - age;
}

std::string hash_in(const fs::path& path) {
  const auto name = path.filename().string();
  return name.substr(0, name.find('-'));
}

}  // namespace

Folder::Folder(fs::path path) : path_(std::move(path)), unused_(path_ / ".unused") {
  fs::create_directories(unused_);
}

void Folder::write(const std::string& hash, const std::vector<Rendition>& made) {
  const Lock lock(path_);
  for (const auto& [width, height, webp] : made) write_file(hash + '-' + std::to_string(width) + ".webp", webp);
  File(path_, O_RDONLY | O_DIRECTORY).sync();
}

void Folder::write_file(const std::string& name, const std::string& bytes) {
  const auto temporary = path_ / ('.' + name);
  try {
    const File file(temporary, O_CREAT | O_WRONLY | O_TRUNC);
    file.write(bytes);
    file.sync();
    fs::rename(temporary, path_ / name);
  } catch (...) {
    unlink(temporary.c_str());
    throw;
  }
}

void Folder::sweep(const std::set<std::string>& in_use) {
  const Lock lock(path_);
  sweep_files(in_use);
  sweep_unused(in_use);
}

void Folder::sweep_files(const std::set<std::string>& in_use) {
  for (const auto& entry : fs::directory_iterator(path_)) {
    const auto& path = entry.path();
    if (path.extension() != ".webp" || in_use.contains(hash_in(path)) || !is_older(path, fresh)) continue;
    fs::rename(path, unused_ / path.filename());
    fs::last_write_time(unused_ / path.filename(), fs::file_time_type::clock::now());
  }
}

void Folder::sweep_unused(const std::set<std::string>& in_use) {
  for (const auto& entry : fs::directory_iterator(unused_)) {
    const auto& path = entry.path();
    if (in_use.contains(hash_in(path))) {
      fs::rename(path, path_ / path.filename());
    } else if (is_older(path, kept)) {
      fs::remove(path);
    }
  }
}

}  // namespace souk::picture
