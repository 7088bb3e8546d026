type Fault = { fault: string } & Record<string, string | number | boolean | string[]>;
type Booking = { kind: string; order: string; amount: number };

/** The sandbox's bank, beside the page under test: its faults and its bookings. */
export class Bank {
  constructor(private readonly url: string) {}

  async fault(fault: Fault): Promise<void> {
    const response = await fetch(`${this.url}/faults`, { method: "POST", body: JSON.stringify(fault) });
    if (!response.ok) throw new Error(`fault: ${response.status} ${await response.text()}`);
  }

  async endFaults(): Promise<void> {
    await fetch(`${this.url}/faults`, { method: "DELETE" });
  }

  /** What was booked for an order, in order. */
  async bookings(pk: string): Promise<string[]> {
    const text = await (await fetch(`${this.url}/bookings`)).text();
    const bookings = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Booking);
    return bookings.filter(({ order }) => order === pk).map(({ kind }) => kind);
  }
}
