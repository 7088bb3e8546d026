import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { Group } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { deleteGroup, groupQuery } from "../api/write-group";

/** A group that has no variants can be deleted. Nothing is lost but its name and its options, so nothing is asked. */
export function EmptyGroup({ group }: { group: Group }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteGroup(group),
    onSuccess: async () => {
      toast(`${group.name} was deleted.`, "good");
      await navigate({ to: "/admin/products" });
      queryClient.removeQueries({ queryKey: groupQuery(group.id).queryKey });
    },
  });
  return (
    <Panel title="No variants">
      <div className="flex flex-col items-start gap-4">
        <p className="text-sm text-muted">The shop does not show this group: it has no products.</p>
        {error && (
          <Notice tone="bad" alert>
            {asProblem(error).message}
          </Notice>
        )}
        <Button look="danger" disabled={isPending} onClick={() => mutate()}>
          {isPending ? "Deleting…" : "Delete group"}
        </Button>
      </div>
    </Panel>
  );
}
