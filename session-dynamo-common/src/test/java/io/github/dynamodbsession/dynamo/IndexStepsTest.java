package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.Script.done;
import static io.github.dynamodbsession.dynamo.Script.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Indexes of a table: at the start, afterwards, and when one is asked too early. */
class IndexStepsTest {

    private static final List<Answer.KeyElement> TABLE_KEY = List.of(new Answer.KeyElement("id", "HASH", "S"));
    private static final Answer MISSING = error("ResourceNotFoundException");

    /** DynamoDB takes no transaction without writes. */
    private static final Answer NO_WRITES = error("ValidationException");

    private final NativeLayout layout = new NativeLayout("sessions", new Keys("id", ""));

    private static DynamoOptions options(boolean autoCreate) {
        return TestOptions.with(autoCreate, false);
    }

    private TableIndexes wanted(boolean autoCreate) {
        return new TableIndexes(options(autoCreate), List.of(layout.index("user"), layout.index("mail")));
    }

    private static Answer table(String status, Answer.TableIndex... indexes) {
        return new Answer.Table(status, TABLE_KEY, List.of(indexes), null);
    }

    private static Answer.TableIndex index(String name, String status) {
        return new Answer.TableIndex(
                "index." + name,
                status,
                List.of(
                        new Answer.KeyElement("index." + name, "HASH", "S"),
                        new Answer.KeyElement("id", "RANGE", "S")));
    }

    /** Runs without waiting where a step says to wait. */
    private static <T> T run(Step<Request, Answer, T> operation, Script script) {
        Step<Request, Answer, T> step = operation;
        while (step instanceof Step.Call<Request, Answer, T> call) {
            step = call.next().apply(script.call(call.request()));
        }
        return ((Step.Done<Request, Answer, T>) step).value();
    }

    private boolean init(boolean autoCreate, Script script) {
        return run(new InitSteps(options(autoCreate), layout, wanted(autoCreate)).init(), script)
                .isComplete();
    }

    @Test
    void aNewTableHasItsIndexesFromTheStart() {
        Script script = Script.of(
                MISSING, done(), table("ACTIVE", index("user", "ACTIVE"), index("mail", "ACTIVE")), NO_WRITES);

        assertThat(init(true, script)).isTrue();
        assertThat(script.asked().get(1))
                .isEqualTo(new Request.CreateTable(
                        "sessions",
                        "id",
                        null,
                        List.of(
                                new Request.Index("index.user", "index.user", "id"),
                                new Request.Index("index.mail", "index.mail", "id"))));
    }

    @Test
    void aMissingIndexDoesNotHoldTheStartUpWhereItMayBeAdded() {
        assertThat(init(true, Script.of(table("ACTIVE", index("user", "ACTIVE")), NO_WRITES)))
                .isFalse();
        assertThat(init(
                        true,
                        Script.of(table("UPDATING", index("user", "ACTIVE"), index("mail", "CREATING")), NO_WRITES)))
                .isFalse();
    }

    @Test
    void aMissingIndexIsAnErrorThatSaysWhatToCreateWhereItMayNotBeAdded() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(false, Script.of(table("ACTIVE", index("mail", "ACTIVE")))))
                .withMessageContaining("'index.user'")
                .withMessageContaining("index.user (HASH, S), id (RANGE, S)")
                .withMessageContaining("KEYS_ONLY")
                .withMessageContaining("autoCreate");
    }

    @Test
    void anIndexWithAnotherKeyIsAnErrorThatNamesBoth() {
        Answer.TableIndex other = new Answer.TableIndex(
                "index.user", "ACTIVE", List.of(new Answer.KeyElement("index.user", "HASH", "N")));

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(true, Script.of(table("ACTIVE", other, index("mail", "ACTIVE")))))
                .withMessageContaining("index.user (HASH, N)")
                .withMessageContaining("index.user (HASH, S), id (RANGE, S)");
    }

    @Test
    void indexesAreAddedOneAfterTheOther() {
        Script script = Script.of(
                table("ACTIVE"),
                done(),
                table("UPDATING", index("user", "CREATING")),
                table("ACTIVE", index("user", "CREATING")),
                table("ACTIVE", index("user", "ACTIVE")),
                done(),
                table("UPDATING", index("user", "ACTIVE"), index("mail", "CREATING")),
                table("ACTIVE", index("user", "ACTIVE"), index("mail", "ACTIVE")));

        assertThat(run(new IndexSteps(options(true), wanted(true)).build(), script))
                .isTrue();
        assertThat(script.asked().stream()
                        .filter(Request.UpdateTable.class::isInstance)
                        .map(update -> ((Request.UpdateTable) update).index().name()))
                .containsExactly("index.user", "index.mail");
    }

    @Test
    void anIndexThatAnotherNodeAddsFirstIsFine() {
        Script script = Script.of(
                table("ACTIVE", index("mail", "ACTIVE")),
                error("ResourceInUseException"),
                table("UPDATING", index("mail", "ACTIVE"), index("user", "CREATING")),
                table("ACTIVE", index("mail", "ACTIVE"), index("user", "ACTIVE")));

        assertThat(run(new IndexSteps(options(true), wanted(true)).build(), script))
                .isTrue();
    }

    @Test
    void aRefusalThatStaysIsMeant() {
        List<Answer> answers = new ArrayList<>();
        Collections.nCopies(10, 0).forEach(i -> {
            answers.add(table("ACTIVE"));
            answers.add(error("AccessDeniedException"));
        });

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> run(
                        new IndexSteps(options(true), wanted(true)).build(), Script.of(answers.toArray(Answer[]::new))))
                .withMessageContaining("dynamodb:UpdateTable");
    }

    private SessionException asked(boolean autoCreate, Answer... answers) {
        QuerySteps query = new QuerySteps(options(autoCreate), layout, TestRetries.on(layout));
        try {
            run(query.find("user", "s3cret", null), Script.of(answers));
        } catch (SessionException e) {
            assertThat(e.getMessage()).doesNotContain("s3cret");
            return e;
        }
        throw new AssertionError("It could be asked");
    }

    @Test
    void anIndexThatIsStillBeingMadeSaysSoWhenItIsAsked() {
        Answer refused = error("ValidationException");
        for (Answer table : List.of(table("UPDATING", index("user", "CREATING")), table("UPDATING"))) {
            assertThat(asked(true, refused, table))
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("'index.user'")
                    .hasMessageContaining("still being built")
                    .satisfies(e -> assertThat(e.isRetryable()).isTrue());
        }
    }

    @Test
    void anIndexThatIsNotThereSaysSoWhenItIsAsked() {
        assertThat(asked(false, error("ValidationException"), table("ACTIVE")))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("has no index 'index.user'")
                .hasMessageContaining("autoCreate");
        assertThat(asked(false, error("ResourceNotFoundException"), MISSING))
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void aTransactionNeedsTheActionsOfItsWrites() {
        Map<String, Value> tombstone = Map.of("id", new Value.S("a"));
        Request.DeleteItem delete = (Request.DeleteItem) layout.deleteExpired(tombstone, Instant.EPOCH);
        Request.PutItem put = new Request.PutItem("sessions", Map.of(), delete.expression());

        assertThat(new Request.TransactWriteItems("sessions", List.of(delete, put), "token").actions())
                .containsExactly("DeleteItem", "PutItem");
        assertThat(delete.actions()).containsExactly("DeleteItem");
    }
}
