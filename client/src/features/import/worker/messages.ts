import type { Delimiter } from "../model/delimiter";
import type { Encoding } from "../model/encoding";
import type { Choices, Inspection } from "../model/read-file";
import type { ReadRow } from "../model/read-row";

export type Question =
  | { kind: "inspect"; file: Blob; encoding?: Encoding; delimiter?: Delimiter }
  | { kind: "read"; file: Blob; choices: Choices };

export type Answer =
  | { kind: "inspected"; inspection: Inspection }
  | { kind: "rows"; rows: ReadRow[] }
  | { kind: "read"; header: string[] }
  | { kind: "refused"; why: string };
