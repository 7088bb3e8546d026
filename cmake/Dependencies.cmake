# Debian 12's packages under the names that our targets link.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(GTest REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(HIREDIS REQUIRED IMPORTED_TARGET hiredis)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(GMIME REQUIRED gmime-3.0)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(VIPS REQUIRED vips)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(OPENSSL REQUIRED IMPORTED_TARGET openssl)

# Asio is compiled once, here, and only declared elsewhere. With it comes what nearly every file includes, parsed once.
add_library(souk_asio STATIC ${CMAKE_SOURCE_DIR}/cmake/asio.cpp)
target_compile_definitions(souk_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
# A request is about eight coroutines deep; Asio keeps the memory of so many frames for the next ones, by default of two.
target_compile_definitions(souk_asio PUBLIC BOOST_ASIO_RECYCLING_ALLOCATOR_CACHE_SIZE=16)
target_link_libraries(souk_asio PUBLIC Boost::headers Threads::Threads PkgConfig::OPENSSL)
target_precompile_headers(souk_asio PRIVATE <pch.hpp>)
target_include_directories(souk_asio PRIVATE ${CMAKE_SOURCE_DIR}/cmake)
# ccache takes this file for the content of the precompiled header, which differs in each clone. It compares the headers in it
# one by one, as the compiler lists them (CCACHE_DEPEND).
file(WRITE ${CMAKE_BINARY_DIR}/CMakeFiles/souk_asio.dir/cmake_pch.hxx.pch.sum "see cmake/Dependencies.cmake")

add_library(souk_hiredis ALIAS PkgConfig::HIREDIS)
add_library(souk_curl ALIAS PkgConfig::CURL)
# Without its flag -pthread, which the precompiled header does not have.
add_library(souk_gmime INTERFACE)
target_include_directories(souk_gmime SYSTEM INTERFACE ${GMIME_INCLUDE_DIRS})
target_link_libraries(souk_gmime INTERFACE ${GMIME_LINK_LIBRARIES})
add_library(souk_vips INTERFACE)  # as souk_gmime
target_include_directories(souk_vips SYSTEM INTERFACE ${VIPS_INCLUDE_DIRS})
target_link_libraries(souk_vips INTERFACE ${VIPS_LINK_LIBRARIES})
add_library(souk_utf8proc ALIAS PkgConfig::UTF8PROC)
add_library(souk_crypto ALIAS PkgConfig::CRYPTO)
add_library(souk_boost_json ALIAS Boost::json)
add_library(souk_spdlog ALIAS spdlog::spdlog)
add_library(souk_prometheus ALIAS prometheus-cpp::core)
