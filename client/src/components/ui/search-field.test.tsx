import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-react";
import { SearchField } from "./search-field";

test("a filter chosen during typing survives the pause", async () => {
  const before = vi.fn();
  const after = vi.fn();
  const screen = await render(<SearchField label="Search" value="" onSearch={before} />);
  await screen.getByRole("textbox", { name: "Search" }).fill("tea");
  await screen.rerender(<SearchField label="Search" value="" onSearch={after} />);
  await expect.poll(() => after.mock.calls).toEqual([["tea"]]);
  expect(before).not.toHaveBeenCalled();
});

test("clearing empties the search at once and keeps the focus", async () => {
  const search = vi.fn();
  const screen = await render(<SearchField label="Search" value="tea" onSearch={search} />);
  await screen.getByRole("button", { name: "Clear search" }).click();
  await expect.poll(() => search.mock.calls).toEqual([[""]]);
  await expect.element(screen.getByRole("textbox", { name: "Search" })).toHaveFocus();
});
