import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerWithHeaders, inventory } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { sessionQuery } from "./get-session";

/** Not a mutation: its 401 means "wrong token" and must not be taken for an expired sign-in. */
export function useSignIn() {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function signIn(token: string): Promise<boolean> {
    setPending(true);
    setRefusal(undefined);
    try {
      await answerWithHeaders(inventory.POST("/session", { body: { token } }));
      queryClient.setQueryData(sessionQuery().queryKey, { admin: true, required: true });
      // Repeat the requests that were refused while signed out.
      void queryClient.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
      return true;
    } catch (error) {
      setRefusal(sentence(error));
      return false;
    } finally {
      setPending(false);
    }
  }
  return { signIn, pending, refusal };
}

function sentence(error: unknown): string {
  const { status, message } = asProblem(error);
  if (status === 429) return "Too many attempts. Wait a minute, then try again.";
  if (status === 401 || status === 403 || status === 422) return "This token is not correct.";
  return message;
}
