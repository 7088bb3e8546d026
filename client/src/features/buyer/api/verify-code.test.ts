import { expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { whyNotVerified } from "./verify-code";

const wrong = new Problem(403, "wrong_code", "Wrong.");

test("only a wrong code is called one", () => {
  expect(whyNotVerified(wrong, false)).toMatch(/^This code is not correct, or it has expired\./);
  const elsewhere = whyNotVerified(new Problem(403, "other_origin", "No."), false);
  expect(elsewhere).toMatch(/^Nobody can sign in at this address/);
  expect(whyNotVerified(new Problem(403, "unknown", "Something between."), false)).toBe("Something between.");
});

test("after a lost answer the code may have been used", () => {
  expect(whyNotVerified(wrong, true)).toMatch(/^This code was used, .* send a new code\.$/);
  const lost = whyNotVerified(Problem.unreachable(), true);
  expect(lost).toMatch(
    /^The shop could not be reached\. .* If you are not signed in now, send a new code\.$/,
  );
  const later = new Problem(429, "too_many_requests", "Later.", [], undefined, 540);
  expect(whyNotVerified(later, true)).toBe("Too many attempts. Try again in 9 minutes.");
});
