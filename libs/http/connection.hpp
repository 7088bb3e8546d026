// One connection of a server: requests are read, handled and answered one after the other. The server's sweeper looks
// at its deadline, so no read needs a timer of its own, and a stream none for its comments.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/intrusive/list.hpp>
#include <expected>
#include <optional>

#include "http/event_stream.hpp"
#include "http/request_reader.hpp"
#include "http/server.hpp"
#include "http/wire.hpp"

namespace souk::http {

struct Serving;

// A connection is in a list of all, and may be in one of those that are silent or whose clients do not read.
template <class Tag>
using Unlinking = boost::intrusive::list_base_hook<boost::intrusive::tag<Tag>,
                                                   boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;
using InAll = Unlinking<struct All>;
using InSilent = Unlinking<struct Silent>;
using InUnread = Unlinking<struct UnreadAnswers>;

class Connection : public InAll, public InSilent, public InUnread {
 public:
  Connection(boost::asio::ip::tcp::socket, Serving&);
  Connection(const Connection&) = delete;

  // Returns when the connection has ended. Whoever calls it keeps the connection and its server's Serving alive.
  boost::asio::awaitable<void> serve();
  // Answers one 503 and ends: there are connections enough. Reads the head first, for a moment: a page of another
  // origin may read the answer when that origin is allowed.
  boost::asio::awaitable<void> turn_away();

  // For the stream under way; see EventStream.
  boost::asio::awaitable<bool> send(const Event&);

  // Ends whatever waits for longer than it may.
  void sweep(SteadyClock::time_point now);
  // Lets go; ends a stream.
  void drain();
  // Ends if it owes a request and nothing of one has arrived. False: it does not end, or not before it has answered.
  bool let_go();
  // Closes, and cancels the handler that may be running.
  void cut();

  boost::asio::cancellation_slot slot() { return cancellation_.slot(); }

 private:
  // Why there is no request: the refusal to answer before closing, or nothing to say.
  using Ended = std::optional<Refusal>;
  template <class T>
  using Read = std::expected<T, Ended>;
  enum class Phase { idle, head, body, refusing, handling, streaming, writing, lingering };

  SteadyClock::time_point enter(Phase);  // its deadline counts from now, which is answered
  Ended too_slow() const;
  RequestReader new_reader() const;
  bool bytes_wait() const;  // to be read
  boost::asio::awaitable<Read<void>> fill(std::size_t size);
  boost::asio::awaitable<Read<void>> begin_body(bool expects_continue);
  boost::asio::awaitable<Read<void>> read(RequestReader&);
  // Whether the connection is to be kept.
  boost::asio::awaitable<bool> answer(Request&, bool persists);
  boost::asio::awaitable<void> refuse(const Request&, Refusal);
  boost::asio::awaitable<bool> send(Response&, Envelope);
  boost::asio::awaitable<bool> flush();
  class Unread;
  boost::asio::awaitable<void> linger();
  // In event_stream.cpp.
  boost::asio::awaitable<void> stream(Response::Events);
  boost::asio::awaitable<void> tell(Response::Events);
  boost::asio::awaitable<void> until_left();
  void comment();

  void observe(Method, std::string_view route, std::string_view path, const Response&, SteadyClock::time_point started);
  void close();
  void abandon();

  boost::asio::ip::tcp::socket socket_;
  Serving& serving_;
  boost::asio::cancellation_signal cancellation_;
  boost::beast::flat_buffer in_;
  std::string out_;
  std::string peer_;
  std::string path_;  // of the request under way, as it was sent
  std::string id_;    // of the request under way
  Phase phase_ = Phase::idle;
  SteadyClock::time_point deadline_;
  std::size_t unread_ = 0;  // bytes of the answer that its client is taking
  bool expired_ = false;
  bool cut_ = false;
  bool let_go_ = false;
  bool streams_ = false;
};

// Without constant_time_size, which lists that unlink by themselves cannot have.
template <class Hook>
using Connections =
    boost::intrusive::list<Connection, boost::intrusive::base_hook<Hook>, boost::intrusive::constant_time_size<false>>;

// What a connection knows of its server.
struct Serving {
  ServerOptions options;
  Router& router;
  bool draining = false;
  Connections<InSilent> silent = {};  // those that owe a request, the longest silent first
  Connections<InUnread> unread = {};  // those whose answer is being taken, the longest first
  std::size_t unread_bytes = 0;       // of these answers
};

}  // namespace souk::http
