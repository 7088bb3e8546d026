import { expect, test } from "vitest";
import { answer, nextCursor } from "./api-client";
import { Problem } from "./problem";

test("the cursor of the next page is read from the Link header", () => {
  const headers = new Headers({ Link: '</products?limit=24&cursor=a%2Bb>; rel="next"' });
  expect(nextCursor(headers)).toBe("a+b");
  expect(nextCursor(new Headers())).toBeUndefined();
  expect(nextCursor(new Headers({ Link: '</x?cursor=1>; rel="prev"' }))).toBeUndefined();
});

test("a problem document is thrown as a Problem", async () => {
  const error = { code: "sold_out", detail: "Sold out.", request_id: "1" };
  const call = Promise.resolve({ error, response: new Response(null, { status: 409 }) });
  await expect(answer(call)).rejects.toMatchObject({ status: 409, code: "sold_out", message: "Sold out." });
});

test("an answer without a problem document is an outage", async () => {
  const call = Promise.resolve({ error: "<html>", response: new Response(null, { status: 502 }) });
  const problem = await answer(call).catch((error: unknown) => error as Problem);
  expect(problem).toBeInstanceOf(Problem);
  expect((problem as Problem).isOutage).toBe(true);
});

test("the detail of a 503 is for operators, so shoppers read another message", async () => {
  const error = { code: "unavailable", detail: "The database is unavailable", request_id: "7" };
  const call = Promise.resolve({ error, response: new Response(null, { status: 503 }) });
  await expect(answer(call)).rejects.toMatchObject({
    code: "unavailable",
    requestId: "7",
    message: "The shop is not responding right now. Try again in a moment.",
  });
});
