#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "base/refusal.hpp"
#include "payment/store/mail_store.hpp"

namespace souk::payment {

// What a mail says, also one that was sent: it is made from what is stored. `id`: "<pk>.<step>". Refused:
// mail_not_found, also when its customer was erased. Throws Unavailable when Redis is down.
awaitable<Outcome<MailContent>> find_mail(MailStore&, std::string id);

}  // namespace souk::payment
