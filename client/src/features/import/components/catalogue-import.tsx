import { Button } from "@/components/ui/button";
import { useImport } from "../hooks/use-import";
import { FileDrop } from "./file-drop";
import { ImportPreview } from "./import-preview";
import { ImportProgress } from "./import-progress";
import { ImportReport } from "./import-report";

export function CatalogueImport() {
  const { state, choose, confirm, stop, restart } = useImport();
  switch (state.step) {
    case "choose":
      return <FileDrop refusal={state.refusal} retryFile={state.file} onFile={choose} />;
    case "compare":
      return <ImportProgress title="Comparing with the shop" what="products" progress={state.progress} />;
    case "preview":
      return (
        <ImportPreview
          previewed={state.previewed}
          onConfirm={() => confirm(state.previewed)}
          onRestart={restart}
        />
      );
    case "send":
      return (
        <ImportProgress
          title="Importing"
          what="rows"
          progress={state.progress}
          action={
            <Button className="self-start" onClick={stop}>
              Stop after this batch
            </Button>
          }
        />
      );
    case "done":
      return (
        <ImportReport
          previewed={state.previewed}
          sent={state.sent}
          onAgain={() => choose(state.previewed.file)}
          onRestart={restart}
        />
      );
  }
}
