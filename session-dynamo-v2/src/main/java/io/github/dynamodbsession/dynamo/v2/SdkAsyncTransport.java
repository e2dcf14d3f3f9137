package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Makes calls through the SDK's asynchronous client. */
record SdkAsyncTransport(DynamoDbAsyncClient client, SdkRequests requests) implements AsyncTransport {

    @Override
    public CompletionStage<Reply> call(Request request) {
        try {
            return send(request).exceptionally(SdkAsyncTransport::failed);
        } catch (SdkException | IllegalStateException e) { // the latter from a client that was closed
            return CompletableFuture.completedFuture(failed(e));
        }
    }

    private static Reply failed(Throwable failure) {
        if (AsyncCaller.unwrapped(failure) instanceof RuntimeException exception) {
            return Reply.of(new Answer.Failed(SdkFailures.of(exception)));
        }
        throw new IllegalStateException("The AWS SDK failed unexpectedly", failure);
    }

    private CompletableFuture<Reply> send(Request request) {
        if (request instanceof Request.GetItem get) {
            return client.getItem(requests.of(get)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.UpdateItem update) {
            return client.updateItem(requests.of(update)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.PutItem put) {
            return client.putItem(requests.of(put)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.DeleteItem delete) {
            return client.deleteItem(requests.of(delete)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.TransactWriteItems transaction) {
            return client.transactWriteItems(requests.of(transaction)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.Scan scan) {
            return client.scan(requests.of(scan)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.DescribeTable describe) {
            return client.describeTable(requests.of(describe)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.CreateTable create) {
            return client.createTable(requests.of(create)).thenApply(SdkAnswers::of);
        }
        if (request instanceof Request.DescribeTimeToLive describe) {
            return client.describeTimeToLive(requests.of(describe)).thenApply(SdkAnswers::of);
        }
        return client.updateTimeToLive(requests.of((Request.UpdateTimeToLive) request))
                .thenApply(SdkAnswers::of);
    }
}
