// The owner's pages (pages.lua) on a real Redis.
#include "inventory/store/pages.hpp"

#include <gmock/gmock.h>

#include "inventory/domain/refusals.hpp"
#include "inventory/store/products.hpp"
#include "open_partitions.hpp"
#include "redis/running.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct OwnersPages : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Pages pages{client, io.get_executor(), redis::options_for(server)};
  Pages others{client, io.get_executor(), redis::options_for(server)};  // as in another process

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    options.demands = testing::opening("inventory", 1);
    return options;
  }

  awaitable<ShopPage> write(std::string text) {
    co_return (co_await pages.write(PageName::terms, PageText(std::move(text)), {})).value().page;
  }

  awaitable<std::string> code_of_write(std::string text, ExpectedPage expected) {
    auto written = co_await pages.write(PageName::terms, PageText(std::move(text)), std::move(expected));
    co_return written ? std::string() : std::string(written.error().code.word);
  }

  // The JSON of the terms; empty: there are none.
  static awaitable<std::string> terms(Pages& pages) {
    auto page = co_await pages.find(PageName::terms);
    co_return page ? (*page)->json : std::string();
  }

  static ExpectedPage seen(const ShopPage& page) { return {.versions = std::vector{page.version}}; }
};

TEST_F(OwnersPages, none_exists_until_it_is_written) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await pages.list(), IsEmpty());
    EXPECT_EQ((co_await pages.find(PageName::terms)).error().code, page_not_found);
    EXPECT_EQ((co_await pages.remove(PageName::terms, {})).error().code, page_not_found);
    EXPECT_EQ((co_await pages.remove(PageName::terms, {.exists = true})).error().code, page_not_found);
  });
}

TEST_F(OwnersPages, what_is_written_is_read_at_once_and_soon_by_other_processes) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await terms(others), "");
    const std::string text = "# Terms\r\n\"quoted\" <b> \u0634\u0631\u0648\u0637 \U0001f600\n";
    const auto written = co_await pages.write(PageName::terms, PageText(text), {});
    EXPECT_TRUE(written->created);
    EXPECT_EQ(written->page.text.value(), text);
    EXPECT_EQ(written->page.version, Version(1));
    EXPECT_EQ(co_await terms(pages), describe::to_json(written->page));
    while (co_await terms(others) == "") co_await redis::sleep(redis::milliseconds(2));
    EXPECT_EQ(co_await terms(others), describe::to_json(written->page));
    const auto again = co_await pages.write(PageName::terms, PageText("other"), {});
    EXPECT_FALSE(again->created);
    EXPECT_THAT(co_await terms(pages), HasSubstr("\"other\""));
  });
}

TEST_F(OwnersPages, the_list_has_those_that_exist) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await pages.write(PageName::contact, PageText("us"), {});
    co_await write("terms");
    std::vector<PageName> names;
    for (const auto& page : co_await pages.list()) names.push_back(page.name);
    EXPECT_THAT(names, ElementsAre(PageName::contact, PageName::terms));
    co_await pages.remove(PageName::terms, {});
    EXPECT_EQ((co_await pages.list()).at(0).name, PageName::contact);
  });
}

TEST_F(OwnersPages, of_two_editors_who_read_the_same_text_the_second_is_refused) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto read = co_await write("read by both");
    EXPECT_EQ(co_await code_of_write("first", seen(read)), "");
    EXPECT_EQ(co_await code_of_write("second", seen(read)), "version_mismatch");
    EXPECT_EQ((co_await pages.remove(PageName::terms, seen(read))).error().code, version_mismatch);
    EXPECT_THAT(co_await terms(pages), HasSubstr("\"first\""));
  });
}

TEST_F(OwnersPages, the_same_text_makes_no_version) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto once = co_await write("same");
    const auto twice = co_await write("same");
    EXPECT_EQ(twice.version, once.version);
    EXPECT_EQ(twice.updated_at, once.updated_at);
  });
}

TEST_F(OwnersPages, a_condition_on_existence_holds_or_nothing_is_written) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_EQ(co_await code_of_write("a", {.exists = true}), "version_mismatch");
    EXPECT_EQ(co_await code_of_write("a", {.versions = std::vector{Version(1)}}), "version_mismatch");
    EXPECT_EQ(co_await terms(pages), "");
    EXPECT_EQ(co_await code_of_write("a", {.absent = true}), "");
    EXPECT_EQ(co_await code_of_write("b", {.absent = true}), "version_mismatch");
    EXPECT_EQ(co_await code_of_write("b", {.excluded = {Version(1)}}), "version_mismatch");
    EXPECT_EQ(co_await code_of_write("b", {.versions = std::vector<Version>()}), "version_mismatch");
    EXPECT_THAT(co_await terms(pages), HasSubstr("\"a\""));
    EXPECT_EQ(co_await code_of_write("b", {.exists = true, .excluded = {Version(2)}}), "");
  });
}

TEST_F(OwnersPages, a_page_that_was_deleted_and_written_again_has_a_version_that_no_editor_has_seen) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto old = co_await write("old");
    EXPECT_TRUE(co_await pages.remove(PageName::terms, seen(old)));
    EXPECT_EQ(co_await terms(pages), "");
    const auto next = co_await pages.write(PageName::terms, PageText("new"), {.absent = true});
    EXPECT_TRUE(next->created);
    EXPECT_GT(next->page.version, old.version);
    EXPECT_EQ(co_await code_of_write("over it", seen(old)), "version_mismatch");
    EXPECT_THAT(co_await terms(pages), HasSubstr("\"new\""));
  });
}

TEST_F(OwnersPages, the_longest_text_is_kept_whole) {
  redis::run(io, [&]() -> awaitable<void> {
    const std::string text(PageText::max_bytes, 'a');
    EXPECT_EQ((co_await write(text)).text.value(), text);
    EXPECT_THAT(co_await terms(pages), HasSubstr(text));
  });
}

}  // namespace
}  // namespace souk::inventory
