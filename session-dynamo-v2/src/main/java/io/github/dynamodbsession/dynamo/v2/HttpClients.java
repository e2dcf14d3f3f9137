package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import java.util.List;
import java.util.ServiceLoader;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/** The HTTP client of the SDK that is on the class path, with a maximum number of connections. */
final class HttpClients {

    private HttpClients() {}

    static SdkHttpClient.Builder<?> blocking(int maxConnections) {
        return new Blocking(only(SdkHttpService.class), with(maxConnections));
    }

    static SdkAsyncHttpClient.Builder<?> async(int maxConnections) {
        return new Async(only(SdkAsyncHttpService.class), with(maxConnections));
    }

    private static AttributeMap with(int maxConnections) {
        return AttributeMap.builder()
                .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, maxConnections)
                .build();
    }

    private static <T> T only(Class<T> service) {
        List<T> found = ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() != 1) {
            throw new SessionConfigurationException(
                    Reason.CLIENT,
                    "maxConnections needs one HTTP client of the AWS SDK on the class path, not " + found.size()
                            + "; keep one, or set a client of your own with that many connections.",
                    null);
        }
        return found.get(0);
    }

    private record Blocking(SdkHttpService service, AttributeMap chosen) implements SdkHttpClient.Builder<Blocking> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return service.createHttpClientBuilder().buildWithDefaults(chosen.merge(defaults));
        }
    }

    private record Async(SdkAsyncHttpService service, AttributeMap chosen)
            implements SdkAsyncHttpClient.Builder<Async> {
        @Override
        public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
            return service.createAsyncHttpClientFactory().buildWithDefaults(chosen.merge(defaults));
        }
    }
}
