#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "inventory/picture/convert.hpp"

namespace souk::picture {

// The files of the shop's pictures: <hash>-<width>.webp, named by the content of the upload, so a file never changes.
// Files that no product shows are put away in .unused, where they are kept for a while; a picture that is shown again
// comes back from there.
class Folder {
 public:
  static constexpr std::chrono::hours fresh{1};       // an upload this recent may not be in its product yet
  static constexpr std::chrono::hours kept{24 * 30};  // in .unused

  explicit Folder(std::filesystem::path);

  // Each file appears whole, and is on the disk when this returns. Throws std::system_error.
  void write(const std::string& hash, const std::vector<Rendition>&);
  // Puts away the files of hashes that are not in use, brings back those that are, and removes what was put away long
  // ago.
  void sweep(const std::set<std::string>& in_use);

 private:
  void write_file(const std::string& name, const std::string& bytes);
  void sweep_files(const std::set<std::string>& in_use);
  void sweep_unused(const std::set<std::string>& in_use);

  std::filesystem::path path_, unused_;
};

}  // namespace souk::picture
