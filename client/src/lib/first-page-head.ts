/**
 * Removes what the server wrote about the page that was opened first (data-page). On another page it would be wrong:
 * browsers share the canonical address. Crawlers open every page anew.
 */
export function forgetFirstPage(): void {
  for (const element of document.querySelectorAll("[data-page]")) element.remove();
}
