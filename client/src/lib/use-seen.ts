import { useCallback, useState } from "react";

/** `seen`: the element of `watch` has been on the screen, or at most one screen away. */
export function useSeen() {
  const [seen, setSeen] = useState(false);
  const watch = useCallback((element: Element | null) => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (changes) => {
        if (changes.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: "100% 0%" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { seen, watch };
}
