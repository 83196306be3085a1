# Unity builds (CMAKE_UNITY_BUILD, in presets that are built from scratch): several sources make one unit, and headers are parsed, templates
# instantiated and inline functions compiled once for all of them. Names that a source keeps to itself therefore differ within a target.

# each_a_unit(SOURCE...): these stay units of their own, and so do sources that Highway includes into themselves once for each set of
# instructions; all of these are found by what they say.
function(each_a_unit)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

function(each_a_unit_of_vectors)
  foreach(source ${ARGN})
    file(STRINGS ${source} mentions REGEX "^#include <hwy/foreach_target.h>" LIMIT_COUNT 1)
    if(mentions)
      each_a_unit(${source})
    endif()
  endforeach()
endfunction()
