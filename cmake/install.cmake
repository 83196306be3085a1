# What `cmake --install` puts down: the program, the libraries with their headers, the package `enclosure`, and the scenarios and figures that
# the program finds at ../share/enclosure.
include(CMakePackageConfigHelpers)

set(ENCLOSURE_INSTALL_INCLUDE ${CMAKE_INSTALL_INCLUDEDIR}/enclosure)
set(ENCLOSURE_INSTALL_SHARE ${CMAKE_INSTALL_DATADIR}/enclosure)
set(ENCLOSURE_INSTALL_CMAKE ${CMAKE_INSTALL_LIBDIR}/cmake/enclosure)

install(TARGETS enclosure_sim enclosure_study enclosure_theory enclosure_analysis EXPORT enclosureTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET enclosure_cli)
  install(TARGETS enclosure_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(TARGET enclosure_view)
  install(TARGETS enclosure_view RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
# The headers keep their paths below include/enclosure, so that an outside project writes the same #include lines as the sources here.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/sim ${PROJECT_SOURCE_DIR}/analysis DESTINATION ${ENCLOSURE_INSTALL_INCLUDE}
        FILES_MATCHING PATTERN "*.h" PATTERN "cli" EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios ${PROJECT_SOURCE_DIR}/data DESTINATION ${ENCLOSURE_INSTALL_SHARE})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT enclosureTargets NAMESPACE enclosure:: DESTINATION ${ENCLOSURE_INSTALL_CMAKE})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/enclosureConfig.cmake.in ${PROJECT_BINARY_DIR}/enclosureConfig.cmake
                              INSTALL_DESTINATION ${ENCLOSURE_INSTALL_CMAKE} PATH_VARS ENCLOSURE_INSTALL_SHARE)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/enclosureConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/enclosureConfig.cmake ${PROJECT_BINARY_DIR}/enclosureConfigVersion.cmake
        DESTINATION ${ENCLOSURE_INSTALL_CMAKE})
