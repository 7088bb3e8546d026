import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import type { Mail } from "../api/list-mails";
import { MailFacts } from "./mail-facts";
import { MailList } from "./mail-list";

const mail: Mail = {
  id: "01J0000000000000000000000A.confirmed",
  pk: "01J0000000000000000000000A",
  number: "K7QX-04M0",
  step: "confirmed",
  subject: "Order K7QX-04M0 is confirmed",
  to: "a…@example.com",
  at: "2026-11-29T10:00:00.000Z",
  state: "sent",
  tries: 1,
};
const notice = page.getByText("No mail server is set, so mails are kept as files and nobody gets them.");

let mails: Mail[];

beforeEach(() => {
  new FakeShop().answer = (path) => (path === "/payment/mails" ? Response.json(mails) : undefined);
});

afterEach(() => vi.restoreAllMocks());

test("mails that are kept as files reach nobody, which a sentence says", async () => {
  mails = [mail, { ...mail, id: "01J0000000000000000000000B.confirmed", state: "file" }];
  await renderInShop(<MailList cursor={undefined} />);
  await expect.element(notice).toBeVisible();
});

test("of mails that are sent no such thing is said", async () => {
  mails = [mail];
  await renderInShop(<MailList cursor={undefined} />);
  await expect.element(page.getByText("1 mail on this page")).toBeVisible();
  await expect.element(notice).not.toBeInTheDocument();
});

test("a mail says who gets it and whether it was sent", async () => {
  await renderInShop(<MailFacts mail={mail} />);
  await expect.element(page.getByText("To a…@example.com")).toBeVisible();
  await expect.element(page.getByRole("time")).toHaveAttribute("datetime", mail.at);
  await expect.element(page.getByText("Sent")).toBeVisible();
});
