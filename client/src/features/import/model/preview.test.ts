import { describe, expect, test } from "vitest";
import { countOutcomes, preview, type Known } from "./preview";
import { readSheet } from "./sheet";

const lamp: Known = {
  id: "01J00000000000000000000001",
  name: "Lamp",
  price: 20,
  quantity: 5,
  description: "old",
  image: "",
};
const tray: Known = { ...lamp, id: "01J00000000000000000000002", name: "Tray" };

const rowsOf = (csv: string, catalogue: Known[] = [lamp, tray]) => preview(readSheet(csv), catalogue);

describe("the preview of an import", () => {
  test("a name that the shop does not have is a new product", () => {
    const [row] = rowsOf("name,price,quantity\nRug,99.50,2\n");
    expect(row).toMatchObject({ outcome: "new", item: { name: "Rug", price: 99.5, quantity: 2 } });
  });

  test("a product is found by its exact name, and only what differs is sent", () => {
    const [row] = rowsOf("name,price,quantity,description\nLamp,25,5,\n");
    expect(row?.outcome).toBe("changed");
    expect(row?.item).toEqual({ id: lamp.id, price: 25 });
    expect(row?.changes).toEqual([{ field: "price", from: 20, to: 25 }]);
  });

  test("an id finds it whatever the name says, so it can be renamed", () => {
    const [row] = rowsOf(`id,name\n${lamp.id},Lantern\n`);
    expect(row).toMatchObject({ outcome: "changed", item: { id: lamp.id, name: "Lantern" } });
  });

  test("what the shop has already is the same and is not sent", () => {
    const [row] = rowsOf("name,price,quantity\nLamp,20.00,5\n");
    expect(row?.outcome).toBe("same");
    expect(row?.item).toBeUndefined();
  });

  test.each([
    ["name,price,quantity\nRug,abc,2\n", "A price is a number"],
    ["name,price,quantity\nRug,1,\n", "A quantity is needed"],
    ["name,price,quantity\n,1,2\n", "A name is needed"],
    ["id,price\n01J0000000000000000000000X,1\n", "No product has the id"],
    [`name,price,quantity\n${"x".repeat(201)},1,2\n`, "at most 200"],
  ])("%j is invalid", (csv, why) => {
    const [row] = rowsOf(csv);
    expect(row?.outcome).toBe("invalid");
    expect(row?.problems.join(" ")).toContain(why);
  });

  test("every fault of a row is told at once", () => {
    expect(rowsOf("name,price,quantity\n,x,-1\n")[0]?.problems).toHaveLength(3);
  });

  test("a product that two rows name is taken once, and the second row says where the first is", () => {
    const [, second] = rowsOf("name,price,quantity\nRug,1,1\nRug,2,2\n");
    expect(second).toMatchObject({
      outcome: "invalid",
      problems: ["The same product is on line 2 already."],
    });
  });

  test("a name that two products have needs an id", () => {
    const [row] = rowsOf("name,price\nLamp,1\n", [lamp, { ...lamp, id: tray.id }]);
    expect(row?.problems[0]).toContain("2 products have this name");
  });

  test("what was imported once is all the same the second time", () => {
    const csv = `name,price,quantity\n${Array.from({ length: 50 }, (_, n) => `Thing ${n},${n}.10,${n}`).join("\n")}\n`;
    const first = rowsOf(csv, []);
    expect(countOutcomes(first)).toEqual({ new: 50, changed: 0, same: 0, invalid: 0 });
    const shop = first.map(({ item }, n) => ({ ...lamp, description: "", ...item, id: String(n) }));
    expect(countOutcomes(rowsOf(csv, shop))).toEqual({ new: 0, changed: 0, same: 50, invalid: 0 });
  });
});
