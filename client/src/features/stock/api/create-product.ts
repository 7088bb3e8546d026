import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { toast } from "@/lib/toasts";
import type { FormValues } from "../model/product-form";
import { stockLists } from "./list-stock";

export function useCreateProduct() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: FormValues) => answer(inventory.POST("/products", { body: values })),
    onSuccess: ({ name }) => {
      toast(`“${name}” is in the shop.`, "good");
      return queryClient.invalidateQueries({ queryKey: [stockLists] });
    },
  });
}
