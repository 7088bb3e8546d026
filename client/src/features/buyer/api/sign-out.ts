import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, payment } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { noteSignedOut } from "./get-buyer";
import { buyerOrders } from "./list-orders";

/** Not a mutation, as signing in is not. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);

  async function signOut(everywhere: boolean) {
    if (pending) return;
    setPending(true);
    try {
      await answer(payment.POST("/buyers/sign-out", { body: { everywhere } }));
      queryClient.removeQueries({ queryKey: [buyerOrders] });
      noteSignedOut(queryClient);
      toast(everywhere ? "You are signed out on every device." : "You are signed out.", "good");
    } catch (error) {
      toast(`Still signed in. ${asProblem(error).message}`, "bad");
    } finally {
      setPending(false);
    }
  }
  return { signOut, pending };
}
