package io.github.dynamodbsession.spring.boot.http;

import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * The AWS SDK's own asynchronous HTTP client, on event loops that all clients of a JVM share. A client that has loops of its
 * own waits two seconds for them when it is closed, and these tests close some forty clients. Named to the SDK by the
 * system property {@code software.amazon.awssdk.http.async.service.impl}.
 */
public final class SharedEventLoops implements SdkAsyncHttpService {

    private static final SdkEventLoopGroup LOOPS = SdkEventLoopGroup.builder().build();

    @Override
    public SdkAsyncHttpClient.Builder<?> createAsyncHttpClientFactory() {
        return NettyNioAsyncHttpClient.builder().eventLoopGroup(LOOPS);
    }
}
