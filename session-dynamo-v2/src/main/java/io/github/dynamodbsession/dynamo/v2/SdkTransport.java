package io.github.dynamodbsession.dynamo.v2;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes calls through the SDK's blocking client. */
record SdkTransport(DynamoDbClient client, SdkRequests requests) implements Transport, Operations<Reply> {

    @Override
    public Reply call(Request request) {
        try {
            return make(request);
        } catch (RuntimeException e) { // not only the SDK's own: a client that was closed fails in many ways
            return Reply.of(new Answer.Failed(SdkFailures.of(e)));
        }
    }

    @Override
    public Reply getItem(Request.GetItem request) {
        return SdkAnswers.of(client.getItem(requests.of(request)));
    }

    @Override
    public Reply putItem(Request.PutItem request) {
        return SdkAnswers.of(client.putItem(requests.of(request)));
    }

    @Override
    public Reply updateItem(Request.UpdateItem request) {
        return SdkAnswers.of(client.updateItem(requests.of(request)));
    }

    @Override
    public Reply deleteItem(Request.DeleteItem request) {
        return SdkAnswers.of(client.deleteItem(requests.of(request)));
    }

    @Override
    public Reply transactWriteItems(Request.TransactWriteItems request) {
        return SdkAnswers.of(client.transactWriteItems(requests.of(request)));
    }

    @Override
    public Reply scan(Request.Scan request) {
        return SdkAnswers.of(client.scan(requests.of(request)));
    }

    @Override
    public Reply query(Request.Query request) {
        return SdkAnswers.of(client.query(requests.of(request)));
    }

    @Override
    public Reply updateTable(Request.UpdateTable request) {
        return SdkAnswers.of(client.updateTable(requests.of(request)));
    }

    @Override
    public Reply describeTable(Request.DescribeTable request) {
        return SdkAnswers.of(client.describeTable(requests.of(request)));
    }

    @Override
    public Reply createTable(Request.CreateTable request) {
        return SdkAnswers.of(client.createTable(requests.of(request)));
    }

    @Override
    public Reply describeTimeToLive(Request.DescribeTimeToLive request) {
        return SdkAnswers.of(client.describeTimeToLive(requests.of(request)));
    }

    @Override
    public Reply updateTimeToLive(Request.UpdateTimeToLive request) {
        return SdkAnswers.of(client.updateTimeToLive(requests.of(request)));
    }
}
