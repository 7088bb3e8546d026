/** Classes by where a line begins and ends, not by left and right: the page then mirrors itself in a right-to-left language. */
const physical = [
  [
    /(?<![\w-])(-?(?:scroll-)?[mp])([lr])-(?=[\w[(])/g,
    (_, box, side) => `${box}${side === "l" ? "s" : "e"}-`,
  ],
  [/(?<![\w-])(-?)(left|right)-(?=[\w[(])/g, (_, minus, side) => `${minus}${logical[side]}-`],
  [/(?<![\w-])(text|float)-(left|right)(?![\w-])/g, (_, what, side) => `${what}-${logical[side]}`],
  [/(?<![\w-])(border|rounded)-([lr])(?![\w])/g, (_, what, side) => `${what}-${side === "l" ? "s" : "e"}`],
  [
    /(?<![\w-])rounded-([tb])([lr])(?![\w])/g,
    (_, block, side) => `rounded-${block === "t" ? "s" : "e"}${side === "l" ? "s" : "e"}`,
  ],
];
const logical = { left: "start", right: "end" };

const toLogical = (text) => physical.reduce((done, [pattern, by]) => done.replace(pattern, by), text);

export const logicalClasses = {
  meta: { type: "problem", fixable: "code", schema: [] },
  create(context) {
    function check(node, text) {
      if (toLogical(text) === text) return;
      context.report({
        node,
        message: "Write ms/me, ps/pe, start/end: a page from right to left is mirrored.",
        fix: (fixer) => fixer.replaceText(node, toLogical(context.sourceCode.getText(node))),
      });
    }
    return {
      Literal: (node) => typeof node.value === "string" && check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw),
    };
  },
};
