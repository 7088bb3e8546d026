// A file of its own, since the page's Content-Security-Policy allows no inline script. The document is found from the
// page's own address, which has the gateway's prefix when there is one.
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
