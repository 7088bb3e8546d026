import type { Page } from "@playwright/test";

/** As browsers translate: every text on the page, now and later, is replaced by another in elements of the translator's. */
export async function translate(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const font = (child: Node) => {
      const element = document.createElement("font");
      element.append(child);
      return element;
    };
    function replaceTexts(root: Node) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!text.data.trim() || text.parentElement?.closest("font, script, style, textarea, select"))
          continue;
        text.replaceWith(font(font(document.createTextNode(text.data))));
      }
    }
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (document.querySelector("body")?.contains(target)) replaceTexts(target);
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
}
