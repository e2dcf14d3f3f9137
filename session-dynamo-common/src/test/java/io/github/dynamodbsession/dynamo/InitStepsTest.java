package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.Script.done;
import static io.github.dynamodbsession.dynamo.Script.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class InitStepsTest {

    private static final Answer ACTIVE =
            new Answer.Table("ACTIVE", List.of(new Answer.KeyElement("id", "HASH", "S")), List.of(), null);
    private static final Answer CREATING =
            new Answer.Table("CREATING", List.of(new Answer.KeyElement("id", "HASH", "S")), List.of(), null);
    private static final Answer TTL_ON = new Answer.TimeToLive("ENABLED", "expires");
    private static final Answer TTL_OFF = new Answer.TimeToLive("DISABLED", null);
    private static final Answer MISSING = error("ResourceNotFoundException");

    /** DynamoDB takes no transaction without writes. */
    private static final Answer TRANSACTIONS = error("ValidationException");

    private static final Answer UNKNOWN = error("UnknownOperationException");

    private static InitSteps steps(boolean autoCreate, boolean nativeTtl) {
        DynamoOptions options = TestOptions.with(autoCreate, nativeTtl);
        NativeLayout layout = new NativeLayout("sessions", new Keys("id", ""));
        return new InitSteps(options, layout, new TableIndexes(options, List.of()));
    }

    /** Runs without waiting where the step says to wait. */
    private static void init(boolean autoCreate, Script script) {
        run(steps(autoCreate, true), script);
    }

    private static Readiness run(InitSteps steps, Script script) {
        Step<Request, Answer, Readiness> step = steps.init();
        while (step instanceof Step.Call<Request, Answer, Readiness> call) {
            step = call.next().apply(script.call(call.request()));
        }
        assertThat(step).isInstanceOf(Step.Done.class);
        return ((Step.Done<Request, Answer, Readiness>) step).value();
    }

    @Test
    void aTableThatIsReadyCostsThreeLooks() {
        Script script = Script.of(ACTIVE, TRANSACTIONS, TTL_ON);
        init(false, script);
        assertThat(script.operations()).containsExactly("DescribeTable", "TransactWriteItems", "DescribeTimeToLive");
        assertThat(((Request.TransactWriteItems) script.asked().get(1)).writes())
                .as("it changes nothing")
                .isEmpty();
    }

    @Test
    void anEngineThatKnowsTransactionsAndRefusesThisOneIsFine() {
        for (String refusal : List.of("ValidationException", "AccessDeniedException", "ThrottlingException", "Other")) {
            init(false, Script.of(ACTIVE, error(refusal), TTL_ON));
        }
        init(false, Script.of(ACTIVE, done(), TTL_ON));
    }

    @Test
    void anEngineWithoutTransactionsAndTimeToLiveIsToldApartByOneMessage() {
        Script script = Script.of(MISSING, done(), ACTIVE, UNKNOWN, TTL_OFF, UNKNOWN);
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(true, script))
                .withMessageContaining("sessions")
                .withMessageContaining("TransactWriteItems")
                .withMessageContaining("id change")
                .withMessageContaining("UpdateTimeToLive")
                .withMessageContaining("set nativeTtl to false");
        assertThat(script.operations()).as("nothing is asked twice").hasSize(6);
    }

    @Test
    void anEngineThatDoesNotEvenTellItsTimeToLiveIsToldApart() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(false, Script.of(ACTIVE, UNKNOWN, UNKNOWN)))
                .withMessageContaining("TransactWriteItems")
                .withMessageContaining("DescribeTimeToLive")
                .withMessageContaining("set nativeTtl to false");
    }

    @Test
    void anEngineWithoutTransactionsIsToldApartAlsoWithoutTimeToLive() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> run(steps(false, false), Script.of(ACTIVE, UNKNOWN)))
                .withMessageContaining("TransactWriteItems")
                .withMessageContaining("id change")
                .withMessageNotContaining("nativeTtl");
    }

    @Test
    void anEngineWithoutTimeToLiveIsToldApartAndServesWithoutIt() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(false, Script.of(ACTIVE, TRANSACTIONS, TTL_OFF, UNKNOWN)))
                .withMessageContaining("UpdateTimeToLive")
                .withMessageContaining("reaper")
                .withMessageContaining("set nativeTtl to false")
                .withMessageNotContaining("TransactWriteItems");
        run(steps(false, false), Script.of(ACTIVE, TRANSACTIONS));
    }

    @Test
    void aMissingTableIsCreatedAndWaitedFor() {
        Script script = Script.of(MISSING, done(), MISSING, CREATING, CREATING, ACTIVE, TRANSACTIONS, TTL_OFF, done());
        init(true, script);
        assertThat(script.operations())
                .containsExactly(
                        "DescribeTable",
                        "CreateTable",
                        "DescribeTable",
                        "DescribeTable",
                        "DescribeTable",
                        "DescribeTable",
                        "TransactWriteItems",
                        "DescribeTimeToLive",
                        "UpdateTimeToLive");
    }

    @Test
    void aMissingTableIsAnErrorWhereItMayNotBeCreated() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(false, Script.of(MISSING)))
                .withMessageContaining("sessions does not exist")
                .withMessageContaining("autoCreate");
    }

    @Test
    void aTableThatAnotherNodeCreatedFirstIsFine() {
        init(true, Script.of(MISSING, error("ResourceInUseException"), CREATING, ACTIVE, TRANSACTIONS, TTL_ON));
    }

    @Test
    void aRefusalToCreateIsMeantIfTheTableNeverAppears() {
        Answer[] answers = new Answer[12];
        java.util.Arrays.fill(answers, MISSING);
        answers[1] = error("AccessDeniedException");

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(true, Script.of(answers)))
                .withMessageContaining("dynamodb:CreateTable");
    }

    @Test
    void whoseTimeIsOverWhileTheTableIsBeingCreatedSaysWhatItWaitedFor() {
        Answer outOfTime = new Answer.Failed(new Failure(
                Failure.Origin.OUT_OF_TIME, "", 0, "initTimeout (PT3S)", null, List.of(), 0, new TimeoutException()));

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> init(false, Script.of(CREATING, CREATING, outOfTime)))
                .withMessageContaining("The table sessions is still CREATING")
                .withMessageContaining("waited for it to become ACTIVE")
                .withMessageContaining("initTimeout (PT3S)");
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> init(true, Script.of(MISSING, done(), MISSING, outOfTime)))
                .withMessageContaining("was created, and is not visible yet")
                .withMessageContaining("initTimeout (PT3S)");
    }

    @Test
    void whatWasFoundOrMadeIsKnown() {
        assertThat(run(steps(true, true), Script.of(MISSING, done(), ACTIVE, TRANSACTIONS, TTL_ON)))
                .isEqualTo(new Readiness(true, true, "PROVISIONED"));
        assertThat(run(steps(true, true), Script.of(ACTIVE, TRANSACTIONS, TTL_ON)))
                .isEqualTo(new Readiness(true, false, "PROVISIONED"));
        assertThat(run(
                                steps(true, true),
                                Script.of(MISSING, error("ResourceInUseException"), ACTIVE, TRANSACTIONS, TTL_ON))
                        .isCreated())
                .as("another node created it")
                .isFalse();
    }

    @Test
    void aTimeToLiveThatAnotherNodeSwitchedOnFirstIsFine() {
        init(false, Script.of(ACTIVE, TRANSACTIONS, TTL_OFF, error("ValidationException"), TTL_OFF, TTL_ON));
    }

    @Test
    void aTimeToLiveByAnotherAttributeIsAnErrorThatNamesBoth() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(false, Script.of(ACTIVE, TRANSACTIONS, new Answer.TimeToLive("ENABLED", "ttl"))))
                .withMessageContaining("'ttl'")
                .withMessageContaining("'expires'")
                .withMessageContaining("nativeTtl");
    }

    @Test
    void anotherKeySchemaIsAnErrorThatNamesWhatIsThereAndWhatIsNeeded() {
        Answer other = new Answer.Table(
                "ACTIVE",
                List.of(new Answer.KeyElement("pk", "HASH", "S"), new Answer.KeyElement("sk", "RANGE", "N")),
                List.of(),
                null);

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> init(false, Script.of(other)))
                .withMessageContaining("pk (HASH, S), sk (RANGE, N)")
                .withMessageContaining("id (HASH, S)")
                .withMessageContaining("keyAttribute");
    }
}
