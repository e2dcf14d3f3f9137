package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Promise 1. In every overlap all requests have read the session before the first one writes. */
@Asks(Promise.NO_LOST_UPDATE)
abstract class NoLostUpdateTests extends PromiseTests {

    private static final Duration OTHER_INTERVAL = Duration.ofHours(3);

    NoLostUpdateTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A save took away what another request had written since this one had read: does an update write "
            + "its own attributes only, and a write of the whole session compare the version that it was read with?")
    void aWriterKeepsWhatAnotherOneWroteAfterItHadRead() {
        SessionStore early = newNode();
        SessionStore late = newNode();
        String id = stored(early, Map.of("before", "as it was"));
        Session slow = found(late, id);

        Session quick = found(early, id);
        quick.setAttribute("quick", 1);
        quick.removeAttribute("before");
        early.save(quick);
        slow.setAttribute("slow", 2);

        assertThat(late.save(slow)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(early, id)).isEqualTo(Map.of("quick", 1, "slow", 2));
    }

    @Test
    @LookAt("Two saves that had read the same version were both applied, and one undid the other: is the "
            + "write conditional on the version (... where id = ? and version = ?), in one step with the comparison?")
    void overlappingWritersOfDifferentAttributesAllSurvive() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of());

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                session.setAttribute("attribute-" + i, i);
                return node.save(session);
            });

            assertThat(results).containsOnly(SaveResult.CHANGED);
            Map<String, Object> expected = new HashMap<>();
            for (int i = 0; i < Overlap.THREADS; i++) {
                expected.put("attribute-" + i, i);
            }
            assertThat(attributes(nodes.get(1), id)).isEqualTo(expected);
        }
    }

    @Test
    @LookAt("A set or a removal undid that of another request: does a removal take away its own attribute "
            + "only, and is the write conditional on the version?")
    void overlappingSettersAndRemoversOfDifferentAttributesAllSucceed() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        Map<String, Object> before = new TreeMap<>(Map.of("untouched", "still here"));
        Map<String, Object> after = new TreeMap<>(before);
        for (int i = 0; i < Overlap.THREADS; i++) {
            before.put("attribute-" + i, "old");
            if (i % 2 == 0) {
                after.put("attribute-" + i, "new");
            }
        }
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), before);

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                if (i % 2 == 0) {
                    session.setAttribute("attribute-" + i, "new");
                } else {
                    session.removeAttribute("attribute-" + i);
                }
                return node.save(session);
            });

            assertThat(results).containsOnly(SaveResult.CHANGED);
            assertThat(attributes(nodes.get(0), id)).isEqualTo(after);
        }
    }

    @Test
    @LookAt("Two values of one attribute were mixed, or a save was not answered as changed: is a value "
            + "written in one piece, and the write conditional on the version?")
    void ofOverlappingWritersOfTheSameAttributeOneWinsWhole() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of("shared", new ArrayList<>(List.of("nobody"))));

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                session.setAttribute("shared", new ArrayList<>(Collections.nCopies(50, i)));
                return node.save(session);
            });

            assertThat(results).containsOnly(SaveResult.CHANGED);
            List<?> winner =
                    found(nodes.get(0), id).attribute("shared", List.class).orElseThrow();
            assertThat(winner).hasSize(50);
            assertThat(Set.<Object>copyOf(winner)).hasSize(1).isSubsetOf(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    @LookAt("A list that a request altered in place is as it was: is an attribute written that the request "
            + "did not change, or is the write not conditional on the version?")
    void listsThatOverlappingRequestsAlteredInPlaceAllSurvive() {
        List<SessionStore> nodes = List.of(newNode(), newNode());
        Map<String, Object> before = new TreeMap<>();
        Map<String, Object> after = new TreeMap<>();
        for (int i = 0; i < Overlap.THREADS; i++) {
            before.put("list-" + i, new ArrayList<>(List.of("old")));
            after.put("list-" + i, List.of("old", "new"));
        }
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), before);

            Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                for (String name : session.attributeNames()) {
                    @SuppressWarnings("unchecked")
                    List<Object> list = session.attribute(name, List.class).orElseThrow();
                    if (name.equals("list-" + i)) {
                        list.add("new");
                    }
                }
                others.await();
                return node.save(session);
            });

            assertThat(attributes(nodes.get(1), id)).isEqualTo(after);
        }
    }

    @Test
    @LookAt("Attributes, times and interval undid each other: does each of update and setExpires write what "
            + "it was given only, on the condition of what it has read?")
    void writersTouchesAndANewIntervalThatOverlapAllSurvive() {
        List<SessionStore> nodes = List.of(newTouchingNode(), newTouchingNode());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            String id = stored(nodes.get(0), Map.of());
            clock.advance(Duration.ofSeconds(1));

            List<SaveResult> results = Overlap.of(Overlap.THREADS, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                if (i == 0) {
                    session.setMaxInactiveInterval(OTHER_INTERVAL);
                } else if (i < 5) {
                    session.setAttribute("attribute-" + i, i);
                }
                return node.save(session);
            });

            assertThat(results).doesNotContain(SaveResult.ENDED, SaveResult.UNCHANGED);
            Session session = found(nodes.get(1), id);
            assertThat(session.attributeNames())
                    .containsExactlyInAnyOrder("attribute-1", "attribute-2", "attribute-3", "attribute-4");
            assertThat(session.maxInactiveInterval()).isEqualTo(OTHER_INTERVAL);
            assertThat(session.lastAccessedAt()).isEqualTo(now());
            assertThat(session.expiresAt()).hasValue(now().plus(OTHER_INTERVAL));
        }
    }

    /** More than some databases allow in one update expression. */
    @Test
    @LookAt("Of a save with hundreds of attributes some are gone: is it split into several writes, of which "
            + "others see a part or which are not all conditional on the version?")
    void overlappingWritersOfHundredsOfAttributesAllSurvive() {
        int writers = 4;
        int each = 250;
        List<SessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < 3; round++) {
            String id = stored(nodes.get(0), Map.of("before", true));

            List<SaveResult> results = Overlap.of(writers, (i, others) -> {
                SessionStore node = nodes.get(i % nodes.size());
                Session session = found(node, id);
                others.await();
                for (int k = 0; k < each; k++) {
                    session.setAttribute("attribute-" + i + "-" + k, k);
                }
                return node.save(session);
            });

            assertThat(results).containsOnly(SaveResult.CHANGED);
            assertThat(found(nodes.get(1), id).attributeNames()).hasSize(writers * each + 1);
        }
    }
}
