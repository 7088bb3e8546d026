#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souk::secrets {

// Two digits for each byte. Throws std::runtime_error when the system has no random bytes.
std::string random_hex(std::size_t bytes);

// 64 digits. For values that cannot be guessed: a session's id.
std::string sha256_hex(std::string_view text);

// HMAC-SHA-256, 64 digits. For values that could be guessed without the key: an e-mail address, a code of six digits.
std::string hmac_hex(std::string_view key, std::string_view text);

// Compares in constant time, so that the time does not show how much of a guess was right.
bool same(std::string_view guess, std::string_view secret);

bool is_hex(std::string_view text);  // only 0-9 and a-f

}  // namespace souk::secrets
