#include "payment/mail/mail_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

namespace souk::payment {

namespace fs = std::filesystem;

void MailFolder::write(const MailId& id, std::string_view message) const {
  fs::create_directories(folder_);
  fs::permissions(folder_, fs::perms::owner_all);
  const auto name = id.safe_text();
  const auto half = folder_ / (name + '.' + std::to_string(::getpid()));
  std::ofstream file(half, std::ios::binary | std::ios::trunc);
  file.write(message.data(), static_cast<std::streamsize>(message.size()));
  file.close();
  if (!file) throw std::system_error(errno, std::generic_category(), "a mail cannot be written");
  fs::rename(half, folder_ / (name + ".eml"));
}

void MailFolder::erase(const Ulid& pk) const {
  if (!fs::exists(folder_)) return;  // no mail was written yet
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (entry.path().filename().string().starts_with(pk.text() + '.')) fs::remove(entry.path());
  }
}

void MailFolder::erase_codes_before(fs::file_time_type time) const {
  if (!fs::exists(folder_)) return;
  const auto of_code = '.' + std::string(sign_in_step) + '.';
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (entry.path().filename().string().contains(of_code) && entry.last_write_time() < time) fs::remove(entry.path());
  }
}

}  // namespace souk::payment
