import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, type csv } from "./fixtures";

/** A file of the kind that owners have, byte for byte. */
export const fixture = (name: string) =>
  fileURLToPath(new URL(`../../src/features/import/fixtures/csv-${name}.csv`, import.meta.url));

export async function choose(admin: Page, file: string | ReturnType<typeof csv>) {
  await admin.goto("/admin/import");
  await admin.getByLabel("CSV file").setInputFiles(file);
}

export const next = (admin: Page) => admin.getByRole("button", { name: "Continue" }).click();
export const confirm = (admin: Page) => admin.getByRole("button", { name: /^Confirm/ }).click();
export const row = (admin: Page, name: string | RegExp) => admin.getByRole("row", { name });
export const show = (admin: Page, kind: RegExp) => admin.getByRole("button", { name: kind }).click();

export const headline = (admin: Page, name: string) =>
  expect(admin.getByRole("heading", { name, exact: true })).toBeVisible({ timeout: 30_000 });
