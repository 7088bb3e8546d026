import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { showDate } from "@/lib/dates";
import { deadLettersOfOrderQuery } from "../api/find-dead-letters-of-order";
import { Payload } from "./dead-letters";

export function DeadLettersOfOrder({ pk }: { pk: string }) {
  const { data = [] } = useQuery(deadLettersOfOrderQuery(pk));
  if (data.length === 0) return null;
  return (
    <Panel title="Dead letters of this order">
      <ul className="flex flex-col gap-5">
        {data.map((letter) => (
          <li key={`${letter.stream} ${letter.id}`} className="flex flex-col gap-2">
            <p>
              <strong>{letter.stream}</strong> <span className="text-bad">{letter.reason}</span>{" "}
              <span className="text-sm text-muted">
                {showDate(letter.at)}, {letter.attempts} {letter.attempts === 1 ? "attempt" : "attempts"}
              </span>
            </p>
            <Payload text={letter.payload} />
          </li>
        ))}
      </ul>
      <Link
        to="/admin/operations"
        hash="dead-letters"
        className={buttonStyle({ size: "sm", className: "mt-4" })}
      >
        See all dead letters
      </Link>
    </Panel>
  );
}
