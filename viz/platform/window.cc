#include "viz/platform/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <fmt/format.h>

#include <atomic>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include "viz/platform/gl.h"
#include "viz/platform/platform_error.h"

namespace enclosure::viz {

namespace {

constexpr double double_click_seconds = 0.35;
constexpr int robust = GLFW_LOSE_CONTEXT_ON_RESET;

// GLFW says what is wrong by a callback; the last word is kept for the exception.
std::string& last_error() {
    static std::string text;
    return text;
}

void keep_error(int, const char* text) {
    last_error() = text;
}

std::atomic<bool> empty_event_sent = false;  // an empty event is under way: one is enough

Key key_of(int key) {
    switch (key) {
        case GLFW_KEY_SPACE:
            return Key::space;
        case GLFW_KEY_LEFT:
            return Key::left;
        case GLFW_KEY_RIGHT:
            return Key::right;
        case GLFW_KEY_UP:
            return Key::up;
        case GLFW_KEY_DOWN:
            return Key::down;
        case GLFW_KEY_HOME:
            return Key::home;
        case GLFW_KEY_END:
            return Key::end;
        case GLFW_KEY_PAGE_UP:
            return Key::page_up;
        case GLFW_KEY_PAGE_DOWN:
            return Key::page_down;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return Key::enter;
        case GLFW_KEY_ESCAPE:
            return Key::escape;
        case GLFW_KEY_TAB:
            return Key::tab;
        case GLFW_KEY_BACKSPACE:
            return Key::backspace;
        case GLFW_KEY_DELETE:
            return Key::del;
        default:
            return Key::none;
    }
}

std::string utf8(std::uint32_t c) {
    std::string text;
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0U | (c >> 6U)), tail(0);
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0U | (c >> 12U)), tail(6), tail(0);
    } else {
        text += static_cast<char>(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0);
    }
    return text;
}

}  // namespace

struct Window::Inner {
    GLFWwindow* window = nullptr;
    std::string title;
    Input input;
    bool news = true;
    double last_press = -1;
    Place last_press_at;
    std::vector<std::filesystem::path> dropped;
    bool robust_context = false;

    static Inner& of(GLFWwindow* window) { return *static_cast<Inner*>(glfwGetWindowUserPointer(window)); }

    void open(int width, int height) {
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

    void listen() {
        glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
            if (action != GLFW_RELEASE) of(w).press_key(key, scancode, mods);
        });
        glfwSetCharCallback(window, [](GLFWwindow* w, unsigned c) { of(w).type(c); });
        glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) { of(w).move(x, y); });
        glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
            of(w).input.pointer_inside = entered == GLFW_TRUE || of(w).input.down;
            of(w).news = true;
        });
        glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
            if (button == GLFW_MOUSE_BUTTON_LEFT) of(w).press(action == GLFW_PRESS);
        });
        glfwSetScrollCallback(window, [](GLFWwindow* w, double, double y) {
            of(w).input.wheel += static_cast<float>(y);
            of(w).news = true;
        });
        glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { of(w).news = true; });
        glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { of(w).news = true; });
        glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { of(w).news = true; });
        glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { of(w).news = true; });
        glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
            for (int i = 0; i < count; ++i) of(w).dropped.emplace_back(paths[i]);
            of(w).news = true;
        });
    }

    void move(double x, double y) {
        int width = 0;
        int height = 0;
        int pixels_across = 0;
        int pixels_down = 0;
        glfwGetWindowSize(window, &width, &height);
        glfwGetFramebufferSize(window, &pixels_across, &pixels_down);
        const double across = width > 0 ? static_cast<double>(pixels_across) / width : 1;
        const double down = height > 0 ? static_cast<double>(pixels_down) / height : 1;
        input.pointer = {static_cast<float>(x * across), static_cast<float>(y * down)};
        input.pointer_inside = true;
        news = true;
    }

    void press(bool down) {
        news = true;
        input.down = down;
        if (!down) {
            input.released = true;
            return;
        }
        double x = 0;
        double y = 0;
        glfwGetCursorPos(window, &x, &y);
        move(x, y);
        input.pressed = true;
        const double now = glfwGetTime();
        const bool near = std::hypot(input.pointer.x - last_press_at.x, input.pointer.y - last_press_at.y) < 6;
        input.double_click = near && now - last_press < double_click_seconds;
        last_press = input.double_click ? -1 : now;
        last_press_at = input.pointer;
    }

    // Letters come as they are typed, in the layout of the keyboard; only with Ctrl do they type nothing, and the key's name stands for
    // them.
    void press_key(int key, int scancode, int mods) {
        KeyPress press{key_of(key), 0, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0};
        if (key == GLFW_KEY_F1) press = {Key::letter, '?'};
        if (press.key == Key::none && press.ctrl) {
            const char* name = glfwGetKeyName(key, scancode);
            if (name == nullptr || name[0] == 0 || name[1] != 0) return;
            press.key = Key::letter;
            press.letter = name[0];
        }
        if (press.key == Key::none) return;
        input.keys.push_back(press);
        news = true;
    }

    void type(unsigned c) {
        input.typed += utf8(c);
        news = true;
        if (c >= 0x80 || c == ' ') return;
        const char typed = static_cast<char>(c);
        const bool capital = typed >= 'A' && typed <= 'Z';
        const char letter = capital ? static_cast<char>(typed - 'A' + 'a') : typed;
        input.keys.push_back({Key::letter, letter, false, capital});
    }
};

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

