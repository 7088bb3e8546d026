#include "http/client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "http/ascii.hpp"
#include "http/detail/as_result.hpp"

namespace souk::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr auto never = SteadyClock::time_point::max();
constexpr std::size_t max_header = 16 * 1024;
constexpr long read_at_once = 4 * 1024;  // curl keeps this much for each request under way

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// Sockets and timers call back through the multi handle, so curl must be set up before any of them, once for each
// process.
void set_up_curl() {
  static const auto failed = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (failed != CURLE_OK) throw std::runtime_error(curl_easy_strerror(failed));
}

// Returns "http://127.0.0.1:8000" for a URL that names a server and nothing else.
std::string origin_of(const std::string& text) {
  const auto refuse = [&] { throw std::invalid_argument("not an http://host:port URL: " + text); };
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  const auto part = [&](CURLUPart which) {
    char* value = nullptr;
    const auto missing = curl_url_get(url.get(), which, &value, 0);
    const std::unique_ptr<char, decltype(&curl_free)> owned(value, &curl_free);
    return missing ? std::string() : std::string(value);
  };
  const bool read = curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) == CURLUE_OK;
  if (!read || text.ends_with(':')) refuse();
  const auto scheme = part(CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") refuse();
  if (part(CURLUPART_PATH) != "/" || !part(CURLUPART_QUERY).empty() || !part(CURLUPART_FRAGMENT).empty()) refuse();
  const auto port = part(CURLUPART_PORT);
  return scheme + "://" + part(CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
}

void check_field(std::string_view text) {
  if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
    throw std::invalid_argument("a header field of a request holds a line feed");
  }
}

void check_target(std::string_view target) {
  if (!target.starts_with('/') || !std::ranges::all_of(target, [](char c) { return c > ' ' && c < 127; })) {
    throw std::invalid_argument("not a request target: " + std::string(target));
  }
}

}  // namespace

// What is sent. Without a body it is a GET, else a POST.
struct Client::Message {
  std::string target;
  Headers headers;
  std::optional<std::string> body = {};
};

// The requests under way: one curl multi handle, whose sockets and timer wait in our event loop.
class Client::Transfers : public std::enable_shared_from_this<Transfers> {
 public:
  Transfers(asio::any_io_executor, ClientOptions);
  ~Transfers() { multi_.reset(); }  // curl closes its sockets first

  asio::awaitable<ClientResponse> exchange(Message);
  void end();  // wakes every waiting caller

 private:
  struct Request;
  // A socket of curl, and the events that curl waits for on it.
  struct Watched {
    asio::posix::stream_descriptor socket;
    int events = CURL_POLL_NONE;
    bool reading = false, writing = false;
  };

  static int on_socket(CURL*, curl_socket_t, int events, void* self, void* watched);
  static int on_timer(CURLM*, long milliseconds, void* self);
  void act_soon();
  void wake_at(SteadyClock::time_point);
  std::unique_ptr<CURL, FreeEasy> handle();
  void watch(curl_socket_t, int events);
  void wait(const std::shared_ptr<Watched>&);
  void act(curl_socket_t, int ready);
  [[noreturn]] void unavailable(const Request&) const;
  [[noreturn]] void unavailable(std::string_view why) const;

  asio::any_io_executor executor_;
  ClientOptions options_;
  std::string origin_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  asio::steady_timer timer_;
  SteadyClock::time_point due_ = never;    // when curl wants to be called
  SteadyClock::time_point armed_ = never;  // when timer_ expires
  std::map<curl_socket_t, std::shared_ptr<Watched>> watched_;
  std::set<Request*> requests_;
  std::vector<std::unique_ptr<CURL, FreeEasy>> unused_;  // of requests that ended: a new one costs curl 20 us
};

// One request from its start to its end. The destructor removes it from the multi handle.
struct Client::Transfers::Request {
  Request(Transfers&, const Message&);  // which must outlive it
  ~Request();
  Request(const Request&) = delete;

  void set_body(const std::string&);
  static int on_send(void* self, char*, char*, int, int);
  static std::size_t on_header(char* line, std::size_t, std::size_t size, void* self);
  static std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* self);

  Transfers& transfers;
  std::unique_ptr<CURL, FreeEasy> easy;
  std::unique_ptr<curl_slist, FreeList> fields;
  asio::steady_timer ended;  // expires at the deadline, or is cancelled when curl has finished
  std::optional<CURLcode> outcome = {};
  bool sent = false;
  std::size_t header_size = 0;
  bool head_complete = false;
  ClientResponse response{};
};

