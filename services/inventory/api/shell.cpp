#include "inventory/api/shell.hpp"

#include <fstream>
#include <iterator>
#include <optional>

namespace souk::inventory {
namespace {

// Around what a page replaces in client/index.html, in this order.
constexpr std::string_view marks[] = {"<!--head-->", "<!--/head-->", "<!--view-->", "<!--/view-->"};

// The texts before, between and after the marks; nothing when one is missing.
std::optional<std::array<std::string, 5>> parts_of(std::string_view text) {
  std::array<std::string, 5> parts;
  auto part = parts.begin();
  for (const auto mark : marks) {
    const auto at = text.find(mark);
    if (at == text.npos) return std::nullopt;
    *part++ = text.substr(0, at);
    text.remove_prefix(at + mark.size());
  }
  *part = text;
  return parts;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::unexpected<Refusal> without_client() {
  return refuse(unavailable, "This process has no built client: SOUK_CLIENT names its folder.");
}

}  // namespace

Outcome<std::string> Shell::page(std::string_view head, std::string_view view) {
  if (folder_.empty() || !read()) return without_client();
  const auto& [before, built_head, between, built_view, after] = parts_;
  if (view.empty()) view = built_view;
  std::string page;
  page.reserve(before.size() + head.size() + between.size() + view.size() + after.size());
  return std::move(page.append(before).append(head).append(between).append(view).append(after));
}

bool Shell::read() {
  std::error_code error;
  const auto file = folder_ / "index.html";
  const auto changed = std::filesystem::last_write_time(file, error);
  if (error) return false;
  if (changed == changed_) return true;
  auto parts = parts_of(content_of(file));
  if (!parts) return false;
  parts_ = std::move(*parts);
  changed_ = changed;
  return true;
}

Outcome<std::string> Shell::robots() const {
  auto text = folder_.empty() ? std::string() : content_of(folder_ / "robots.txt");
  if (text.empty()) return without_client();
  return text;
}

}  // namespace souk::inventory
