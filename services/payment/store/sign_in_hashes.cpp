#include "payment/store/sign_in_hashes.hpp"

#include "contracts/events.hpp"
#include "redis/keys.hpp"
#include "secrets/secrets.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t id_digits = 32;  // 128 bits
constexpr unsigned long long codes = 1'000'000;

// The first word keeps the uses of the secret apart.
std::string keyed(std::string_view secret, std::string_view use, std::string_view text) {
  return secrets::hmac_hex(secret, std::string(use) + ":" + std::string(text));
}

}  // namespace

std::string sign_in_secret_key() {
  return redis::key(contracts::payment, Partition{0}, "buyers:secret");
}

Partition partition_of(const CustomerId& id, unsigned partitions) {
  return static_cast<Partition>(std::stoul(id.text.substr(0, 4), nullptr, 16)) % partitions;
}

CustomerId buyer_id(std::string_view secret, const Email& email) {
  return {keyed(secret, "buyer", normalised(email)).substr(0, id_digits)};
}

SignInCode code_from(std::string_view secret, const CustomerId& buyer, std::string_view nonce) {
  const auto random =
      std::stoull(keyed(secret, "code", buyer.text + ":" + std::string(nonce)).substr(0, 16), nullptr, 16);
  return {std::to_string(codes + random % codes).substr(1)};  // with leading zeros
}

std::string hash_of(std::string_view secret, const CustomerId& buyer, const SignInCode& code) {
  return keyed(secret, "guess", buyer.text + ":" + code.digits);
}

CustomerId client_id(std::string_view secret, std::string_view client) {
  return {keyed(secret, "client", client).substr(0, id_digits)};
}

}  // namespace souk::payment
