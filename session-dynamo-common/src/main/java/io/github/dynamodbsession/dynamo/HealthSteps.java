package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.Map;
import java.util.TreeMap;

/** Checks the health of the table by describing it, which consumes no capacity. */
final class HealthSteps {

    private static final String TABLE = "table";

    private final DynamoOptions options;
    private final TableIndexes indexes;

    HealthSteps(DynamoOptions options, TableIndexes indexes) {
        this.options = options;
        this.indexes = indexes;
    }

    Step<Request, Answer, StorageStatus> look() {
        Request describe = new Request.DescribeTable(options.tableName());
        return Step.call(
                describe,
                answer -> Step.done(
                        answer instanceof Answer.Failed failed
                                ? refused(FailureRules.toException(describe, failed.failure()), failed.failure())
                                : found((Answer.Table) answer)));
    }

    /** A statement of DynamoDB about the table or the credentials is a status; no answer is a failure. */
    private StorageStatus refused(SessionException failure, Failure said) {
        if (failure instanceof SessionConfigurationException && said.origin() == Failure.Origin.SERVICE) {
            return new StorageStatus(false, String.valueOf(failure.getMessage()), Map.of(TABLE, options.tableName()));
        }
        throw failure;
    }

    private StorageStatus found(Answer.Table table) {
        Map<String, String> details = new TreeMap<>(indexes.statuses(table));
        details.put(TABLE, options.tableName());
        details.put("status", table.status());
        details.put("billingMode", Readiness.billing(table));
        boolean ready = InitSteps.isUsable(table);
        return new StorageStatus(ready, ready ? "" : InitSteps.mustBeActive(options, table), details);
    }
}
