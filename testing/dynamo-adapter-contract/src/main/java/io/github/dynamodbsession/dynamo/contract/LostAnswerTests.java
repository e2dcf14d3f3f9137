package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.AdapterUnderTest.UsersClient;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A response that cannot be DynamoDB's means a lost answer: the call is retried unchanged, on any client. */
abstract class LostAnswerTests extends AdapterTests {

    private FaultProxy proxy;
    private UsersClient client;
    private SessionStore undisturbed;

    LostAnswerTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
        client = adapter().newUsersClient(proxy.endpoint());
        undisturbed = storeOn(creating(engine())).build();
    }

    @AfterEach
    void stop() {
        undisturbed.close();
        client.close();
        proxy.close();
    }

    static List<Arguments> answers() {
        return List.of("a user's client", "a client of ours").stream()
                .flatMap(whose -> List.of(
                        Arguments.of("wrong checksum", Answers.WRONG_CHECKSUM, whose),
                        Arguments.of("empty", Answers.EMPTY, whose),
                        Arguments.of("HTML", Answers.HTML, whose),
                        Arguments.of("other JSON", Answers.OTHER_JSON, whose))
                        .stream())
                .toList();
    }

    private SessionStore storeBy(String whose) {
        DynamoStorageBuilder<?> storage = whose.startsWith("a user")
                ? client.newBuilder().get().tableName(table).autoCreate(true).nativeTtl(false)
                : creating(proxy.endpoint());
        return storeOn(storage).build();
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("answers")
    void isSentAgainWithIdenticalParameters(@SuppressWarnings("unused") String name, Fault answer, String whose) {
        try (SessionStore store = storeBy(whose)) {
            proxy.forget();
            proxy.fault("PutItem", 2, answer);
            proxy.fault("GetItem", 2, answer);
            proxy.fault("UpdateItem", 2, answer);
            proxy.fault("TransactWriteItems", 2, answer);

            Session session = store.create();
            session.setAttribute("a", 1);
            assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
            assertSentAgain("PutItem");

            Session found = store.find(session.id()).orElseThrow();
            assertThat(found.attribute("a")).contains(1);
            found.setAttribute("b", 2);
            assertThat(store.save(found)).isEqualTo(SaveResult.CHANGED);
            assertSentAgain("UpdateItem");

            String newId = store.changeId(found);
            assertThat(store.save(found)).isEqualTo(SaveResult.RENAMED);
            assertSentAgain("TransactWriteItems");
            assertThat(undisturbed.find(newId).orElseThrow().attribute("b")).contains(2);

            proxy.forget();
            proxy.fault("PutItem", 2, answer);
            store.delete(newId);
            assertSentAgain("PutItem");
            assertThat(undisturbed.find(newId)).isEmpty();
        }
    }

    private void assertSentAgain(String operation) {
        List<String> sent = proxy.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(call -> call.body())
                .toList();
        // No SDK checks the checksum of a refusal, such as that of a create which was carried out before.
        assertThat(sent).as(operation).hasSizeBetween(2, 3);
        assertThat(sent.stream().distinct()).as(operation + " as sent").hasSize(1);
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("answers")
    void holdsForTheTableToo(@SuppressWarnings("unused") String name, Fault answer, String whose) {
        proxy.fault("DescribeTable", 2, answer);

        try (SessionStore store = storeBy(whose)) {
            assertThat(store.find("nobody")).isEmpty();
        }
    }
}
