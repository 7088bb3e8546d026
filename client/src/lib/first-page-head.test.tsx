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
    <link rel="canonical" href="https://shop.example/products/1">
    <link rel="icon" href="/icon.svg">
    <meta name="robots" content="noindex">
    <meta name="twitter:card" content="summary_large_image">
    <meta property="og:url" content="https://shop.example/products/1">
    <meta property="product:price:amount" content="24.0">
    <script type="application/ld+json">{}</script>`;
  forgetFirstPage();
  const left = [...document.head.children].map(
    (one) => one.getAttribute("name") ?? one.getAttribute("rel") ?? one.tagName,
  );
  expect(left).toEqual(["TITLE", "application-name", "theme-color", "icon"]);
});
