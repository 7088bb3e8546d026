// picture make <folder>, picture sweep <folder>: see README.md. It ends with its parent, which may be killed at any
// moment.
#include <glib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "inventory/picture/converter.hpp"
#include "inventory/picture/folder.hpp"

namespace souk::picture {
namespace {

// Changes when the same upload would give other files: they are cached for ever under their names.
constexpr std::string_view version = "souk picture 1\n";

std::string read_all() {
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

std::string hash_of(std::string_view bytes) {
  const std::unique_ptr<GChecksum, void (*)(GChecksum*)> sum(g_checksum_new(G_CHECKSUM_SHA256), g_checksum_free);
  for (const auto part : {version, bytes}) {
    g_checksum_update(sum.get(), reinterpret_cast<const guchar*>(part.data()), static_cast<gssize>(part.size()));
  }
  return std::string(g_checksum_get_string(sum.get())).substr(0, 32);
}

std::expected<std::vector<Rendition>, std::string> renditions_of(std::string_view bytes) {
  if (const auto kind = kind_of(bytes)) return convert_confined(bytes, *kind);
  return std::unexpected("The file is not a picture of these kinds: JPEG, PNG, WebP, AVIF");
}

void make(const std::string& folder) {
  const auto bytes = read_all();
  const auto made = renditions_of(bytes);
  if (!made) {
    std::cout << "refused " << made.error() << '\n';
    return;
  }
  const auto hash = hash_of(bytes);
  Folder(folder).write(hash, *made);
  std::cout << "made " << hash << ' ' << made->back().width << ' ' << made->back().height << '\n';
}

void sweep(const std::string& folder) {
  std::set<std::string> in_use;
  for (std::string hash; std::getline(std::cin, hash);) in_use.insert(hash);
  // An empty last line says that the list is whole: a caller that dies in the middle must not have pictures put away.
  if (in_use.erase("") == 1) Folder(folder).sweep(in_use);
}

}  // namespace
}  // namespace souk::picture

int main(int argc, char** argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::string command = argc == 3 ? argv[1] : "";
  if (command != "make" && command != "sweep") {
    std::cerr << "usage: picture make|sweep <folder>\n";
    return 64;
  }
  try {
    command == "make" ? souk::picture::make(argv[2]) : souk::picture::sweep(argv[2]);
  } catch (const std::exception& failure) {
    std::cerr << "picture: " << failure.what() << '\n';
    return 1;
  }
  return 0;
}
