package io.github.dynamodbsession.servlet.response;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response that drops anything the application does to it once a handler has answered: here, whatever cannot cause a
 * commit.
 */
abstract class DroppingResponse extends CountingResponse {

    DroppingResponse(HttpServletResponse response) {
        super(response);
    }

    abstract boolean isDropped();

    @Override
    public void setDateHeader(String name, long date) {
        if (!isDropped()) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isDropped()) {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (!isDropped()) {
            super.addCookie(cookie);
        }
    }

    @Override
    public void setStatus(int status) {
        if (!isDropped()) {
            super.setStatus(status);
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (!isDropped()) {
            super.setContentType(type);
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        if (!isDropped()) {
            super.setCharacterEncoding(encoding);
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable Charset encoding) {
        if (!isDropped()) {
            super.setCharacterEncoding(encoding);
        }
    }

    @Override
    public void setLocale(@Nullable Locale locale) {
        if (!isDropped()) {
            super.setLocale(locale);
        }
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        if (!isDropped()) {
            super.setTrailerFields(supplier);
        }
    }
}
