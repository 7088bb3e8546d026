import type { components } from "./api-types/payment";

type ProblemDocument = components["schemas"]["Problem"];

/** The service's own codes, and two of ours for what no service answered. */
export type ProblemCode = ProblemDocument["code"] | "unreachable" | "unknown";

export type FieldProblem = { loc: (string | number)[]; type: string; msg: string };

/** Any failure of a request. `status` is 0 when nothing answered. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    detail: string,
    readonly fields: FieldProblem[] = [],
    readonly requestId?: string,
  ) {
    super(detail);
  }

  /** Nothing answered, or something between us and the service did: worth another try. */
  get isOutage(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  static unreachable(): Problem {
    return new Problem(0, "unreachable", "The shop could not be reached. Check your connection.");
  }

  static from(response: Response, body: unknown): Problem {
    if (response.status === 401) return new Problem(401, "unauthorized", "The sign-in has ended.");
    if (isProblemDocument(body)) {
      return new Problem(response.status, body.code, body.detail, body.errors ?? [], body.request_id);
    }
    // A gateway that finds no service answers in HTML.
    return new Problem(response.status, "unknown", "The service is not available right now.");
  }
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
