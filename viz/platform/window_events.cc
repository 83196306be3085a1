// What the user did to the window: callbacks of GLFW, by which it becomes input.
#include <cmath>
#include <cstdint>
#include <string>

#include "viz/platform/window_inner.h"

namespace enclosure::viz {

namespace {

constexpr double double_click_seconds = 0.35;

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

void Window::Inner::listen() {
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

void Window::Inner::move(double x, double y) {
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

void Window::Inner::press(bool down) {
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
void Window::Inner::press_key(int key, int scancode, int mods) {
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

void Window::Inner::type(unsigned c) {
    input.typed += utf8(c);
    news = true;
    if (c >= 0x80 || c == ' ') return;
    const char typed = static_cast<char>(c);
    const bool capital = typed >= 'A' && typed <= 'Z';
    const char letter = capital ? static_cast<char>(typed - 'A' + 'a') : typed;
    input.keys.push_back({Key::letter, letter, false, capital});
}

}  // namespace enclosure::viz
