#include "redis/detail/dialogue.hpp"

#include <string>

namespace souk::redis::detail {

awaitable<std::vector<Reply>> ask(Link& link, ReplyReader& reader, std::vector<Command> commands) {
  std::string bytes;
  for (const auto& command : commands) command.append_to(bytes);
  co_await link.write(bytes);
  std::vector<Reply> replies;
  while (replies.size() < commands.size()) reader.read(co_await link.read(), replies);
  if (replies.size() > commands.size()) throw ProtocolError("more replies than commands");
  co_return replies;
}

}  // namespace souk::redis::detail
