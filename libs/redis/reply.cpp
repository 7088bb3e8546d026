#include "redis/reply.hpp"

#include <charconv>

namespace souk::redis {
namespace {

const char* described(Reply::Kind kind) {
  switch (kind) {
    case Reply::Kind::nil:
      return "nil";
    case Reply::Kind::integer:
      return "an integer";
    case Reply::Kind::status:
      return "a status";
    case Reply::Kind::text:
      return "a text";
    case Reply::Kind::error:
      return "an error";
    case Reply::Kind::array:
      return "an array";
  }
  return "nothing";
}

Unexpected other_kind(const Reply& reply, const char* wanted) {
  std::string message = std::string("redis answered ") + described(reply.kind()) + " where " + wanted + " was expected";
  if (reply.is_error()) message += ": " + reply.text();
  return Unexpected(message);
}

}  // namespace

Reply Reply::integer(std::int64_t value) {
  Reply reply;
  reply.kind_ = Kind::integer;
  reply.integer_ = value;
  return reply;
}

Reply Reply::string(Kind kind, std::string value) {
  assert(kind == Kind::status || kind == Kind::text || kind == Kind::error);
  Reply reply;
  reply.kind_ = kind;
  reply.text_ = std::move(value);
  return reply;
}

Reply Reply::array(std::vector<Reply> elements) {
  Reply reply;
  reply.kind_ = Kind::array;
  reply.elements_ = std::move(elements);
  return reply;
}

std::int64_t Reply::integer() const {
  if (kind_ == Kind::integer) return integer_;
  if (kind_ == Kind::text) {
    std::int64_t value = 0;
    const char* end = text_.data() + text_.size();
    if (const auto read = std::from_chars(text_.data(), end, value); read.ec == std::errc() && read.ptr == end)
      return value;
  }
  throw other_kind(*this, "an integer");
}

const std::string& Reply::text() const {
  if (kind_ == Kind::status || kind_ == Kind::text || kind_ == Kind::error) return text_;
  throw other_kind(*this, "a text");
}

std::string& Reply::text() {
  return const_cast<std::string&>(std::as_const(*this).text());
}

const std::vector<Reply>& Reply::array() const {
  if (kind_ == Kind::array) return elements_;
  throw other_kind(*this, "an array");
}

std::vector<Reply>& Reply::array() {
  return const_cast<std::vector<Reply>&>(std::as_const(*this).array());
}

std::vector<std::pair<std::string, std::string>> Reply::pairs() const {
  const auto& elements = array();
  if (elements.size() % 2 != 0) throw Unexpected("redis answered a name without a value");
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.reserve(elements.size() / 2);
  for (std::size_t i = 0; i < elements.size(); i += 2) pairs.emplace_back(elements[i].text(), elements[i + 1].text());
  return pairs;
}

}  // namespace souk::redis
