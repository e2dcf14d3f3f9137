package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.servlet.container.ContainerSettings;
import io.github.dynamodbsession.servlet.cookie.CookieSettings;
import io.github.dynamodbsession.servlet.cookie.TokenTransport;
import io.github.dynamodbsession.servlet.cookie.UrlTracking;
import io.github.dynamodbsession.servlet.option.SessionEndedHandler;
import io.github.dynamodbsession.servlet.option.SessionFailureHandler;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import java.time.Clock;
import java.util.EventListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a filter. Those that are not set are taken from the container's settings, once they are known.
 *
 * @param urlTracking null: taken from the container's settings
 * @param refuseUnstorable null: if {@code web.xml} contains {@code <distributable/>}
 */
public record FilterOptions(
        CookieSettings cookie,
        List<String> secrets,
        boolean trustForwardedHeaders,
        boolean rolling,
        @Nullable Boolean urlTracking,
        boolean saveUninitialized,
        boolean saveUnreachable,
        @Nullable Boolean refuseUnstorable,
        boolean keepUnstorableListeners,
        StorageFailure storageFailure,
        List<EventListener> listeners,
        @Nullable SessionEndedHandler endedHandler,
        @Nullable SessionFailureHandler failureHandler,
        Clock clock) {

    /**
     * Returns how session tokens are exchanged with the client.
     *
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if an option has an invalid value; the
     *     message names the option
     */
    TokenTransport transport(CookieSettings container, boolean inCookies, boolean inUrls) {
        CookieSettings merged = cookie.or(container);
        boolean urls = urlTracking == null ? inUrls : urlTracking;
        String name = merged.name();
        String parameter =
                name == null || name.equals(ContainerSettings.DEFAULT_NAME) ? UrlTracking.DEFAULT_PARAMETER : name;
        return new TokenTransport(
                merged.cookie(trustForwardedHeaders),
                inCookies,
                urls ? new UrlTracking(parameter) : null,
                secrets.isEmpty() ? null : CookieSigner.of(secrets));
    }

    /** Validates the options before a container is known. */
    public void check() {
        transport(CookieSettings.NONE, true, false);
    }

    @Override
    public String toString() {
        return "options of a session filter";
    }
}
