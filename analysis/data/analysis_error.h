// What keeps an analysis from being made: in sentences for its user, all of them at once.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace enclosure {

/// The data cannot answer: design and analysis do not match, too few rows, an outcome that is the same everywhere or nowhere defined.
class AnalysisError : public std::runtime_error {
  public:
    explicit AnalysisError(std::string reason) : std::runtime_error(reason), reasons_{std::move(reason)} {}
    explicit AnalysisError(std::vector<std::string> reasons) : std::runtime_error(joined(reasons)), reasons_(std::move(reasons)) {}
    const std::vector<std::string>& reasons() const { return reasons_; }

  private:
    static std::string joined(const std::vector<std::string>& reasons) {
        std::string text;
        for (const std::string& reason : reasons) text += (text.empty() ? "" : "\n") + reason;
        return text;
    }
    std::vector<std::string> reasons_;
};

}  // namespace enclosure
