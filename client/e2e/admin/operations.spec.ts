import { until } from "../process";
import { addBrokenEntry, expect, partitionOf, redis, removeDeadLetters, test, tryAgain } from "./fixtures";

// Without the name that a cell has for phones.
const shown = { useInnerText: true };

test("every stream shows length, rates, group, lag and age, and every partition its owner", async ({
  admin,
  store,
}) => {
  const product = await store.product({ name: "Rated lamp", quantity: 1_000 });
  await admin.goto("/admin/operations");
  const streams = admin.getByRole("table", { name: "Streams" });
  const placed = streams.getByRole("row", { name: /^order_placed/ });
  await expect(placed).toContainText("inventory-group");
  const orders = (async () => {
    for (let n = 0; n < 30; n++) await store.order(product.id, 1);
  })();
  await expect(placed.getByRole("cell").nth(2)).not.toHaveText(/^(–|0)$/, shown);
  await expect(placed.getByRole("cell").nth(3)).not.toHaveText(/^(–|0)$/, shown);
  await orders;
  await expect(admin.getByRole("img", { name: /^Orders per second: now/ })).toBeVisible();
  await expect(admin.locator(".uplot canvas")).toBeVisible();
  for (const service of ["inventory", "payment"]) {
    const owners = admin.getByRole("region", { name: `Partitions of ${service}` });
    await expect(owners).toContainText("16 partitions, 1 consumer");
    await expect(owners.getByTitle(/^Partition 0, epoch/)).toBeVisible();
  }
  const node = admin.getByRole("table", { name: "Redis" }).getByRole("row", { name: /of payment/ });
  await expect(node).toContainText("Connected");
  await expect(node).toContainText("0–15");
});

test("a stopped consumer is shown within five seconds, and so is its return", async ({ admin, services }) => {
  await admin.goto("/admin/operations");
  await expect(admin.getByRole("table", { name: "Streams" })).toBeVisible();
  await services.inventoryConsumer.stop();
  await expect(admin.getByText("Nothing is consuming for inventory.")).toBeVisible({ timeout: 5_000 });
  await expect(admin.getByRole("row", { name: /^order_placed/ })).toContainText("Nothing is consuming");
  await services.inventoryConsumer.start();
  await expect(admin.getByText("Nothing is consuming for inventory.")).toBeHidden();
});

test("refusals are shown by reason, and the history survives a reload", async ({ admin, store }) => {
  const product = await store.product({ name: "Refused lamp", quantity: 2 });
  await admin.goto("/admin/operations");
  const payment = admin
    .getByRole("table", { name: "Requests in the last minute" })
    .getByRole("row", { name: /^payment/ });
  await expect(payment.getByRole("cell").last()).toHaveText("none", shown);
  for (let n = 0; n < 3; n++) await store.order(product.id, 3).catch(() => undefined);
  await store.order(product.id, 1);
  await expect(payment).toContainText(/insufficient_stock 3 \([67]\d %\)/);
  await expect(payment.getByRole("cell").nth(2)).toHaveText(/^≤ [\d.]+ ms$/, shown);
  await admin.reload();
  // At once, from before the reload: two readings of a new page would have no refusal between them.
  await expect(payment).toContainText(/insufficient_stock 3 \([67]\d %\)/);
});

test("an order that waits for its settlement is not late", async ({ admin, services, store }) => {
  const product = await store.product({ name: "Punctual lamp", quantity: 10 });
  await admin.goto("/admin/operations");
  const reserved = admin.getByRole("row", { name: /^stock_reserved/ });
  const [waiting, late] = [reserved.getByRole("cell").nth(5), reserved.getByRole("cell").nth(6)];
  await expect(waiting, "orders of other tests are settled").toHaveText("0", shown);
  await expect(late).toHaveText("no", shown);
  await services.paymentConsumer.stop();
  await store.order(product.id, 1);
  await expect(waiting).toHaveText("1", shown);
  // The settle delay of the tests is a second, and another one is usual.
  await expect(late).toHaveText(/^\d+(\.\d)? s$/, shown);
  await services.paymentConsumer.start();
  await expect(late).toHaveText("no", shown);
});

