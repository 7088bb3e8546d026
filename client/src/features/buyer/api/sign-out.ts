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

  function forgetBuyer() {
    queryClient.removeQueries({ queryKey: [buyerOrders] });
    noteSignedOut(queryClient);
  }

  async function signOut(everywhere: boolean) {
    if (pending) return;
    setPending(true);
    try {
      await answer(payment.POST("/buyers/sign-out", { body: { everywhere } }));
      forgetBuyer();
      toast(everywhere ? "You are signed out on every device." : "You are signed out.", "good");
    } catch (error) {
      const { code, message } = asProblem(error);
      if (code !== "sign_in_required") return toast(`Still signed in. ${message}`, "bad");
      // Without a session the shop does not know whose devices are meant.
      forgetBuyer();
      toast("You were not signed in here any more. Sign in first, then sign out on every device.", "bad");
    } finally {
      setPending(false);
    }
  }
  return { signOut, pending };
}