void Window::wait(double seconds) {
    if (seconds > 0) {
        glfwWaitEventsTimeout(seconds);
    } else {
        glfwPollEvents();
    }
    empty_event_sent = false;
}

void Window::wake() {
    if (!empty_event_sent.exchange(true)) glfwPostEmptyEvent();
}

Input Window::take_input() {
    Input taken = inner_->input;
    Input& input = inner_->input;
    input.pressed = input.released = input.double_click = false;
    input.wheel = 0;
    input.keys.clear();
    input.typed.clear();
    inner_->news = false;
    return taken;
}

bool Window::has_news() const {
    return inner_->news;
}

std::vector<std::filesystem::path> Window::take_dropped() {
    return std::exchange(inner_->dropped, {});
}

int Window::width() const {
    int width = 0;
    glfwGetFramebufferSize(inner_->window, &width, nullptr);
    return width;
}

int Window::height() const {
    int height = 0;
    glfwGetFramebufferSize(inner_->window, nullptr, &height);
    return height;
}

float Window::scale() const {
    float across = 1;
    float down = 1;
    glfwGetWindowContentScale(inner_->window, &across, &down);
    return std::max(across, down) > 0 ? std::max(across, down) : 1;
}

double Window::seconds() const {
    return glfwGetTime();
}
bool Window::closing() const {
    return glfwWindowShouldClose(inner_->window) == GLFW_TRUE;
}
void Window::close() {
    glfwSetWindowShouldClose(inner_->window, GLFW_TRUE);
}
bool Window::visible() const {
    return glfwGetWindowAttrib(inner_->window, GLFW_ICONIFIED) == GLFW_FALSE && width() > 0 && height() > 0;
}
void Window::show_frame() {
    glfwSwapBuffers(inner_->window);
}

void Window::set_title(const std::string& title) {
    if (title == inner_->title) return;
    inner_->title = title;
    glfwSetWindowTitle(inner_->window, title.c_str());
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

std::string Window::clipboard() const {
    const char* text = glfwGetClipboardString(inner_->window);
    return text == nullptr ? std::string{} : std::string(text);
}

void Window::set_clipboard(const std::string& text) {
    glfwSetClipboardString(inner_->window, text.c_str());
}

}  // namespace enclosure::viz
