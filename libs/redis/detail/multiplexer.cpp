#include "redis/detail/multiplexer.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/unavailable.hpp"
#include "redis/detail/replication.hpp"

namespace souk::redis::detail {
namespace {

bool is_message(const Reply& reply) {
  if (reply.kind() != Reply::Kind::array || reply.array().empty()) return false;
  const auto& first = reply.array().front();
  return first.kind() == Reply::Kind::text && first.text() == "message";
}

}  // namespace

Multiplexer::Multiplexer(std::string address, Milliseconds deadline, unsigned replicas, Callbacks callbacks)
    : address_(std::move(address)), deadline_(deadline), replicas_(replicas), callbacks_(std::move(callbacks)) {}

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
    exchange->sent = true;
    for (const auto& command : exchange->commands) command.append_to(out_);
  }
  if (sent_.empty()) {
    sent_.swap(unsent_);
  } else {
    sent_.insert(sent_.end(), unsent_.begin(), unsent_.end());
    unsent_.clear();
  }
  if (replicas_ > 0 && !out_.empty()) {
    for (const auto& question : replication(replicas_)) {
      question.append_to(out_);
      sent_.push_back(nullptr);
    }
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
  if (sent_.front() == nullptr) return accept_end_of_turn(reply);
  auto& exchange = *sent_.front();
  exchange.replies[exchange.answered++] = std::move(reply);
  if (exchange.answered < exchange.commands.size()) return;
  if (replicas_ == 0) return complete(pop(sent_));
  held_.push_back(&exchange);
  sent_.pop_front();
}

// The replies to WAIT, a number, and to ROLE, an array.
void Multiplexer::accept_end_of_turn(const Reply& reply) {
  sent_.pop_front();
  if (reply.kind() != Reply::Kind::array) return expect_acknowledged(reply, replicas_);
  expect_primary(reply, replicas_);
  while (!held_.empty()) complete(pop(held_));
}

// Only their callers know whether the calls may be repeated.
void Multiplexer::lost(std::string_view reason) {
  reason_ = reason;
  std::erase(sent_, nullptr);
  for (auto* queue : {&held_, &sent_}) {
    while (!queue->empty()) {
      fail(pop(*queue), "redis at " + address_ + " was lost (" + reason_ + "): the call may have run");
    }
  }
}

// WAIT and ROLE stand behind the calls that they are for, so there is always one when something was sent.
SteadyClock::time_point Multiplexer::oldest_sent() const {
  if (!held_.empty()) return held_.front()->submitted;
  return sent_.empty() ? SteadyClock::time_point::max() : sent_.front()->submitted;
}

bool Multiplexer::overdue(SteadyClock::time_point now) const {
  return oldest_sent() <= now - deadline_;
}

void Multiplexer::expire(SteadyClock::time_point now) {
  Queue late;
  std::erase_if(unsent_, [&](Exchange* exchange) {
    if (exchange->since + deadline_ > now) return false;
    late.push_back(exchange);
    return true;
  });
  while (!late.empty()) {
    fail(pop(late),
         "redis at " + address_ + " was not reached within " + std::to_string(deadline_.count()) + " ms: " + reason_);
  }
}

SteadyClock::time_point Multiplexer::next_deadline(SteadyClock::time_point now) const {
  auto oldest = std::min(now, oldest_sent());
  for (const auto* exchange : unsent_) oldest = std::min(oldest, exchange->since);
  return oldest + deadline_;
}

std::vector<std::move_only_function<void()>> Multiplexer::stop() {
  stopped_ = true;
  std::vector<std::move_only_function<void()>> callers;
  std::erase(sent_, nullptr);
  for (auto* queue : {&held_, &sent_, &unsent_}) {
    while (!queue->empty()) {
      auto& exchange = pop(*queue);
      exchange.failure = "redis at " + address_ + ": the client was stopped";
      callers.push_back(std::move(exchange.resume));
    }
  }
  return callers;
}

void Multiplexer::discard() {
  std::erase(sent_, nullptr);
  for (auto* queue : {&held_, &sent_, &unsent_}) {
    while (!queue->empty()) std::exchange(pop(*queue).resume, nullptr);
  }
}

void Multiplexer::fail(Exchange& exchange, std::string failure) {
  exchange.failure = std::move(failure);
  exchange.answered = 0;
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
