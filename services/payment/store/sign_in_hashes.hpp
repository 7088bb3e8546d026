// What is derived from the secret of sign-in. Nobody without it learns an address or a code from what is stored.
#pragma once

#include <string>
#include <string_view>

#include "base/partition.hpp"
#include "payment/domain/buyer.hpp"

namespace souk::payment {

std::string sign_in_secret_key();  // of the secret in Redis

// By its first 16 bits, so that buyers spread; the same for the hash of a client.
Partition partition_of(const CustomerId&, unsigned partitions);

CustomerId buyer_id(std::string_view secret, const Email&);

// A code is made from a random nonce, so that the mail with it can be made again, and the code itself is stored
// nowhere.
SignInCode code_from(std::string_view secret, const CustomerId&, std::string_view nonce);

// What is stored of a code, to compare guesses with.
std::string hash_of(std::string_view secret, const CustomerId&, const SignInCode&);

// Names the counter of a client's requests, as the id of a buyer names that of the buyer's.
CustomerId client_id(std::string_view secret, std::string_view client);

}  // namespace souk::payment