Client::Transfers::Request::Request(Transfers& owner, const Message& message)
    : transfers(owner), easy(owner.handle()), ended(owner.executor_, SteadyClock::now() + owner.options_.deadline) {
  const auto add = [&](const std::string& line) { fields.reset(curl_slist_append(fields.release(), line.c_str())); };
  add("Accept:");  // otherwise curl sends its own
  add("Expect:");
  for (const auto& [name, value] : message.headers) {
    check_field(name);
    check_field(value);
    add(std::string(name).append(": ").append(value));
  }
  auto* handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_URL, (owner.origin_ + message.target).c_str());
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  if (message.body) set_body(*message.body);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, fields.get());
  if (!owner.options_.use_proxy) curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // with a file only, curl reads the certificates once
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, read_at_once);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
  owner.requests_.insert(this);
  curl_multi_add_handle(owner.multi_.get(), handle);
}

Client::Transfers::Request::~Request() {
  curl_multi_remove_handle(transfers.multi_.get(), easy.get());
  transfers.requests_.erase(this);
  curl_easy_reset(easy.get());
  transfers.unused_.push_back(std::move(easy));
}

void Client::Transfers::Request::set_body(const std::string& body) {
  auto* handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, &on_send);
  curl_easy_setopt(handle, CURLOPT_PREREQDATA, this);
}

