import { useCallback, useEffect, useRef, useState } from "react";

const pause = 150;

/** The data-ids of the observed elements that are on the screen, or at most one screen away. */
export function useVisibleIds() {
  const [ids, setIds] = useState<readonly string[]>([]);
  const visible = useRef(new Set<string>());
  const observer = useRef<IntersectionObserver>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const settle = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIds([...visible.current].sort()), pause);
  }, []);

  const observe = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return;
      const { id = "" } = element.dataset;
      observer.current ??= new IntersectionObserver(
        (changes) => {
          for (const { target, isIntersecting } of changes) {
            const one = (target as HTMLElement).dataset.id ?? "";
            if (isIntersecting) visible.current.add(one);
            else visible.current.delete(one);
          }
          settle();
        },
        { rootMargin: "100% 0%" },
      );
      observer.current.observe(element);
      return () => {
        observer.current?.unobserve(element);
        visible.current.delete(id);
        settle();
      };
    },
    [settle],
  );

  return { ids, observe };
}
