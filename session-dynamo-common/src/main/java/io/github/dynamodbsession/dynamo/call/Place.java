package io.github.dynamodbsession.dynamo.call;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the calls of a client go, in words for messages. */
public final class Place {

    private Place() {}

    /**
     * The words for a place.
     *
     * @param endpoint the configured endpoint; null: the region's own. Parts that may be secret are left out
     * @param region the region; null if not known
     * @return such as {@code at http://localhost:8000}, or {@code in the region eu-central-1}; empty if neither is known
     */
    public static String of(@Nullable URI endpoint, @Nullable String region) {
        if (endpoint != null) {
            String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
            return "at " + endpoint.getScheme() + "://" + endpoint.getHost() + port;
        }
        return region == null || region.isEmpty() ? "" : "in the region " + region;
    }
}
