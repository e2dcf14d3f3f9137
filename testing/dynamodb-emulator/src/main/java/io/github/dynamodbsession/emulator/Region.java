package io.github.dynamodbsession.emulator;

import java.net.URI;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The region of an endpoint: as its host is named, or else as the environment says. */
final class Region {

    /** The one for endpoints that have none. */
    private static final String ANY = "us-east-1";

    private static final Pattern SERVICE = Pattern.compile("(?:.+\\.)?(?:dynamodb|dynamodb-fips|ddb)\\.([a-z0-9-]+)"
            + "\\.(?:vpce\\.)?(?:amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)");

    private Region() {}

    /** {@code environment} answers "" for what it does not have. */
    static String of(URI endpoint, UnaryOperator<String> environment) {
        Matcher host = match(endpoint);
        if (host.matches()) {
            return host.group(1);
        }
        String region = environment.apply("AWS_REGION");
        return region.isBlank() ? ANY : region;
    }

    /** Whether an endpoint is the service's own. */
    static boolean isOfTheService(URI endpoint) {
        return match(endpoint).matches();
    }

    private static Matcher match(URI endpoint) {
        return SERVICE.matcher(endpoint.getHost());
    }
}
