import { jsx } from "react/jsx-runtime";

/**
 * A browser that translates a page replaces text nodes behind React's back. React then fails to remove one, or writes into
 * one that is no longer on the page; unless the text is the only child of an element. So every text becomes that: what
 * stands side by side is joined, and what stands beside elements gets an element of its own.
 */
export function apart(children: readonly unknown[]): unknown {
  const isWholeText = children.every((child) => isText(child) || isNothing(child));
  if (isWholeText) return children.some(isText) ? children.filter(isText).join("") : children;
  return joined(children).map(inElement);
}

/** No translator touches white space, and an element of nothing else would be one more item of a flex container. */
export function inElement(child: unknown): unknown {
  return isText(child) && String(child).trim() ? jsx("span", { children: String(child) }) : child;
}

/** Every child keeps its place, by which React knows it: a text that joined the one before it leaves nothing there. */
function joined(children: readonly unknown[]): unknown[] {
  const all = [...children];
  let first = -1;
  all.forEach((child, place) => {
    if (!isText(child) || !isText(all[first])) first = place;
    else {
      all[first] = `${all[first] as Text}${child}`;
      all[place] = null;
    }
  });
  return all;
}

type Text = string | number | bigint;

const isText = (child: unknown): child is Text =>
  typeof child === "string" || typeof child === "number" || typeof child === "bigint";
const isNothing = (child: unknown) => child === null || child === undefined || typeof child === "boolean";
