package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.step.BlockingCaller;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that were written down before, so that a decision is tried without a network. */
final class Script implements BlockingCaller<Request, Answer> {

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> asked = new ArrayList<>();

    static Script of(Answer... answers) {
        Script script = new Script();
        script.answers.addAll(List.of(answers));
        return script;
    }

    @Override
    public Answer call(Request request) {
        asked.add(request);
        assertThat(answers).as("answers left for " + request.operation()).isNotEmpty();
        return answers.remove();
    }

    List<Request> asked() {
        assertThat(answers).as("answers nobody asked for").isEmpty();
        return asked;
    }

    List<String> operations() {
        return asked().stream().map(Request::operation).toList();
    }

    static Answer done() {
        return new Answer.Item(null);
    }

    static Answer item(Map<String, Value> item) {
        return new Answer.Item(item);
    }

    static Answer error(String code) {
        return error(code, "", null);
    }

    static Answer error(String code, String message, @Nullable Map<String, Value> item) {
        return new Answer.Failed(new Failure(
                Failure.Origin.SERVICE, code, 400, message, item, List.of(), 1, new RuntimeException("from the SDK")));
    }

    static Answer conditionFailed(@Nullable Map<String, Value> item) {
        return error("ConditionalCheckFailedException", "The conditional request failed", item);
    }

    static Answer canceled(Failure.Reason... reasons) {
        return new Answer.Failed(new Failure(
                Failure.Origin.SERVICE,
                "TransactionCanceledException",
                400,
                "Transaction cancelled",
                null,
                List.of(reasons),
                1,
                new RuntimeException("from the SDK")));
    }

    static Failure.Reason reason(String code, @Nullable Map<String, Value> item) {
        return new Failure.Reason(code, "", item);
    }
}
