import { useEffect, useEffectEvent } from "react";
import { dueAttempts, hurry, useAttempts } from "../model/attempts";
import { settle, type Handlers } from "../model/settle";

const lookEvery = 250;

/** Mounted once, around every page of the shop: asks until each attempt's outcome is known. */
export function useSettling(handlers: Handlers): void {
  const waiting = useAttempts(({ attempts }) => attempts.length > 0);
  const askDue = useEffectEvent(() => {
    for (const attempt of dueAttempts(Date.now())) void settle(attempt, handlers);
  });

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => askDue(), lookEvery);
    const comeBack = () => {
      if (!document.hidden) hurry();
    };
    window.addEventListener("online", comeBack);
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
    };
  }, [waiting]);
}
