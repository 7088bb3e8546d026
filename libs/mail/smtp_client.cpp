#include "mail/smtp_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace souk::mail {

namespace asio = boost::asio;

namespace {

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// "5.7.1" of "550 5.7.1 Relaying denied" (RFC 3463); empty: the answer has none.
std::string_view enhanced_code_of(std::string_view line) {
  if (line.size() < 5) return {};
  const auto text = line.substr(4);
  return text.starts_with("5.") ? text.substr(0, text.find_first_not_of("0123456789.")) : std::string_view();
}

std::string part_of(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* value = nullptr;
  const auto missing = curl_url_get(url, which, &value, flags);
  const std::unique_ptr<char, decltype(&curl_free)> owned(value, &curl_free);
  return missing ? std::string() : std::string(value);
}

}  // namespace

// One curl handle, which keeps its connection for the next mail.
class SmtpClient::Connection {
 public:
  explicit Connection(const SmtpClient&);
  ~Connection();
  Connection(const Connection&) = delete;

  Delivery deliver(const std::string& from, const std::string& to, std::string_view message);

 private:
  // What the server's answers belong to.
  enum class Phase { before, recipient, message, over };

  static std::size_t on_read(char* to, std::size_t, std::size_t room, void* self);
  static int on_debug(CURL*, curl_infotype, char* bytes, std::size_t size, void* self);
  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
  static curl_socket_t on_open(void* self, curlsocktype, curl_sockaddr*);
  static int on_close(void* self, curl_socket_t);
  void note_command(std::string_view);
  void note_answer(std::string_view);
  bool is_about_account() const;
  Delivery delivery_after(CURLcode) const;

  const SmtpClient& client_;
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::string_view unsent_ = {};
  Phase phase_ = Phase::before, answered_ = Phase::before;
  unsigned code_ = 0;
  std::string enhanced_code_ = {};
  curl_socket_t socket_ = CURL_SOCKET_BAD;
};

SmtpClient::Connection::Connection(const SmtpClient& client) : client_(client), easy_(curl_easy_init()) {
  auto* easy = easy_.get();
  const bool signs_in = !client.user_.empty();
  curl_easy_setopt(easy, CURLOPT_URL, client.origin_.c_str());
  if (signs_in) curl_easy_setopt(easy, CURLOPT_USERNAME, client.user_.c_str());
  if (signs_in) curl_easy_setopt(easy, CURLOPT_PASSWORD, client.password_.c_str());
  // OpenSSL and the curl program trust this file, too.
  if (const char* trusted = std::getenv("SSL_CERT_FILE")) curl_easy_setopt(easy, CURLOPT_CAINFO, trusted);
  curl_easy_setopt(easy, CURLOPT_USE_SSL, signs_in ? long{CURLUSESSL_ALL} : long{CURLUSESSL_TRY});
  if (!signs_in && client.origin_.starts_with("smtp:")) {
    // An attacker who can show a false certificate can also hide that the server offers encryption.
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  }
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(client.options_.deadline.count()));
  curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, &on_read);
  curl_easy_setopt(easy, CURLOPT_READDATA, this);
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);  // for on_debug
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &on_debug);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, this);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);  // for on_progress
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &on_open);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &on_close);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

// curl would say QUIT and wait for the answer, for two minutes.
SmtpClient::Connection::~Connection() {
  if (socket_ != CURL_SOCKET_BAD) ::shutdown(socket_, SHUT_RDWR);
}

Delivery SmtpClient::Connection::deliver(const std::string& from, const std::string& to, std::string_view message) {
  auto* easy = easy_.get();
  const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, to.c_str()));
  curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  unsent_ = message;
  phase_ = answered_ = Phase::before;
  code_ = 0;
  return delivery_after(curl_easy_perform(easy));
}

Delivery SmtpClient::Connection::delivery_after(CURLcode result) const {
  using enum Delivery::State;
  if (result == CURLE_OK) return {taken, code_};
  const bool is_about_it = answered_ != Phase::before && code_ != 421;  // 421: it is closing
  if (is_about_it && code_ >= 500 && code_ < 600) return {is_about_account() ? put_off : refused, code_};
  if (is_about_it && code_ >= 400 && code_ < 500) return {put_off, code_};
  return {away, code_, curl_easy_strerror(result)};
}

