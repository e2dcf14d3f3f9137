package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes calls through the SDK's blocking client. */
record SdkTransport(DynamoDbClient client, SdkRequests requests) implements Transport {

    @Override
    public Reply call(Request request) {
        try {
            return send(request);
        } catch (AbortedException e) {
            Thread.currentThread().interrupt(); // the SDK has cleared the flag
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        } catch (SdkException | IllegalStateException e) { // the latter from a client that was closed
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        }
    }

    private Reply send(Request request) {
        if (request instanceof Request.GetItem get) {
            return SdkAnswers.of(client.getItem(requests.of(get)));
        }
        if (request instanceof Request.UpdateItem update) {
            return SdkAnswers.of(client.updateItem(requests.of(update)));
        }
        if (request instanceof Request.PutItem put) {
            return SdkAnswers.of(client.putItem(requests.of(put)));
        }
        if (request instanceof Request.DeleteItem delete) {
            return SdkAnswers.of(client.deleteItem(requests.of(delete)));
        }
        if (request instanceof Request.TransactWriteItems transaction) {
            return SdkAnswers.of(client.transactWriteItems(requests.of(transaction)));
        }
        if (request instanceof Request.Scan scan) {
            return SdkAnswers.of(client.scan(requests.of(scan)));
        }
        if (request instanceof Request.DescribeTable describe) {
            return SdkAnswers.of(client.describeTable(requests.of(describe)));
        }
        if (request instanceof Request.CreateTable create) {
            return SdkAnswers.of(client.createTable(requests.of(create)));
        }
        if (request instanceof Request.DescribeTimeToLive describe) {
            return SdkAnswers.of(client.describeTimeToLive(requests.of(describe)));
        }
        return SdkAnswers.of(client.updateTimeToLive(requests.of((Request.UpdateTimeToLive) request)));
    }
}
