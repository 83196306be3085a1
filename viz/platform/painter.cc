#include "viz/platform/painter.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <utility>

#include "viz/platform/gl.h"
#include "viz/platform/platform_error.h"

namespace enclosure::viz {

namespace {

void start_renderer() {
    if (!ImGui_ImplOpenGL3_Init("#version 330 core"))
        throw PlatformError("OpenGL 3.3 could not be loaded: apt install libgl1 libgl1-mesa-dri");
}

}  // namespace

Painter::Painter(std::vector<std::filesystem::path> font_folders) : font_folders_(std::move(font_folders)) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    start_renderer();
}

Painter::~Painter() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

Canvas& Painter::begin(int width, int height, float scale) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.DeltaTime = 1.0F / 60;  // nothing of ImGui that we use has a clock
    if (scale != atlas_.scale()) {
        atlas_.load(*io.Fonts, scale, font_folders_);
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    // Circles whose corners nobody sees, with as few as that takes.
    ImGui::GetStyle().CircleTessellationMaxError = 0.25F;
    canvas_ = std::make_unique<WindowCanvas>(*ImGui::GetBackgroundDrawList(), atlas_);
    return *canvas_;
}

void Painter::end() {
    ImGui::Render();
}

void Painter::paint(Colour ground) {
    const ImGuiIO& io = ImGui::GetIO();
    glViewport(0, 0, static_cast<int>(io.DisplaySize.x), static_cast<int>(io.DisplaySize.y));
    glClearColor(static_cast<float>(ground.r) / 255, static_cast<float>(ground.g) / 255, static_cast<float>(ground.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Painter::context_was_lost() {
    ImGui_ImplOpenGL3_Shutdown();  // names of the lost context: deleting them again does nothing
    start_renderer();
    atlas_ = {};
}

}  // namespace enclosure::viz
