#include "inventory/media/picture_program.hpp"

#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <sstream>

#include "base/unavailable.hpp"
#include "inventory/domain/refusals.hpp"
#include "inventory/media/child.hpp"

namespace souk::inventory {
namespace {

constexpr std::chrono::seconds patience{45};  // picture itself gives up after 30 s; then it writes files

// "made <hash> <width> <height>"
ProductImage image_in(const std::string& answer) {
  std::istringstream words(answer);
  std::string made, hash;
  std::int64_t width = 0, height = 0;
  words >> made >> hash >> width >> height;
  return {ImageHash::parse(hash).value(), {}, Pixels(width), PixelsDown(height)};
}

}  // namespace

std::string PictureProgram::beside_this_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "picture";
}

awaitable<Outcome<ProductImage>> PictureProgram::make(std::string_view upload) {
  constexpr std::string_view refusal = "refused ";
  auto answer = co_await run("make", upload);
  if (!answer.starts_with(refusal)) co_return image_in(answer);
  answer.pop_back();  // the end of the line
  co_return refuse(image_not_supported, answer.substr(refusal.size()));
}

awaitable<void> PictureProgram::keep(std::vector<ImageHash> in_use) {
  std::string hashes;
  for (const auto& hash : in_use) hashes.append(hash.text()) += '\n';
  co_await run("sweep", hashes += '\n');
}

awaitable<std::string> PictureProgram::run(std::string command, std::string_view input) {
  Child child(executor_, {program_, std::move(command), folder_});
  boost::asio::steady_timer alarm(executor_, patience);
  alarm.async_wait([&child](boost::system::error_code cancelled) {
    if (!cancelled) child.kill();
  });
  auto answer = co_await child.talk(input);
  alarm.cancel();
  if (!answer) throw Unavailable(Dependency::service, "picture failed or took too long");
  co_return std::move(*answer);
}

}  // namespace souk::inventory
