const ofOnePage = [
  "link[rel=canonical]",
  "meta[name=robots]",
  "meta[name^='twitter:']",
  "meta[property^='og:']",
  "meta[property^='product:']",
  "script[type='application/ld+json']",
].join();

/**
 * Removes what the server wrote about the page that was opened first. On another page it would be wrong: browsers share
 * the canonical address. Crawlers open every page anew.
 */
export function forgetFirstPage(): void {
  for (const element of document.head.querySelectorAll(ofOnePage)) element.remove();
}
