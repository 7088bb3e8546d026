import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Button } from "@/components/ui/button";
import { Failed } from "@/components/ui/failed";
import { Field, inputStyle } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { pageQuery } from "../api/get-page";
import { usePageDraft } from "../hooks/use-page-draft";
import { useSettled } from "../hooks/use-settled";
import { pageTitles, type PageName, type ShopPage } from "../model/page-titles";
import { DeletePage } from "./delete-page";
import { ConflictNotice } from "./page-conflict";
import { PageText } from "./page-text";

const mostBytes = 65_536;
const help =
  "Markdown: # Heading, **bold**, - list, [words](https://address), | table |. HTML is shown as text, a picture as its description.";

export function PageEditor({ name }: { name: PageName }) {
  const {
    data: page,
    error,
    refetch,
    isFetching,
  } = useQuery({ ...pageQuery(name), staleTime: 0, gcTime: 0 });
  if (page !== undefined) return <Editor name={name} read={page} />;
  if (!error) return <Skeleton className="h-112 w-full" />;
  return <Failed what="This page" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}

function Editor({ name, read }: { name: PageName; read: ShopPage | null }) {
  const draft = usePageDraft(name, read);
  const { base, text, dirty, saving, conflict, errors } = draft;
  const tooLong = new TextEncoder().encode(text).length > mostBytes;
  const preview = useSettled(text, 300);
  const fault = tooLong ? "The text has more than 64 KiB: make it shorter." : errors?.fields.text;
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        draft.save();
      }}
    >
      {conflict && <ConflictNotice conflict={conflict} onTheirs={draft.takeTheirs} onMine={draft.saveMine} />}
      {errors?.form && (
        <Notice tone="bad" alert>
          {errors.form}
        </Notice>
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Field label="Text" hint={help} error={fault}>
            {(wiring) => (
              <textarea
                {...wiring}
                dir="auto"
                rows={24}
                value={text}
                onChange={({ target }) => draft.setText(target.value)}
                className={clsx(inputStyle, "h-auto! max-h-[50dvh] py-2 leading-relaxed")}
              />
            )}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              look="primary"
              disabled={saving || !dirty || tooLong || !text.trim() || !!conflict}
            >
              {saving ? "Saving…" : dirty || !base ? "Save" : "Saved"}
            </Button>
            {base && (
              <DeletePage title={pageTitles[name]} disabled={saving || !!conflict} onDelete={draft.remove} />
            )}
          </div>
        </div>
        <Panel title="Preview">
          {preview.trim() ? <PageText text={preview} /> : <p className="text-muted">Nothing written yet.</p>}
        </Panel>
      </div>
    </form>
  );
}
