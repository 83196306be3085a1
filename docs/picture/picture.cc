// picture RUN.h5 TITLE: the figure of that title from a run's page as an SVG file on standard output. Draws docs/baseline.svg.
#include <fmt/format.h>

#include <iostream>
#include <string>

#include "analysis/report/figures.h"
#include "sim/output/run_file.h"

int main(int argc, char** argv) {
    using namespace enclosure;
    if (argc != 3) {
        std::cerr << "usage: picture RUN.h5 TITLE\n";
        return 2;
    }
    try {
        const Figures figures = figures_of(read_run_file(argv[1]));
        for (Figure figure : figures.figures) {
            if (figure.chart.title != argv[2]) continue;
            figure.chart.standalone = true;
            std::cout << draw(figure);
            return 0;
        }
        std::cerr << "no figure has that title; there are:\n";
        for (const Figure& figure : figures.figures) std::cerr << "  " << figure.chart.title << '\n';
        return 2;
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
        return 3;
    }
}
