#include "payment/app/find_mail.hpp"

#include "payment/domain/refusals.hpp"

namespace souk::payment {

awaitable<Outcome<MailContent>> find_mail(MailStore& mails, std::string id) {
  auto parsed = MailId::parse(id);
  auto content = parsed ? co_await mails.read(std::move(*parsed)) : std::nullopt;
  if (!content) co_return refuse(mail_not_found, "There is no such mail, or its customer was erased.");
  co_return std::move(*content);
}

}  // namespace souk::payment
