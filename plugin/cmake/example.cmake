# The example host against an installed plugin:
#     cmake -B build -DCMAKE_PREFIX_PATH=/where/it/is/installed && cmake --build build
cmake_minimum_required(VERSION 3.25)
project(example_host LANGUAGES C)

find_package(BlendedSupervision 0.1 REQUIRED)
add_executable(example_host host.c)
target_link_libraries(example_host PRIVATE BlendedSupervision::headers)

# `cmake --build build --target advise` shows advice on a case that does not exist, and keeps a trail
# of it in the build folder.
add_custom_target(advise COMMAND example_host ${BlendedSupervision_LIBRARY}
  ${BlendedSupervision_DATA_DIR}/policies/england-wales.toml
  ${BlendedSupervision_DATA_DIR}/mappings/ndelius.toml
  20780 ${CMAKE_CURRENT_SOURCE_DIR}/case.json ${CMAKE_CURRENT_BINARY_DIR}/trail X100005 VERBATIM)
