#include "payment/worker/postbox.hpp"

#include <system_error>

namespace souk::payment {

boost::asio::awaitable<mail::Delivery> FilePostbox::post(MailId id, mail::Letter letter) {
  try {
    folder_.write(id, compose(letter));
  } catch (const std::system_error& failure) {
    co_return mail::Delivery{mail::Delivery::State::away, 0, failure.code().message()};
  }
  co_return mail::Delivery{mail::Delivery::State::taken};
}

}  // namespace souk::payment
