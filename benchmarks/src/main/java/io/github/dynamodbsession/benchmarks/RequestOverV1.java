package io.github.dynamodbsession.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.ReturnValuesOnConditionCheckFailure;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** Over AWS SDK v1, with its own HTTP client: only the socket below it can be replaced. */
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class RequestOverV1 extends RequestBenchmark {

    private AmazonDynamoDB client;

    @Override
    StorageClient open(PreparedAnswers answers) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.getApacheHttpClientConfig().setSslSocketFactory(new StubSockets(answers));
        client = AmazonDynamoDBClientBuilder.standard()
                .withClientConfiguration(configuration)
                .withEndpointConfiguration(new EndpointConfiguration("https://127.0.0.1:1", "eu-central-1"))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("id", "secret")))
                .build();
        return DynamoDbV1Storage.builder()
                .maxHeadSize(RequestBenchmark.ONE_ITEM)
                .tableName(TABLE)
                .keyPrefix(KEY_PREFIX)
                .client(client)
                .build();
    }

    @Override
    void closeClient() {
        client.shutdown();
    }

    @Override
    void getAndUpdate(String key, String page, Blackhole sink) {
        Map<String, AttributeValue> sdkKey = Map.of("id", new AttributeValue(key));
        Map<String, AttributeValue> found = client.getItem(new GetItemRequest()
                        .withTableName(TABLE)
                        .withKey(sdkKey)
                        .withConsistentRead(true))
                .getItem();
        Map<String, AttributeValue> attributes =
                Objects.requireNonNull(found.get("attributes")).getM();
        sink.consume(attributes.get(ReferenceSession.USER));
        sink.consume(attributes.get(ReferenceSession.VIEWS));
        sink.consume(client.updateItem(new UpdateItemRequest()
                .withTableName(TABLE)
                .withKey(sdkKey)
                .withUpdateExpression("SET #attributes.#name = :value")
                .withExpressionAttributeNames(Map.of("#attributes", "attributes", "#name", ReferenceSession.LAST_PAGE))
                .withExpressionAttributeValues(Map.of(":value", new AttributeValue(page)))));
    }

    @Override
    void readAndWrite(String key, String page, ByHand values, Blackhole sink) {
        Map<String, AttributeValue> sdkKey = Map.of("id", new AttributeValue(key));
        Map<String, AttributeValue> found = client.getItem(bounded(new GetItemRequest()
                        .withTableName(TABLE)
                        .withKey(sdkKey)
                        .withConsistentRead(true)))
                .getItem();
        long now = NOW.toEpochMilli();
        if (Long.parseLong(Objects.requireNonNull(found.get("expiresAt")).getN()) <= now) {
            throw new IllegalStateException("the session has expired");
        }
        Map<String, AttributeValue> attributes =
                Objects.requireNonNull(found.get("attributes")).getM();
        sink.consume(values.decode(stored(attributes.get(ReferenceSession.USER)), String.class));
        sink.consume(values.decode(stored(attributes.get(ReferenceSession.VIEWS)), Integer.class));
        String token = ByHand.token(now);
        sink.consume(client.updateItem(bounded(new UpdateItemRequest()
                .withTableName(TABLE)
                .withKey(sdkKey)
                .withUpdateExpression(UPDATE)
                .withConditionExpression(CONDITION)
                .withExpressionAttributeNames(names(token))
                .withExpressionAttributeValues(Map.of(
                        ":value", value(values.encode(page)),
                        ":token", new AttributeValue(token),
                        ":written", new AttributeValue().withN("1"),
                        ":now", new AttributeValue().withN(Long.toString(now))))
                .withReturnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))));
    }

    /** A call takes as long as the library allows the client by default. */
    private static <R extends AmazonWebServiceRequest> R bounded(R request) {
        request.setSdkClientExecutionTimeout(10_000 / 3);
        return request;
    }

    private static Object stored(@Nullable AttributeValue value) {
        String text = Objects.requireNonNull(value).getS();
        return text == null ? value.getB().array() : text;
    }

    private static AttributeValue value(Object stored) {
        return stored instanceof String text
                ? new AttributeValue(text)
                : new AttributeValue().withB(ByteBuffer.wrap((byte[]) stored));
    }

    /** Sockets without a peer. */
    private record StubSockets(PreparedAnswers answers) implements ConnectionSocketFactory {

        @Override
        public Socket createSocket(@Nullable HttpContext context) {
            return new StubSocket(answers);
        }

        @Override
        public Socket connectSocket(
                int timeout,
                Socket socket,
                HttpHost host,
                InetSocketAddress remote,
                @Nullable InetSocketAddress local,
                @Nullable HttpContext context) {
            return socket;
        }
    }

    /** Accepts an HTTP/1.1 request, and answers it when the response is read. */
    private static final class StubSocket extends Socket {

        private static final byte[] TARGET = "X-Amz-Target: DynamoDB_20120810.".getBytes(US_ASCII);
        private static final byte[] BODY = "\r\n\r\n".getBytes(US_ASCII);

        private final PreparedAnswers answers;
        private final Sent sent = new Sent();
        private final Answering answering = new Answering();

        StubSocket(PreparedAnswers answers) {
            this.answers = answers;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void setSoTimeout(int millis) {}

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setKeepAlive(boolean on) {}

        @Override
        public void setSoLinger(boolean on, int seconds) {}

        @Override
        public void shutdownOutput() {}

        @Override
        public void shutdownInput() {}

        @Override
        public OutputStream getOutputStream() {
            return sent;
        }

        @Override
        public InputStream getInputStream() {
            return answering;
        }

        /** The bytes of a request so far. */
        private static final class Sent extends ByteArrayOutputStream {

            /** The end of a text; -1 if it is not found. */
            int endOf(byte[] text) {
                for (int start = 0; start <= count - text.length; start++) {
                    if (Arrays.equals(buf, start, start + text.length, text, 0, text.length)) {
                        return start + text.length;
                    }
                }
                return -1;
            }

            char at(int index) {
                return (char) buf[index];
            }

            InputStream streamFrom(int index) {
                return new ByteArrayInputStream(buf, index, count - index);
            }

            byte[] from(int index) {
                return Arrays.copyOfRange(buf, index, count);
            }
        }

        private final class Answering extends InputStream {

            private byte[] head = new byte[0];
            private byte[] body = new byte[0];
            private int read;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) == 1 ? one[0] & 0xFF : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (sent.size() > 0) {
                    answer();
                }
                byte[] from = read < head.length ? head : body;
                int position = read < head.length ? read : read - head.length;
                int count = Math.min(length, from.length - position);
                System.arraycopy(from, position, target, offset, count);
                read += count;
                return count == 0 ? -1 : count;
            }

            private void answer() throws IOException {
                body = answerBody();
                head = ("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: " + body.length
                                + "\r\n\r\n")
                        .getBytes(US_ASCII);
                read = 0;
                sent.reset();
            }

            private byte[] answerBody() throws IOException {
                int operation = sent.endOf(TARGET);
                return switch (operation < 0 ? '?' : sent.at(operation)) {
                    case 'G' -> answers.toGetItem();
                    case 'U' -> answers.toUpdateItem(sent.streamFrom(sent.endOf(BODY)));
                    case 'P' -> answers.toPutItem(sent.from(sent.endOf(BODY)));
                    default -> throw new IOException("no response is prepared for this call");
                };
            }
        }
    }
}
