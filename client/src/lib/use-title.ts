import { useLayoutEffect } from "react";

/** In the same step as the page's heading: both are announced together. */
export function useTitle(title: string | undefined): void {
  useLayoutEffect(() => {
    document.title = title ? `${title} · Souk` : "Souk";
  }, [title]);
}
