package io.github.dynamodbsession.dynamo.contract;

import static io.github.dynamodbsession.emulator.proxy.FaultProxy.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that an emulator does not produce, injected between the SDK and it. */
abstract class FaultTests extends AdapterTests {

    private FaultProxy proxy;
    private SessionStore store;
    private SessionStore undisturbed;

    FaultTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
        store = storeOn(creating(proxy.endpoint())).build();
        undisturbed = storeOn(creating(engine())).build();
        proxy.forget();
    }

    @AfterEach
    void stop() {
        store.close();
        undisturbed.close();
        proxy.close();
    }

    private Session stored() {
        Session session = undisturbed.create();
        session.setAttribute("a", 1);
        undisturbed.save(session);
        return session;
    }

    @Test
    void aCreateWhoseAnswerWasLostIsCreatedOnce() {
        proxy.fault("PutItem", 2, Fault.LOST_REPLY);

        Session session = store.create();
        session.setAttribute("a", 1);

        assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        assertThat(proxy.count("PutItem")).isEqualTo(3);
        assertThat(proxy.calls().stream().map(call -> call.body()).distinct()).hasSize(1);
        assertThat(undisturbed.find(session.id()).orElseThrow().attribute("a")).contains(1);
    }

    @Test
    void anIdChangeWhoseAnswerWasLostIsReportedAsDone() {
        String oldId = stored().id();
        proxy.fault("TransactWriteItems", 2, Fault.LOST_REPLY);

        Session session = store.find(oldId).orElseThrow();
        String newId = store.changeId(session);

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(undisturbed.find(oldId)).isEmpty();
        assertThat(undisturbed.find(newId)).isPresent();
    }

    @Test
    void anIdChangeWhoseAnswersAreAllLostIsSettledByTheNextSave() {
        String oldId = stored().id();
        proxy.fault("TransactWriteItems", ALWAYS, Fault.LOST_REPLY);
        Session session = store.find(oldId).orElseThrow();
        String newId = store.changeId(session);
        session.setAttribute("user", "ann");
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> store.save(session))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());

        proxy.heal();
        session.setAttribute("more", true);

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        Session found = undisturbed.find(newId).orElseThrow();
        assertThat(found.attribute("user")).contains("ann");
        assertThat(found.attribute("more")).contains(true);
        assertThat(undisturbed.find(oldId)).isEmpty();
    }

    @Test
    void aSessionIsDeletedUnderBothIdsWhenItIsUnknownWhichItHas() {
        String oldId = stored().id();
        proxy.fault("TransactWriteItems", ALWAYS, Fault.LOST_REPLY);
        Session session = store.find(oldId).orElseThrow();
        String newId = store.changeId(session);
        assertThatExceptionOfType(SessionStorageException.class).isThrownBy(() -> store.save(session));
        assertThat(undisturbed.find(newId)).isPresent();

        assertThat(store.delete(session)).isTrue();

        assertThat(undisturbed.find(newId)).isEmpty();
        assertThat(undisturbed.find(oldId)).isEmpty();
    }

    @Test
    void conflictsWithTransactionsAreAskedAgain() {
        String id = stored().id();
        proxy.fault("GetItem", 2, Fault.CONFLICT);
        proxy.fault("UpdateItem", 3, Fault.CONFLICT);
        proxy.fault("TransactWriteItems", 3, Fault.CONFLICT);
        proxy.fault("PutItem", 3, Fault.CONFLICT);

        Session session = store.find(id).orElseThrow();
        session.setAttribute("b", 2);
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        String newId = store.changeId(session);
        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(undisturbed.find(newId).orElseThrow().attribute("b")).contains(2);
        assertThat(store.delete(session)).isTrue();

        assertThat(proxy.count("UpdateItem")).isEqualTo(4);
        assertThat(proxy.count("TransactWriteItems")).isEqualTo(4);
        assertThat(proxy.count("PutItem")).isEqualTo(4);
    }

    @Test
    void throttlingAndServerErrorsAndResetsAreSurvived() {
        proxy.fault("PutItem", 2, Fault.THROTTLE);
        proxy.fault("GetItem", 2, Fault.INTERNAL_ERROR);
        proxy.fault("UpdateItem", 2, Fault.RESET);

        Session session = store.create();
        assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        Session found = store.find(session.id()).orElseThrow();
        found.setAttribute("a", 1);
        assertThat(store.save(found)).isEqualTo(SaveResult.CHANGED);
    }

    @Test
    void aLateWriteThatArrivesAfterTheDeleteBringsNothingBack() {
        String id = stored().id();
        proxy.beforeForward("UpdateItem", 1, call -> undisturbed.delete(id));

        Session session = store.find(id).orElseThrow();
        session.setAttribute("late", 1);

        assertThat(store.save(session)).isEqualTo(SaveResult.ENDED);
        assertThat(undisturbed.find(id)).isEmpty();
    }

    @Test
    void aWriteBetweenReadingAndRenamingIsCarriedOver() {
        String id = stored().id();
        proxy.beforeForward("TransactWriteItems", 1, call -> {
            Session other = undisturbed.find(id).orElseThrow();
            other.setAttribute("meanwhile", "kept");
            undisturbed.save(other);
        });

        Session session = store.find(id).orElseThrow();
        String newId = store.changeId(session);

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(proxy.count("TransactWriteItems")).isEqualTo(2);
        assertThat(undisturbed.find(newId).orElseThrow().attribute("meanwhile")).contains("kept");
    }

    @Test
    void anInterruptedCallSaysSoAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        assertAReadIsInterrupted();
    }

    @Test
    void aCallThatIsInterruptedBetweenTwoAttemptsSaysSoAndKeepsTheFlag() {
        Thread caller = Thread.currentThread();
        proxy.fault("GetItem", ALWAYS, Fault.THROTTLE);
        proxy.beforeForward("GetItem", 1, call -> caller.interrupt());

        assertAReadIsInterrupted();
    }

    private void assertAReadIsInterrupted() {
        try {
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> store.find("someone"))
                    .withMessageContaining("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