// curl sends a request again when a kept connection turns out to be closed. A POST may have taken effect by then.
int Client::Transfers::Request::on_send(void* self, char*, char*, int, int) {
  return std::exchange(static_cast<Request*>(self)->sent, true) ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

// A line of the head. The lines of an interim response (1xx) are dropped when the next status line arrives.
std::size_t Client::Transfers::Request::on_header(char* line, std::size_t, std::size_t size, void* self) {
  auto& request = *static_cast<Request*>(self);
  request.header_size += size;
  if (request.header_size > max_header) return 0;
  const std::string_view text(line, size);
  request.head_complete = text == "\r\n" || text == "\n";
  auto& headers = request.response.headers;
  if (text.starts_with("HTTP/")) headers.clear();
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return size;
  headers.emplace_back(text.substr(0, colon), trimmed(text.substr(colon + 1, text.find_last_not_of("\r\n") - colon)));
  return size;
}

std::size_t Client::Transfers::Request::on_body(char* bytes, std::size_t, std::size_t size, void* self) {
  auto& request = *static_cast<Request*>(self);
  auto& body = request.response.body;
  if (body.size() + size > request.transfers.options_.max_response) return 0;
  body.append(bytes, size);
  return size;
}

Client::Transfers::Transfers(asio::any_io_executor executor, ClientOptions options)
    : executor_(std::move(executor)),
      options_(std::move(options)),
      origin_(origin_of(options_.url)),
      timer_(executor_) {
  set_up_curl();
  multi_.reset(curl_multi_init());
  auto* multi = multi_.get();
  const auto connections = static_cast<long>(options_.max_connections);
  curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &on_socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &on_timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
}

asio::awaitable<ClientResponse> Client::Transfers::exchange(Message message) {
  const auto alive = shared_from_this();
  check_target(message.target);
  if (requests_.size() >= options_.max_connections + options_.max_waiting) {
    throw Busy(Dependency::service, "http " + options_.url + " has too many requests waiting");
  }
  Request request(*this, message);
  co_await request.ended.async_wait(as_result);
  if (request.outcome != CURLE_OK) unavailable(request);
  if (!request.head_complete) unavailable("failed: its answer ended within the head");
  long status = 0;
  curl_easy_getinfo(request.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  request.response.status = static_cast<unsigned>(status);
  co_return std::move(request.response);
}

std::unique_ptr<CURL, FreeEasy> Client::Transfers::handle() {
  if (unused_.empty()) return std::unique_ptr<CURL, FreeEasy>(curl_easy_init());
  auto easy = std::move(unused_.back());
  unused_.pop_back();
  return easy;
}

void Client::Transfers::unavailable(const Request& request) const {
  if (!request.outcome) unavailable("did not answer in " + std::to_string(options_.deadline.count()) + " ms");
  if (*request.outcome == CURLE_COULDNT_RESOLVE_HOST) unavailable("has no address");
  if (*request.outcome == CURLE_ABORTED_BY_CALLBACK) unavailable("closed the connection before it answered");
  const auto* what = *request.outcome == CURLE_COULDNT_CONNECT ? "cannot be connected: " : "failed: ";
  unavailable(std::string(what) + curl_easy_strerror(*request.outcome));
}

void Client::Transfers::unavailable(std::string_view why) const {
  throw Unavailable(Dependency::service, "http " + options_.url + " " + std::string(why));
}

void Client::Transfers::end() {
  for (auto* request : requests_) request->ended.cancel();
}

int Client::Transfers::on_socket(CURL*, curl_socket_t socket, int events, void* self, void*) {
  static_cast<Transfers*>(self)->watch(socket, events);
  return 0;
}

int Client::Transfers::on_timer(CURLM*, long milliseconds, void* self) {
  auto& transfers = *static_cast<Transfers*>(self);
  transfers.due_ = never;
  if (milliseconds == 0) transfers.act_soon();
  if (milliseconds > 0) transfers.due_ = SteadyClock::now() + Milliseconds(milliseconds);
  if (transfers.due_ < transfers.armed_) transfers.wake_at(transfers.due_);
  return 0;
}

void Client::Transfers::act_soon() {
  asio::post(executor_, [weak = weak_from_this()] {
    if (const auto alive = weak.lock()) alive->act(CURL_SOCKET_TIMEOUT, 0);
  });
}

// curl moves its timer with each request, mostly to a later time. So one that expires too early only looks when to wake
// next, which costs less than to set it again each time.
void Client::Transfers::wake_at(SteadyClock::time_point time) {
  armed_ = time;
  timer_.expires_at(time);
  timer_.async_wait([weak = weak_from_this()](error_code cancelled) {
    const auto alive = weak.lock();
    if (cancelled || !alive) return;
    alive->armed_ = never;
    if (alive->due_ <= SteadyClock::now()) {
      alive->due_ = never;
      alive->act(CURL_SOCKET_TIMEOUT, 0);
    } else if (alive->due_ < never) {
      alive->wake_at(alive->due_);
    }
  });
}

void Client::Transfers::watch(curl_socket_t socket, int events) {
  auto& watched = watched_[socket];
  if (events == CURL_POLL_REMOVE) {
    watched->socket.release();  // curl closes it
    watched_.erase(socket);
    return;
  }
  if (!watched) watched = std::make_shared<Watched>(asio::posix::stream_descriptor(executor_, socket));
  watched->events = events;
  wait(watched);
}

// Each wait ends with one event; then curl says whether it waits for more.
void Client::Transfers::wait(const std::shared_ptr<Watched>& watched) {
  const auto begin = [&](int event, int ready, bool Watched::* waiting, asio::posix::descriptor_base::wait_type type) {
    if (!(watched->events & event) || (*watched).*waiting) return;
    (*watched).*waiting = true;
    watched->socket.async_wait(type, [weak = weak_from_this(), watched, ready, waiting](error_code failed) {
      (*watched).*waiting = false;
      const auto alive = weak.lock();
      if (failed || !alive || !watched->socket.is_open()) return;
      alive->act(watched->socket.native_handle(), ready);
      if (watched->socket.is_open()) alive->wait(watched);
    });
  };
  using asio::posix::descriptor_base;
  begin(CURL_POLL_IN, CURL_CSELECT_IN, &Watched::reading, descriptor_base::wait_read);
  begin(CURL_POLL_OUT, CURL_CSELECT_OUT, &Watched::writing, descriptor_base::wait_write);
}

void Client::Transfers::act(curl_socket_t socket, int ready) {
  int running = 0;
  curl_multi_socket_action(multi_.get(), socket, ready, &running);
  for (int left = 0; auto* message = curl_multi_info_read(multi_.get(), &left);) {
    if (message->msg != CURLMSG_DONE) continue;
    Request* request = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &request);
    request->outcome = message->data.result;
    request->ended.cancel();
  }
}

Client::Client(asio::any_io_executor executor, ClientOptions options)
    : transfers_(std::make_shared<Transfers>(std::move(executor), std::move(options))) {}

Client::~Client() {
  transfers_->end();
}

asio::awaitable<ClientResponse> Client::get(std::string target, Headers headers) {
  return transfers_->exchange({std::move(target), std::move(headers)});
}

asio::awaitable<ClientResponse> Client::post(std::string target, std::string body, Headers headers) {
  return transfers_->exchange({std::move(target), std::move(headers), std::move(body)});
}

}  // namespace souk::http
