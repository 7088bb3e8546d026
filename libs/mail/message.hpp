// Messages of e-mail (RFC 5322) as bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace souk::mail {

struct Mailbox {
  std::string name, address;
  bool operator==(const Mailbox&) const = default;

  std::string_view domain() const { return std::string_view(address).substr(address.find('@') + 1); }
};

// Reads "Souk <shop@example.com>" or "shop@example.com": one mailbox, whose address has an @.
std::optional<Mailbox> parse_mailbox(const std::string& text);

// Its controls, such as line breaks, become spaces.
std::string in_one_line(std::string_view text);

// What a program sends to a person: the same words as plain text and as HTML.
struct Letter {
  Mailbox from, to;
  std::string subject;
  std::string id;  // of its Message-ID, "order.step@example.com"
  Timestamp date;
  std::string language;  // "en"
  std::string text, html;
};

// The whole message, its lines ended by CRLF: the same bytes for the same letter. Controls in a name or in the subject
// become spaces, so nothing in them begins another field.
std::string compose(const Letter&);

}  // namespace souk::mail
