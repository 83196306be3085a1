# Control of golden.masked: under TUNABLES the C library's own functions must change their bits, or the mask is not in force. Means something only
# on a processor that has FMA.
file(READ /proc/cpuinfo processor)
if(NOT processor MATCHES "flags[^\n]* fma ")
  message("skipped: this processor has no FMA to mask")
  return()
endif()
execute_process(COMMAND ${PROGRAM} libm OUTPUT_VARIABLE plain)
execute_process(COMMAND ${CMAKE_COMMAND} -E env GLIBC_TUNABLES=${TUNABLES} ${PROGRAM} libm OUTPUT_VARIABLE masked)
if(NOT plain OR plain STREQUAL masked)
  message(FATAL_ERROR "libm gives the same bits with and without ${TUNABLES}: nothing is masked, golden.masked proves nothing")
endif()
