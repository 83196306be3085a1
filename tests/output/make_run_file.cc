// Writes a sample run file for the readers' tests: make_run_file FILE ROWS EVENTS [REWRITES]. With REWRITES it is replaced that many
// times, each time with another number of rows. Exit 3 with the reason on standard error if it cannot be written, as the program does.
#include <cstdio>
#include <cstdlib>

#include "sim/output/file_output.h"
#include "tests/output/sample_run.h"

int main(int argc, char** argv) {
    using namespace enclosure;
    if (argc < 4) return 2;
    const auto rows = std::strtoul(argv[2], nullptr, 10), events = std::strtoul(argv[3], nullptr, 10);
    const unsigned long rewrites = argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 0;
    try {
        FileOutput output{argv[1], true};
        output.write(sample_run(rows, events));
        for (unsigned long i = 1; i <= rewrites; ++i) output.write(sample_run(rows + i % 7, events, static_cast<double>(i)));
    } catch (const OutputError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    return 0;
}
