const kinds: Record<string, string> = { captured: "Payment", refunded: "Refund" };

export function bookingKind(kind: string): string {
  return kinds[kind] ?? "Booking";
}
