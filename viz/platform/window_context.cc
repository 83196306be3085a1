// The window with its OpenGL context: opened, and opened anew when the driver has lost all.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "viz/platform/gl.h"
#include "viz/platform/platform_error.h"
#include "viz/platform/window_inner.h"

namespace enclosure::viz {

namespace {

constexpr int robust = GLFW_LOSE_CONTEXT_ON_RESET;

// GLFW says what is wrong by a callback; the last word is kept for the exception.
std::string& last_error() {
    static std::string text;
    return text;
}

void keep_error(int, const char* text) {
    last_error() = text;
}

}  // namespace

void Window::Inner::open(int width, int height) {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "enclosure-view");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "enclosure-view");
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, robust);
    window = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
    robust_context = window != nullptr;
    if (window == nullptr) {
        glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_NO_ROBUSTNESS);
        window = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
    }
    if (window == nullptr) throw PlatformError(fmt::format("cannot open a window: {}", last_error()));
    glfwSetWindowUserPointer(window, this);
    glfwSetWindowSizeLimits(window, 960, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window);
    glfwSwapInterval(0);  // the loop keeps the beat: a driver without a display does not
    listen();
}

Window::Window(const std::string& title, int width, int height) : inner_(std::make_unique<Inner>()) {
    glfwSetErrorCallback(keep_error);
    if (glfwInit() == GLFW_FALSE) throw PlatformError(fmt::format("cannot open a window: {}", last_error()));
    inner_->title = title;
    try {
        // No larger than the monitor has room for.
        if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
            int x = 0;
            int y = 0;
            int most_width = 0;
            int most_height = 0;
            glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
            if (most_width > 0) width = std::min(width, most_width);
            if (most_height > 0) height = std::min(height, most_height);
        }
        inner_->open(width, height);
    } catch (...) {
        glfwTerminate();
        throw;
    }
}

Window::~Window() {
    glfwDestroyWindow(inner_->window);
    glfwTerminate();
}

bool Window::drawn_by_software() const {
    const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));  // NOLINT
    const std::string_view name = renderer == nullptr ? "" : renderer;
    for (const std::string_view word : {"llvmpipe", "softpipe", "SWR", "Software"}) {
        if (name.find(word) != std::string_view::npos) return true;
    }
    return false;
}

bool Window::context_lost() const {
    if (!inner_->robust_context) return false;
    using Status = GLenum (*)();
    static const auto status = [] {
        auto found = reinterpret_cast<Status>(glfwGetProcAddress("glGetGraphicsResetStatus"));                      // NOLINT
        if (found == nullptr) found = reinterpret_cast<Status>(glfwGetProcAddress("glGetGraphicsResetStatusARB"));  // NOLINT
        return found;
    }();
    return status != nullptr && status() != GL_NO_ERROR;
}

void Window::reopen() {
    int width = 0;
    int height = 0;
    glfwGetWindowSize(inner_->window, &width, &height);
    glfwDestroyWindow(inner_->window);
    inner_->window = nullptr;
    glfwInit();
    inner_->open(width, height);
    inner_->news = true;
}

}  // namespace enclosure::viz
