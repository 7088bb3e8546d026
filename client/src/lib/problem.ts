import type { components } from "./api-types/payment";

type ProblemDocument = components["schemas"]["Problem"];

/** The codes of the services, and two of our own: no response, and a response without a code. */
export type ProblemCode = ProblemDocument["code"] | "unreachable" | "unknown";

export type FieldProblem = { loc: (string | number)[]; type: string; msg: string };

/** Any failed request. `status` 0: no response. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    detail: string,
    readonly fields: FieldProblem[] = [],
    readonly requestId?: string,
    /** Seconds to wait before the next try, if the shop said so. */
    readonly retryAfter?: number,
    /** To be solved before the order is sent again. */
    readonly challenge?: string,
  ) {
    super(detail);
  }

  /** No response, or a server error: a retry may succeed. */
  get isOutage(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  /** Refused before the request was read: a retry may succeed. */
  get isTooSoon(): boolean {
    return [408, 425, 429].includes(this.status) && this.code !== "too_many_unpaid_orders";
  }

  static unreachable(): Problem {
    return new Problem(0, "unreachable", "The shop could not be reached. Check your connection.");
  }

  static from(response: Response, body: unknown): Problem {
    const asksBuyer = isProblemDocument(body) && body.code === "sign_in_required";
    if (response.status === 401 && !asksBuyer)
      return new Problem(401, "unauthorized", "Your session has expired.");
    // The detail of a 5xx is for operators: "The database is unavailable".
    if (response.status >= 500) return Problem.down(response.status, body);
    if (isProblemDocument(body)) {
      const { code, detail, errors = [], request_id } = body;
      const challenge =
        "challenge" in body && typeof body.challenge === "string" ? body.challenge : undefined;
      return new Problem(response.status, code, detail, errors, request_id, retryAfter(response), challenge);
    }
    return new Problem(response.status, "unknown", "The shop could not answer this request.");
  }

  /** A gateway without a service answers in HTML, so the body may be anything. */
  private static down(status: number, body: unknown): Problem {
    const { code, request_id } = isProblemDocument(body) ? body : { code: "unknown" as const };
    const message = "The shop is not responding right now. Try again in a moment.";
    return new Problem(status, code, message, [], request_id);
  }
}

function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("Retry-After"));
  return seconds > 0 ? seconds : undefined;
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, "unknown", error instanceof Error ? error.message : "Something went wrong.");
}

export function isNotFound(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}
