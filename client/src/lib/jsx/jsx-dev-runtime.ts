import type { ElementType, Key, ReactElement } from "react";
import { jsxDEV as reactJsxDev, type JSXSource } from "react/jsx-dev-runtime";
import { apart } from "./apart";
import { Fragment, inFragment } from "./jsx-runtime";

export { Fragment };

type Props = { children?: unknown };

/** jsx-runtime.ts for development, where React wants to know more. */
export function jsxDEV(
  type: ElementType,
  props: Props,
  key: Key | undefined,
  isStatic: boolean,
  source?: JSXSource,
  self?: unknown,
): ReactElement {
  if (!isStatic)
    return reactJsxDev(type, type === Fragment ? inFragment(props) : props, key, false, source, self);
  const children = apart(props.children as unknown[]);
  const next = { ...props, children };
  return Array.isArray(children)
    ? reactJsxDev(type, next, key, true, source, self)
    : jsxDEV(type, next, key, false, source, self);
}
