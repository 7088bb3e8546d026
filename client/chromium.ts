/** Debian's. The headless shell has no browser around the page, so it starts faster and costs half the processor time. */
export const headlessShell = {
  executablePath: "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox"],
};

/** The browser that people use, where its own behaviour is measured. */
export const fullChromium = { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] };
