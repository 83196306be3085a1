// Dense matrices and what a Gaussian process does with them: Cholesky's factor, solutions, products. Eigen does the work, in
// dense_matrix.cc and in no other file, so that nobody else waits for its templates.
//
// Invariant: a result is a function of the operands alone. Eigen runs on one thread, with block sizes for one fixed cache, and memory
// begins at a line of the cache, so that no sum is taken in another order on another machine or at another address.
#pragma once

#include <cstddef>
#include <new>
#include <span>
#include <vector>

#include "sim/base/parallel.h"

namespace enclosure {

/// Memory that begins at a line of the cache.
template <class T>
struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t line{64};
    CacheLineAllocator() = default;
    template <class U>
    CacheLineAllocator(const CacheLineAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), line)); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, line); }
    friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator&) { return true; }
};

/// Column after column.
struct DenseMatrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double, CacheLineAllocator<double>> values = {};

    DenseMatrix() = default;
    /// All zeros.
    DenseMatrix(std::size_t row_count, std::size_t column_count)
        : rows(row_count), columns(column_count), values(row_count * column_count) {}
    /// One column.
    explicit DenseMatrix(std::span<const double> column) : rows(column.size()), columns(1), values(column.begin(), column.end()) {}

    double& operator()(std::size_t i, std::size_t j) { return values[j * rows + i]; }
    double operator()(std::size_t i, std::size_t j) const { return values[j * rows + i]; }
    std::span<double> column(std::size_t j) { return {values.data() + j * rows, rows}; }
    std::span<const double> column(std::size_t j) const { return {values.data() + j * rows, rows}; }
};

/// Replaces a symmetric positive definite matrix, of which only the lower triangle is read, by the lower triangular L with L Lᵀ = A; what
/// lies above the diagonal becomes 0. False, with the contents lost, if a pivot is not positive.
bool factorise(DenseMatrix& a);

/// Σ 2 ln L_ii: the logarithm of the determinant of L Lᵀ.
double log_determinant(const DenseMatrix& lower);

/// b becomes L⁻¹ b; `lower` is n × n and b n × any.
void solve_lower(const DenseMatrix& lower, DenseMatrix& b);
/// b becomes L⁻ᵀ b.
void solve_lower_transposed(const DenseMatrix& lower, DenseMatrix& b);

/// a b.
DenseMatrix times(const DenseMatrix& a, const DenseMatrix& b);
/// aᵀ b.
DenseMatrix transposed_times(const DenseMatrix& a, const DenseMatrix& b);
/// a bᵀ.
DenseMatrix times_transposed(const DenseMatrix& a, const DenseMatrix& b);

/// (L Lᵀ)⁻¹, its lower triangle alone. Blocks of columns are worked on in parallel; time ~ 2/3 n³ multiplications and additions.
DenseMatrix inverse_from_factor(const DenseMatrix& lower, const Threads& threads);

}  // namespace enclosure
