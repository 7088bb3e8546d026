import { useEffect, useState } from "react";

/** Seconds that are left, and a function that starts them anew. */
export function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [end, setEnd] = useState(0);
  const [now, setNow] = useState(0);
  const left = Math.max(0, Math.ceil((end - now) / 1000));
  const counts = left > 0;
  useEffect(() => {
    if (!counts) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [counts]);

  function start(seconds: number) {
    const begin = Date.now();
    setNow(begin);
    setEnd(begin + seconds * 1000);
  }
  return [left, start];
}
