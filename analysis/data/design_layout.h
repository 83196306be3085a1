// The rows of a table as a design lays them out: which belong together, and what each is there for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/data/study_data.h"

namespace enclosure {

/// Rows in the order of the design: block after block, and in each in the order that estimators want (A, AB_1 …, [BA_1 …], B of Saltelli;
/// a walk or a star of Morris). Blocks come in an order that depends on their contents alone.
struct DesignLayout {
    std::vector<std::size_t> rows;
    std::vector<std::uint64_t> block;
    bool radial = false;  ///< of Morris: stars, not walks
};

/// `factors` hold the values of the rows, `group` as in DesignFacts. Throws AnalysisError that says what does not fit.
DesignLayout saltelli_layout(const std::vector<FactorColumn>& factors, const std::vector<std::size_t>& group, bool second_order);

/// `block` of each row; empty: rows of a block stand together, one more than there are groups.
DesignLayout morris_layout(const std::vector<FactorColumn>& factors, const std::vector<std::size_t>& group,
                           const std::vector<std::uint64_t>& block);

}  // namespace enclosure
