import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";

export function AllProducts() {
  return (
    <Link
      to="/admin/products"
      className="inline-flex items-center gap-1.5 self-start rounded-sm text-sm font-medium text-muted hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden /> All products
    </Link>
  );
}
