#include "redis/detail/multiplexer.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace souk::redis::detail {
namespace {

bool is_message(const Reply& reply) {
  if (reply.kind() != Reply::Kind::array || reply.array().empty()) return false;
  const auto& first = reply.array().front();
  return first.kind() == Reply::Kind::text && first.text() == "message";
}

}  // namespace

Multiplexer::Multiplexer(std::string address, Milliseconds deadline, Callbacks callbacks)
    : address_(std::move(address)), deadline_(deadline), callbacks_(std::move(callbacks)) {}

void Multiplexer::submit(Exchange& exchange) {
  assert(!stopped_);
  waiting_ += exchange.commands.size();
  unsent_.push_back(&exchange);
}

ReplyReader& Multiplexer::open() {
  reader_ = std::make_unique<ReplyReader>();
  return *reader_;
}

// All that waits goes out in one write: under appendfsync always one fsync then serves all of it.
std::string_view Multiplexer::take_unsent() {
  out_.clear();
  for (auto* exchange : unsent_) {
    for (const auto& command : exchange->commands) command.append_to(out_);
  }
  if (sent_.empty()) {
    sent_.swap(unsent_);
  } else {
    sent_.insert(sent_.end(), unsent_.begin(), unsent_.end());
    unsent_.clear();
  }
  return out_;
}

void Multiplexer::receive(std::string_view bytes) {
  replies_.clear();
  try {
    reader_->read(bytes, replies_);
  } catch (const ProtocolError&) {
    for (auto& reply : replies_) accept(std::move(reply));
    throw;
  }
  for (auto& reply : replies_) accept(std::move(reply));
}

void Multiplexer::accept(Reply reply) {
  if (stopped_) return;  // by a call that was resumed just now
  if (callbacks_.pushed && is_message(reply)) return callbacks_.pushed(std::move(reply));
  if (sent_.empty()) throw ProtocolError("a reply that no call waits for");
  auto& exchange = *sent_.front();
  exchange.replies[exchange.answered++] = std::move(reply);
  if (exchange.answered == exchange.commands.size()) complete(pop(sent_));
}

// Only their callers know whether the calls may be repeated.
void Multiplexer::lost(std::string_view reason) {
  reason_ = reason;
  while (!sent_.empty()) {
    fail(pop(sent_), "redis at " + address_ + " was lost (" + reason_ + "): the call may have run");
  }
}

bool Multiplexer::overdue(SteadyClock::time_point now) const {
  return !sent_.empty() && sent_.front()->since + deadline_ <= now;
}

void Multiplexer::expire(SteadyClock::time_point now) {
  while (!unsent_.empty() && unsent_.front()->since + deadline_ <= now) {
    fail(pop(unsent_),
         "redis at " + address_ + " was not reached within " + std::to_string(deadline_.count()) + " ms: " + reason_);
  }
}

SteadyClock::time_point Multiplexer::next_deadline(SteadyClock::time_point now) const {
  auto oldest = now;
  for (const auto* queue : {&sent_, &unsent_}) {
    if (!queue->empty()) oldest = std::min(oldest, queue->front()->since);
  }
  return oldest + deadline_;
}

std::vector<std::move_only_function<void()>> Multiplexer::stop() {
  stopped_ = true;
  std::vector<std::move_only_function<void()>> callers;
  for (auto* queue : {&sent_, &unsent_}) {
    while (!queue->empty()) {
      auto& exchange = pop(*queue);
      exchange.failure = "redis at " + address_ + ": the client was stopped";
      callers.push_back(std::move(exchange.resume));
    }
  }
  return callers;
}

void Multiplexer::discard() {
  for (auto* queue : {&sent_, &unsent_}) {
    while (!queue->empty()) std::exchange(pop(*queue).resume, nullptr);
  }
}

void Multiplexer::fail(Exchange& exchange, std::string failure) {
  exchange.failure = std::move(failure);
  complete(exchange);
}

// Resumes the caller at once. What it throws is none of the connection's concern.
void Multiplexer::complete(Exchange& exchange) {
  auto resume = std::move(exchange.resume);
  try {
    resume();
  } catch (...) {
    callbacks_.escaped(std::current_exception());
  }
}

Exchange& Multiplexer::pop(Queue& queue) {
  auto& exchange = *queue.front();
  queue.pop_front();
  waiting_ -= exchange.commands.size();
  return exchange;
}

}  // namespace souk::redis::detail
