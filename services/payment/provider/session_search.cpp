#include "payment/provider/session_search.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unordered_map>

#include "payment/provider/stripe_reply.hpp"
#include "payment/provider/stripe_requests.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t most_pages = 1000;          // of a search
constexpr std::chrono::minutes clocks_differ{5};  // at most, Stripe's from ours
constexpr std::chrono::hours key_is_kept{24};     // so long a repeated call can still open a session

}  // namespace

struct SessionSearch::Search {
  explicit Search(const boost::asio::any_io_executor& executor) : over(executor, SteadyClock::time_point::max()) {}

  void add(const std::string& order, Timestamp asked_at) {
    from = std::min(from, asked_at - clocks_differ);
    to = std::max(to, asked_at + key_is_kept);
    found.try_emplace(order);
  }
  awaitable<void> wait() { co_await over.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable)); }

  boost::asio::steady_timer over;  // cancelled at the end
  Timestamp from = Timestamp::max(), to = Timestamp::min();
  std::unordered_map<std::string, std::vector<StripeSession>> found;  // by order
  std::optional<ProviderAnswer> failure = unknown_answer("The search at the payment provider was ended");
};

// The first that asks for a search runs it.
awaitable<SessionSearch::Sessions> SessionSearch::of(Ulid pk, Timestamp asked_at) {
  const bool is_first = !next_;
  if (is_first) next_ = std::make_shared<Search>(co_await boost::asio::this_coro::executor);
  const auto search = next_;
  search->add(pk.text(), asked_at);
  co_await (is_first ? run(search) : search->wait());
  if (search->failure) co_return std::unexpected(*search->failure);
  co_return search->found.at(pk.text());
}

awaitable<void> SessionSearch::run(std::shared_ptr<Search> search) {
  struct Over {
    SessionSearch& all;
    std::shared_ptr<Search> search;
    ~Over() {
      if (all.next_ == search) all.next_.reset();
      if (all.under_way_ == search) all.under_way_.reset();
      search->over.cancel();
    }
  } over{*this, search};
  while (const auto before = under_way_) co_await before->wait();
  under_way_ = std::move(next_);
  co_await read_pages(*search);
}

awaitable<void> SessionSearch::read_pages(Search& search) {
  std::string after;
  for (std::size_t pages = 0; pages < most_pages; ++pages) {
    auto page = co_await read_(sessions_between(search.from, search.to, after));
    if (!page) {
      search.failure = std::move(page.error());
      co_return;
    }
    if (!page->data.empty()) after = page->data.back().id;
    for (auto& session : page->data) {
      const auto wanted = search.found.find(session.client_reference_id.value_or(""));
      if (wanted != search.found.end()) wanted->second.push_back(std::move(session));
    }
    if (!page->has_more || page->data.empty()) {
      search.failure.reset();
      co_return;
    }
  }
  search.failure = unknown_answer("The payment provider's list is too long to search");
}

}  // namespace souk::payment
