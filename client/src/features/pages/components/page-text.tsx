import { CatchBoundary } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { isTooComplex } from "../model/is-too-complex";
import { safeUrl } from "../model/safe-url";
import "./page-text.css";

/**
 * The owner's Markdown as React elements. HTML in it is shown as text. A picture becomes its description: the shop loads
 * nothing from other origins, and has no place for pictures of its own.
 */
export function PageText({ text }: { text: string }) {
  const asWritten = () => <p className="whitespace-pre-wrap">{text}</p>;
  return (
    <div dir="auto" className="page-text">
      {isTooComplex(text) ? (
        asWritten()
      ) : (
        <CatchBoundary getResetKey={() => text} errorComponent={asWritten}>
          <Markdown remarkPlugins={plugins} urlTransform={safeUrl} components={components}>
            {text}
          </Markdown>
        </CatchBoundary>
      )}
    </div>
  );
}

const plugins = [remarkGfm];

/** The page has an h1 of its own, so each heading is one level lower. */
function lower(Heading: "h2" | "h3" | "h4" | "h5" | "h6") {
  return function LowerHeading({ id, className, children }: ComponentProps<"h2">) {
    return (
      <Heading id={id} className={className}>
        {children}
      </Heading>
    );
  };
}

function cell(Cell: "td" | "th") {
  return function AlignedCell({ style, children }: ComponentProps<"td">) {
    return <Cell data-align={style?.textAlign}>{children}</Cell>;
  };
}

const components: Components = {
  h1: lower("h2"),
  h2: lower("h3"),
  h3: lower("h4"),
  h4: lower("h5"),
  h5: lower("h6"),
  a: OwnersLink,
  img: ({ alt }) => <>{alt}</>,
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? "Done:" : "To do:"}>
      {checked ? "☑" : "☐"}
    </span>
  ),
  table: WideTable,
  td: cell("td"),
  th: cell("th"),
};

/** Without an address that is safe: its words only. */
function OwnersLink({ href, id, className, children, ...rest }: ComponentProps<"a">) {
  if (!href) return <>{children}</>;
  const aria = { "aria-label": rest["aria-label"], "aria-describedby": rest["aria-describedby"] };
  return (
    <a href={href} id={id} className={className} rel="noreferrer" {...aria}>
      {children}
    </a>
  );
}

/** On a phone the table scrolls, not the page; with the keyboard, too. */
function WideTable({ children }: ComponentProps<"table">) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
