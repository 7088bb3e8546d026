// A proof of work: the counter for which SHA-256(nonce, counter) begins with a prefix. It is ALTCHA's (version 2, with
// SHA-256), so ALTCHA's workers solve it. Nothing is stored of a challenge: its text is signed.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/ulid.hpp"

namespace souk::payment {

// Which order a challenge is for; the order of something or somebody else needs another one.
struct ChallengeTerms {
  Ulid product;
  std::string visitor;
};

// "expires.work.nonce.prefix.signature": milliseconds since 1970, a number above every counter that can be the
// solution, 16 bytes, the first 16 bytes of the hash, and a keyed hash of the rest and of the terms. Bytes are in
// hexadecimal digits.
std::string new_challenge(std::string_view secret, const ChallengeTerms&, Timestamp expires, unsigned work);

struct Solved {
  std::string nonce;
  Timestamp expires;
};

// malformed: it is no challenge with a counter. foreign: it was made for other terms, or not by us.
enum class Unsolved { malformed, foreign, expired, wrong };

// `solution`: a challenge, a dot and the counter. One HMAC and one SHA-256 at most.
std::expected<Solved, Unsolved> check_solution(std::string_view secret, const ChallengeTerms&,
                                               std::string_view solution, Timestamp now);

}  // namespace souk::payment
