package io.github.dynamodbsession.servlet.response;

import io.undertow.servlet.spec.HttpServletResponseImpl;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Undertow drops each header that is set during an include. Servlet 6.1, section 9.3, makes an exception for the
 * session cookie, so it is set as if no include was in progress. Other containers drop headers in their own wrapper
 * between the included servlet and the filter, which the cookie bypasses.
 */
public final class UndertowInclude {

    private static final boolean HAS_UNDERTOW = hasUndertow();

    private UndertowInclude() {}

    /** The class is looked up by name because it may be absent. */
    private static boolean hasUndertow() {
        try {
            Class.forName(
                    "io.undertow.servlet.spec.HttpServletResponseImpl", false, UndertowInclude.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Runs the action that sets the cookie. */
    public static void goPast(HttpServletResponse response, Runnable puttingCookie) {
        if (HAS_UNDERTOW) {
            OnUndertow.goPast(response, puttingCookie);
        } else {
            puttingCookie.run();
        }
    }

    private static final class OnUndertow {

        private OnUndertow() {}

        static void goPast(HttpServletResponse response, Runnable puttingCookie) {
            ServletResponse innermost = response;
            while (innermost instanceof ServletResponseWrapper wrapper) {
                innermost = wrapper.getResponse();
            }
            if (!(innermost instanceof HttpServletResponseImpl undertow) || !undertow.isInsideInclude()) {
                puttingCookie.run();
                return;
            }
            undertow.setInsideInclude(false);
            try {
                puttingCookie.run();
            } finally {
                undertow.setInsideInclude(true);
            }
        }
    }
}
