# What is installed, in three components: `plugin` to run, `development` to build hosts, `debug` to
# debug. Nothing in it holds a path of this machine, so the folder can be moved.
include(CMakePackageConfigHelpers)
set(data ${CMAKE_INSTALL_DATADIR}/blended_supervision)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/BlendedSupervision)

install(TARGETS blended_supervision bsup_headers EXPORT BlendedSupervisionTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  COMPONENT plugin NAMELINK_COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/config/ DESTINATION ${data} COMPONENT plugin
  PATTERN words EXCLUDE)
install(FILES docs/advice.schema.json docs/form.schema.json docs/mapping_check.schema.json DESTINATION ${data} COMPONENT plugin)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT plugin)
include(notices.cmake)
install_notices(${CMAKE_INSTALL_DOCDIR}/notices COMPONENT plugin)

# The library is installed without its debug information, which lies in a file that it names.
if(CMAKE_OBJCOPY)
  set(debug ${CMAKE_CURRENT_BINARY_DIR}/libblended_supervision.so.${PROJECT_VERSION}.debug)
  add_custom_command(TARGET blended_supervision POST_BUILD
    COMMAND ${CMAKE_OBJCOPY} --only-keep-debug $<TARGET_FILE:blended_supervision> ${debug} VERBATIM)
  install(CODE "
    set(library \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR})
    execute_process(COMMAND ${CMAKE_OBJCOPY} --strip-unneeded --add-gnu-debuglink=${debug}
      \${library}/$<TARGET_FILE_NAME:blended_supervision> COMMAND_ERROR_IS_FATAL ANY)"
    COMPONENT plugin)
  install(FILES ${debug} DESTINATION ${CMAKE_INSTALL_LIBDIR}/.debug COMPONENT debug)
endif()

install(DIRECTORY include/blended_supervision DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  COMPONENT development)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development
  FILES_MATCHING PATTERN "*.md")
install(FILES ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/SECURITY.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)

set(example ${CMAKE_INSTALL_DOCDIR}/examples/c)
install(FILES ${PROJECT_SOURCE_DIR}/host-stubs/c/host.c DESTINATION ${example}
  COMPONENT development)
install(FILES cmake/example.cmake DESTINATION ${example} RENAME CMakeLists.txt
  COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/host-stubs/data/X100001.json DESTINATION ${example}
  RENAME case.json COMPONENT development)

install(EXPORT BlendedSupervisionTargets NAMESPACE BlendedSupervision:: DESTINATION ${package}
  COMPONENT development)
set(library ${CMAKE_INSTALL_LIBDIR}/libblended_supervision.so.${PROJECT_VERSION_MAJOR})
configure_package_config_file(cmake/BlendedSupervisionConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/BlendedSupervisionConfig.cmake
  INSTALL_DESTINATION ${package} PATH_VARS library data)
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/BlendedSupervisionConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/BlendedSupervisionConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/BlendedSupervisionConfigVersion.cmake
  DESTINATION ${package} COMPONENT development)

file(RELATIVE_PATH to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/blended-supervision.pc.in blended-supervision.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/blended-supervision.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
