#include "payment/worker/postbox.hpp"

#include <system_error>

namespace souk::payment {
namespace {

constexpr std::chrono::hours codes_kept{1};  // their files; a code has expired long before

}  // namespace

boost::asio::awaitable<mail::Delivery> FilePostbox::post(MailId id, mail::Letter letter) {
  try {
    if (id.step == sign_in_step) folder_.erase_codes_before(std::filesystem::file_time_type::clock::now() - codes_kept);
    folder_.write(id, compose(letter));
  } catch (const std::system_error& failure) {
    co_return mail::Delivery{mail::Delivery::State::away, 0, failure.code().message()};
  }
  co_return mail::Delivery{mail::Delivery::State::taken};
}

}  // namespace souk::payment
