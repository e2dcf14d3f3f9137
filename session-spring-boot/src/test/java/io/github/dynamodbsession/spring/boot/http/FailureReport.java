package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.emulator.proxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;

/**
 * One way in which a start fails, as a section of the page about failed starts.
 *
 * @param title the section's
 * @param storage what the dependency is
 * @param without properties of {@link FailedStart} that are left out
 * @param properties lines of the file of properties, besides those
 * @param system system properties of the JVM while it starts
 * @param before what is done before
 * @param kind which kind of application shows it
 * @param beans classes with beans of the application's own
 */
record FailureReport(
        String title,
        String storage,
        List<String> without,
        List<String> properties,
        Map<String, String> system,
        Consumer<FailedStart> before,
        RunningShop.Kind kind,
        List<Class<?>> beans) {

    /** Where the SDKs look for credentials and a region on the machine that runs the tests: nowhere. */
    private static final Map<String, String> NOTHING_FOUND = Map.of(
            "aws.disableEc2Metadata", "true",
            "com.amazonaws.sdk.disableEc2Metadata", "true",
            "aws.sharedCredentialsFile", "/nonexistent",
            "aws.configFile", "/nonexistent");

    private static final String CREDENTIALS = "-key";

    static List<FailureReport> all() {
        return List.of(
                of("No table name").without("table-name"),
                of("No credentials").without(CREDENTIALS).with(NOTHING_FOUND),
                of("No credentials, with the AWS SDK 1.x")
                        .on("dynamo-v1")
                        .without(CREDENTIALS)
                        .with(NOTHING_FOUND),
                of("Credentials that are not accepted").faulty(Fault.answer(400, "UnrecognizedClientException")),
                of("A permission that is missing")
                        .faulty(FailedStart.error(
                                "AccessDeniedException",
                                "User: arn:aws:sts::123456789012:assumed-role/shop/i-0abc is not authorized to perform:"
                                        + " dynamodb:DescribeTable on resource:"
                                        + " arn:aws:dynamodb:eu-central-1:123456789012:table/sessions because no"
                                        + " identity-based policy allows the dynamodb:DescribeTable action")),
                of("Nobody listens at the endpoint").before(FailedStart::closeEngine),
                of("The endpoint's host is unknown").set("endpoint=http://dynamodb.invalid:8000"),
                of("The region is misspelt").without("endpoint").set("region=eu-centrl-1"),
                of("No region").without("region").without("endpoint").with(NOTHING_FOUND),
                of("Another region than the endpoint's")
                        .faulty(FailedStart.error(
                                "InvalidSignatureException", "Credential should be scoped to a valid region. ")),
                of("The table is missing").set("auto-create=false"),
                of("The table has another key")
                        .before(start -> start.createTable("pk"))
                        .set("auto-create=false"),
                of("An index is missing")
                        .before(start -> start.createTable("id"))
                        .set("auto-create=false")
                        .set("indexes=principal"),
                of("No answer in time")
                        .faulty(Fault.delay(Duration.ofSeconds(20)))
                        .set("init-timeout=1s"),
                of("Something else answers").faulty(FailedStart.page()),
                of("A property is misspelt").set("tabel-name=sessions"),
                of("A secret under a misspelt name").set("secret-acces-key=wJalrXUtnFEMI"),
                of("A property that is none").set("cookie.colour=blue"),
                of("A value that is no duration").set("call-timeout=10 parsecs"),
                of("A value that is none of those that there are").set("codec=jakson"),
                of("A value that is out of range").set("max-connections=0"),
                of("An endpoint that is no URL").set("endpoint=localhost:8000"),
                of("Values that need each other").set("read-capacity=5"),
                of("A secret of cookies that can be guessed").set("cookie.secrets=keyboard cat"),
                of("A session manager of your own, with WebFlux").reactiveWith(OwnSessionManager.class));
    }

    /** Without credentials, where the SDKs look for some by these system properties. */
    static FailureReport withoutCredentials(Map<String, String> systemProperties) {
        return of("Without credentials").without(CREDENTIALS).with(systemProperties);
    }

    private static FailureReport of(String title) {
        return new FailureReport(
                title, "dynamo-v2", List.of(), List.of(), Map.of(), start -> {}, RunningShop.Kind.SERVLET, List.of());
    }

    FailureReport on(String newStorage) {
        return new FailureReport(title, newStorage, without, properties, system, before, kind, beans);
    }

    private FailureReport without(String property) {
        return new FailureReport(title, storage, and(without, property), properties, system, before, kind, beans);
    }

    private FailureReport set(String line) {
        String name = line.substring(0, line.indexOf('='));
        return new FailureReport(
                title, storage, and(without, name), and(properties, line), system, before, kind, beans);
    }

    private FailureReport with(Map<String, String> systemProperties) {
        return new FailureReport(
                title, storage, without, properties, new TreeMap<>(systemProperties), before, kind, beans);
    }

    private FailureReport reactiveWith(Class<?> bean) {
        return new FailureReport(
                title, storage, without, properties, system, before, RunningShop.Kind.REACTIVE, List.of(bean));
    }

    private FailureReport faulty(Fault fault) {
        return before(start -> start.fault(fault));
    }

    private FailureReport before(Consumer<FailedStart> action) {
        return new FailureReport(title, storage, without, properties, system, action, kind, beans);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnSessionManager {

        @Bean
        WebSessionManager webSessionManager() {
            return new DefaultWebSessionManager();
        }
    }

    private static List<String> and(List<String> all, String more) {
        List<String> sum = new ArrayList<>(all);
        sum.add(more);
        return List.copyOf(sum);
    }

    @Override
    public String toString() {
        return title;
    }
}
