package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.core.step.AsyncCaller;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.AsyncTransport;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Makes calls through the SDK's asynchronous client. */
record SdkAsyncTransport(DynamoDbAsyncClient client, SdkRequests requests)
        implements AsyncTransport, Operations<CompletableFuture<Reply>> {

    @Override
    public CompletionStage<Reply> call(Request request, Round round) {
        try {
            return in(round).make(request).exceptionally(SdkAsyncTransport::failed);
        } catch (RuntimeException e) { // not only the SDK's own: a closed client fails in many ways
            return CompletableFuture.completedFuture(failed(e));
        }
    }

    @Override
    public String place() {
        return ClientPlace.of(client::serviceClientConfiguration);
    }

    private SdkAsyncTransport in(Round round) {
        return round.equals(requests.round()) ? this : new SdkAsyncTransport(client, requests.in(round));
    }

    private static Reply failed(Throwable failure) {
        if (AsyncCaller.unwrapped(failure) instanceof Exception exception) {
            return Reply.of(new Answer.Failed(SdkFailures.of(exception)));
        }
        throw new IllegalStateException("The AWS SDK failed unexpectedly", failure);
    }

    @Override
    public CompletableFuture<Reply> getItem(Request.GetItem request) {
        return client.getItem(requests.of(request)).thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> batchGetItem(Request.BatchGetItem request) {
        return client.batchGetItem(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, items -> SdkAnswers.of(items, request.table())));
    }

    @Override
    public CompletableFuture<Reply> putItem(Request.PutItem request) {
        return client.putItem(requests.of(request)).thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> updateItem(Request.UpdateItem request) {
        return client.updateItem(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> deleteItem(Request.DeleteItem request) {
        return client.deleteItem(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> transactWriteItems(Request.TransactWriteItems request) {
        return client.transactWriteItems(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> scan(Request.Scan request) {
        return client.scan(requests.of(request)).thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> query(Request.Query request) {
        return client.query(requests.of(request)).thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> updateTable(Request.UpdateTable request) {
        return client.updateTable(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> describeTable(Request.DescribeTable request) {
        return client.describeTable(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> createTable(Request.CreateTable request) {
        return client.createTable(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> describeTimeToLive(Request.DescribeTimeToLive request) {
        return client.describeTimeToLive(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }

    @Override
    public CompletableFuture<Reply> updateTimeToLive(Request.UpdateTimeToLive request) {
        return client.updateTimeToLive(requests.of(request))
                .thenApply(response -> SdkAnswers.whole(response, SdkAnswers::of));
    }
}
