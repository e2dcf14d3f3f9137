package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Place;
import io.github.dynamodbsession.dynamo.call.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of a failure fits its cause, whichever SDK raised it. */
class FailureWordsTest {

    private static final Request LOOK = new Request.DescribeTable("sessions");
    private static final Request READ = new Request.GetItem("sessions", Map.of(), true);

    private static Failure withoutAnswer(Throwable cause) {
        return Failure.withoutAnswer(new IllegalStateException("of the SDK", cause), 1, known -> null)
                .withPlace("at http://localhost:8000");
    }

    private static SessionStorageException ofConnection(Throwable cause) {
        return (SessionStorageException) FailureRules.toException(LOOK, withoutAnswer(cause));
    }

    private static SessionConfigurationException notSent(String... messages) {
        Throwable cause = null;
        for (int i = messages.length - 1; i >= 0; i--) {
            cause = new IllegalStateException(messages[i], cause);
        }
        return (SessionConfigurationException) FailureRules.toException(
                LOOK, Failure.withoutAnswer(Failure.Origin.CLIENT, 0, new IllegalStateException("of the SDK", cause)));
    }

    private static SessionException refused(Request request, String code, @Nullable String message) {
        return FailureRules.toException(
                request,
                Failure.ofService(code, "id", 400, message, null, List.of(), 1, new RuntimeException("of the SDK"))
                        .withPlace("in the region us-east-1"));
    }

