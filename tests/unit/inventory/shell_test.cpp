// The built client's files that pages are made of.
#include "inventory/api/shell.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace souk::inventory {
namespace {

using namespace std::chrono_literals;

struct AShell : ::testing::Test {
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void build(std::string_view name, std::string_view text) {
    std::ofstream(folder / name) << text;
    const auto now = std::filesystem::file_time_type::clock::now();
    std::filesystem::last_write_time(folder / name, now + (builds += 1s));
  }

  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("souk-shell-" + std::to_string(getpid()));
  std::chrono::seconds builds{};
};

constexpr auto built = "<head>a<!--head-->old<!--/head-->b</head><main><!--view-->places<!--/view--></main>";

TEST_F(AShell, has_the_head_and_the_view_between_their_marks) {
  build("index.html", built);
  Shell shell(folder);
  EXPECT_EQ(shell.page("new", "pictures").value(), "<head>anewb</head><main>pictures</main>");
}

TEST_F(AShell, shows_what_the_build_has_for_a_page_without_a_view) {
  build("index.html", built);
  EXPECT_EQ(Shell(folder).page("", "").value(), "<head>ab</head><main>places</main>");
}

TEST_F(AShell, is_read_again_after_a_build) {
  build("index.html", "1<!--head--><!--/head--><!--view--><!--/view-->");
  Shell shell(folder);
  EXPECT_EQ(shell.page("", "").value(), "1");
  build("index.html", "2<!--head--><!--/head--><!--view--><!--/view-->");
  EXPECT_EQ(shell.page("", "").value(), "2");
}

TEST_F(AShell, is_unavailable_without_the_file_or_its_marks) {
  EXPECT_EQ(Shell("").page("", "").error().code, unavailable);
  Shell shell(folder);
  EXPECT_EQ(shell.page("", "").error().code, unavailable);
  EXPECT_EQ(shell.robots().error().code, unavailable);
  for (auto text : {"", "<!--head-->", "<!--head--><!--/head-->", "<!--view--><!--/view--><!--head--><!--/head-->"}) {
    build("index.html", text);
    EXPECT_EQ(shell.page("", "").error().code, unavailable) << text;
  }
  build("robots.txt", "User-agent: *");
  EXPECT_EQ(shell.robots().value(), "User-agent: *");
}

}  // namespace
}  // namespace souk::inventory
