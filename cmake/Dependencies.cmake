# Debian 12's packages under the names that our targets link.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(GTest REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(HIREDIS REQUIRED IMPORTED_TARGET hiredis)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)

# Asio is compiled once, here, and only declared elsewhere. With it comes what nearly every file includes, parsed once.
add_library(souk_asio STATIC ${CMAKE_SOURCE_DIR}/cmake/asio.cpp)
target_compile_definitions(souk_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
# A request is about eight coroutines deep; Asio keeps the memory of so many frames for the next ones, by default of two.
target_compile_definitions(souk_asio PUBLIC BOOST_ASIO_RECYCLING_ALLOCATOR_CACHE_SIZE=16)
target_link_libraries(souk_asio PUBLIC Boost::headers Threads::Threads)
target_precompile_headers(souk_asio PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.hpp)

add_library(souk_hiredis ALIAS PkgConfig::HIREDIS)
add_library(souk_curl ALIAS PkgConfig::CURL)
add_library(souk_utf8proc ALIAS PkgConfig::UTF8PROC)
add_library(souk_boost_json ALIAS Boost::json)
add_library(souk_spdlog ALIAS spdlog::spdlog)
add_library(souk_prometheus ALIAS prometheus-cpp::core)
