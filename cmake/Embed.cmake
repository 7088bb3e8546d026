# souk_embed(target name file): the bytes of a file as part of a program.
#
#   souk_embed(souk_inventory_store inventory_lua ${CMAKE_CURRENT_SOURCE_DIR}/store/inventory.lua)
#
# defines, inside `target`, the accessor that the code using it declares in one line:
#
#   namespace souk::embedded { std::string_view inventory_lua(); }
#
# `name` is a C++ identifier, unique in a program. `file` may be absolute or relative to the calling CMakeLists.txt, and may
# be made by a custom command of the same directory. A changed file is embedded again by the next build, without another
# configuration. The view lasts as long as the program; a NUL that it does not count follows it.
# Use: `include(Embed)`, after the target is declared, in the CMakeLists.txt that declared it or in one below it.
function(souk_embed target name file)
  cmake_path(ABSOLUTE_PATH file NORMALIZE)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(bytes ${folder}/${name}.s)
  set(accessor ${folder}/${name}.cpp)
  file(CONFIGURE OUTPUT ${bytes} @ONLY CONTENT [[
  .section .rodata
  .balign 16
  .globl souk_embedded_@name@
  .globl souk_embedded_@name@_end
souk_embedded_@name@:
  .incbin "@file@"
souk_embedded_@name@_end:
  .byte 0
  .section .note.GNU-stack,"",%progbits
]])
  file(CONFIGURE OUTPUT ${accessor} @ONLY CONTENT [[
#include <cstddef>
#include <string_view>

extern "C" const char souk_embedded_@name@[];
extern "C" const char souk_embedded_@name@_end[];

namespace souk::embedded {

std::string_view @name@();

std::string_view @name@() {
  return {souk_embedded_@name@, static_cast<std::size_t>(souk_embedded_@name@_end - souk_embedded_@name@)};
}

}  // namespace souk::embedded
]])
  target_sources(${target} PRIVATE ${bytes} ${accessor})
  # The assembler's own dependency scan does not see .incbin, and the target's flags for C++ mean nothing to it.
  set_source_files_properties(${bytes} TARGET_DIRECTORY ${target} PROPERTIES
    OBJECT_DEPENDS ${file}
    COMPILE_OPTIONS -Wno-unused-command-line-argument)
endfunction()
