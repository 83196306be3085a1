#include "viz/platform/offscreen.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>

#include <array>

#include "viz/platform/gl.h"
#include "viz/platform/platform_error.h"

namespace enclosure::viz {

namespace {

[[noreturn]] void fail(const char* what) {
    throw PlatformError(fmt::format(
        "cannot draw without a display: {} (EGL 0x{:X})\n  to install a software renderer: apt install libegl1 libgl1 libgl1-mesa-dri",
        what, static_cast<unsigned>(eglGetError())));
}

}  // namespace

Offscreen::Offscreen(int width, int height) : width_(width), height_(height) {
    open();
}

Offscreen::~Offscreen() {
    close();
}

void Offscreen::lose() {
    close();
    open();
}

void Offscreen::open() {
    const auto platform_display =
        reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));  // NOLINT
    EGLDisplay display = EGL_NO_DISPLAY;
    if (platform_display != nullptr) display = platform_display(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
    if (display == EGL_NO_DISPLAY) fail("EGL has no surfaceless platform");
    if (eglInitialize(display, nullptr, nullptr) == EGL_FALSE) fail("eglInitialize failed");
    display_ = display;
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) fail("EGL has no OpenGL");
    constexpr std::array<EGLint, 5> wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display, wanted.data(), &config, 1, &count) == EGL_FALSE || count == 0) fail("EGL has no fitting configuration");
    constexpr std::array<EGLint, 7> version{
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context_ = eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
    if (context_ == EGL_NO_CONTEXT) fail("there is no OpenGL 3.3");
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_FALSE) fail("eglMakeCurrent failed");
    glGenFramebuffers(1, &framebuffer_);
    glGenRenderbuffers(1, &colours_);
    resize(width_, height_);
}

void Offscreen::close() {
    glDeleteRenderbuffers(1, &colours_);
    glDeleteFramebuffers(1, &framebuffer_);
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
    eglTerminate(display_);
}

void Offscreen::resize(int width, int height) {
    width_ = width;
    height_ = height;
    glBindRenderbuffer(GL_RENDERBUFFER, colours_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
        throw PlatformError(fmt::format("cannot draw a picture of {} by {} pixels", width, height));
    }
}

Pixels Offscreen::read() const {
    return read_pixels(width_, height_);
}

}  // namespace enclosure::viz
