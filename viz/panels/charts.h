// The charts at the right: the market by firm, the frontiers, then indicators of the user's choice; or how the shown step's numbers are
// distributed.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/plot/pointer.h"

namespace enclosure::viz {

struct ChartsState {
    /// Indicators that have a chart, in order.
    std::vector<std::string> shown{"hhi", "consumer_surplus", "average_price", "misuse_incidents", "profit", "adoption"};
    std::set<std::string, std::less<>> logarithmic;  ///< those on a logarithmic axis

    std::size_t mode = 0;                  ///< 0 over time, 1 distribution
    std::size_t members = 0;               ///< 0 segments, 1 regions, 2 firms
    std::size_t indicator[3] = {0, 0, 0};  ///< of each kind of member, that whose distribution is shown
    std::size_t form = 0;                  ///< 0 bars, 1 histogram

    PlotDrag drag;
    std::string open_menu;  ///< name of the chart whose menu is open
    bool choosing = false;  ///< the list of all indicators is open
    std::string search;
};

void draw_charts(Ui& ui, App& app, Rect rect);

}  // namespace enclosure::viz
