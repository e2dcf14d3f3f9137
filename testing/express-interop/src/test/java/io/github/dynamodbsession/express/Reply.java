package io.github.dynamodbsession.express;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a node answered. */
record Reply(int status, String body, Optional<String> cookie) {

    static final String COOKIE = "connect.sid";

    static Reply of(HttpResponse<String> response) {
        Optional<String> cookie = response.headers().allValues("set-cookie").stream()
                .filter(line -> line.startsWith(COOKIE + "="))
                .map(line -> line.substring(COOKIE.length() + 1).split(";", 2)[0])
                .findFirst();
        return new Reply(response.statusCode(), response.body(), cookie);
    }

    Map<String, Object> object() {
        if (status != 200) {
            throw new AssertionError(status + ": " + body);
        }
        return Json.object(body);
    }

    /** The id of the session, as the application sees it. */
    String id() {
        return (String) object().get("id");
    }

    /** The fields of the session, without those of Express and its store. */
    @SuppressWarnings("unchecked")
    Map<String, Object> fields() {
        return withoutOwn((Map<String, Object>) object().get("session"));
    }

    static Map<String, Object> withoutOwn(Map<String, Object> session) {
        Map<String, Object> fields = new HashMap<>(session);
        fields.remove("cookie");
        fields.remove("lastModified");
        fields.remove("updated");
        return fields;
    }
}
