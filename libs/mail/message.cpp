#include "mail/message.hpp"

#include <gmime/gmime.h>

#include <cstdio>
#include <memory>

#include "base/stable_hash.hpp"

namespace souk::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref>;

void set_up_gmime() {
  static const bool done = (g_mime_init(), true);
  (void)done;
}

// Quoted-printable keeps lines below 76 characters, whatever is in them.
Object<GMimeObject> part(const char* subtype, const std::string& content) {
  Object<GMimeTextPart> text(g_mime_text_part_new_with_subtype(subtype));
  g_mime_text_part_set_charset(text.get(), "utf-8");
  g_mime_text_part_set_text(text.get(), content.c_str());
  g_mime_part_set_content_encoding(GMIME_PART(text.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return Object<GMimeObject>(GMIME_OBJECT(text.release()));
}

// The last alternative is the best one.
Object<GMimeObject> alternatives(const Letter& letter) {
  Object<GMimeMultipart> both(g_mime_multipart_new_with_subtype("alternative"));
  char boundary[40];
  std::snprintf(boundary, sizeof boundary, "souk-%016lx", static_cast<unsigned long>(stable_hash(letter.id)));
  g_mime_multipart_set_boundary(both.get(), boundary);
  g_mime_multipart_add(both.get(), part("plain", letter.text).get());
  g_mime_multipart_add(both.get(), part("html", letter.html).get());
  return Object<GMimeObject>(GMIME_OBJECT(both.release()));
}

void add(GMimeMessage* message, GMimeAddressType kind, const Mailbox& mailbox) {
  g_mime_message_add_mailbox(message, kind, in_one_line(mailbox.name).c_str(), in_one_line(mailbox.address).c_str());
}

std::string bytes_of(GMimeObject* message) {
  const Object<GMimeStream> stream(g_mime_stream_mem_new());
  auto* format = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream(message, format, stream.get());
  g_mime_format_options_free(format);
  const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

std::string in_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
  }
  return line;
}

std::optional<Mailbox> parse_mailbox(const std::string& text) {
  set_up_gmime();
  const Object<InternetAddressList> list(internet_address_list_parse(nullptr, text.c_str()));
  if (!list || internet_address_list_length(list.get()) != 1) return std::nullopt;
  auto* first = internet_address_list_get_address(list.get(), 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(first)) return std::nullopt;
  const auto* name = internet_address_get_name(first);
  const std::string address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first));
  const auto at = address.find('@');
  if (at == 0 || at == address.npos || at + 1 == address.size()) return std::nullopt;
  return Mailbox{name ? name : "", address};
}

std::string compose(const Letter& letter) {
  set_up_gmime();
  const Object<GMimeMessage> message(g_mime_message_new(TRUE));
  add(message.get(), GMIME_ADDRESS_TYPE_FROM, letter.from);
  add(message.get(), GMIME_ADDRESS_TYPE_TO, letter.to);
  g_mime_message_set_subject(message.get(), in_one_line(letter.subject).c_str(), "utf-8");
  auto* date = g_date_time_new_from_unix_utc(letter.date.time_since_epoch().count() / 1000);
  g_mime_message_set_date(message.get(), date);
  g_date_time_unref(date);
  g_mime_message_set_message_id(message.get(), letter.id.c_str());
  auto* object = GMIME_OBJECT(message.get());
  g_mime_object_append_header(object, "Content-Language", letter.language.c_str(), "utf-8");
  g_mime_object_append_header(object, "Auto-Submitted", "auto-generated", "utf-8");  // RFC 3834: no holiday replies
  g_mime_message_set_mime_part(message.get(), alternatives(letter).get());
  return bytes_of(object);
}

}  // namespace souk::mail
