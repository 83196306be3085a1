// Control of symbols.cmake: an object that calls functions of libm which it must find, and one (floor) which it must not.
#include <cmath>

double forbidden(double x) {
    return std::exp(x) + static_cast<double>(std::pow(static_cast<float>(x), 0.3f)) + std::floor(x);
}
