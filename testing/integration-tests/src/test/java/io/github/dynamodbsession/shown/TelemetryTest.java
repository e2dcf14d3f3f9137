package io.github.dynamodbsession.shown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.contract.EngineSettings;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.github.dynamodbsession.testkit.SettableClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What listeners, meters and observations of a node are told shows no token, id or value, whatever happens to its
 * sessions. Only an id that is an argument of its own is one, which the application has asked for.
 */
class TelemetryTest {

    private static final String VALUE = Secrets.VALUE;

    private final SettableClock clock = SettableClock.startingNow();
    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Set<String> notifications = new TreeSet<>();

    private final SessionStore node =
            node(JavaSerializationCodec.builder().allowClass(Item.class).build());

    /** A value whose class another node does not allow. */
    private record Item(String name) implements Serializable {}

    TelemetryTest() {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                told.add(context + " " + context.getContextualName() + " " + context.getAllKeyValues());
                if (context.getError() != null) {
                    told.add(stackTrace(context.getError()));
                }
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private SessionStore node(JavaSerializationCodec codec) {
        return SessionStore.builder(EngineSettings.set(DynamoDbV2Storage.builder(), proxy.endpoint())
                        .tableName(table.name())
                        .autoCreate(true)
                        .nativeTtl(false)
                        .scanSegments(1)
                        .callTimeout(Duration.ofSeconds(4))
                        .callListener(DynamoDbMetrics.of(registry))
                        .callListener(listening(CallListener.class))
                        .build())
                .clock(clock)
                .codec(codec)
                .cleanupInterval(Duration.ZERO)
                .index(SessionIndex.ofAttribute("user"))
                .listener(SessionMetrics.builder(registry)
                        .observationRegistry(observations)
                        .build())
                .listener(listening(SessionListener.class))
                .build();
    }

    /** A listener that keeps what it is told, by whichever of its methods. */
    private <T> T listening(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getReturnType() == boolean.class) {
                        return !method.getName().equals("equals");
                    }
                    if (method.getReturnType() == int.class) {
                        return 1;
                    }
                    if (arguments != null) {
                        tell(method, arguments);
                    }
                    return null;
                }));
    }

    private void tell(Method method, Object[] arguments) {
        notifications.add(method.getName());
        for (Object argument : arguments) {
            if (argument instanceof Throwable failure) {
                told.add(stackTrace(failure));
            } else if (!(argument instanceof String)) {
                told.add(String.valueOf(argument));
            }
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @AfterEach
    void stop() {
        node.close();
        proxy.close();
        registry.close();
        table.delete();
    }

    private Session stored() {
        Session session = node.create();
        session.setAttribute("user", VALUE + " ann");
        session.setAttribute("item", new Item(VALUE));
        session.setAttribute("large", VALUE.repeat(1_000));
        node.save(session);
        return session;
    }

    private void failing(Consumer<Session> use) {
        Session session = stored();
        Throwable failure = catchThrowable(() -> use.accept(session));
        assertThat(failure).isNotNull();
        told.add(stackTrace(failure));
    }

    /** All that can happen to a session, and all that can go wrong. */
    private void everything() {
        Session session = stored();
        node.changeId(session);
        session.setAttribute("more", VALUE);
        node.save(session);
        node.findByIndex("user", VALUE + " ann").forEach(found -> told.add(found.toString()));
        Session late = node.find(session.id()).orElseThrow();
        node.delete(session);
        late.setAttribute("more", VALUE + " late");
        node.save(late);
        node.deleteByIndex("user", VALUE + " ann");

        Session seen = stored();
        try (SessionStore other = node(JavaSerializationCodec.create())) {
            Session elsewhere = other.find(seen.id()).orElseThrow();
            assertThat(elsewhere.attribute("item")).isEmpty();
            other.delete(elsewhere.id());
        }
        clock.advance(Duration.ofDays(30));
        node.reap();

        failing(each -> {
            each.setAttribute("huge", VALUE.repeat(1_000_000));
            node.save(each);
        });
        failing(each -> {
            each.setAttribute("unstorable", new Object());
            node.save(each);
        });
        failing(each -> {
            proxy.fault(call -> true, 1, Fault.answer(400, "AccessDeniedException"));
            each.setAttribute("more", VALUE);
            node.save(each);
        });
        failing(each -> {
            proxy.fault(call -> true, FaultProxy.ALWAYS, Fault.RESET);
            node.find(each.id());
        });
    }

    @Test
    void nothingOfItShowsATokenAnIdOrAValue() {
        everything();

        registry.getMeters()
                .forEach(meter -> told.add(meter.getId() + " " + meter.getId().getDescription() + " "
                        + meter.getId().getTags().stream().map(Tag::getValue).toList()));
        assertThat(told)
                .hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(Secrets.in(text)).as(text).isEmpty());
        assertThat(registry.getMeters()).hasSizeGreaterThan(10);
        assertThat(notifications)
                .as("everything happened that a listener can be told of, but for an end on another node's broadcast")
                .containsAll(Arrays.stream(SessionListener.class.getMethods())
                        .filter(method -> method.getReturnType() == void.class)
                        .map(Method::getName)
                        .filter(name -> !name.equals("onEndedElsewhere"))
                        .toList());
    }
}
