// The one file that knows hiredis.
#include "redis/detail/reply_reader.hpp"

#include <hiredis/read.h>

#include <algorithm>
#include <new>
#include <string>

namespace souk::redis::detail {

// The reply being built. hiredis carries pointers into it: an element's address is used only until its next sibling is
// appended, so the arrays may grow as they fill and no size that Redis announces is believed beforehand.
struct ReplyReader::Growing {
  Reply root;
  std::size_t elements = 0;
  std::size_t most_elements;

  static Reply* place(const redisReadTask* task, Reply reply) {
    auto& growing = *static_cast<Growing*>(task->privdata);
    if (task->parent == nullptr) {
      growing.elements = 0;
      growing.root = std::move(reply);
      return &growing.root;
    }
    if (++growing.elements > growing.most_elements) return nullptr;  // hiredis reports it as "Out of memory"
    return &static_cast<Reply*>(task->parent->obj)->array().emplace_back(std::move(reply));
  }
};

namespace {

// hiredis copies 16 KB in 0.04 us a reply, but a long buffer again and again.
constexpr std::size_t piece = 16 * 1024;
constexpr int least_reserved = 1024;

Reply::Kind kind_of(int type) {
  if (type == REDIS_REPLY_ERROR) return Reply::Kind::error;
  return type == REDIS_REPLY_STATUS ? Reply::Kind::status : Reply::Kind::text;
}

}  // namespace

ReplyReader::ReplyReader(Limits limits)
    : limits_(limits),
      growing_(new Growing{.root = {}, .most_elements = limits.elements}),
      reader_(nullptr, redisReaderFree) {
  static redisReplyObjectFunctions functions = {
      .createString = [](const redisReadTask* task, char* text, std::size_t size) -> void* {
        return Growing::place(task, Reply::string(kind_of(task->type), std::string(text, size)));
      },
      .createArray = [](const redisReadTask* task, int size) -> void* {
        std::vector<Reply> elements;
        elements.reserve(static_cast<std::size_t>(std::min(size, least_reserved)));
        return Growing::place(task, Reply::array(std::move(elements)));
      },
      .createInteger = [](const redisReadTask* task, long long value) -> void* {
        return Growing::place(task, Reply::integer(value));
      },
      .createNil = [](const redisReadTask* task) -> void* { return Growing::place(task, Reply()); },
      .freeObject = [](void*) {},  // `root` is a member
  };
  reader_.reset(redisReaderCreateWithFunctions(&functions));
  if (!reader_) throw std::bad_alloc();
  reader_->privdata = growing_.get();
}

ReplyReader::~ReplyReader() = default;

void ReplyReader::read(std::string_view bytes, std::vector<Reply>& replies) {
  while (!bytes.empty()) {
    const auto next = bytes.substr(0, piece);
    bytes.remove_prefix(next.size());
    unfinished_ += next.size();
    if (redisReaderFeed(reader_.get(), next.data(), next.size()) != REDIS_OK) throw ProtocolError(reader_->errstr);
    take_complete(replies);
    if (unfinished_ > limits_.bytes)
      throw ProtocolError("a reply is longer than " + std::to_string(limits_.bytes) + " bytes");
  }
}

void ReplyReader::take_complete(std::vector<Reply>& replies) {
  for (;;) {
    void* reply = nullptr;
    if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) {
      throw ProtocolError(growing_->elements > limits_.elements ? "a reply has too many elements" : reader_->errstr);
    }
    if (reply == nullptr) return;
    replies.push_back(std::exchange(growing_->root, Reply()));
    unfinished_ = reader_->len - reader_->pos;
  }
}

}  // namespace souk::redis::detail