// A 5xx that says nothing of this recipient or this message: sign in first, no right to send, a quota, a fault of the
// server. The store can mend that, and then every mail is taken.
bool SmtpClient::Connection::is_about_account() const {
  for (const auto* subject : {"5.3.", "5.4.", "5.7."}) {
    if (enhanced_code_.starts_with(subject)) return true;
  }
  const bool denies_all = code_ == 554 && answered_ == Phase::recipient && enhanced_code_.empty();
  return code_ == 530 || code_ == 535 || denies_all;
}

std::size_t SmtpClient::Connection::on_read(char* to, std::size_t, std::size_t room, void* self) {
  auto& unsent = static_cast<Connection*>(self)->unsent_;
  const auto size = std::min(room, unsent.size());
  std::memcpy(to, unsent.data(), size);
  unsent.remove_prefix(size);
  return size;
}

int SmtpClient::Connection::on_debug(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* self) {
  auto& connection = *static_cast<Connection*>(self);
  if (kind == CURLINFO_HEADER_OUT) connection.note_command({bytes, size});
  if (kind == CURLINFO_HEADER_IN) connection.note_answer({bytes, size});
  return 0;
}

void SmtpClient::Connection::note_command(std::string_view command) {
  if (!command.starts_with("QUIT")) enhanced_code_.clear();
  if (command.starts_with("RCPT")) phase_ = Phase::recipient;
  if (command.starts_with("DATA")) phase_ = Phase::message;
  if (command.starts_with("QUIT")) phase_ = Phase::over;
}

// "550-5.1.1 more lines follow", "550 5.1.1 the last".
void SmtpClient::Connection::note_answer(std::string_view line) {
  if (phase_ == Phase::over) return;
  unsigned code = 0;
  for (const char c : line.substr(0, 3)) {
    if (c < '0' || c > '9') return;
    code = code * 10 + static_cast<unsigned>(c - '0');
  }
  code_ = code;
  if (const auto enhanced = enhanced_code_of(line); !enhanced.empty()) enhanced_code_ = enhanced;
  answered_ = phase_;
}

int SmtpClient::Connection::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Connection*>(self)->client_.stopping_ ? 1 : 0;
}

curl_socket_t SmtpClient::Connection::on_open(void* self, curlsocktype, curl_sockaddr* address) {
  return static_cast<Connection*>(self)->socket_ =
             ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int SmtpClient::Connection::on_close(void* self, curl_socket_t socket) {
  auto& connection = *static_cast<Connection*>(self);
  if (connection.socket_ == socket) connection.socket_ = CURL_SOCKET_BAD;
  return ::close(socket);
}

SmtpClient::SmtpClient(SmtpOptions options) : options_(std::move(options)), threads_(options_.connections) {
  static const auto failed = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  const bool read = curl_url_set(url.get(), CURLUPART_URL, options_.url.c_str(), 0) == CURLUE_OK;
  const auto scheme = part_of(url.get(), CURLUPART_SCHEME), port = part_of(url.get(), CURLUPART_PORT);
  const bool is_smtp = scheme == "smtp" || scheme == "smtps";
  if (failed != CURLE_OK || !read || !is_smtp) throw std::invalid_argument("not an smtp://host:port URL");
  origin_ = scheme + "://" + part_of(url.get(), CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
  user_ = part_of(url.get(), CURLUPART_USER, CURLU_URLDECODE);
  password_ = part_of(url.get(), CURLUPART_PASSWORD, CURLU_URLDECODE);
}

SmtpClient::~SmtpClient() {
  stop();
  threads_.join();
}

void SmtpClient::stop() {
  stopping_ = true;
}

std::unique_ptr<SmtpClient::Connection> SmtpClient::idle_connection() {
  if (idle_.empty()) return std::make_unique<Connection>(*this);
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

asio::awaitable<Delivery> SmtpClient::send(std::string from, std::string to, std::string message) {
  auto connection = idle_connection();
  const auto deliver = [&]() -> asio::awaitable<Delivery> { co_return connection->deliver(from, to, message); };
  const auto delivery = co_await asio::co_spawn(threads_, deliver, asio::use_awaitable);
  idle_.push_back(std::move(connection));
  co_return delivery;
}

}  // namespace souk::mail
