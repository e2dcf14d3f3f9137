package io.github.dynamodbsession.shown;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.github.dynamodbsession.architecture.House;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The {@code toString} of no class that users get shows a token, an id or a value: each is made with a word of its own in
 * every field, and what it shows must be a name or another thing that is no secret.
 */
class ToStringTest {

    /**
     * What may be shown, by the name of a field, or of a class and its field where others of that name may not: names,
     * places and options, and nothing that a client or the application put into a session. A key of a map is a name.
     */
    private static final Set<String> HARMLESS = Set.of(
            "attribute",
            "billing",
            "billingMode",
            "bound",
            "capacity",
            "classes",
            "clientRequestToken",
            "code",
            "condition",
            "domain",
            "errorCode",
            "hashAttribute",
            "index",
            "keyAttribute",
            "keyPrefix",
            "keyType",
            "lastModified",
            "layout",
            "loss",
            "name",
            "namedPackages",
            "operation",
            "packages",
            "parameter",
            "path",
            "place",
            "prefix",
            "rangeAttribute",
            "region",
            "specialKeys",
            "status",
            "step",
            "table",
            "tableName",
            "tag",
            "ttlAttribute",
            "type",
            "update",
            // Writers and numbers, whose text is what they are.
            "BoundedWriter.text",
            "Values.Digits.literal",
            // Random keys of chunks, which lead to no session.
            "ChunkReference.parts",
            "CollectionKinds.Kinds.byClass",
            "CookieSettings.others",
            "DynamoStorageBuilder.SdkClient.client",
            "ExpressSpec.content",
            "ExpressionBuilder.Placeholders.usual",
            "StartNoteConfiguration.StartNote.text",
            // Of any type: each kind of request is looked at by itself.
            "Step.Call.request",
            "Step.Calls.requests");

    private static final String SPRING = "io.github.dynamodbsession.spring.";

    /** Classes that cannot be loaded here, and why they show nothing. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            SPRING + "MarkedSession", "RepositoryContract looks at it",
            SPRING + "SessionMemo$Known", "RepositoryContract looks at it",
            SPRING + "StoreSession", "RepositoryContract looks at it",
            SPRING + "security.StoredException", "SecurityCodecsTest looks at it",
            SPRING + "websocket.SessionCheck$Looked", "has times only",
            SPRING + "boot.DynamoDbSessionProperties", "shows the name of the table",
            SPRING + "boot.DynamoDbSessionProperties$Compression", "has sizes only",
            SPRING + "boot.StoreOptions", "has the properties, and beans");

    private final Samples samples = new Samples()
            .with(SessionException.class, new SessionConfigurationException("failed", null))
            .with(StorageStatus.class, new StorageStatus(true, "", Map.of()));

    @Test
    void noClassShowsATokenAnIdOrAValue() {
        Map<String, Set<String>> shown = new TreeMap<>();
        Map<String, String> notMade = new TreeMap<>();
        Set<String> inVain = new TreeSet<>(HARMLESS);
        int made = 0;
        for (String name : UserClasses.names()) {
            try {
                Class<?> type = Class.forName(name, false, getClass().getClassLoader());
                if (hasText(type)) {
                    made++;
                    Set<String> fields = samples.shownBy(String.valueOf(samples.of(type)));
                    fields.stream().map(ToStringTest::name).forEach(inVain::remove);
                    inVain.removeAll(fields);
                    fields.removeIf(field ->
                            HARMLESS.contains(field) || HARMLESS.contains(name(field)) || field.endsWith(Samples.KEY));
                    if (!fields.isEmpty()) {
                        shown.put(name, fields);
                    }
                }
            } catch (LinkageError e) {
                if (hasText(House.CLASSES.get(name))) {
                    notMade.put(name, String.valueOf(e));
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                notMade.put(name, cause(e));
            }
        }

        assertThat(shown)
                .as("fields that a toString shows; one that is no secret belongs to those that are harmless")
                .isEmpty();
        assertThat(notMade.keySet())
                .as("classes of which no object can be made: %s", notMade)
                .isEqualTo(ELSEWHERE.keySet());
        assertThat(made).isGreaterThan(200);
        assertThat(inVain).as("harmless, but not shown").isEmpty();
    }

    private static String name(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    private static String cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** Whether it is a class of objects with a {@code toString} of their own, as each record has, and no exception. */
    private static boolean hasText(Class<?> type) throws NoSuchMethodException {
        return !type.isInterface()
                && !type.isEnum()
                && !Modifier.isAbstract(type.getModifiers())
                && !Throwable.class.isAssignableFrom(type)
                && type.getMethod("toString").getDeclaringClass().getName().startsWith("io.github.dynamodbsession.");
    }

    private static boolean hasText(JavaClass type) {
        return !type.isInterface() && type.tryGetMethod("toString").isPresent();
    }
}
