package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 9. */
@Asks(Promise.BAD_ATTRIBUTE)
abstract class UndecodableAttributeTests extends PromiseTests {

    private static final EncodedValue BYTES = EncodedValue.binary(VALUE.getBytes(StandardCharsets.UTF_8));
    private static final EncodedValue TEXT = EncodedValue.text(VALUE);

    private final List<SessionCodecException> reported = new CopyOnWriteArrayList<>();
    private final String id = newId();
    private StorageClient client;
    private SessionStore node;

    UndecodableAttributeTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void storeASessionWithAnUndecodableAttribute() {
        this.client = newClient();
        this.node = nodeOn(client)
                .listener(new SessionListener() {
                    @Override
                    public void onAttributeUndecodable(SessionCodecException failure) {
                        reported.add(failure);
                    }
                })
                .build();
        EncodedValue good = JavaSerializationCodec.create().encode("readable");
        created(
                client,
                new SessionRecord(id, timesOf(TTL), Map.of("good", good, "bytes", BYTES, "text", TEXT), newToken()));
    }

    @Test
    @LookAt("An attribute that cannot be decoded was not left out, or not reported as it should be: does the "
            + "storage return its bytes as they were stored, without decoding them itself?")
    void anAttributeThatCannotBeReadIsLeftOutAndReportedOnceByName() {
        Session session = found(node, id);

        for (int i = 0; i < 2; i++) {
            assertThat(session.attribute("bytes")).isEmpty();
            assertThat(session.attribute("text")).isEmpty();
        }

        assertThat(session.attributeNames()).containsExactly("good");
        assertThat(reported).extracting(e -> e.attributeName().orElseThrow()).containsExactly("bytes", "text");
        assertThat(reported).allSatisfy(e -> assertThat(e.isRetryable()).isFalse());
        assertThat(reported)
                .allSatisfy(e -> assertThat(e.toString()).doesNotContain(VALUE).doesNotContain(id));
    }

    @Test
    @LookAt("One attribute that cannot be decoded affected another one: is each stored by itself, as the "
            + "bytes or the text that it is?")
    void allOthersStayReadable() {
        Session session = found(node, id);

        assertThat(session.attribute("bytes")).isEmpty();

        assertThat(session.attribute("good")).hasValue("readable");
    }

    @Test
    @LookAt("A save destroyed an attribute that cannot be decoded: does an update leave alone what it was "
            + "not given?")
    void savingOthersKeepsWhatIsStoredOfIt() {
        Session session = found(node, id);
        assertThat(session.attribute("bytes")).isEmpty();
        session.setAttribute("good", "changed");
        session.setAttribute("new", 1);

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(stored(client, id).attributes())
                .containsEntry("bytes", BYTES)
                .containsEntry("text", TEXT)
                .hasSize(4);
    }

    @Test
    @LookAt("Reading an attribute that cannot be decoded caused a write: does the storage return its bytes "
            + "as they were stored?")
    void readingItIsNoReasonToWrite() {
        Session session = found(node, id);
        assertThat(session.attribute("bytes")).isEmpty();

        assertThat(node.save(session)).isEqualTo(SaveResult.UNCHANGED);
    }

    @Test
    @LookAt("An id change destroyed an attribute that cannot be decoded: does a rename store the attributes "
            + "as it is given them?")
    void anIdChangeCarriesWhatIsStoredOfIt() {
        Session session = found(node, id);
        assertThat(session.attribute("text")).isEmpty();
        node.changeId(session);

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(stored(client, session.id()).attributes())
                .containsEntry("bytes", BYTES)
                .containsEntry("text", TEXT)
                .hasSize(3);
    }

    @Test
    @LookAt("An attribute that cannot be decoded could not be overwritten: is an attribute replaced whatever "
            + "is there, text or bytes?")
    void itCanBeOverwrittenReadOrNot() {
        Session session = found(node, id);
        assertThat(session.attribute("bytes")).isEmpty();
        session.setAttribute("bytes", "again");
        session.setAttribute("text", "once more");

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(session.attribute("bytes")).hasValue("again");
        assertThat(attributes(node, id)).isEqualTo(Map.of("good", "readable", "bytes", "again", "text", "once more"));
    }

    @Test
    @LookAt("An attribute that cannot be decoded could not be removed: is an attribute removed whatever is "
            + "there, text or bytes?")
    void itCanBeRemovedReadOrNot() {
        Session session = found(node, id);
        assertThat(session.attribute("bytes")).isEmpty();
        session.removeAttribute("bytes");
        session.removeAttribute("text");

        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(stored(client, id).attributes()).containsOnlyKeys("good");
        assertThat(session.attributeNames()).containsExactly("good");
    }
}
