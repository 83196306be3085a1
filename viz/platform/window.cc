#include "viz/platform/window.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "viz/platform/window_inner.h"

namespace enclosure::viz {

namespace {

std::atomic<bool> empty_event_sent = false;  // an empty event is under way: one is enough

}  // namespace

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

std::string Window::clipboard() const {
    const char* text = glfwGetClipboardString(inner_->window);
    return text == nullptr ? std::string{} : std::string(text);
}

void Window::set_clipboard(const std::string& text) {
    glfwSetClipboardString(inner_->window, text.c_str());
}

}  // namespace enclosure::viz
