package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** That no run can say more than is true: by contracts of five cases that pass or fail as their names say. */
class ComparisonTest {

    private static final List<Deviation> DEVIATIONS = List.of(
            Deviation.alone("FixtureCases.failsAlone", "it does"),
            Deviation.always("FixtureCases.failsAlways", "it does"),
            Deviation.alone("FixtureCases.failsForOne(2)", "it does"));

    abstract static class FixtureCases {

        private final boolean isWithFilter;

        FixtureCases(ServletContract contract) {
            this.isWithFilter = contract.sessions().areOfTheFilter();
        }

        @Test
        @Rule("any")
        void passes() {}

        @Test
        @Rule("any")
        void failsAlone() {
            assertThat(isWithFilter).isTrue();
        }

        @Test
        @Rule("any")
        void failsAlways() {
            throw new AssertionError("always");
        }

        @Test
        @Rule("any")
        @Excepted(FilterLimit.CROSS_CONTEXT)
        void failsWithFilter() {
            assertThat(isWithFilter).isFalse();
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"1", "2"})
        @Rule("any")
        void failsForOne(String which) {
            assertThat(isWithFilter || which.equals("1")).isTrue();
        }
    }

    abstract static class Fixture extends ServletContract {

        Fixture(Sessions sessions, List<Deviation> deviations) {
            super(NoContainer::new, sessions, deviations);
        }

        @Nested
        class Of extends FixtureCases {
            Of() {
                super(Fixture.this);
            }
        }
    }

    static class Alone extends Fixture {
        Alone() {
            super(Sessions.ofTheContainer(), DEVIATIONS);
        }
    }

    static class WithFilter extends Fixture {
        WithFilter() {
            super(Sessions.ofTheFilter(), DEVIATIONS);
        }
    }

    static class AloneWithoutKnowing extends Fixture {
        AloneWithoutKnowing() {
            super(Sessions.ofTheContainer(), List.of());
        }
    }

    static class AloneWithWrongList extends Fixture {
        AloneWithWrongList() {
            super(
                    Sessions.ofTheContainer(),
                    List.of(
                            Deviation.always("FixtureCases.passes", "it does not"),
                            Deviation.alone("FixtureCases.isNotThere", "nor this")));
        }
    }

    private static final class NoContainer implements Container {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public int httpsPort() {
            return 0;
        }

        @Override
        public Map<Refusable, Integer> refusals() {
            return Map.of();
        }

        @Override
        public Deployment deploy(WebApp app) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static List<String> ended(Class<?> contract, TestExecutionResult.Status how) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract)).execute().testEvents().stream()
                .filter(event -> event.getPayload(TestExecutionResult.class)
                        .map(result -> result.getStatus() == how)
                        .orElse(false))
                .map(ComparisonTest::nameOf)
                .toList();
    }

    private static String nameOf(Event event) {
        String name = event.getTestDescriptor().getDisplayName().replace("\"", "");
        return name.length() == 1 ? "failsForOne " + name : name.replace("()", "");
    }

    private static List<String> failed(Class<?> contract) {
        return ended(contract, TestExecutionResult.Status.FAILED);
    }

    private static List<String> skipped(Class<?> contract) {
        return ended(contract, TestExecutionResult.Status.ABORTED);
    }

    @Test
    void aloneACaseFailsUnlessTheContainerIsKnownTo() {
        assertThat(failed(Alone.class)).isEmpty();
        assertThat(failed(AloneWithoutKnowing.class))
                .containsExactlyInAnyOrder("failsAlone", "failsAlways", "failsForOne 2");
    }

    @Test
    void whatIsKnownToFailIsReportedAsSkipped() {
        assertThat(skipped(Alone.class)).containsExactlyInAnyOrder("failsAlone", "failsAlways", "failsForOne 2");
        assertThat(skipped(WithFilter.class)).containsExactlyInAnyOrder("failsAlways", "failsWithFilter");
    }

    @Test
    void withTheFilterOnlyWhatItCannotHelpMayFail() {
        assertThat(failed(WithFilter.class)).isEmpty();
    }

    @Test
    void aDeviationThatIsNoneOrOfNoCaseFails() {
        assertThat(failed(AloneWithWrongList.class)).contains("passes", "everyKnownDeviationIsOfACase");
    }
}
