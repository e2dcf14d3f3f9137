package io.github.dynamodbsession.servlet.response;

import io.undertow.servlet.spec.HttpServletResponseImpl;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Undertow drops each header that is put into its response while something is included. The cookie of a session is the
 * exception that Servlet 6.1 makes in section 9.3, so it is put as if nothing was. Other containers drop headers in a
 * response of their own between the included servlet and the filter's, which the cookie goes past.
 */
public final class UndertowInclude {

    private static final boolean HAS_UNDERTOW = hasUndertow();

    private UndertowInclude() {}

    /** Nothing may mention a class that is not there. */
    private static boolean hasUndertow() {
        try {
            Class.forName(
                    "io.undertow.servlet.spec.HttpServletResponseImpl", false, UndertowInclude.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Runs what puts the cookie. */
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
