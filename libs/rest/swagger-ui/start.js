// A separate file, because the page's Content-Security-Policy allows no inline script. The path is relative to the
// page, so it keeps the gateway's prefix.
const ui = SwaggerUIBundle({
  url: location.pathname.replace(/\/docs\/?$/, "/openapi.json"),
  dom_id: "#swagger-ui",
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  onComplete: () => {
    document.title = ui.specSelectors.info().get("title");
  },
});
