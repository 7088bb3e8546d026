import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { buyerQuery } from "../api/get-buyer";

const guest = "";

/** Mounted once, around every page of the shop. A quote is for the buyer who asked: for another one it is asked again. */
export function useQuotesOfBuyer(): void {
  const queryClient = useQueryClient();
  const { data: buyer } = useQuery(buyerQuery());
  const now = buyer && (buyer.signed_in ? buyer.email : guest);
  const last = useRef(now);
  useEffect(() => {
    if (now === undefined || now === last.current) return;
    if (last.current !== undefined) void queryClient.invalidateQueries({ queryKey: ["quote"] });
    last.current = now;
  }, [queryClient, now]);
}
