import type { Delimiter } from "../model/delimiter";
import type { Encoding } from "../model/encoding";
import type { Choices, Inspection } from "../model/read-file";
import type { ReadRow } from "../model/read-row";
import type { FailedRow } from "../model/report";

export type Question =
  | { kind: "inspect"; file: Blob; encoding?: Encoding; delimiter?: Delimiter }
  | { kind: "read"; file: Blob; choices: Choices }
  | { kind: "failures"; file: Blob; choices: Choices; failed: readonly FailedRow[] };

export type Answer =
  | { kind: "inspected"; inspection: Inspection }
  | { kind: "rows"; rows: ReadRow[] }
  | { kind: "read" }
  | { kind: "failures"; csv: string }
  | { kind: "refused"; why: string };
