package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Signs session cookies in the format of express-session, without Base64, so that applications can share them with
 * Express and with {@code session-servlet}. A forged or corrupt cookie is rejected without reading the storage.
 *
 * <p>As safe for use by several threads as the serializer that it delegates to.
 */
public final class SignedCookieSerializer implements CookieSerializer {

    private final CookieSigner signer;
    private final DefaultCookieSerializer cookies;

    /**
     * Creates a serializer.
     *
     * @param signer signs and verifies
     * @param cookies reads and writes the cookie itself, with all its attributes; its Base64 is switched off
     */
    public SignedCookieSerializer(CookieSigner signer, DefaultCookieSerializer cookies) {
        this.signer = Objects.requireNonNull(signer, "signer");
        this.cookies = Objects.requireNonNull(cookies, "cookies");
        cookies.setUseBase64Encoding(false);
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        String id = value.getCookieValue();
        if (id.isEmpty()) {
            cookies.writeCookieValue(value); // deletes the cookie
            return;
        }
        CookieValue signed = new CookieValue(value.getRequest(), value.getResponse(), signer.sign(id));
        signed.setCookieMaxAge(value.getCookieMaxAge());
        cookies.writeCookieValue(signed);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return PresentedIds.candidates(
                cookies.readCookieValues(request).stream().map(signer::verify).flatMap(Optional::stream));
    }
}
