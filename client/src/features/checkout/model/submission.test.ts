import { expect, test } from "vitest";
import { retriesByItself, retryTime, newSubmission, parseSubmission } from "./submission";

const line = { id: "a", name: "A", price: 20, total: 24, image: "", quantity: 2 };
const submission = newSubmission({ key: "k", lines: [line], customer: null, agreed: 48 }, 1_000);

test("it retries by itself for ten minutes, then the buyer decides", () => {
  expect(retriesByItself(submission, 1_000)).toBe(true);
  expect(retriesByItself(submission, 1_000 + retryTime - 1)).toBe(true);
  expect(retriesByItself(submission, 1_000 + retryTime)).toBe(false);
});

test("setting the clock back does not extend the retries", () => {
  expect(retriesByItself(submission, 999)).toBe(false);
});

test("a cancellation is retried until it is answered", () => {
  expect(retriesByItself({ ...submission, givenUp: "You cancelled it." }, 1e12)).toBe(true);
});

test("stored submissions are read again, invalid ones are ignored", () => {
  expect(parseSubmission(JSON.stringify(submission))).toEqual(submission);
  expect(parseSubmission(JSON.stringify({ ...submission, lines: [{}] }))).toBeUndefined();
  expect(parseSubmission("{")).toBeUndefined();
  expect(parseSubmission(null)).toBeUndefined();
});

test("a submission of the previous version, of one line, keeps its key", () => {
  const { agreed, sends, unknown, askUntil, givenUp } = submission;
  const wanted = { ...line, key: "k" };
  const kept = JSON.stringify({ wanted, index: 0, agreed, sends, unknown, askUntil, givenUp });
  expect(parseSubmission(kept)).toMatchObject({ ...submission, lines: [line] });
});
