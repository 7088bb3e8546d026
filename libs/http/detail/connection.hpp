// One connection of a server: requests are read, handled and answered one after the other. The server's sweeper checks
// its deadline, so neither reads nor the comments of a stream need a timer of their own.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/intrusive/list.hpp>
#include <expected>
#include <optional>

#include "http/application.hpp"
#include "http/detail/request_reader.hpp"
#include "http/detail/wire.hpp"
#include "http/message.hpp"
#include "http/server_options.hpp"

namespace souk::http {

struct Event;
struct Serving;

// A connection is in the list of all, and may be in the list of silent ones or of those whose clients do not read.
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

  // Returns when the connection has ended. The caller keeps the connection and its server's Serving alive.
  boost::asio::awaitable<void> serve();
  // Answers one 503 and ends, because there are too many connections. Reads the head first, with a short deadline: the
  // answer's CORS headers depend on the Origin.
  boost::asio::awaitable<void> reject();

  // For the present stream; see EventStream.
  boost::asio::awaitable<bool> send(const Event&);

  // Ends waits that have passed their deadline.
  void sweep(SteadyClock::time_point now);
  // Ends the connection when it is idle or holds a stream.
  void drain();
  // Ends the connection if it waits for a request and no byte of one has arrived. Returns false if it does not end, or
  // if it sends an answer first.
  bool close_if_idle();
  // Closes the connection and cancels a running handler.
  void cut();

  boost::asio::cancellation_slot slot() { return cancellation_.slot(); }

 private:
  // Why there is no request: a refusal to answer before closing, or no answer at all.
  using Ended = std::optional<Refusal>;
  template <class T>
  using Read = std::expected<T, Ended>;
  enum class Phase { idle, head, body, refusing, handling, streaming, writing, lingering };

  SteadyClock::time_point enter(Phase);  // starts and returns the phase's deadline
  Ended too_slow() const;
  RequestReader new_reader();
  bool has_unread_bytes() const;
  boost::asio::awaitable<Read<void>> fill(std::size_t size);
  boost::asio::awaitable<Read<void>> admit(RequestReader&);
  boost::asio::awaitable<Read<void>> begin_body(const RequestReader&);
  boost::asio::awaitable<Read<void>> read(RequestReader&);
  // Returns whether the connection is to be kept.
  boost::asio::awaitable<bool> answer(Request&, bool persists);
  boost::asio::awaitable<void> refuse(Request, Refusal);
  boost::asio::awaitable<bool> send(Response&, Envelope);
  boost::asio::awaitable<bool> flush();
  class Unread;
  boost::asio::awaitable<void> linger();
  // In event_stream.cpp.
  boost::asio::awaitable<void> stream(Response::Events);
  boost::asio::awaitable<void> write_events(Response::Events);
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
  std::string path_;  // of the present request, as it was sent
  std::string id_;    // of the present request
  Phase phase_ = Phase::idle;
  SteadyClock::time_point deadline_;
  std::size_t unread_ = 0;  // bytes of the answer that the client has not read
  bool expired_ = false;
  bool cut_ = false;
  bool closing_ = false;
  bool streams_ = false;
};

// Without constant_time_size: lists whose members unlink themselves cannot have it.
template <class Hook>
using Connections =
    boost::intrusive::list<Connection, boost::intrusive::base_hook<Hook>, boost::intrusive::constant_time_size<false>>;

// The state that the connections of a server share.
struct Serving {
  ServerOptions options;
  Application& application;
  bool draining = false;
  Connections<InSilent> silent = {};  // wait for a request, the longest first
  Connections<InUnread> unread = {};  // the client has not read the answer, the longest first
  std::size_t unread_bytes = 0;       // sum of these answers
};

}  // namespace souk::http
