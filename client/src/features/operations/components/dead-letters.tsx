import { showNumber } from "@/lib/locale";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCw } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ListView } from "@/components/ui/list-view";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { showDate } from "@/lib/dates";
import { deadLettersQuery, type DeadLetter } from "../api/list-dead-letters";
import { useRetry } from "../api/retry-dead-letters";
import { services, type Service, type Views } from "../model/consumers";

/** Entries that could not be applied. They were moved aside so that later entries continue. */
export function DeadLetters({ views }: { views: Views }) {
  const streams = services.flatMap((service) =>
    (views[service]?.dead_letters ?? []).filter(({ count }) => count > 0).map((one) => ({ service, ...one })),
  );
  const known = services.every((service) => views[service]);
  if (streams.length === 0) {
    return known ? (
      <Notice tone="good" icon={<CircleCheck size={18} aria-hidden />}>
        No dead letters: every entry that was read has been applied.
      </Notice>
    ) : (
      <Notice tone="plain">Dead letters cannot be counted while a service does not answer.</Notice>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {streams.map(({ service, stream, count }) => (
        <LettersOfStream key={`${service} ${stream}`} service={service} stream={stream} count={count} />
      ))}
    </div>
  );
}

type StreamProps = { service: Service; stream: string; count: number };

function LettersOfStream({ service, stream, count }: StreamProps) {
  const list = useQuery({ ...deadLettersQuery(service, stream, count), placeholderData: (before) => before });
  const retry = useRetry(service, stream);
  return (
    <section
      aria-label={`Dead letters of ${stream}`}
      className="rounded-lg bg-raised inset-ring inset-ring-line"
    >
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-5 py-3">
        <h3 className="flex items-center gap-3 text-base">
          {stream} <Badge tone="bad">{showNumber(count)}</Badge>
        </h3>
        <Button size="sm" disabled={retry.isPending} onClick={() => retry.mutate(undefined)}>
          <RotateCw size={16} aria-hidden /> Retry all
        </Button>
      </div>
      <ListView
        query={list}
        rows={list.data?.letters}
        what="The dead letters"
        skeleton={<Skeleton className="m-5 h-24" />}
      >
        {(letters) => (
          <>
            <ul className="divide-y divide-line">
              {letters.map((letter) => (
                <Letter
                  key={letter.id}
                  letter={letter}
                  retrying={retry.isPending}
                  onRetry={() => retry.mutate(letter.id)}
                />
              ))}
            </ul>
            {list.data?.next && (
              <p className="border-t border-line px-5 py-3 text-sm text-muted">
                The newest {letters.length} are shown; Retry all retries every one.
              </p>
            )}
          </>
        )}
      </ListView>
    </section>
  );
}

type LetterProps = { letter: DeadLetter; retrying: boolean; onRetry: () => void };

function Letter({ letter, retrying, onRetry }: LetterProps) {
  return (
    <li className="flex flex-col gap-3 px-5 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-semibold text-bad">{letter.reason}</p>
          <p className="mt-0.5 text-sm text-muted">
            {letter.attempts === 1 ? "1 attempt" : `${letter.attempts} attempts`},{" "}
            <time dateTime={letter.at}>{showDate(letter.at)}</time>, partition {letter.partition}, entry{" "}
            {letter.entry}
          </p>
        </div>
        <Button size="sm" aria-label={`Retry entry ${letter.entry}`} disabled={retrying} onClick={onRetry}>
          Retry
        </Button>
      </div>
      <Payload text={letter.payload} />
    </li>
  );
}

export function Payload({ text }: { text: string }) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    /* eslint-disable jsx-a11y/no-noninteractive-tabindex */
    <pre
      tabIndex={0}
      role="group"
      aria-label="Payload"
      className="max-h-56 overflow-auto rounded-md bg-sunken px-4 py-3 font-mono text-xs"
    >
      {indented(text)}
    </pre>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // An invalid payload is a common cause of a dead letter, so show it as text.
    return text;
  }
}
