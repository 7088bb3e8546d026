import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { announce } from "./announce";

/** After a route change: announces the title and focuses the heading, as a browser does when it loads a page. */
export function useFocusOnNewPage(): void {
  const router = useRouter();
  useEffect(() => {
    let stop = () => {};
    const unsubscribe = router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
      stop();
      if (fromLocation && pathChanged) stop = whenThereIsAHeading(begin);
    });
    return () => {
      stop();
      unsubscribe();
    };
  }, [router]);
}

function begin(heading: HTMLElement) {
  announce(document.title);
  if (document.activeElement?.closest("dialog[open], input, select, textarea")) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true }); // the router restores how far it was scrolled
}

/** A page that still loads has no heading yet. */
function whenThereIsAHeading(then: (heading: HTMLElement) => void): () => void {
  const observer = new MutationObserver(look);
  function look() {
    const heading = document.querySelector<HTMLElement>("main :is(h1, h2)");
    if (!heading) return;
    observer.disconnect();
    then(heading);
  }
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}
