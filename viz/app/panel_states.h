// The panels, each with what it remembers.
#pragma once

#include "viz/map/map_panel.h"
#include "viz/panels/charts.h"
#include "viz/panels/compare.h"
#include "viz/panels/events.h"
#include "viz/panels/inspector.h"
#include "viz/panels/kpis.h"
#include "viz/panels/levers.h"
#include "viz/panels/messages.h"
#include "viz/panels/timeline.h"
#include "viz/panels/top_bar.h"
#include "viz/panels/tour.h"
#include "viz/panels/welcome.h"
#include "viz/studies/studies_view.h"
