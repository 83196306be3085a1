// Memory that nobody writes before its threads do: to clear the columns of a thousand million users, page after page on one thread, is a
// good part of setting them up (docs/performance.md).
#pragma once

#include <memory>
#include <new>
#include <utility>

namespace enclosure {

/// std::allocator whose vectors leave new elements unset where no value is given: resize(n) writes nothing. Whoever resizes writes all.
template <class T>
struct UnsetAllocator : std::allocator<T> {
    template <class U>
    struct rebind {
        using other = UnsetAllocator<U>;
    };

    UnsetAllocator() = default;
    template <class U>
    UnsetAllocator(const UnsetAllocator<U>&) noexcept {}

    template <class U>
    void construct(U* element) noexcept {
        ::new (static_cast<void*>(element)) U;
    }
    template <class U, class... Value>
    void construct(U* element, Value&&... value) {
        ::new (static_cast<void*>(element)) U(std::forward<Value>(value)...);
    }
};

}  // namespace enclosure
