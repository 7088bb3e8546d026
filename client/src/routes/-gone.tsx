import { Link } from "@tanstack/react-router";
import { PackageX } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** In place of a product that there is not, or no longer. */
export function Gone({ wasThere }: { wasThere: string | undefined }) {
  return (
    <Empty
      level={1}
      icon={<PackageX size={28} />}
      title={wasThere ? `${wasThere} is no longer sold` : "Product not found"}
      action={
        <Link to="/" className={buttonStyle({ look: "primary" })}>
          Go to the shop
        </Link>
      }
    >
      {wasThere
        ? "The store has just removed it."
        : "The store may have removed it, or the address is wrong."}
    </Empty>
  );
}
