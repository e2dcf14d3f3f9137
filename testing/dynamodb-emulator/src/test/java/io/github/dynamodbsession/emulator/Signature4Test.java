package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** By requests of the test suite that AWS published, and by the signer of its SDK. */
class Signature4Test {

    private static final String ID = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private static final String DATE = "20150830T123600Z";

    private static String published(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                + signedHeaders + ", Signature=" + signature;
    }

    private static Map<String, String> sign(Map<String, String> headers, String body) {
        return new Signature4(new Credentials(ID, SECRET, null), "us-east-1", "service").sign(headers, body, THEN);
    }

    /** {@code post-vanilla}. */
    @Test
    void aPublishedRequestWithoutABody() {
        assertThat(sign(Map.of("Host", "example.amazonaws.com"), ""))
                .isEqualTo(Map.of(
                        "X-Amz-Date",
                        DATE,
                        "Authorization",
                        published(
                                "host;x-amz-date",
                                "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")));
    }

    /** {@code post-x-www-form-urlencoded}. */
    @Test
    void aPublishedRequestWithABody() {
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Host", "example.amazonaws.com");

        assertThat(sign(headers, "Param1=value1"))
                .containsEntry(
                        "Authorization",
                        published(
                                "content-type;host;x-amz-date",
                                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQoDYXdzEPT//////////wEXAMPLE+token=="})
    void theSdkSignsTheSame(String token) {
        String body = "{\"TableName\":\"tâble\"}";
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("https://dynamodb.eu-central-1.amazonaws.com"))
                .putHeader("X-Amz-Target", "DynamoDB_20120810.DescribeTable")
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .build();
        AwsCredentialsIdentity identity = token.isEmpty()
                ? AwsCredentialsIdentity.create(ID, SECRET)
                : AwsSessionCredentialsIdentity.create(ID, SECRET, token);
        SdkHttpRequest theirs = AwsV4HttpSigner.create()
                .sign(call -> call.identity(identity)
                        .request(request)
                        .payload(ContentStreamProvider.fromString(body, StandardCharsets.UTF_8))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(THEN, ZoneOffset.UTC)))
                .request();
        Map<String, String> headers = new TreeMap<>();
        theirs.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        headers.keySet().removeAll(Set.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token"));

        Map<String, String> ours = new Signature4(
                        new Credentials(ID, SECRET, token.isEmpty() ? null : token), "eu-central-1", "dynamodb")
                .sign(headers, body, THEN);

        assertThat(theirs.headers().get("Authorization")).containsExactly(ours.get("Authorization"));
        assertThat(theirs.headers().keySet()).containsAll(ours.keySet());
    }

    @Test
    void noSecretIsShown() {
        assertThat(new Credentials(ID, SECRET, "token").toString())
                .contains(ID)
                .doesNotContain(SECRET)
                .doesNotContain("token");
    }
}
