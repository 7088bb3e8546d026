import { useLayoutEffect } from "react";

/** The shop's name, as the server wrote it into the page. */
const shopName = document.querySelector<HTMLMetaElement>("meta[name=application-name]")?.content ?? "Souk";

/** In the same step as the page's heading: both are announced together. */
export function useTitle(title: string | undefined): void {
  useLayoutEffect(() => {
    document.title = title ? `${title} · ${shopName}` : shopName;
  }, [title]);
}
