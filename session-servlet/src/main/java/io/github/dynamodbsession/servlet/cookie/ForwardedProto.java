package io.github.dynamodbsession.servlet.cookie;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a reverse proxy reports that the client's connection to it is secure: in {@code X-Forwarded-Proto}, or in
 * {@code Forwarded} (RFC 7239). The first entry counts, which is that of the proxy closest to the client. Any client
 * can send these headers, so only applications behind such a proxy may trust them.
 */
final class ForwardedProto {

    private static final String HTTPS = "https";

    private ForwardedProto() {}

    static boolean isSecure(HttpServletRequest request) {
        String proto = request.getHeader("X-Forwarded-Proto");
        if (proto == null) {
            proto = protoOf(request.getHeader("Forwarded"));
        }
        return proto != null && HTTPS.equals(first(proto).toLowerCase(Locale.ROOT));
    }

    private static @Nullable String protoOf(@Nullable String forwarded) {
        if (forwarded == null) {
            return null;
        }
        for (String pair : first(forwarded).split(";", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].trim().equalsIgnoreCase("proto")) {
                return parts[1].replace("\"", "");
            }
        }
        return null;
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return (comma < 0 ? list : list.substring(0, comma)).trim();
    }
}
