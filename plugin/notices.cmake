# Under which terms there is what is linked in or compiled in from headers: the copyright files that
# Debian keeps of it, and in full the licences that they refer to. On other systems there are none
# to take, and those who package the library add them.
set(BSUP_NOTICES)
set(BSUP_LICENCES)
foreach(package libsodium-dev libssl-dev libsqlite3-dev libtomlplusplus-dev libspdlog-dev libfmt-dev
    libboost1.81-dev libutf8proc-dev libzstd-dev)
  set(copyright /usr/share/doc/${package}/copyright)
  if(EXISTS ${copyright})
    list(APPEND BSUP_NOTICES ${package})
    file(STRINGS ${copyright} lines REGEX "/usr/share/common-licenses/")
    string(REGEX MATCHALL "/usr/share/common-licenses/[A-Za-z0-9.-]*[A-Za-z0-9]" named "${lines}")
    list(APPEND BSUP_LICENCES ${named})
  else()
    message(NOTICE "${copyright} is missing: the terms of ${package} will not be installed")
  endif()
endforeach()
list(REMOVE_DUPLICATES BSUP_LICENCES)

# install_notices(FOLDER [OPTION...]): the copyright files as FOLDER/PACKAGE.txt, the licences as
# FOLDER/common-licenses/NAME; options are those of install(FILES).
function(install_notices folder)
  foreach(package ${BSUP_NOTICES})
    install(FILES /usr/share/doc/${package}/copyright DESTINATION ${folder} RENAME ${package}.txt
      ${ARGN})
  endforeach()
  foreach(licence ${BSUP_LICENCES})
    get_filename_component(name ${licence} NAME)
    file(REAL_PATH ${licence} text)
    install(FILES ${text} DESTINATION ${folder}/common-licenses RENAME ${name} ${ARGN})
  endforeach()
endfunction()
