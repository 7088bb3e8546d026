import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { DecimalSign } from "@/lib/read-number";
import type { Opened } from "../hooks/use-import";
import { isUsable, type Field } from "../model/columns";
import { delimiters, type Delimiter } from "../model/delimiter";
import { encodings, type Encoding } from "../model/encoding";
import type { Format } from "../model/read-file";
import { questionsOf } from "../model/settings";
import { ColumnMapping } from "./column-mapping";
import { NumberQuestion } from "./number-question";
import { StepCard } from "./step-card";

const knownExports: Record<Exclude<Format, "plain">, string> = {
  shopify: "This is a product export of Shopify. Each variant becomes a product.",
  woocommerce: "This is a product export of WooCommerce. Each variant becomes a product.",
};

type Props = {
  opened: Opened;
  /** The file is being read with other settings. */
  rereading?: boolean;
  onReread: (chosen: { encoding?: Encoding; delimiter?: Delimiter }) => void;
  onContinue: (opened: Opened) => void;
  onCancel: () => void;
};

/** Settings that cannot be detected for certain: encoding, columns, number format. */
export function ReadingStep({ opened, rereading, onReread, onContinue, onCancel }: Props) {
  const { file, inspection } = opened;
  const [settings, setSettings] = useState(opened.settings);
  const [isTried, setTried] = useState(false);
  const { numbers } = questionsOf(inspection, settings, true);
  const { format } = inspection;
  const missing = {
    columns: format === "plain" && !isUsable(settings.mapping),
    sign: numbers.length > 0 && settings.sign === undefined,
  };

  function proceed() {
    setTried(true);
    if (!missing.columns && !missing.sign) onContinue({ ...opened, settings });
  }

  return (
    <StepCard title={`File settings of “${file.name}”`}>
      {!inspection.certain && (
        <Notice tone="warn">
          The file does not name its encoding. Check that the text below looks right.
        </Notice>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Encoding"
          value={settings.encoding}
          onChange={(event) => onReread({ encoding: event.target.value as Encoding })}
        >
          {options(encodings)}
        </SelectField>
        <SelectField
          label="Columns are separated by"
          value={settings.delimiter}
          onChange={(event) => onReread({ delimiter: event.target.value as Delimiter })}
        >
          {options(delimiters)}
        </SelectField>
      </div>
      <Excerpt lines={inspection.excerpt} />
      {numbers.length > 0 && (
        <NumberQuestion
          examples={numbers}
          sign={settings.sign}
          error={isTried && missing.sign}
          onChange={(sign: DecimalSign) => setSettings({ ...settings, sign })}
        />
      )}
      {format === "plain" ? (
        <ColumnMapping
          columns={inspection.columns}
          mapping={settings.mapping}
          error={isTried && missing.columns}
          onChange={(mapping: (Field | undefined)[]) => setSettings({ ...settings, mapping })}
        />
      ) : (
        <Notice tone="good">{knownExports[format]}</Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Another file</Button>
        <Button look="primary" disabled={rereading} onClick={proceed}>
          Continue
        </Button>
      </div>
    </StepCard>
  );
}

const options = (names: Record<string, string>) =>
  Object.entries(names).map(([value, name]) => (
    <option key={value} value={value}>
      {name}
    </option>
  ));

function Excerpt({ lines }: { lines: readonly string[] }) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    /* eslint-disable jsx-a11y/no-noninteractive-tabindex */
    <div
      role="region"
      aria-label="Lines of the file"
      tabIndex={0}
      className="overflow-x-auto rounded-md bg-sunken px-4 py-3"
    >
      <pre dir="auto" className="text-sm">
        {lines.map((line) => line.slice(0, 300)).join("\n")}
      </pre>
    </div>
  );
}
