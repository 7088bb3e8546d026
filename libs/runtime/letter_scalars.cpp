#include "runtime/letter_scalars.hpp"

namespace souk::describe {

using events::LetterCursor;
using events::LetterId;
using runtime::Yes;

std::expected<Yes, Wrong> Scalar<Yes>::read(const Value& value) {
  const auto answer = read_bool(value);
  if (!answer) return std::unexpected(answer.error());
  if (!*answer) return std::unexpected(Wrong{"literal_error", "Input should be true"});
  return Yes();
}

boost::json::object Scalar<Yes>::schema() {
  return {{"type", "boolean"}, {"const", true}};
}

std::expected<LetterId, Wrong> Scalar<LetterId>::read(const Value& value) {
  const auto text = read_string(value);
  if (!text) return std::unexpected(text.error());
  if (auto id = LetterId::parse(*text)) return std::move(*id);
  return std::unexpected(Wrong{"letter_id_parsing", "Input should be the id of a dead letter"});
}

boost::json::object Scalar<LetterId>::schema() {
  return {{"type", "string"}, {"pattern", "^[0-9]{1,4}-[0-9]{1,19}-[0-9]{1,19}$"}};
}

std::expected<LetterCursor, Wrong> Scalar<LetterCursor>::from_text(std::string_view text) {
  if (auto cursor = LetterCursor::parse(text)) return std::move(*cursor);
  return std::unexpected(Wrong{"cursor_parsing", "Input should be a cursor from a Link header of this list"});
}

}  // namespace souk::describe
