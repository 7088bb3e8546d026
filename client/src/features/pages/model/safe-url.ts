const safe = ["http:", "https:", "mailto:", "tel:"];

/**
 * The address of a link in a text that we did not write. Undefined: it is not a web page, a mail or a call, so it is no
 * link. The browser's own parser decides, because it ignores what a pattern would trip over: "java\nscript:".
 */
export function safeUrl(url: string): string | undefined {
  try {
    return safe.includes(new URL(url, "https://shop.example").protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
