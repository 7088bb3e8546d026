import { showNumber } from "@/lib/locale";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useImport } from "../hooks/use-import";
import { ConflictStep } from "./conflict-step";
import { FileDrop } from "./file-drop";
import { ImportPreview } from "./import-preview";
import { ImportProgress } from "./import-progress";
import { ImportReport } from "./import-report";
import { ReadingStep } from "./reading-step";

const waitingFor = {
  away: "The shop does not answer. The import tries again until it knows what was written.",
  "signed-out": "Your session has expired. The import continues after you sign in again.",
};

export function CatalogueImport() {
  const { state, choose, reread, answer, ask, confirm, resolve, stop, cancel } = useImport();
  const cancelButton = <Button onClick={cancel}>Cancel</Button>;
  switch (state.step) {
    case "choose":
      return <FileDrop refusal={state.refusal} onRetry={state.retry} onFile={choose} />;
    case "read":
      return <ImportProgress title="Reading the file" progress={state.progress} actions={cancelButton} />;
    case "ask":
      return (
        <ReadingStep
          // A file that is read in another way is another set of questions.
          key={`${state.opened.settings.encoding} ${state.opened.settings.delimiter}`}
          opened={state.opened}
          rereading={state.rereading}
          onReread={(chosen) => reread(state.opened, chosen)}
          onContinue={answer}
          onCancel={cancel}
        />
      );
    case "compare":
      return (
        <ImportProgress title="Comparing with the shop" progress={state.progress} actions={cancelButton} />
      );
    case "preview":
      return (
        <ImportPreview
          previewed={state.previewed}
          onConfirm={() => confirm(state.previewed)}
          onChangeReading={() => ask(state.previewed.opened)}
          onRestart={cancel}
        />
      );
    case "send":
      return (
        <ImportProgress
          title="Importing"
          progress={state.progress}
          actions={<Button onClick={stop}>Stop the import</Button>}
        >
          <p className="text-sm">
            {showNumber(state.written)} {state.written === 1 ? "row is" : "rows are"} written.
          </p>
          {state.waiting && (
            <Notice tone="warn" alert>
              {waitingFor[state.waiting]}
            </Notice>
          )}
        </ImportProgress>
      );
    case "conflicts":
      return (
        <ConflictStep
          written={state.written}
          onContinue={(mine) => resolve(state.previewed, state.written, mine)}
        />
      );
    case "done":
      return (
        <ImportReport
          opened={state.previewed.opened}
          report={state.report}
          onAgain={() => answer(state.previewed.opened)}
          onRestart={cancel}
        />
      );
  }
}
