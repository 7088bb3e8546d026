#pragma once

#include <filesystem>
#include <string_view>

#include "payment/domain/mail.hpp"

namespace souk::payment {

// Mails as files, "<pk>.<step>.eml", of a shop without a mail server. A file can be made again from what is stored, so
// it is not synced to the disk. Every member throws std::system_error when the folder cannot be used.
class MailFolder {
 public:
  explicit MailFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void write(const MailId&, std::string_view message) const;       // whole or not at all; only the owner may read it
  void erase(const Ulid& pk) const;                                // all of an order, also those half written
  void erase_codes_before(std::filesystem::file_time_type) const;  // mails with codes that were written before

 private:
  std::filesystem::path folder_;
};

}  // namespace souk::payment
