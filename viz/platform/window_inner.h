// What a window is made of: GLFW's window, and what the user did since it was last asked.
#pragma once

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <filesystem>
#include <string>
#include <vector>

#include "viz/platform/window.h"

namespace enclosure::viz {

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

    void open(int width, int height);
    void listen();
    void move(double x, double y);
    void press(bool down);
    void press_key(int key, int scancode, int mods);
    void type(unsigned c);
};

}  // namespace enclosure::viz
