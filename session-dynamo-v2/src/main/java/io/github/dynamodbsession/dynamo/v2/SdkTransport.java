package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import io.github.dynamodbsession.dynamo.call.Transport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes calls through the SDK's blocking client. */
record SdkTransport(DynamoDbClient client, SdkRequests requests) implements Transport, Operations<Reply> {

    @Override
    public Reply call(Request request, Round round) {
        try {
            return in(round).make(request);
        } catch (RuntimeException e) { // not only the SDK's own: a closed client fails in many ways
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        }
    }

    @Override
    public String place() {
        return ClientPlace.of(client::serviceClientConfiguration);
    }

    private SdkTransport in(Round round) {
        return round.equals(requests.round()) ? this : new SdkTransport(client, requests.in(round));
    }

    @Override
    public Reply getItem(Request.GetItem request) {
        return SdkAnswers.whole(client.getItem(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply batchGetItem(Request.BatchGetItem request) {
        return SdkAnswers.whole(
                client.batchGetItem(requests.of(request)), response -> SdkAnswers.of(response, request.table()));
    }

    @Override
    public Reply putItem(Request.PutItem request) {
        return SdkAnswers.whole(client.putItem(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply updateItem(Request.UpdateItem request) {
        return SdkAnswers.whole(client.updateItem(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply deleteItem(Request.DeleteItem request) {
        return SdkAnswers.whole(client.deleteItem(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply transactWriteItems(Request.TransactWriteItems request) {
        return SdkAnswers.whole(client.transactWriteItems(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply scan(Request.Scan request) {
        return SdkAnswers.whole(client.scan(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply query(Request.Query request) {
        return SdkAnswers.whole(client.query(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply updateTable(Request.UpdateTable request) {
        return SdkAnswers.whole(client.updateTable(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply describeTable(Request.DescribeTable request) {
        return SdkAnswers.whole(client.describeTable(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply createTable(Request.CreateTable request) {
        return SdkAnswers.whole(client.createTable(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply describeTimeToLive(Request.DescribeTimeToLive request) {
        return SdkAnswers.whole(client.describeTimeToLive(requests.of(request)), SdkAnswers::of);
    }

    @Override
    public Reply updateTimeToLive(Request.UpdateTimeToLive request) {
        return SdkAnswers.whole(client.updateTimeToLive(requests.of(request)), SdkAnswers::of);
    }
}
