package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.Script.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a description of the table means for its health. */
class HealthStepsTest {

    private static StorageStatus look(Answer answer, String... indexes) {
        DynamoOptions options = TestOptions.with(false, true);
        NativeLayout layout = new NativeLayout("sessions", new Keys("id", ""));
        TableIndexes wanted = new TableIndexes(
                options, List.of(indexes).stream().map(layout::index).toList());
        Script script = Script.of(answer);
        StorageStatus status = script.run(new HealthSteps(options, wanted).look());
        assertThat(script.operations()).containsExactly("DescribeTable");
        return status;
    }

    private static Answer table(String status, @Nullable String billingMode, Answer.TableIndex... indexes) {
        return new Answer.Table(
                status, List.of(new Answer.KeyElement("id", "HASH", "S")), List.of(indexes), billingMode);
    }

    private static Answer failed(Failure.Origin origin) {
        return new Answer.Failed(
                new Failure(origin, "", 0, "", null, List.of(), 1, new RuntimeException("of the SDK")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "UPDATING"})
    void aTableThatCanBeUsedIsReady(String status) {
        assertThat(look(table(status, "PAY_PER_REQUEST")))
                .isEqualTo(new StorageStatus(
                        true, "", Map.of("table", "sessions", "status", status, "billingMode", "PAY_PER_REQUEST")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATING", "DELETING", "INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED"})
    void aTableThatCannotBeUsedIsNotReady(String status) {
        StorageStatus found = look(table(status, "PAY_PER_REQUEST"));

        assertThat(found.ready()).isFalse();
        assertThat(found.reason()).contains("sessions is " + status).contains("ACTIVE");
        assertThat(found.details()).containsEntry("status", status);
    }

    @Test
    void aTableThatNeverWasOnDemandIsProvisioned() {
        assertThat(look(table("ACTIVE", null)).details()).containsEntry("billingMode", "PROVISIONED");
    }

    @Test
    void indexesAreToldOfWhateverTheirState() {
        StorageStatus found = look(
                table("UPDATING", null, new Answer.TableIndex("index.user", "CREATING", List.of())), "user", "mail");

        assertThat(found.ready()).isTrue();
        assertThat(found.details()).containsEntry("index.user", "CREATING").containsEntry("index.mail", "MISSING");
    }

    @Test
    void aMissingTableIsNotReady() {
        StorageStatus found = look(error("ResourceNotFoundException"));

        assertThat(found.ready()).isFalse();
        assertThat(found.reason()).contains("sessions does not exist");
        assertThat(found.details()).isEqualTo(Map.of("table", "sessions"));
    }

    @Test
    void whatIsForbiddenIsNamed() {
        assertThat(look(error("AccessDeniedException")).reason()).contains("dynamodb:DescribeTable");
        assertThat(look(error("UnrecognizedClientException")).reason()).contains("does not accept the credentials");
    }

    @Test
    void noAnswerIsAFailure() {
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> look(failed(Failure.Origin.NO_ANSWER)))
                .withMessageContaining("endpoint");
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> look(error("ThrottlingException")))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> look(failed(Failure.Origin.CLIENT)))
                .withMessageContaining("credentials");
    }
}