test("waiting entries are counted, the oldest has an age, and an unknown lag is a dash", async ({
  admin,
  services,
  store,
}) => {
  const product = await store.product({ name: "Waiting lamp" });
  await admin.goto("/admin/operations");
  const placed = admin.getByRole("row", { name: /^order_placed/ });
  const [lag, late] = [placed.getByRole("cell").nth(5), placed.getByRole("cell").nth(6)];
  await expect(lag).toHaveText("0", shown);
  await expect(late).toHaveText("no", shown);
  await services.inventoryConsumer.stop();
  for (let n = 0; n < 3; n++) await store.order(product.id, 1);
  await expect(lag).toHaveText("3", shown);
  await expect(late).toHaveText(/^[1-9]\d?(\.\d)? s$/, shown);

  // Redis does not know how many are left when one that was not read yet has been deleted.
  const stream = `payment:{${partitionOf(product.id)}}:order_placed`;
  const [last = ""] = redis("XREVRANGE", stream, "+", "-", "COUNT", "1").split("\n");
  redis("XDEL", stream, last);
  await expect(lag).toHaveText("–", shown);
  await services.inventoryConsumer.start();
  await expect(late).toHaveText("no", shown);
});

test("dead letters are shown with payload, attempts and reason, and can be retried", async ({ admin }) => {
  removeDeadLetters();
  const pk = "01J0000000000000000000DEAD";
  addBrokenEntry(pk, "many");
  addBrokenEntry(pk.replace("DEAD", "BEEF"), "none");
  await admin.goto("/admin/operations");
  const letters = admin.getByRole("region", { name: "Dead letters of order_placed" });
  await expect(letters.getByRole("listitem")).toHaveCount(2);
  const letter = letters.getByRole("listitem").filter({ hasText: pk });
  await expect(letter).toContainText("1 attempt");
  await expect(letter.getByRole("group", { name: "Payload" })).toContainText('"quantity": "many"');
  await letter.getByRole("button", { name: /^Retry entry/ }).click();
  await expect(admin.getByText("0 applied, 1 failed again.")).toBeVisible();
  await expect(letter).toContainText("2 attempts");
  await letters.getByRole("button", { name: "Retry all" }).click();
  await expect(admin.getByText("0 applied, 2 failed again.")).toBeVisible();
  await expect(letter).toContainText("3 attempts");
});

test("a dead letter with a fixed cause is applied by Retry, once", async ({ admin, services, store }) => {
  const product = await store.product({ name: "Lost lamp", quantity: 10 });
  await services.paymentConsumer.stop();
  const { pk } = await store.order(product.id, 3);
  await store.reserved(product.id);
  const key = `payment:{${partitionOf(product.id)}}:order:${pk}`;
  redis("RENAME", key, `${key}:away`);
  await services.paymentConsumer.start();

  await admin.goto("/admin/operations");
  const letter = admin
    .getByRole("region", { name: "Dead letters of stock_reserved" })
    .getByRole("listitem")
    .filter({ hasText: pk });
  await expect(letter).toContainText("order_not_found");
  redis("RENAME", `${key}:away`, key);
  await letter.getByRole("button", { name: /^Retry entry/ }).click();
  await expect(admin.getByText("The entry was applied.")).toBeVisible();
  await expect(letter).toBeHidden();
  await until("the order is completed", async () => (await store.find(pk)).status === "completed");
});

test("both services down: the failure is shown, Try again retries, and the page recovers", async ({
  admin,
  services,
}) => {
  await Promise.all([services.inventory.stop(), services.payment.stop()]);
  await admin.goto("/admin/operations");
  await expect(admin.getByRole("heading", { name: "The streams cannot be shown right now" })).toBeVisible();
  await tryAgain(admin);
  await Promise.all([services.inventory.start(), services.payment.start()]);
  await expect(admin.getByRole("table", { name: "Streams" })).toBeVisible();
});

test("a service that is down keeps its last figures, marked as old", async ({ admin, services }) => {
  await admin.goto("/admin/operations");
  await expect(admin.getByRole("row", { name: /^order_placed/ })).toBeVisible();
  await services.payment.stop();
  await expect(admin.getByText(/payment does not answer\. Its figures are from/i)).toBeVisible();
  await expect(admin.getByRole("row", { name: /^order_placed/ })).toBeVisible();
  await services.payment.start();
  await expect(admin.getByText(/payment does not answer/i)).toBeHidden();
});
