package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.emulator.proxy.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What is said of a start that fails: the property, what is wrong with its value, and what to do. */
@ParameterizedClass
@EnumSource(RunningShop.Kind.class)
class FailedStartTest {

    @Parameter
    private RunningShop.Kind kind;

    private FailureAnalysis start(String... properties) {
        try (RunningShop shop = kind.shop()) {
            return start(shop, properties);
        }
    }

    private static FailureAnalysis start(RunningShop shop, String... properties) {
        Throwable failure = catchThrowable(() -> shop.startWith(properties));
        assertThat(failure).isNotNull();
        // Some of Boot's own want the application's context, and cannot be made here.
        List<FailureAnalyzer> analyzers =
                SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, e) -> {});
        return analyzers.stream()
                .filter(one -> one.getClass().getName().startsWith("io.github.dynamodbsession."))
                .map(one -> one.analyze(failure))
                .filter(analysis -> analysis != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is said of it", failure));
    }

    @Test
    void aTableThatIsNotThere() {
        FailureAnalysis analysis = start("dynamodb.session.auto-create=false");
        assertThat(analysis.getDescription()).contains("The table shop-", "does not exist");
        assertThat(analysis.getAction()).contains("dynamodb.session.auto-create=true", "dynamodb.session.table-name");
    }

    @Test
    void aTableWithAnotherKey() {
        try (RunningShop shop = kind.shop()) {
            shop.createTable();
            FailureAnalysis analysis = start(shop, "dynamodb.session.key-attribute=other");
            assertThat(analysis.getDescription()).contains("has the key", "dynamodb.session.key-attribute");
            assertThat(analysis.getAction()).contains("dynamodb.session.table-name");
        }
    }

    @Test
    void anIndexThatIsNotThere() {
        try (RunningShop shop = kind.shop()) {
            shop.createTable();
            FailureAnalysis analysis =
                    start(shop, "dynamodb.session.indexes=principal", "dynamodb.session.auto-create=false");
            assertThat(analysis.getDescription()).contains("no global secondary index 'index.principal'");
            assertThat(analysis.getAction()).contains("dynamodb.session.auto-create=true");
        }
    }

    @Test
    void aPermissionThatIsMissing() {
        try (RunningShop shop = kind.shop()) {
            shop.proxy().fault("DescribeTable", 1, Fault.answer(400, "AccessDeniedException"));
            FailureAnalysis analysis = start(shop);
            assertThat(analysis.getDescription()).contains("dynamodb:DescribeTable");
            assertThat(analysis.getAction()).contains("permission", "dynamodb.session.init=false");
        }
    }

    @Test
    void anEndpointWhereNobodyAnswers() {
        FailureAnalysis analysis =
                start("dynamodb.session.endpoint=http://127.0.0.1:1", "dynamodb.session.call-timeout=200ms");
        assertThat(analysis.getDescription()).contains("not ready", "DescribeTable");
        assertThat(analysis.getAction()).contains("dynamodb.session.endpoint");
    }

    @Test
    void aCookieSecretThatCanBeGuessed() {
        FailureAnalysis analysis = start("dynamodb.session.cookie.secrets=keyboard cat");
        assertThat(analysis.getDescription())
                .startsWith("dynamodb.session.cookie.secrets must have at least 16 bytes")
                .doesNotContain("keyboard");
    }

    @Test
    void anEndpointThatIsNone() {
        assertThat(start("dynamodb.session.endpoint=somewhere").getDescription())
                .contains("dynamodb.session.endpoint must be an absolute http or https URL");
    }

    @Test
    void keysThatContradict() {
        assertThat(start("dynamodb.session.secret-access-key=").getDescription())
                .contains("dynamodb.session.secret-access-key must not be blank");
        assertThat(start("dynamodb.session.read-capacity=5").getDescription())
                .contains("dynamodb.session.read-capacity and dynamodb.session.write-capacity must be set together");
    }
}
