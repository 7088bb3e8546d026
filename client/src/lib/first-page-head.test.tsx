import { afterEach, expect, test } from "vitest";
import { forgetFirstPage } from "./first-page-head";

const before = document.head.innerHTML;
afterEach(() => {
  document.head.innerHTML = before;
});

test("what was said about the first page goes, what is of every page stays", () => {
  document.head.innerHTML = `
    <title>Lamp · Souk</title>
    <meta name="application-name" content="Souk">
    <meta name="theme-color" content="#fff">
    <link data-page rel="canonical" href="https://shop.example/products/1">
    <link rel="icon" href="/icon.svg">
    <meta data-page name="robots" content="noindex">
    <meta data-page property="og:url" content="https://shop.example/products/1">
    <script data-page type="application/ld+json">{}</script>`;
  forgetFirstPage();
  const left = [...document.head.children].map(
    (one) => one.getAttribute("name") ?? one.getAttribute("rel") ?? one.tagName,
  );
  expect(left).toEqual(["TITLE", "application-name", "theme-color", "icon"]);
});
