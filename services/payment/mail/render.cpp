#include "payment/mail/render.hpp"

#include <utility>

#include "payment/mail/mail_words.hpp"

namespace souk::embedded {
std::string_view mail_html();
}

namespace souk::payment {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

// Replaces each {{name}} once, from the first to the last, so that a value is never searched.
std::string filled(std::string_view skeleton, const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  for (;;) {
    const auto begin = skeleton.find("{{"), end = skeleton.find("}}");
    if (begin == skeleton.npos) return out += skeleton;
    const auto name = skeleton.substr(begin + 2, end - begin - 2);
    out += skeleton.substr(0, begin);
    for (const auto& [known, value] : values) {
      if (known == name) out += value;
    }
    skeleton.remove_prefix(end + 2);
  }
}

std::string row_in_html(const MailRow& row) {
  std::string out =
      R"(<tr><td class="line" style="padding:12px 12px 12px 0;border-bottom:1px solid #e1dfda"><div dir="auto" style="font-weight:600;overflow-wrap:anywhere">)";
  out += escaped(row.name) + "</div>";
  if (!row.detail.empty())
    out += R"(<div class="muted" style="color:#4f5f5b;font-size:14px">)" + escaped(row.detail) + "</div>";
  out +=
      R"(</td><td class="line" align="right" valign="top" style="padding:12px 0;border-bottom:1px solid #e1dfda;white-space:nowrap">)";
  return out + escaped(row.amount) + "</td></tr>\n";
}

std::string rows_in_html(const MailWords& words) {
  std::string out;
  for (const auto& row : words.rows) out += row_in_html(row);
  if (words.sum.empty()) return out;
  out += R"(<tr><td style="padding:12px 12px 12px 0;font-weight:600">)" + escaped(words.sum_name);
  out += R"(</td><td align="right" style="padding:12px 0;font-weight:600;white-space:nowrap">)" + escaped(words.sum) +
         "</td></tr>\n";
  return out;
}

std::string address_in_html(const MailWords& words) {
  if (words.address.empty()) return "";
  std::string out = R"(<h2 style="font-size:16px;margin:24px 0 4px">Delivery address</h2>)";
  for (const auto& row : words.address)
    out += R"(<div dir="auto" style="overflow-wrap:anywhere">)" + escaped(row) + "</div>\n";
  return out;
}

std::string order_in_html(const MailWords& words) {
  if (words.order.empty()) return "";
  return R"(<p class="muted" style="margin:0 0 20px;color:#4f5f5b;font-size:14px">)" + escaped(words.order) + "</p>\n";
}

std::string button_in_html(const std::string& link) {
  if (link.empty()) return "";
  return R"(<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0 0">
<tr><td class="button" style="background:#0b5748;border-radius:999px"><a href=")" +
         escaped(link) +
         R"(" style="display:inline-block;padding:12px 24px;color:#fbfdfb;font-weight:600;text-decoration:none">See your order</a></td></tr>
</table>
)";
}

std::string in_html(const MailWords& words, const std::string& shop, const std::string& link) {
  return filled(embedded::mail_html(), {{"subject", escaped(words.subject)},
                                        {"shop", escaped(shop)},
                                        {"heading", escaped(words.heading)},
                                        {"order", order_in_html(words)},
                                        {"hello", escaped(words.hello)},
                                        {"intro", escaped(words.intro)},
                                        {"rows", rows_in_html(words)},
                                        {"address", address_in_html(words)},
                                        {"button", button_in_html(link)},
                                        {"help", escaped(words.help)}});
}

std::string in_text(const MailWords& words, const std::string& shop, const std::string& link) {
  std::string out = shop + "\n\n" + words.heading + '\n';
  if (!words.order.empty()) out += words.order + '\n';
  out += '\n' + words.hello + "\n\n" + words.intro + "\n\n";
  for (const auto& [name, detail, amount] : words.rows) {
    out.append(name).append("\n");
    if (detail.empty() && amount.empty()) continue;
    out.append("  ").append(detail).append(detail.empty() || amount.empty() ? "" : ": ").append(amount).append("\n");
  }
  if (!words.sum.empty()) out += words.sum_name + ": " + words.sum + '\n';
  if (!words.address.empty()) out += "\nDelivery address\n";
  for (const auto& row : words.address) out += row + '\n';
  if (!link.empty()) out += "\nSee your order: " + link + '\n';
  return out + '\n' + words.help + '\n';
}

}  // namespace

mail::Letter render(const MailContent& content, const MailShop& shop) {
  const auto words = words_of(content);
  const auto link = shop.public_url + "/orders/" + content.order.pk.text();
  return {.from = shop.from,
          .to = {content.customer.name.value(), content.customer.email.value},
          .subject = words.subject,
          .id = content.record.id.safe_text() + '@' + std::string(shop.from.domain()),
          .date = content.record.at,
          .language = "en",
          .text = in_text(words, shop.name, link),
          .html = in_html(words, shop.name, link)};
}

mail::Letter render(const CodeMail& mail, const MailShop& shop) {
  const auto words = words_of(mail, shop.name);
  return {.from = shop.from,
          .to = {"", mail.to.value},
          .subject = words.subject,
          .id = mail.record.id.safe_text() + '@' + std::string(shop.from.domain()),
          .date = mail.record.at,
          .language = "en",
          .text = in_text(words, shop.name, ""),
          .html = in_html(words, shop.name, "")};
}

}  // namespace souk::payment
