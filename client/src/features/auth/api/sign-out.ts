import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";

export function useSignOut(onSignedOut: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answer(inventory.DELETE("/session")),
    onSuccess: () => {
      onSignedOut();
      // Remove private data from memory.
      queryClient.clear();
    },
    onError: (error) => toast(`Still signed in. ${asProblem(error).message}`, "bad"),
  });
}
