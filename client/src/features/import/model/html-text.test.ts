import { expect, test } from "vitest";
import { textOfHtml } from "./html-text";

test.each([
  ["<p>Made of <strong>clay</strong></p>", "Made of clay"],
  ["<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"],
  ["<ul><li>red</li><li>blue</li></ul>", "• red\n• blue"],
  ["Caf&eacute; &amp; th&#233; &#x2013; 5&nbsp;&euro; &unknown;", "Café & thé – 5\u00A0€ &unknown;"],
  ["a <style>p { color: red }</style><!-- note --><script>alert(1)</script>b", "a b"],
  ["5 < 6 and 7 > 6", "5 < 6 and 7 > 6"],
  ["&lt;b&gt;", "<b>"],
])("%j reads %j", (html, text) => expect(textOfHtml(html)).toBe(text));
