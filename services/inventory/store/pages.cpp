#include "inventory/store/pages.hpp"

#include <algorithm>
#include <stdexcept>

#include "contracts/events.hpp"
#include "inventory/domain/refusals.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

constexpr std::size_t capacity = 100;  // more than there are names
constexpr Partition home = 0;

std::string text_of(PageName name) {
  return describe::Scalar<PageName>::text(name);
}

std::string key(PageName name) {
  return redis::key(contracts::inventory, home, "page", text_of(name));
}

// Redis holds what our own function wrote, so an unreadable hash is our bug.
ShopPage page_of(const redis::Reply& hash) {
  auto page = describe::from_fields<ShopPage>(hash.pairs(), "page");
  if (page) return std::move(*page);
  throw std::logic_error("a page's hash is damaged: " + page.error().front().msg);
}

std::shared_ptr<const RenderedPage> rendered_page(redis::Reply hash) {
  const auto fields = hash.pairs();
  if (std::ranges::find(fields, "text", &describe::Fields::value_type::first) == fields.end()) return nullptr;
  const auto page = page_of(hash);
  return std::make_shared<RenderedPage>(WrittenPage{page.name, page.version, page.updated_at}, describe::to_json(page));
}

// In the form that the functions expect: ",3,7,".
std::string list_of(const std::vector<Version>& versions) {
  std::string text = ",";
  for (const auto& version : versions) text += std::to_string(version.value()) + ',';
  return text;
}

std::string expected_versions(const ExpectedPage& expected) {
  if (expected.exists) return "*";
  return expected.versions ? list_of(*expected.versions) : "";
}

std::string excluded_versions(const ExpectedPage& expected) {
  return expected.absent ? "*" : list_of(expected.excluded);
}

std::unexpected<Refusal> not_found(PageName name) {
  return refuse(page_not_found, "The shop has no page \"" + text_of(name) + "\".");
}

std::unexpected<Refusal> mismatch(PageName name) {
  return refuse(version_mismatch, "The page \"" + text_of(name) + "\" has changed since it was read: read it again.");
}

}  // namespace

Pages::Pages(redis::Client& client, boost::asio::any_io_executor executor, redis::Options options)
    : redis_(client), cache_(std::move(executor), std::move(options), capacity, rendered_page) {}

awaitable<std::shared_ptr<const RenderedPage>> Pages::read(PageName name) {
  auto its_key = key(name);
  std::shared_ptr<const RenderedPage> page;
  if (!cache_.peek(its_key, page)) page = co_await cache_.get(std::move(its_key));
  co_return page;
}

awaitable<std::vector<WrittenPage>> Pages::list() {
  std::vector<WrittenPage> pages;
  for (const auto name : page_names()) {
    if (const auto page = co_await read(name)) pages.push_back(page->about);
  }
  co_return pages;
}

awaitable<Outcome<std::shared_ptr<const RenderedPage>>> Pages::find(PageName name) {
  auto page = co_await read(name);
  if (!page) co_return not_found(name);
  co_return page;
}

void Pages::forget(PageName name) {
  cache_.forget(key(name));
}

awaitable<Outcome<WrittenPageResult>> Pages::write(PageName name, PageText text, ExpectedPage expected) {
  redis::Call call("write_page");
  call.key(key(name)).arg(text_of(name)).arg(text.value());
  call.arg(expected_versions(expected)).arg(excluded_versions(expected));
  const auto reply = co_await redis_.call(call);
  forget(name);
  const auto& word = reply.array().at(0).text();
  if (word == "version_mismatch") co_return mismatch(name);
  co_return WrittenPageResult{page_of(reply.array().at(1)), word == "created"};
}

awaitable<Outcome<void>> Pages::remove(PageName name, ExpectedPage expected) {
  redis::Call call("delete_page");
  call.key(key(name)).arg(expected_versions(expected)).arg(excluded_versions(expected));
  const auto reply = co_await redis_.call(call);
  forget(name);
  if (reply.text() == "page_not_found") co_return not_found(name);
  if (reply.text() == "version_mismatch") co_return mismatch(name);
  co_return Outcome<void>();
}

}  // namespace souk::inventory