    @Test
    void aConnectionThatIsRefused() {
        SessionStorageException failure = ofConnection(
                new ConnectException("Connect to localhost:8000 [localhost/127.0.0.1] failed: Connection refused"));

        assertThat(failure)
                .hasMessageContaining("connection to DynamoDB at http://localhost:8000 was refused")
                .hasMessageContaining("DescribeTable on the table sessions")
                .hasMessageNotContaining("within");
        assertThat(failure.reason()).isEqualTo(SessionStorageException.Reason.REFUSED_CONNECTION);
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void aHostThatIsUnknown() {
        for (String said : List.of(
                "nowhere.invalid",
                "nowhere.invalid: Name or service not known",
                "Failed to resolve 'nowhere.invalid' [A(1)]")) {
            SessionStorageException failure = ofConnection(new UnknownHostException(said));

            assertThat(failure).hasMessageContaining("host nowhere.invalid is unknown");
            assertThat(failure.reason()).isEqualTo(SessionStorageException.Reason.UNKNOWN_HOST);
        }
        assertThat(ofConnection(new UnknownHostException()))
                .hasMessageContaining("host of DynamoDB at http://localhost:8000 is unknown");
    }

    @Test
    void aConnectionThatBreaksOrIsNotEncrypted() {
        assertThat(ofConnection(new SocketException("Connection reset")))
                .hasMessageContaining("DynamoDB at http://localhost:8000 did not answer")
                .hasMessageContaining("the connection broke");
        assertThat(ofConnection(new SSLHandshakeException("Unsupported or unrecognized SSL message")))
                .hasMessageContaining("no encrypted connection (Unsupported or unrecognized SSL message)");
        assertThat(ofConnection(new IOException("of any kind")).reason())
                .isEqualTo(SessionStorageException.Reason.BROKEN_CONNECTION);
    }

    @Test
    void noAnswerInTime() {
        SessionStorageException failure = ofConnection(new SocketTimeoutException());

        assertThat(failure)
                .hasMessageContaining("did not answer DescribeTable on the table sessions within")
                .hasMessageContaining("callTimeout");
        assertThat(failure.reason()).isEqualTo(SessionStorageException.Reason.NO_ANSWER);
    }

    /** Of a write it matters whether it was carried out, of a look at the table not. */
    @Test
    void thatACallMayHaveBeenCarriedOutIsSaidWhereItMatters() {
        assertThat(ofConnection(new SocketTimeoutException())).hasMessageNotContaining("carried out");
        assertThat(FailureRules.toException(READ, withoutAnswer(new SocketTimeoutException())))
                .hasMessageContaining("Whether it was carried out is not known");
    }

    /** As SDK 2.57.8 says it, shortened. */
    @Test
    void noCredentialsWithWhoWasAsked() {
        SessionConfigurationException failure =
                notSent("Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain("
                        + "credentialsProviders=[SystemPropertyCredentialsProvider(), EnvironmentVariableCredentialsProvider(),"
                        + " ProfileCredentialsProvider(profileName=default)]) : [SystemPropertyCredentialsProvider(): Unable"
                        + " to load credentials from system settings.]");

        assertThat(failure)
                .hasMessageContaining("it asked SystemPropertyCredentialsProvider,"
                        + " EnvironmentVariableCredentialsProvider, ProfileCredentialsProvider.")
                .hasMessageContaining("accessKeyId and secretAccessKey");
        assertThat(failure.reason()).isEqualTo(SessionConfigurationException.Reason.CREDENTIALS);
    }

    /** As SDK 1.12.797 says it, shortened. */
    @Test
    void noCredentialsOfTheOldSdk() {
        assertThat(notSent("Unable to load AWS credentials from any provider in the chain:"
                        + " [EnvironmentVariableCredentialsProvider: Unable to load AWS credentials,"
                        + " com.amazonaws.auth.profile.ProfileCredentialsProvider@5f3a: profile file cannot be null,"
                        + " com.amazonaws.auth.EC2ContainerCredentialsProviderWrapper@1b2c: Failed to connect]"))
                .hasMessageContaining("it asked EnvironmentVariableCredentialsProvider, ProfileCredentialsProvider,"
                        + " EC2ContainerCredentialsProvider.");
    }

    @Test
    void credentialsThatAreMissingForAReasonOfTheirOwn() {
        assertThat(notSent("The profile has expired", "Unable to load credentials"))
                .hasMessageContaining("has no credentials")
                .hasMessageContaining("the cause says why");
    }

    @Test
    void whatTheSdkRefusesForAnotherReason() {
        SessionConfigurationException failure = notSent("The region is none");

        assertThat(failure.reason()).isEqualTo(SessionConfigurationException.Reason.CLIENT);
        assertThat(failure).hasMessageContaining("could not send");
    }

    @Test
    void aTableThatIsMissingWhereItWasLookedFor() {
        assertThat(refused(LOOK, "ResourceNotFoundException", null))
                .hasMessageContaining("The table sessions does not exist in the region us-east-1")
                .hasMessageContaining("autoCreate");
    }

    @Test
    void aPermissionThatIsMissingAndToWhom() {
        assertThat(refused(
                        LOOK,
                        "AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/shop/i-1 is not authorized to perform:"
                                + " dynamodb:DescribeTable on resource: arn:aws:dynamodb:us-east-1:1:table/sessions"))
                .hasMessageContaining("those of arn:aws:sts::123456789012:assumed-role/shop/i-1, do not allow"
                        + " dynamodb:DescribeTable on the table sessions");
        assertThat(refused(LOOK, "AccessDeniedException", null))
                .hasMessageContaining("The credentials do not allow dynamodb:DescribeTable");
    }

    @Test
    void aCallThatWasSignedForAnotherRegion() {
        SessionConfigurationException failure = (SessionConfigurationException)
                refused(LOOK, "InvalidSignatureException", "Credential should be scoped to a valid region. ");

        assertThat(failure).hasMessageContaining("another region").hasMessageContaining("set region");
        assertThat(failure.reason()).isEqualTo(SessionConfigurationException.Reason.CLIENT);
    }

    @Test
    void credentialsThatAreNotAcceptedWithoutWhatDynamoDbQuotesOfThem() {
        assertThat(refused(LOOK, "InvalidSignatureException", "x-amz-security-token:secret"))
                .hasMessageContaining("does not accept the credentials (InvalidSignatureException)")
                .hasMessageNotContaining("security-token");
    }

    @Test
    void aPlaceShowsNothingSecret() {
        assertThat(Place.of(URI.create("http://user:secret@localhost:8000/x?y=z"), "eu-central-1"))
                .isEqualTo("at http://localhost:8000");
        assertThat(Place.of(null, "eu-central-1")).isEqualTo("in the region eu-central-1");
        assertThat(Place.of(null, null)).isEmpty();
    }
}
