import { RotateCw, TriangleAlert } from "lucide-react";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** A page crashed, by our bug or by a browser extension. Rendering it again usually works. */
export function Broken({ reset }: ErrorComponentProps) {
  const router = useRouter();
  function drawAgain() {
    reset();
    void router.invalidate();
  }
  return (
    <div role="alert">
      <Empty
        level={1}
        icon={<TriangleAlert size={28} />}
        title="This page has stopped working"
        action={
          <Button look="primary" onClick={drawAgain}>
            <RotateCw size={16} aria-hidden /> Try again
          </Button>
        }
      >
        Your cart and your orders are safe. If it happens again, reload the page.
      </Empty>
    </div>
  );
}
