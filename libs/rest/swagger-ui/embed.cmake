# The files of Swagger UI, installed by npm at the versions of package-lock.json and built into souk_rest.
set(folder ${CMAKE_CURRENT_LIST_DIR})
set(dist ${folder}/node_modules/swagger-ui-dist)

add_custom_command(
  OUTPUT ${dist}/swagger-ui-bundle.js ${dist}/swagger-ui.css
  COMMAND ${folder}/install.sh
  DEPENDS ${folder}/install.sh ${folder}/package-lock.json
  COMMENT "Installing Swagger UI"
  VERBATIM)
add_custom_target(souk_swagger_ui DEPENDS ${dist}/swagger-ui-bundle.js ${dist}/swagger-ui.css)
add_dependencies(souk_rest souk_swagger_ui)

souk_embed(souk_rest swagger_page ${folder}/page.html)
souk_embed(souk_rest swagger_start ${folder}/start.js)
souk_embed(souk_rest swagger_bundle ${dist}/swagger-ui-bundle.js)
souk_embed(souk_rest swagger_style ${dist}/swagger-ui.css)
