#include "inventory/api/shell.hpp"

#include <fstream>
#include <iterator>

namespace souk::inventory {
namespace {

// Around what a page replaces in client/index.html.
constexpr std::string_view begin_mark = "<!--head-->", end_mark = "<!--/head-->";

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::unexpected<Refusal> without_client() {
  return refuse(unavailable, "This process has no built client: SOUK_CLIENT names its folder.");
}

}  // namespace

Outcome<std::string> Shell::page(std::string_view head) {
  if (folder_.empty() || !read()) return without_client();
  std::string page;
  page.reserve(before_.size() + head.size() + after_.size());
  return std::move(page.append(before_).append(head).append(after_));
}

bool Shell::read() {
  std::error_code error;
  const auto file = folder_ / "index.html";
  const auto changed = std::filesystem::last_write_time(file, error);
  if (error) return false;
  if (changed == changed_) return true;
  const auto text = content_of(file);
  const auto begin = text.find(begin_mark), end = text.find(end_mark);
  if (begin == text.npos || end == text.npos || end < begin) return false;
  before_ = text.substr(0, begin);
  after_ = text.substr(end + end_mark.size());
  changed_ = changed;
  return true;
}

Outcome<std::string> Shell::robots() const {
  auto text = folder_.empty() ? std::string() : content_of(folder_ / "robots.txt");
  if (text.empty()) return without_client();
  return text;
}

}  // namespace souk::inventory
