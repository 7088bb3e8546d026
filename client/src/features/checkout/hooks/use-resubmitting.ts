import { useEffect, useEffectEvent } from "react";
import { dueSubmissions, retryNow, useSubmissions } from "../model/submissions";
import { submit, type Handlers } from "../model/submit";

const lookEvery = 250;

/** Mounted once, around every page of the shop. Retries until every submission has an outcome. */
export function useResubmitting(handlers: Handlers): void {
  const waiting = useSubmissions(({ submissions }) => submissions.length > 0);
  const resubmitDue = useEffectEvent(() => {
    for (const submission of dueSubmissions(Date.now())) void submit(submission, handlers);
  });

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => resubmitDue(), lookEvery);
    const comeBack = () => {
      if (!document.hidden) retryNow();
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
