import { createElement, isValidElement } from "react";
import { expect, test } from "vitest";
import { apart, inElement } from "./apart";

const icon = createElement("svg");

/** Elements of text as [text], everything else as it is. */
const shape = (children: unknown) =>
  (children as unknown[]).map((child) =>
    isValidElement<{ children: string }>(child) && child.type === "span" ? [child.props.children] : child,
  );

test("text beside text becomes one", () => {
  expect(apart(["Only ", 3, " left."])).toBe("Only 3 left.");
  expect(apart(["Only ", 3, false, " left.", null])).toBe("Only 3 left.");
});

test("text beside an element gets an element of its own", () => {
  expect(shape(apart(["$", 20, icon]))).toEqual([["$20"], null, icon]);
  expect(shape(apart([icon, " Add", " it"]))).toEqual([icon, [" Add it"], null]);
  expect(shape(apart(["a", icon, "b"]))).toEqual([["a"], icon, ["b"]]);
});

test("every other child keeps its place; white space and empty children stay unchanged", () => {
  expect(shape(apart([false, icon, " ", icon]))).toEqual([false, icon, " ", icon]);
  expect(shape(apart(["a", false, icon]))).toEqual([["a"], false, icon]);
  expect(apart([false, null])).toEqual([false, null]);
});

test("only text is put into an element", () => {
  expect(inElement(icon)).toBe(icon);
  expect(shape([inElement("a"), inElement("")])).toEqual([["a"], ""]);
});
