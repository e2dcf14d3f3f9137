package io.github.dynamodbsession.core.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StepTest {

    private final List<String> asked = new ArrayList<>();

    private final BlockingCaller<String, Integer> length = request -> {
        asked.add(request);
        return request.length();
    };

    @Test
    void whatIsDoneAsksNothing() {
        assertThat(length.run(Step.<String, Integer, String>done("value"))).isEqualTo("value");
        assertThat(asked).isEmpty();
    }

    @Test
    void makingAnOperationAsksNothingYet() {
        Step<String, Integer, Integer> operation =
                ask("one").then(one -> ask("three").map(three -> one + three));

        assertThat(asked).isEmpty();
        assertThat(length.run(operation)).isEqualTo(8);
        assertThat(asked).containsExactly("one", "three");
    }

    @Test
    void anOperationCanBeRunAgain() {
        Step<String, Integer, Integer> operation = ask("one").map(one -> one * 2);

        assertThat(length.run(operation)).isEqualTo(6);
        assertThat(length.run(operation)).isEqualTo(6);
        assertThat(asked).containsExactly("one", "one");
    }

    @Test
    void eachAnswerDecidesWhatIsAskedNext() {
        Step<String, Integer, Integer> operation =
                ask("one").then(one -> one == 3 ? ask("it was three") : Step.done(-1));

        assertThat(length.run(operation)).isEqualTo(12);
    }

    @Test
    void callsThatDoNotDependOnEachOtherAreAnsweredInOrder() {
        Step<String, Integer, List<Integer>> operation = Step.calls(List.of("a", "bb", "ccc"), Step::done);

        assertThat(length.run(operation)).containsExactly(1, 2, 3);
        assertThat(length.run(operation.<Integer>then(sizes -> ask("x".repeat(sizes.get(2))))))
                .isEqualTo(3);
    }

    @Test
    void whatIsComposedThreeWaysIsTheSame() {
        Function<Integer, Step<String, Integer, Integer>> first = n -> ask("x".repeat(n + 1));
        Function<Integer, Step<String, Integer, Integer>> second = n -> ask("y".repeat(n * 2));

        int leftToRight = length.run(ask("a").then(first).then(second));
        int nested = length.run(ask("a").then(n -> first.apply(n).then(second)));

        assertThat(leftToRight).isEqualTo(nested).isEqualTo(4);
        assertThat(asked).containsExactly("a", "xx", "yyyy", "a", "xx", "yyyy");
    }

    @Test
    void aThousandCallsInARowDoNotOverflowTheStack() {
        assertThat(length.run(countdown(10_000))).isEqualTo(0);
        assertThat(asked).hasSize(10_000);
    }

    private static Step<String, Integer, Integer> countdown(int left) {
        return left == 0 ? Step.done(0) : ask("x").then(x -> countdown(left - x));
    }

    @Test
    void aFailedCallEndsTheOperation() {
        BlockingCaller<String, Integer> failing = request -> {
            asked.add(request);
            throw new SessionStorageException("no answer", true, null);
        };

        assertThatThrownBy(() -> failing.run(ask("one").then(one -> ask("two"))))
                .isInstanceOf(SessionStorageException.class);
        assertThat(asked).containsExactly("one");
    }

    @Test
    void aPauseThatIsInterruptedEndsTheOperationAndTheFlagStays() {
        Step<String, Integer, Integer> operation = Step.callAfter(Duration.ofHours(1), "one", Step::done);

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> length.run(operation))
                    .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                            .isTrue());
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aPauseComesBeforeTheCall() {
        Step<String, Integer, Integer> operation = Step.callAfter(Duration.ofMillis(1), "one", Step::done);

        assertThat(length.run(operation)).isEqualTo(3);
    }

    private static Step<String, Integer, Integer> ask(String request) {
        return Step.call(request, Step::done);
    }
}
