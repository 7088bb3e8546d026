if(NOT CMAKE_UNITY_BUILD)  # where names of another file may be shadowed
  set(shadow -Wshadow)
endif()
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;${shadow};-Wnon-virtual-dtor;-Werror>")
add_compile_options("$<$<COMPILE_LANGUAGE:ASM>:-Wno-unused-command-line-argument>")
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")  # for ccache
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# souk_library(name dependency...): libs/<name>/*.cpp as target souk_<name>.
function(souk_library name)
  souk_target(STATIC souk_${name} ${CMAKE_SOURCE_DIR}/libs/${name} ${ARGN})
endfunction()

# souk_target(kind target folder dependency...): every .cpp of a folder. A library without one is its headers.
function(souk_target kind target folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  list(TRANSFORM ARGN PREPEND souk_ OUTPUT_VARIABLE dependencies)
  if(sources)
    add_library(${target} ${kind} ${sources})
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/libs ${CMAKE_SOURCE_DIR}/services ${CMAKE_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${dependencies} souk_asio)
    target_precompile_headers(${target} REUSE_FROM souk_asio)
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${CMAKE_SOURCE_DIR}/libs ${CMAKE_SOURCE_DIR}/services ${CMAKE_SOURCE_DIR})
    target_link_libraries(${target} INTERFACE ${dependencies})
  endif()
endfunction()

# souk_service(name dependency...): services/<name> as program <name>, a target for each of its folders. The dependencies
# are those of its use cases, beside its store.
function(souk_service name)
  set(folder ${CMAKE_SOURCE_DIR}/services/${name})
  souk_target(STATIC souk_${name}_domain ${folder}/domain contracts)
  souk_target(STATIC souk_${name}_store ${folder}/store ${name}_domain redis events http)
  souk_target(STATIC souk_${name}_app ${folder}/app ${name}_store ${ARGN})
  souk_target(STATIC souk_${name}_api ${folder}/api ${name}_app rest http)
  souk_target(STATIC souk_${name}_consumers ${folder}/consumers contracts events)
  souk_embed(souk_${name}_store ${name}_lua ${folder}/store/${name}.lua)
  add_executable(${name} ${folder}/main.cpp)
  target_link_libraries(${name} PRIVATE souk_${name}_api souk_${name}_consumers souk_runtime)
  target_precompile_headers(${name} REUSE_FROM souk_asio)
endfunction()
