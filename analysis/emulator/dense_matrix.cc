#include "analysis/emulator/dense_matrix.h"

#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cassert>

#include "sim/base/math.h"

namespace enclosure {

namespace {

// Eigen cuts products into blocks that fit the processor's caches, and so sums in another order on another machine: it is told of one
// cache. 64 bytes is the alignment of CacheLineAllocator.
using EigenView = Eigen::Map<Eigen::MatrixXd, Eigen::Aligned64>;
using ConstEigenView = Eigen::Map<const Eigen::MatrixXd, Eigen::Aligned64>;

Eigen::Index eigen_size(std::size_t n) {
    return static_cast<Eigen::Index>(n);
}

void settle_eigen_blocks() {
    static const bool settled = [] {
        Eigen::setCpuCacheSizes(32 * 1024, 512 * 1024, 4 * 1024 * 1024);
        return true;
    }();
    static_cast<void>(settled);
}

EigenView view_of(DenseMatrix& a) {
    settle_eigen_blocks();
    return {a.values.data(), eigen_size(a.rows), eigen_size(a.columns)};
}

ConstEigenView view_of(const DenseMatrix& a) {
    settle_eigen_blocks();
    return {a.values.data(), eigen_size(a.rows), eigen_size(a.columns)};
}

// Columns of the inverse that are worked on together.
constexpr std::size_t inverse_block = 64;

}  // namespace

bool factorise(DenseMatrix& a) {
    assert(a.rows == a.columns);
    EigenView view = view_of(a);
    const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> cholesky(view);
    if (cholesky.info() != Eigen::Success) return false;
    for (std::size_t j = 0; j < a.columns; ++j) {
        if (!(a(j, j) > 0)) return false;  // a NaN passes Eigen's test
        std::fill_n(a.column(j).begin(), j, 0.0);
    }
    return true;
}

double log_determinant(const DenseMatrix& lower) {
    double sum = 0;
    for (std::size_t i = 0; i < lower.rows; ++i) sum += math::log(lower(i, i));
    return 2 * sum;
}

void solve_lower(const DenseMatrix& lower, DenseMatrix& b) {
    assert(lower.rows == b.rows);
    EigenView view = view_of(b);
    view_of(lower).triangularView<Eigen::Lower>().solveInPlace(view);
}

void solve_lower_transposed(const DenseMatrix& lower, DenseMatrix& b) {
    assert(lower.rows == b.rows);
    EigenView view = view_of(b);
    view_of(lower).transpose().triangularView<Eigen::Upper>().solveInPlace(view);
}

DenseMatrix times(const DenseMatrix& a, const DenseMatrix& b) {
    assert(a.columns == b.rows);
    DenseMatrix out(a.rows, b.columns);
    view_of(out).noalias() = view_of(a) * view_of(b);
    return out;
}

DenseMatrix transposed_times(const DenseMatrix& a, const DenseMatrix& b) {
    assert(a.rows == b.rows);
    DenseMatrix out(a.columns, b.columns);
    view_of(out).noalias() = view_of(a).transpose() * view_of(b);
    return out;
}

DenseMatrix times_transposed(const DenseMatrix& a, const DenseMatrix& b) {
    assert(a.columns == b.columns);
    DenseMatrix out(a.rows, b.rows);
    view_of(out).noalias() = view_of(a) * view_of(b).transpose();
    return out;
}

DenseMatrix inverse_from_factor(const DenseMatrix& lower, const Threads& threads) {
    const std::size_t n = lower.rows;
    const std::size_t blocks = (n + inverse_block - 1) / inverse_block;
    const auto width = [n](std::size_t block) { return eigen_size(std::min(inverse_block, n - block * inverse_block)); };
    const auto left = [n](std::size_t block) { return eigen_size(n - block * inverse_block); };  // rows from this block on
    const ConstEigenView l = view_of(lower);

    DenseMatrix inverse_factor(n, n);  // L⁻¹: column j is 0 above row j
    EigenView x = view_of(inverse_factor);
    threads.for_each(blocks, [&](std::size_t block) {
        const Eigen::Index begin = eigen_size(block * inverse_block);
        auto part = x.block(begin, begin, left(block), width(block));
        part.setIdentity();
        l.bottomRightCorner(left(block), left(block)).triangularView<Eigen::Lower>().solveInPlace(part);
    });

    DenseMatrix inverse(n, n);  // L⁻ᵀ L⁻¹
    EigenView out = view_of(inverse);
    threads.for_each(blocks, [&](std::size_t block) {
        const Eigen::Index begin = eigen_size(block * inverse_block);
        for (std::size_t below = block; below < blocks; ++below) {
            const Eigen::Index row = eigen_size(below * inverse_block);
            out.block(row, begin, width(below), width(block)).noalias() =
                x.block(row, row, left(below), width(below)).transpose() * x.block(row, begin, left(below), width(block));
        }
    });
    return inverse;
}

}  // namespace enclosure
