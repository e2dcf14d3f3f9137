package io.github.dynamodbsession.dynamo.call;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How it is told where the calls of a client go. */
public final class Place {

    private Place() {}

    /**
     * The words for a place.
     *
     * @param endpoint the endpoint that was chosen; null: the region's own. What may be secret in it is left out
     * @param region the region; null if it is not known
     * @return such as {@code at http://localhost:8000}, or {@code in the region eu-central-1}; empty if nothing is known
     */
    public static String of(@Nullable URI endpoint, @Nullable String region) {
        if (endpoint != null) {
            String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
            return "at " + endpoint.getScheme() + "://" + endpoint.getHost() + port;
        }
        return region == null || region.isEmpty() ? "" : "in the region " + region;
    }
}
