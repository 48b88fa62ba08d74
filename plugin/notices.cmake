# Under which terms there is what is linked in or compiled in from headers: the copyright files that Debian keeps of it, which go where the
# library goes. Elsewhere than on Debian there are none to take.
set(BSUP_NOTICES)
foreach(package libsodium-dev libssl-dev libsqlite3-dev libtomlplusplus-dev libspdlog-dev libfmt-dev libboost1.81-dev)
  if(EXISTS /usr/share/doc/${package}/copyright)
    list(APPEND BSUP_NOTICES ${package})
  endif()
endforeach()

# install_notices(FOLDER [OPTION...]): as FOLDER/PACKAGE.txt; options are those of install(FILES).
function(install_notices folder)
  foreach(package ${BSUP_NOTICES})
    install(FILES /usr/share/doc/${package}/copyright DESTINATION ${folder} RENAME ${package}.txt ${ARGN})
  endforeach()
endfunction()
