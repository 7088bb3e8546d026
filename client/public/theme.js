// Runs before the first paint, from a file: the Content-Security-Policy allows no inline script.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem("souk.theme");
  } catch {
    // Storage may be denied; then the system's theme is as good as any.
  }
  var dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  var meta = document.querySelector("meta[name=theme-color]");
  if (meta) meta.content = dark ? "#101716" : "#fbfaf7";
})();
