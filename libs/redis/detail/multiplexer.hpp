#pragma once

#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "redis/detail/exchange.hpp"
#include "redis/detail/reply_reader.hpp"
#include "redis/reply.hpp"

namespace souk::redis::detail {

// The protocol of one connection, without its socket: calls go in, bytes to write come out, and the bytes that come
// back complete the calls in order. Calls wait in two queues, not yet sent and sent. A lost connection fails those
// that were sent, since they may have run, and keeps the others for the next connection, until their deadline.
//
// With `replicas`, what is written together ends with WAIT and ROLE, and its replies are held until these show that the
// primary has exactly so many replicas and that all of them have what was written (docs/decisions/0035).
class Multiplexer {
 public:
  struct Callbacks {
    std::function<void(Reply)> pushed = {};  // a "message" that no call asked for; without it, it is a call's reply
    std::function<void(std::exception_ptr)> escaped = {};  // from a caller that was resumed
  };

  Multiplexer(std::string address, Milliseconds deadline, unsigned replicas, Callbacks);

  // `exchange.resume` is called once, when all replies are there or `failure` is set; never from within submit().
  void submit(Exchange& exchange);
  // True if calls wait. With replicas: only after the last write is acknowledged by all; waiting calls share the next
  // WAIT.
  bool may_write() const { return !unsent_.empty() && (replicas_ == 0 || (sent_.empty() && held_.empty())); }
  std::size_t waiting() const { return waiting_; }  // commands without their reply

  // A new connection begins. Returns the reader of its replies, for those to its handshake.
  ReplyReader& open();
  // The bytes of all calls that wait, which count as sent from now on; valid until the next call of this.
  std::string_view take_unsent();
  // Completes the calls that these bytes answer. Throws ProtocolError, or Unavailable when it is not replicated: the
  // connection is of no further use.
  void receive(std::string_view bytes);
  void lost(std::string_view reason);

  // The oldest sent call is past its deadline, so the connection has to be given up.
  bool overdue(SteadyClock::time_point now) const;
  // Fails the calls that were not sent by their deadline.
  void expire(SteadyClock::time_point now);
  // Nothing reaches its deadline before this, nor does a call that begins meanwhile.
  SteadyClock::time_point next_deadline(SteadyClock::time_point now) const;

  // Fails every call and receives nothing more. Returns the callers, to be resumed later.
  std::vector<std::move_only_function<void()>> stop();
  // Destroys the callers without resuming them. An exchange is kept by its own frame and would never be freed.
  void discard();

 private:
  using Queue = std::deque<Exchange*>;

  void accept(Reply reply);
  void accept_end_of_turn(const Reply& reply);
  SteadyClock::time_point oldest_sent() const;
  void complete(Exchange& exchange);
  void fail(Exchange& exchange, std::string failure);
  Exchange& pop(Queue& queue);

  const std::string address_;
  const Milliseconds deadline_;
  const unsigned replicas_;
  const Callbacks callbacks_;
  std::unique_ptr<ReplyReader> reader_;
  std::vector<Reply> replies_;
  Queue unsent_;
  Queue held_;  // every reply is there, but not yet those of WAIT and ROLE behind them
  Queue sent_;  // in their order; null: a WAIT or a ROLE
  std::string out_;
  std::size_t waiting_ = 0;
  bool stopped_ = false;
  std::string reason_ = "not connected yet";  // why the last connection or attempt ended
};

}  // namespace souk::redis::detail
