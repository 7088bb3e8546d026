#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace souk::bench {

std::string get_request(unsigned short port, std::string_view path, std::string_view accept);
std::string post_request(unsigned short port, std::string_view path, std::string_view json);

std::vector<std::string> read_lines(const std::string& file);
// Reads a file of consecutive commands in the Redis protocol.
std::vector<std::string> read_commands(const std::string& file);

}  // namespace souk::bench
