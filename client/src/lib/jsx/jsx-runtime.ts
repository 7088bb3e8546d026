import { Fragment, jsx as reactJsx, jsxs as reactJsxs } from "react/jsx-runtime";
import type { ElementType, Key, ReactElement } from "react";
import { apart, inElement } from "./apart";

export { Fragment };

type Props = { children?: unknown };

/** What the compiler calls for every element, in place of React's own: apart() says why. */
export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  return reactJsx(type, type === Fragment ? inFragment(props) : props, key);
}

export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  const children = apart(props.children as unknown[]);
  // A text alone is an only child; of an element, but not of a fragment.
  if (!Array.isArray(children)) return jsx(type, { ...props, children }, key);
  return reactJsxs(type, { ...props, children }, key);
}

export function inFragment(props: Props): Props {
  return { ...props, children: inElement(props.children) };
}
