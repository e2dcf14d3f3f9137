package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists sessions, and finds them by an index, one page at a time. */
final class QuerySteps {

    private final DynamoOptions options;
    private final TableLayout layout;
    private final ConflictRetries retries;

    QuerySteps(DynamoOptions options, TableLayout layout, ConflictRetries retries) {
        this.options = options;
        this.layout = layout;
        this.retries = retries;
    }

    Step<Request, Answer, Page<SessionRecord>> list(Instant now, @Nullable String after) {
        Request.Part all = new Request.Part(0, 1, options.pageSize(), layout.startKey(after));
        Request.Scan scan = layout.scanAlive(now, options.consistentRead(), all);
        return retries.call(scan, answer -> {
            if (answer instanceof Answer.Failed failed) {
                throw FailureRules.toException(scan, failed.failure());
            }
            Answer.Page page = (Answer.Page) answer;
            List<SessionRecord> sessions = ours(page)
                    .flatMap(item -> layout.readAlive(item, now).stream())
                    .toList();
            return Step.done(new Page<>(sessions, layout.endOf(page)));
        });
    }

    Step<Request, Answer, Page<String>> find(String index, String value, @Nullable String after) {
        Request.Query query = layout.query(index, value, options.pageSize(), after);
        return ask(
                query,
                failed -> FailureRules.isRefusedRequest(failed)
                        ? whyNot(query, FailureRules.toException(query, failed))
                        : fail(FailureRules.toException(query, failed)));
    }

    private Step<Request, Answer, Page<String>> ask(
            Request.Query query, Function<Failure, Step<Request, Answer, Page<String>>> otherwise) {
        return retries.call(query, answer -> {
            if (answer instanceof Answer.Failed failed) {
                return otherwise.apply(failed.failure());
            }
            Answer.Page page = (Answer.Page) answer;
            List<String> ids = page.items().stream()
                    .flatMap(item -> layout.idOf(item).stream())
                    .toList();
            return Step.done(new Page<>(ids, layout.endOf(page)));
        });
    }

    /**
     * DynamoDB refuses in the same words an index that is missing and one that is still being built: the description of the
     * table distinguishes them. An index that is active by now is queried again, once.
     */
    private Step<Request, Answer, Page<String>> whyNot(Request.Query query, SessionException otherwise) {
        String index = query.index();
        Request describe = new Request.DescribeTable(options.tableName());
        return retries.call(describe, answer -> {
            if (!(answer instanceof Answer.Table table)) {
                throw otherwise;
            }
            Optional<Answer.TableIndex> there = table.indexes().stream()
                    .filter(each -> each.name().equals(index))
                    .findFirst();
            if (there.isEmpty() && !options.autoCreate()) {
                throw new SessionConfigurationException(
                        Reason.MISSING,
                        "The table " + options.tableName() + " has no index '" + index
                                + "'; create it, or set autoCreate.",
                        otherwise);
            }
            if (there.isEmpty() || !there.get().status().equals("ACTIVE")) {
                throw new SessionStorageException(
                        "The index '" + index + "' of the table " + options.tableName()
                                + " is still being built and cannot be queried yet.",
                        true,
                        otherwise);
            }
            return ask(query, again -> fail(FailureRules.toException(query, again)));
        });
    }

    private static <T> Step<Request, Answer, T> fail(SessionException failure) {
        throw failure;
    }

    private Stream<Map<String, Value>> ours(Answer.Page page) {
        return page.items().stream().filter(item -> layout.idOf(item).isPresent());
    }
}
